"""Turns a file that came back from elsewhere into whether it is the one that was to be signed, now signed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from .fields import DATE_FIELD, LEADER_FIELD, NUMBER_FIELD, ORGAN_FIELD
from .trust import TrustRoots
from .verifying import SignatureFacts, opened, read_signatures, signatures_of


class Difference(StrEnum):
    """How an uploaded file differs from the one that was to be signed."""

    FOREIGN = "foreign"
    RERENDERED = "rerendered"
    SHORTENED = "shortened"
    TAMPERED = "tampered"
    UNSIGNED = "unsigned"
    CHANGED = "changed"
    WRONG_ORDER = "wrong_order"
    LOCKED = "locked"
    BAD_SIGNATURE = "bad_signature"


_SENTENCES = {
    Difference.FOREIGN: "Tệp tải lên không phải tệp tải về từ cổng để ký: đó là văn bản khác, hoặc bản đã in, quét "
    "lại. Tải tệp từ cổng về, ký đúng tệp ấy rồi tải lên.",
    Difference.RERENDERED: "Tệp tải lên đã bị một phần mềm lưu lại thành tệp mới nên không đối chiếu được; ký thẳng "
    "tệp tải về từ cổng, không “in thành PDF” hay “lưu lại”.",
    Difference.SHORTENED: "Tệp tải lên thiếu phần cuối so với tệp tải về từ cổng; tải lại tệp rồi ký lần nữa.",
    Difference.TAMPERED: "Nội dung tệp tải lên đã bị sửa so với tệp tải về từ cổng; tải lại tệp rồi ký lần nữa.",
    Difference.UNSIGNED: "Tệp tải lên chưa có thêm chữ ký số nào; ký tệp rồi tải lên.",
    Difference.CHANGED: "Khi ký, phần mềm đã sửa nội dung hoặc ghi thêm lên trang, không chỉ thêm chữ ký; ký lại vào "
    "đúng ô chữ ký có sẵn của tệp.",
    Difference.WRONG_ORDER: "Chữ ký không đúng thứ tự: lãnh đạo ký trước, cơ quan ký số, đóng dấu sau cùng.",
    Difference.LOCKED: "Phần mềm ký đã khóa tệp sau khi ký, nên không điền được số, ngày và cơ quan không ký tiếp "
    "được; ký lại tệp tải về từ cổng, bỏ chọn “khóa tài liệu sau khi ký” (cho phép điền biểu mẫu và ký tiếp).",
    Difference.BAD_SIGNATURE: "Chữ ký trong tệp tải lên chưa dùng được.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """Whether an upload is the earlier file with signatures added: `difference` is None when it is."""

    signatures: tuple[SignatureFacts, ...]
    difference: Difference | None
    sentence: str

    @property
    def is_same(self) -> bool:
        """Whether the upload may take the earlier file's place."""
        return self.difference is None


def same_document(pdf: bytes, earlier: bytes, *, field: str, roots: TrustRoots, moment: datetime) -> Sameness:
    """Whether an upload is the earlier file plus one good signature by whom `field` is for, and if not, why.

    Software that makes a field of its own is accepted for the leader, whose signature is the first. Raises Unreadable.
    """
    if len(pdf) < len(earlier) and earlier.startswith(pdf.rstrip(b"\r\n")):
        return Sameness(signatures=(), difference=Difference.SHORTENED, sentence=_SENTENCES[Difference.SHORTENED])
    signatures = read_signatures(pdf, roots=roots, moment=moment)
    difference = _difference(pdf, earlier, signatures, field)
    if difference is None:
        return Sameness(signatures=signatures, difference=None, sentence=signatures[-1].sentence)
    sentence = _SENTENCES[difference]
    bad = next((one for one in signatures if not one.is_good), None)
    if difference is Difference.BAD_SIGNATURE and bad is not None:
        sentence = bad.sentence
    return Sameness(signatures=signatures, difference=difference, sentence=sentence)


