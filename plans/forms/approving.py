"""What people say on the way of a plan: submitting, checking, asking, answering, and the way a unit sets up."""

from datetime import timedelta
from typing import Any

from django import forms

from .. import clock
from ..enums import StepKind
from ..exceptions import Invalid
from ..models import IssuingUnit, User
from ..queries.approving.asking import Candidate, candidate_of, recognised
from ..queries.approving.routes import OBLIGATORY, RouteStop, limit_on
from ..services.approving.consulting import Asked
from ..services.approving.routing import MOST_DAYS, RouteChoice
from .fields import CleanCharField, CleanTextField, CountField, LinesField, VietnameseDateField

_MOST_WORDS = 2_000


class WayForm(forms.Form):
    """A form about one step; `step` is the step the page showed, so that a second press changes nothing."""

    use_required_attribute = False
    step = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def step_id(self) -> int:
        """The step the page was about; 0 when it cannot be read, which no step has."""
        return int(self.cleaned_data.get("step") or 0)

    def refuse(self, error: Invalid) -> None:
        """Show what a service refused: each sentence at its field, or above the form."""
        placed = {name: sentence for name, sentence in error.fields.items() if name in self.fields}
        for name, sentence in placed.items():
            self.add_error(name, sentence)
        if not placed:
            self.add_error(None, error.message)


class SubmitForm(WayForm):
    """Trình duyệt."""

    note = CleanTextField(
        label="Lời nhắn kèm theo", rows=2, required=False, max_length=_MOST_WORDS, help_text="Không in vào văn bản."
    )


class PassForm(WayForm):
    """Đồng ý."""

    said = CleanTextField(label="Lời ghi kèm", rows=2, required=False, max_length=_MOST_WORDS)


class SendBackForm(WayForm):
    """Trả lại."""

    reason = CleanTextField(
        label="Lý do trả lại",
        rows=4,
        max_length=_MOST_WORDS,
        error_messages={"required": "Ghi lý do trả lại; người soạn đọc lý do này để biết phải sửa gì."},
    )


class PullBackForm(WayForm):
    """Rút lại để sửa."""

    reason = CleanTextField(label="Lý do rút lại", rows=3, required=False, max_length=_MOST_WORDS)


class AskForm(WayForm):
    """Whom to ask and until which day; more candidates are found by their name, without losing what was chosen."""

    due_on = VietnameseDateField(
        label="Trả lời đến hết 17:00 ngày", error_messages={"required": "Ghi ngày hết hạn trả lời."}
    )
    search = CleanCharField(label="Tìm đơn vị, người trên cổng", required=False, max_length=100)
    others = LinesField(
        label="Nơi chưa có tài khoản",
        required=False,
        rows=3,
        line_length=200,
        help_text="Mỗi dòng một nơi; ý kiến nhận bằng giấy, điện thoại được ghi lại ở đây.",
    )

    def chosen(self) -> list[str]:
        """The codes of the ticked candidates."""
        return list(dict.fromkeys(self.data.getlist("chosen"))) if hasattr(self.data, "getlist") else []

    def asked(self, unit: IssuingUnit) -> list[Asked]:
        """Those ticked, and those typed, recognised where they are on the portal after all."""
        ticked = [one for one in map(candidate_of, self.chosen()) if one is not None]
        typed = recognised(unit, self.cleaned_data["others"])
        return [_asked(one) for one in dict.fromkeys([*ticked, *typed])]

    def clean_due_on(self) -> Any:
        """17:00 of that day, in Vietnam."""
        day = self.cleaned_data["due_on"]
        if day > clock.today() + timedelta(days=365):
            raise forms.ValidationError("Hạn trả lời xa quá một năm; kiểm tra lại.")
        return day

    def due_at(self) -> Any:
        """The limit as a moment."""
        return limit_on(self.cleaned_data["due_on"])


def _asked(one: Candidate) -> Asked:
    kind, _, value = one.code.partition(":")
    if kind == "u":
        return Asked(name=one.name, unit=IssuingUnit.objects.get(pk=int(value)))
    if kind == "p":
        return Asked(name=one.name, person=User.objects.get(pk=int(value)))
    return Asked(name=one.name)


