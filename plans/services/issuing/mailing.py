"""Letters with an issued plan, sent by the worker: tried again when the mail server is down, never sent twice.

A letter is claimed before it is handed to the mail server, so that a worker that is killed in between leaves it
"being sent", which after some minutes reads "perhaps sent", for the clerk to judge; nothing sends it a second time by
itself. Nothing here writes an address
into the log.
"""

import logging
import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from ... import clock
from ...content.vietnamese import short_date
from ...enums import DeliveryState
from ...models import Delivery, Issuance, PlanVersion
from ...queries.reading import plan_title
from ..approving.versions import check_code

logger = logging.getLogger(__name__)

#: Seconds until the next try after the first, second … failure; after the last the letter has failed.
PAUSES = (60, 300, 1800, 2 * 3600, 6 * 3600, 12 * 3600, 24 * 3600, 24 * 3600)
#: Larger files do not pass many mail servers; the letter then carries a link.
MOST_ATTACHED = 10 * 1024 * 1024
#: How long such a link opens the file of a plan that has no public page.
LINK_DAYS = 90
_LINK_SALT = "plan-pdf-by-letter"

UNSET = "Cổng chưa được cấu hình máy chủ thư điện tử."
_NO_SERVER = "Máy chủ thư điện tử không trả lời."
_REFUSED = "Máy chủ thư điện tử từ chối địa chỉ này."
_NO_LOGIN = "Máy chủ thư điện tử không nhận tài khoản của cổng."
_OTHER = "Máy chủ thư điện tử không nhận thư này."


@task()
def send_delivery_later(delivery: int) -> None:
    """Send one letter in the background."""
    send_delivery(delivery)


def send_delivery(delivery: int) -> None:
    """Send the letter unless it was sent; a failure is kept in words and tried again later."""
    row = _claim(delivery)
    if row is None:
        return
    if settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend"):
        _settle(row, DeliveryState.FAILED, UNSET)
        return
    letter = _letter(row)
    try:
        letter.send()
    except Exception as error:  # noqa: BLE001 (whatever a mail backend raises must not lose the letter)
        # The error's own words may hold the address, so only its kind is logged.
        logger.warning("Letter of delivery %s did not go out: %s", row.pk, type(error).__name__)
        _failed(row, error)
    else:
        _settle(row, DeliveryState.SENT, "")


@transaction.atomic
def _claim(delivery: int) -> Delivery | None:
    """The delivery, if its letter waits: marked as being sent, since when, until somebody knows better."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("plan__issuing_unit")
    row = rows.filter(pk=delivery, state=DeliveryState.WAITING).exclude(email="").first()
    if row is None:
        return None
    row.attempts += 1
    row.state, row.error, row.sent_at = DeliveryState.SENDING, "", clock.now()
    row.save(update_fields=["attempts", "state", "error", "sent_at"])
    return row


def _failed(row: Delivery, error: Exception) -> None:
    sentence = _sentence(error)
    is_final = isinstance(error, smtplib.SMTPRecipientsRefused) or row.attempts > len(PAUSES)
    if is_final:
        _settle(row, DeliveryState.FAILED, sentence)
        return
    pause = timedelta(seconds=PAUSES[row.attempts - 1])
    with transaction.atomic():
        _settle(row, DeliveryState.WAITING, sentence)
        send_delivery_later.using(run_after=clock.real_now() + pause).enqueue(row.pk)


def _settle(row: Delivery, state: DeliveryState, error: str) -> None:
    """Keep what became of the letter; a unit that has opened the plan in the portal meanwhile stays so."""
    sent_at = clock.now() if state == DeliveryState.SENT else None
    Delivery.objects.filter(pk=row.pk).exclude(state=DeliveryState.OPENED).update(
        state=state, error=error, sent_at=sent_at
    )


def _sentence(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _REFUSED
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _NO_LOGIN
    return _NO_SERVER if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPResponseException) else _OTHER


def _letter(row: Delivery) -> EmailMessage:
    """The letter: what the document is, how to check it, and the file itself or, when it is large, a link to it."""
    plan = row.plan
    issuance = Issuance.objects.get(plan=plan)
    pdf = bytes(PlanVersion.objects.values_list("pdf", flat=True).get(pk=issuance.version_id) or b"")
    number, day = plan.document_number, short_date(plan.issued_on) if plan.issued_on else ""
    is_attached = len(pdf) <= MOST_ATTACHED
    lines = [
        f"Kính gửi: {row.name}",
        "",
        f"{plan.issuing_unit.name} gửi {plan.kind_name} số {number} ngày {day}:",
        f"{plan_title(plan)}.",
        "Văn bản ở tệp đính kèm." if is_attached else f"Tải văn bản tại: {file_link(issuance, row)}",
        "",
        f"Mã đối chiếu: {check_code(issuance.approved_sha256)}",
        f"Kiểm tra văn bản tại: {_site()}{reverse('verify')}?ma={issuance.code}",
    ]
    if issuance.is_paper:
        lines.insert(5, "Bản chính ký, đóng dấu trên giấy; tệp này là bản điện tử cùng nội dung.")
    letter = EmailMessage(
        subject=f"{plan.kind_name} số {number} ngày {day} của {plan.issuing_unit.short_name}",
        body="\n".join(lines) + "\n",
        to=[row.email],
        # The same for every try, so that a mail server that has it already may tell.
        headers={
            "Message-ID": f"<{issuance.code}.{row.pk}@{urlsplit(_site()).hostname or 'thangtreem'}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    if is_attached:
        letter.attach(f"{plan.kind_name} {number.replace('/', '-')}.pdf", pdf, "application/pdf")
    return letter


def file_link(issuance: Issuance, row: Delivery) -> str:
    """An address that opens the plan's file for whoever received the letter, public or not, for some weeks."""
    key = signing.dumps([issuance.code, row.pk], salt=_LINK_SALT)
    return f"{_site()}{reverse('public-plan-pdf', args=[issuance.code])}?khoa={key}"


def _site() -> str:
    return str(getattr(settings, "BASE_URL", "")).rstrip("/")


def opens_file(issuance: Issuance, key: str) -> bool:
    """Whether `key` was given in a letter with this plan, not too long ago."""
    try:
        told = signing.loads(key, salt=_LINK_SALT, max_age=timedelta(days=LINK_DAYS))
    except signing.BadSignature:
        return False
    return isinstance(told, list) and told[:1] == [issuance.code]
