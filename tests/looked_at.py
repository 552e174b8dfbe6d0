"""A small country whose communes have reported, for tests of what is looked at and taken away."""

from decimal import Decimal

from plans.models import Figure, ReportVersion
from tests.factories import make_campaign, make_unit
from tests.report_rows import make_form, make_indicator, make_report, make_round, make_split


class Country:
    """Two provinces with three communes: Chợ Mới and Ba Bể in Thái Nguyên, Hạ Lang in Cao Bằng; figures, a ratio."""

    def __init__(self):
        self.centre = make_unit("cả nước", level="central", short_name="Chính phủ")
        self.province = make_unit("tỉnh Thái Nguyên", level="province", under=self.centre, code="19")
        self.other = make_unit("tỉnh Cao Bằng", level="province", under=self.centre, code="04")
        self.first = make_unit("xã Chợ Mới", under=self.province, code="01")
        self.second = make_unit("xã Ba Bể", under=self.province, code="02")
        self.third = make_unit("xã Hạ Lang", under=self.other, code="03")
        self.gifts = make_indicator("D3", "Trị giá quà", unit_of_measure="triệu đồng", decimals=1, position=1)
        self.part = make_split(self.gifts, "ns", "ngân sách")
        self.done = make_indicator("E3", "Thôn có hoạt động", unit_of_measure="thôn", position=2)
        self.all = make_indicator("E3T", "Tổng số thôn", unit_of_measure="thôn", position=3)
        self.rate = make_indicator(
            "E3R", "Tỷ lệ thôn", unit_of_measure="%", adding_up="ratio", numerator="E3", denominator="E3T", position=4
        )
        self.rounds = {}

    def round_of(self, receiver, year=2026):
        """The receiver's round of the year."""
        if (receiver.pk, year) not in self.rounds:
            campaign = make_campaign(year) if year not in {one for _, one in self.rounds} else None
            form = make_form(campaign, self.gifts, self.done, self.all, self.rate) if campaign else None
            form = form or next(one.form for (_, of), one in self.rounds.items() if of == year)
            due_on = f"{year}-07-15"
            self.rounds[receiver.pk, year] = make_round(receiver, form=form, year=year, due_on=due_on)
        return self.rounds[receiver.pk, year]

    def file(self, unit, figures=(), *, status="filed", nothing=False, year=2026):
        """The unit's report with these figures by key ("D3:ns"); None says không phát sinh."""
        receiver = self.other if unit == self.third else self.province
        report = make_report(self.round_of(receiver, year), unit, status=status)
        ReportVersion.objects.filter(report=report).update(is_nothing=nothing)
        rows = {one.code: one for one in (self.gifts, self.done, self.all)}
        for key, value in dict(figures).items():
            code, _, split = key.partition(":")
            value = None if value is None else Decimal(str(value))
            Figure.objects.create(
                report=report, indicator=rows[code], split=self.part if split else None, value=value,
                is_nothing=value is None,
            )  # fmt: skip
        return report


def make_country():
    """The country with what its three communes filed for 2026: figures, không phát sinh, nothing yet."""
    country = Country()
    country.file(country.first, {"D3": 12.5, "D3:ns": 10, "E3": 3, "E3T": 4}, status="accepted")
    country.file(country.second, nothing=True)
    country.round_of(country.other)
    return country