class OpinionForm(WayForm):
    """Cho ý kiến."""

    stance = forms.ChoiceField(
        label="Ý kiến",
        choices=[("agrees", "Đồng ý với dự thảo"), ("comments", "Có ý kiến")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đồng ý hoặc có ý kiến."},
    )
    text = CleanTextField(label="Nội dung ý kiến", rows=5, required=False, max_length=_MOST_WORDS)

    @property
    def agrees(self) -> bool:
        """Whether the answer is plain agreement."""
        return bool(self.cleaned_data["stance"] == "agrees")


class RecordOpinionForm(OpinionForm):
    """An answer that came on paper or by telephone."""

    source = CleanCharField(
        label="Nhận từ đâu",
        max_length=200,
        help_text="Ví dụ: Công văn số 12/HPN ngày 14/5/2026; bà Lan, Chủ tịch Hội, trả lời qua điện thoại lúc 09:00",
        error_messages={"required": "Ghi ý kiến này nhận từ đâu."},
    )
    field_order = ("source", "stance", "text")


class SettleForm(WayForm):
    """Tiếp thu, giải trình."""

    adopted = forms.ChoiceField(
        label="Xử lý",
        choices=[("yes", "Tiếp thu"), ("no", "Không tiếp thu, giải trình")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn tiếp thu hoặc giải trình."},
    )
    answer = CleanTextField(
        label="Đã sửa ở đâu, hoặc vì sao không",
        rows=3,
        max_length=_MOST_WORDS,
        error_messages={"required": "Ghi đã tiếp thu ở mục nào, hoặc lý do không tiếp thu."},
    )

    @property
    def is_adopted(self) -> bool:
        """Whether the comment was taken over."""
        return bool(self.cleaned_data["adopted"] == "yes")


class ConsultedForm(WayForm):
    """Kết thúc xin ý kiến."""

    reason = CleanTextField(label="Lý do", rows=2, required=False, max_length=_MOST_WORDS)


class RouteForm(forms.Form):
    """The steps of a unit's way: a tick for each that may be left out, and who usually does it."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, able: dict[StepKind, list[User]], route: tuple[RouteStop, ...], **kwargs: Any
    ) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.able = able
        now = {one.kind: one for one in route}
        for kind in StepKind:
            chosen = now.get(kind)
            if kind not in OBLIGATORY:
                self.fields[f"{kind}-on"] = forms.BooleanField(label=kind.label, required=False, initial=kind in now)
            self.fields[f"{kind}-person"] = forms.ChoiceField(
                label="Người làm",
                required=False,
                choices=[("", "ai có vai trò cũng làm được"), *((one.pk, one.full_name) for one in able[kind])],
                initial=chosen.person.pk if chosen and chosen.person else "",
            )
        asking = now.get(StepKind.CONSULT)
        self.fields["consult-days"] = CountField(
            label="Thời hạn (ngày)", least=1, most=MOST_DAYS, required=False, initial=asking.days if asking else 3
        )
        self.fields["consult-asked"] = LinesField(
            label="Thường hỏi ý kiến",
            required=False,
            rows=4,
            line_length=200,
            initial=list(asking.asked) if asking else [],
            help_text="Mỗi dòng một đơn vị, một người; người soạn thêm bớt được mỗi lần hỏi.",
        )

    def rows(self) -> list[dict[str, Any]]:
        """The steps in their order with their fields, for the page."""
        return [
            {
                "kind": kind,
                "on": self[f"{kind}-on"] if f"{kind}-on" in self.fields else None,
                "person": self[f"{kind}-person"],
                "days": self["consult-days"] if kind == StepKind.CONSULT else None,
                "asked": self["consult-asked"] if kind == StepKind.CONSULT else None,
            }
            for kind in StepKind
        ]

    def choices(self) -> list[RouteChoice]:
        """The steps that were ticked, with the obligatory ones."""
        values = self.cleaned_data
        people = {one.pk: one for people in self.able.values() for one in people}
        return [
            RouteChoice(
                kind=kind,
                person=people.get(int(values[f"{kind}-person"] or 0)),
                days=values["consult-days"] if kind == StepKind.CONSULT else None,
                asked=values["consult-asked"] if kind == StepKind.CONSULT else (),
            )
            for kind in StepKind
            if kind in OBLIGATORY or values.get(f"{kind}-on")
        ]

    def refuse(self, error: Invalid) -> None:
        """Show what the service refused at its field, or above the form."""
        for name, sentence in error.fields.items() or {"": error.message}.items():
            self.add_error(name if name in self.fields else None, sentence)
