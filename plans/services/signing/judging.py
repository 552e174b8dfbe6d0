"""Judging whether somebody may sign today, whose certificate it is, and whether an uploaded file may be taken.

Each `…_doubt` is a sentence for `doubts.require_agreed`, or empty.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from ... import clock
from ...content.vietnamese import fold, short_date
from ...enums import SigningCapacity
from ...exceptions import Invalid, NotNow
from ...models import IssuingUnit, Mandate, Plan, PostHolding
from ...rules.actor import Actor
from ...signing.accepting import Difference, same_document
from ...signing.trust import TrustRoots, load_roots
from ...signing.verifying import CertificateState, SignatureFacts, read_signatures

#: As large as a plan with pictures and three signatures gets.
MOST_BYTES = 30 * 1024 * 1024


# --- who may sign today ----------------------------------------------------------------------------------------------


def require_capacity(plan: Plan, *, actor: Actor) -> None:
    """The signatory's right to sign, on this day (Nghị định 30/2020/NĐ-CP, Điều 13).

    Raises NotNow: nobody is named, the post is no longer or not yet theirs, the mandate of TUQ. does not hold today,
    or the document bears the name of somebody else who has an account.
    """
    holding, today = plan.signatory, clock.today()
    if holding is None:
        if not plan.signature_name:
            raise NotNow("Văn bản chưa ghi người ký; trả lại để người soạn thảo chọn người ký rồi trình lại.")
        return
    name = holding.person_name
    if not holding.is_valid_on(today):
        raise NotNow(
            f"Hôm nay, {short_date(today)}, {name} không giữ chức vụ {holding.post.title}{_days(holding)}; trả lại để "
            "người soạn thảo chọn người ký khác, hoặc nhờ quản trị đơn vị sửa thời hạn giữ chức vụ."
        )
    if holding.user_id is not None and actor.user_id is not None and holding.user_id != actor.user_id:
        raise NotNow(f"Văn bản in tên người ký là {name}; chỉ {name} mới ký được văn bản này.")
    if plan.capacity == SigningCapacity.BY_MANDATE:
        _require_mandate(plan, holding)


def _days(holding: PostHolding) -> str:
    if holding.valid_until is not None and holding.valid_until < clock.today():
        return f" (đã hết từ ngày {short_date(holding.valid_until)})"
    return f" (từ ngày {short_date(holding.valid_from)})" if holding.valid_from is not None else ""


def _require_mandate(plan: Plan, holding: PostHolding) -> None:
    today = clock.today()
    mandates = Mandate.objects.filter(unit=plan.issuing_unit_id, holding=holding)
    if not any(one.is_valid_on(today) for one in mandates):
        raise NotNow(
            f"Ký TUQ. (thừa ủy quyền) cần văn bản ủy quyền có hiệu lực hôm nay cho {holding.person_name}. Nhờ quản trị "
            "đơn vị ghi số, ngày, nội dung ủy quyền và thời hạn của văn bản đó ở trang đơn vị, rồi ký lại."
        )


# --- whose certificate it is -----------------------------------------------------------------------------------------


def person_doubt(certificate_name: str, plan: Plan, *, actor: Actor) -> str:
    """A doubt when the certificate's name is not the one that is printed, marks and case aside: certificates often
    write "NGUYEN VAN A"."""
    printed = plan.signatory.person_name if plan.signatory is not None else plan.signature_name
    if _same_name(certificate_name, printed or actor.full_name):
        return ""
    return (
        f"Chứng thư số ghi tên “{certificate_name}”, còn văn bản in tên người ký là “{printed}”. "
        "Chỉ ký tiếp khi chắc chắn hai tên là một người."
    )


def organ_doubt(certificate_names: Iterable[str], unit: IssuingUnit) -> str:
    """A doubt when the certificate's first name, whose it is, is not the unit's, in full or short.

    A person's certificate names the unit too, as where the person works; that does not make it the organ's.
    """
    shown, *others = [one for one in certificate_names if one] or ["không rõ"]
    if _is_name_of(shown, unit):
        return ""
    if any(_is_name_of(one, unit) for one in others):
        return (
            f"Đây là chứng thư số cá nhân của “{shown}” thuộc “{unit.name}”, không phải chứng thư số của cơ quan. "
            "Chỉ ký tiếp khi chắc chắn cơ quan dùng chứng thư này để đóng dấu."
        )
    return (
        f"Chứng thư số ghi tên “{shown}”, còn cơ quan ban hành là “{unit.name}”. "
        "Chỉ ký tiếp khi chắc chắn đây là chứng thư số của cơ quan."
    )


def _is_name_of(name: str, unit: IssuingUnit) -> bool:
    return any(_same_name(name, known) for known in (unit.name, unit.short_name))


def _same_name(one: str, other: str) -> bool:
    return _letters(one) == _letters(other) and bool(_letters(one))


def _letters(text: str) -> str:
    """Small letters without marks, abbreviations of committees written out."""
    plain = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"\bubnd\b", "uy ban nhan dan", plain).split())


# --- what a file says ------------------------------------------------------------------------------------------------


def trusted_roots() -> TrustRoots:
    """The authorities this server trusts; none where none were given."""
    return load_roots(settings.TRUST_ROOTS)


def accept(pdf: bytes, earlier: bytes, *, field: str) -> tuple[tuple[SignatureFacts, ...], str]:
    """The signatures of an uploaded file that is the earlier one with a good signature added, and a doubt about where
    its certificate comes from. Raises Invalid with the reason when it is anything else."""
    if len(pdf) > MOST_BYTES:
        raise Invalid("Tệp lớn quá 30 MB; tệp tải lên phải là tệp đã tải về ở đây, chỉ thêm chữ ký.")
    if not pdf.startswith(b"%PDF"):
        raise Invalid("Đây không phải tệp PDF; tải tệp ở đây về, ký, rồi tải đúng tệp đó lên.")
    roots = trusted_roots()
    same = same_document(pdf, earlier, field=field, roots=roots, moment=clock.now())
    if same.is_same:
        return same.signatures, "" if all(one.is_trusted for one in same.signatures) else _untrusted(same.signatures)
    if same.difference == Difference.BAD_SIGNATURE and not roots.roots and _is_only_unknown(same.signatures):
        return same.signatures, _untrusted(same.signatures)
    raise Invalid(same.sentence)


def _is_only_unknown(signatures: tuple[SignatureFacts, ...]) -> bool:
    """Whether every signature holds and only the authority behind one of them is not known here."""
    holds = all(one.is_intact and one.is_valid and one.covers_document for one in signatures)
    return holds and all(one.certificate in (CertificateState.GOOD, CertificateState.UNKNOWN) for one in signatures)


def _untrusted(signatures: tuple[SignatureFacts, ...]) -> str:
    if trusted_roots().roots:
        return ""
    issuers = ", ".join(dict.fromkeys(one.issuer for one in signatures if not one.is_trusted))
    return (
        f"Chữ ký đúng với tệp, nhưng máy chủ này chưa có danh sách nhà cấp chứng thư để kiểm tra nơi cấp “{issuers}”. "
        "Chỉ nhận khi chắc chắn đây là chứng thư số công vụ của người ký."
    )


def signers_of(pdf: bytes) -> list[dict[str, Any]]:
    """Who signed a file that was signed here, for keeping beside it.

    Raises Invalid when the signature does not hold: its certificate was revoked, or comes from an authority that is
    not among those the server trusts. A server that trusts none leaves that to the signer, whose own key it is.
    """
    roots = trusted_roots()
    signatures = read_signatures(pdf, roots=roots, moment=clock.now())
    if not all(one.is_good for one in signatures) and (roots.roots or not _is_only_unknown(signatures)):
        raise Invalid(next(one.sentence for one in reversed(signatures) if not one.is_good))
    return told(signatures)


def told(signatures: Iterable[SignatureFacts]) -> list[dict[str, Any]]:
    """The signatures as they are kept: no bytes, no keys."""
    return [
        {
            "field": one.field,
            "who": one.who,
            "organisation": one.organisation,
            "issuer": one.issuer,
            "serial": one.serial,
            "signed_at": one.signed_at.isoformat() if one.signed_at is not None else None,
            "is_timestamped": one.is_timestamped,
            "is_trusted": one.is_trusted,
            "is_good": one.is_good,
            "sentence": one.sentence,
        }
        for one in signatures
    ]
