"""Writing one row of a catalogue: text cleaned, constraints said as sentences, what changed kept as one audit row."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from ...content.vietnamese import clean_line, clean_paragraphs, short_date
from ...enums import Event
from ...exceptions import Invalid
from ...reporting.figures import figure_words
from ...rules.actor import Actor
from .. import audit

_ENDS_FIRST = "Ngày kết thúc phải từ ngày bắt đầu trở đi."
_RACE = "Có người vừa ghi cùng lúc nên chưa lưu được; xem lại danh sách rồi thử lại."

#: Name of a constraint: the field where its sentence stands, and the sentence.
REFUSALS: dict[str, tuple[str, str]] = {
    "unit_code_once_a_day": ("code", "Đã có đơn vị mang mã này, thành lập cùng ngày."),
    "unit_one_open_per_code": ("code", "Mã này đang dùng cho một đơn vị còn hoạt động; ghi mã khác."),
    "unit_closes_after_opening": ("closed_on", "Ngày ngừng hoạt động phải từ ngày thành lập trở đi."),
    "unit_has_name_and_code": ("name", "Đơn vị phải có tên đầy đủ và mã."),
    "post_one_head_per_unit": ("is_head", "Đơn vị đã có chức vụ đứng đầu; bỏ đánh dấu ở chức vụ đó trước."),
    "post_has_title": ("title", "Ghi tên chức vụ, ví dụ Phó Chủ tịch."),
    "holding_has_name": ("person_name", "Ghi họ và tên người giữ chức vụ."),
    "holding_ends_after_start": ("valid_until", _ENDS_FIRST),
    "membership_role_once": ("role", "Người này đã có vai trò này trong đơn vị."),
    "membership_ends_after_start": ("valid_until", _ENDS_FIRST),
    "agency_code_once_per_owner": ("code", "Đơn vị đã có cơ quan mang mã này; ghi mã khác."),
    "agency_code_once_general": ("code", "Danh mục chung đã có cơ quan mang mã này; ghi mã khác."),
    "agency_has_name": ("name", "Ghi tên cơ quan."),
    "agency_ends_after_start": ("valid_until", _ENDS_FIRST),
    "campaign_year_is_sensible": ("year", "Ghi năm từ 1994 đến 2100."),
    "campaign_ends_after_start": ("ends_on", _ENDS_FIRST),
    "campaign_launch_in_order": ("launch_until", _ENDS_FIRST),
    "theme_one_official_per_year": ("text", "Năm này đã có chủ đề chính thức."),
    "theme_has_text": ("text", "Ghi chủ đề."),
    "slogan_once_a_year": ("text", "Khẩu hiệu này đã có trong danh sách của năm."),
    "slogan_has_text": ("text", "Ghi khẩu hiệu."),
    "legal_document_once": ("citation", "Danh mục đã có văn bản với đúng lời dẫn này."),
    "indicator_code_once_per_owner": ("code", "Đơn vị đã có chỉ tiêu mang mã này; ghi mã khác."),
    "indicator_code_once": ("code", "Danh mục chung đã có chỉ tiêu mang mã này; ghi mã khác."),
    "indicator_has_name_and_code": ("name", "Chỉ tiêu phải có mã và tên."),
    "indicator_ratio_has_both": ("numerator", "Tỷ lệ cần mã của tử số và mẫu số."),
    "indicator_limits_in_order": ("most", "Số nhiều nhất phải từ số ít nhất trở lên."),
    "legal_document_has_citation": ("citation", "Ghi lời dẫn đầy đủ của văn bản."),
}


def plain(value: Any) -> Any:
    """A value as the audit trail keeps it: JSON, with dates, figures and rows in words."""
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Decimal):
        return figure_words(value)
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


@transaction.atomic
def write(
    row: models.Model,
    values: Mapping[str, Any],
    *,
    event: Event,
    actor: Actor,
    unit_id: int | None = None,
    insert: Callable[[], object] | None = None,
) -> bool:
    """Give the row these values, keep it with one audit row, and say whether anything changed.

    `insert` puts a new row in its place where saving alone does not (a node of a tree). Raises Invalid, with the row
    as it was, when a field or a constraint refuses; the caller has asked the rules.
    """
    is_new = row.pk is None
    old = {name: getattr(row, name) for name in values} if not is_new else {}
    for name, value in values.items():
        setattr(row, name, _cleaned(row, name, value))
    changed = [name for name in values if is_new or plain(getattr(row, name)) != plain(old[name])]
    if not changed:
        return False
    try:
        _refuse_what_does_not_fit(row, changed)
        with transaction.atomic():
            if is_new and insert is not None:
                insert()
            else:
                row.save(update_fields=None if is_new else changed)
    except (IntegrityError, Invalid) as error:
        for name, value in old.items():
            setattr(row, name, value)
        if isinstance(error, Invalid):
            raise
        raise Invalid(_RACE) from error
    audit.record(
        event,
        actor=actor,
        unit_id=unit_id,
        subject=str(row),
        before=None if is_new else {name: plain(old[name]) for name in changed},
        after={name: plain(getattr(row, name)) for name in changed},
    )
    return True


@transaction.atomic
def remove(row: models.Model, *, event: Event, actor: Actor, unit_id: int | None = None, kept: tuple[str, ...]) -> None:
    """Delete the row; the audit row keeps the values of the fields in `kept`."""
    before = {name: plain(getattr(row, name)) for name in kept}
    audit.record(event, actor=actor, unit_id=unit_id, subject=str(row), before=before)
    row.delete()


def _cleaned(row: models.Model, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    several = isinstance(row._meta.get_field(name), models.TextField)
    return clean_paragraphs(value) if several else clean_line(value)


def _refuse_what_does_not_fit(row: models.Model, changed: list[str]) -> None:
    """Ask fields and constraints before the database does, which names its refusals for programs."""
    for constraint in row._meta.constraints:
        try:
            constraint.validate(type(row), row)
        except ValidationError:
            if constraint.name in REFUSALS:
                field, sentence = REFUSALS[constraint.name]
                raise Invalid(sentence, {field: sentence}) from None
            raise Invalid(_RACE) from None
    others = {field.name for field in row._meta.fields} - set(changed)
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        fields = {name: " ".join(sentences) for name, sentences in error.message_dict.items()}
        raise Invalid(next(iter(fields.values())), fields) from None
