"""Turns a file with an empty signature field, a key and a picture into the signed file."""

import asyncio
import urllib.request
from datetime import datetime
from io import BytesIO
from typing import Any

from plans.exceptions import Invalid, NotNow

from .fields import LEADER_FIELD, opened_for_update
from .keys import SigningKey

#: How long a time-stamping authority may take to answer, in seconds.
TSA_PATIENCE = 15

_NO_FIELD = "Tệp không có chỗ dành cho chữ ký này: không phải bản do cổng tạo để ký; trả lại để trình duyệt lại."
_SIGNED_ALREADY = "Tệp đã có chữ ký này rồi; tải lại trang để xem văn bản đang ở bước nào."
_NOT_FIRST = "Tệp đã có chữ ký khác trước; chữ ký của lãnh đạo phải là chữ ký đầu tiên."
_LEADER_FIRST = "Lãnh đạo chưa ký tệp này; cơ quan chỉ ký số, đóng dấu sau khi người có thẩm quyền đã ký (Điều 32)."
_NO_TIME = "Máy chủ cấp dấu thời gian không trả lời nên chưa ký; thử lại sau ít phút, hoặc báo quản trị."
_NOT_SIGNED = "Chưa ký được: khóa không ký được loại tệp này, hoặc thiết bị ký bị ngắt giữa chừng; thử lại."

# Room for a signature with its certificates and a time stamp, in hexadecimal digits.
_ROOM_WITH_TIME = 2 * 16 * 1024


def sign(
    pdf: bytes,
    key: SigningKey,
    *,
    field: str,
    certify: bool,
    appearance: bytes | None,
    reason: str,
    at: datetime,
    tsa_url: str = "",
) -> bytes:
    """The file signed into an existing field (PAdES B-B; B-T with a time-stamping authority), added at its end.

    `appearance` is a one-page PDF (documents.blanks.signature_pdf, seal_pdf). The leader certifies: filling fields
    and a further signature stay allowed (P=2). The organ signs only what the leader signed. Raises Invalid, NotNow;
    nothing is signed then.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    key.require_valid(at)
    with opened_for_update(pdf) as writer:
        _require_turn(writer, field, certify=certify)
    try:
        return asyncio.run(_signed(pdf, key, field, certify, appearance, reason, at, tsa_url))
    except TimestampRequestError as error:
        raise NotNow(_NO_TIME) from error
    except (SigningError, PdfError) as error:
        raise Invalid(_NOT_SIGNED) from error


def _require_turn(writer: Any, field: str, *, certify: bool) -> None:
    """Whether it is this field's turn. Raises NotNow."""
    from pyhanko.sign.fields import enumerate_sig_fields

    filled = {name: value is not None for name, value, _ in enumerate_sig_fields(writer.prev)}
    if field not in filled:
        raise NotNow(_NO_FIELD)
    if filled[field]:
        raise NotNow(_SIGNED_ALREADY)
    if certify and any(filled.values()):
        raise NotNow(_NOT_FIRST)
    if not certify and field != LEADER_FIELD and LEADER_FIELD in filled and not any(filled.values()):
        raise NotNow(_LEADER_FIRST)


async def _signed(
    pdf: bytes,
    key: SigningKey,
    field: str,
    certify: bool,
    appearance: bytes | None,
    reason: str,
    at: datetime,
    tsa_url: str,
) -> bytes:
    """What pyHanko's `sign_pdf` does, with the portal's clock instead of the machine's."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        reason=reason or None,
        name=key.facts.subject,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
    )
    timestamper = _timestamper(tsa_url) if tsa_url else None
    signer = PdfSigner(meta, key.signer, timestamper=timestamper, stamp_style=_style(appearance))
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    session = signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = at
    room = _ROOM_WITH_TIME if timestamper else await session.estimate_signature_container_size(None)
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=room)
    output = BytesIO()
    digest, _ = document.digest_tbs_document(output=output)
    finished = await document.perform_signature(
        document_digest=digest.document_digest, pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at)
    )
    await finished.post_signature_processing(output)
    return output.getvalue()


def _style(appearance: bytes | None) -> Any:
    """The one-page PDF, centred in the field, never larger than drawn; nothing to be seen without one."""
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import NoOpStampStyle, StaticStampStyle

    if appearance is None:
        return NoOpStampStyle()

    page = PdfFileReader(BytesIO(appearance))

    class OnePage(PdfContent):
        def render(self) -> bytes:
            shown = self._ensure_writer.import_page_as_xobject(page)
            left, bottom, right, top = (float(side) for side in shown.get_object()["/BBox"])
            self.box = BoxConstraints(width=right - left, height=top - bottom)
            self.resources.xobject["/Drawn"] = shown
            return b"/Drawn Do"

    middle = AxisAlignment.ALIGN_MID
    rule = SimpleBoxLayoutRule(middle, middle, Margins(), InnerScaling.SHRINK_TO_FIT)
    return StaticStampStyle(border_width=0, background=OnePage(), background_opacity=1.0, background_layout=rule)


def _timestamper(url: str) -> Any:
    """A client of a time-stamping authority (RFC 3161) that gives up in time."""
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    class Authority(TimeStamper):
        async def async_request_tsa_response(self, req: Any) -> Any:
            question = urllib.request.Request(
                url, data=req.dump(), headers={"Content-Type": "application/timestamp-query"}
            )
            try:
                with urllib.request.urlopen(question, timeout=TSA_PATIENCE) as answer:
                    return tsp.TimeStampResp.load(answer.read(1024 * 1024), strict=True)
            except (OSError, ValueError, TypeError) as error:
                raise TimestampRequestError("the time-stamping authority did not answer") from error

    return Authority()