def _difference(pdf: bytes, earlier: bytes, signatures: tuple[SignatureFacts, ...], field: str) -> Difference | None:
    if not pdf.startswith(earlier):
        return _other_file(pdf, earlier)
    with opened(earlier) as reader:
        before = [one.field_name for one in signatures_of(reader)]
        revisions = reader.xrefs.total_revisions
    added = [one for one in signatures if one.field not in before]
    if not added:
        return Difference.UNSIGNED
    if len(added) > 1 or not _is_in_turn(added[0].field, before, field):
        return Difference.WRONG_ORDER
    if not all(one.is_intact and one.is_valid and one.covers_document for one in signatures):
        return Difference.BAD_SIGNATURE
    with opened(pdf) as reader:
        if not _only_signed(reader, revisions):
            return Difference.CHANGED
        if field == LEADER_FIELD and _is_locked(reader):
            return Difference.LOCKED
    # Last, so that whoever may overlook where a certificate comes from overlooks nothing else.
    return None if all(one.is_good for one in signatures) else Difference.BAD_SIGNATURE


def _is_in_turn(signed: str, before: list[str], field: str) -> bool:
    if field == LEADER_FIELD:
        return not before and signed != ORGAN_FIELD
    return bool(before) and signed != LEADER_FIELD


def _only_signed(reader: Any, revisions: int) -> bool:
    """Whether nothing but signatures came after the earlier file: what a first signature covers, it does not judge."""
    from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification

    policy = _policy_of_signing()
    result = policy.review_file(reader, revisions - 1)
    if isinstance(result, SuspiciousModification) or result.modification_level > ModificationLevel.FORM_FILLING:
        return False
    return not {NUMBER_FIELD, DATE_FIELD} & set(result.changed_form_fields)


def _is_locked(reader: Any) -> bool:
    """Whether a signature forbids what must follow it: the number, the date, the organ's signature."""
    from pyhanko.sign.fields import MDPPerm

    still_to_come = (NUMBER_FIELD, DATE_FIELD, ORGAN_FIELD)
    for one in signatures_of(reader):
        fields = one.fieldmdp
        if one.docmdp_level == MDPPerm.NO_CHANGES:
            return True
        if fields is not None and any(fields.is_locked(name) for name in still_to_come):
            return True
    return False


def _policy_of_signing() -> Any:
    """pyHanko's policy, and what a first signature may note besides: that it certifies, that signatures exist."""
    from pyhanko.sign.diff_analysis import (
        DEFAULT_DIFF_POLICY,
        CatalogModificationRule,
        FormUpdatingRule,
        GenericFieldModificationRule,
        SigFieldCreationRule,
        SigFieldModificationRule,
        StandardDiffPolicy,
    )
    from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON, ROOT_EXEMPT_STRICT_COMPARISON

    catalogue = CatalogModificationRule(ignored_keys=ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"})
    others = [rule for rule in DEFAULT_DIFF_POLICY.global_rules if not isinstance(rule, CatalogModificationRule)]
    form = FormUpdatingRule(
        [SigFieldCreationRule(), SigFieldModificationRule(), GenericFieldModificationRule()],
        ignored_acroform_keys=ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
    )
    return StandardDiffPolicy([catalogue, *others], form)


def _other_file(pdf: bytes, earlier: bytes) -> Difference:
    """Why a file does not begin with the earlier one."""
    if _likeness(pdf, earlier) > 0.9:
        return Difference.TAMPERED
    with opened(pdf) as reader:
        names = _field_names(reader)
    return Difference.RERENDERED if {NUMBER_FIELD, DATE_FIELD} <= names else Difference.FOREIGN


def _field_names(reader: Any) -> set[str]:
    if "/AcroForm" not in reader.root or "/Fields" not in reader.root["/AcroForm"]:
        return set()
    fields = (one.get_object() for one in reader.root["/AcroForm"]["/Fields"])
    return {str(one["/T"]) for one in fields if "/T" in one}


def _likeness(pdf: bytes, earlier: bytes) -> float:
    """The share of equal bytes at equal places, looked at every few hundred bytes."""
    length = min(len(pdf), len(earlier))
    step = max(1, length // 4000)
    places = range(0, length, step)
    return sum(pdf[at] == earlier[at] for at in places) / max(1, len(places))
