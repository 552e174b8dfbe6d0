"""Indicators and reports for tests of the reporting engine."""

from decimal import Decimal

from plans.content.report import (
    AddingUp,
    FigureContent,
    FormContent,
    IndicatorContent,
    ReportContent,
    SplitContent,
)
from plans.reporting.consolidating import UnitReport

CHILDREN = IndicatorContent(code="A1", name="Trẻ em trên địa bàn", unit_of_measure="trẻ")
GIFTS = IndicatorContent(
    code="D3",
    name="Trị giá quà",
    unit_of_measure="triệu đồng",
    decimals=1,
    splits=(SplitContent(code="ns", name="ngân sách"), SplitContent(code="xh", name="xã hội hóa")),
)
EVENTS = IndicatorContent(code="B2", name="Lễ phát động", unit_of_measure="cuộc", adding_up=AddingUp.DISTINCT)
HAMLETS = IndicatorContent(code="E3", name="Thôn có hoạt động", unit_of_measure="thôn")
SHARE = IndicatorContent(
    code="E4", name="Tỷ lệ", unit_of_measure="%", adding_up=AddingUp.RATIO, numerator="E3", denominator="A1", decimals=1
)
REMARK = IndicatorContent(code="X1", name="Xếp loại", unit_of_measure="bậc", adding_up=AddingUp.NONE)
FORM = FormContent(name="Mẫu thử", indicators=(CHILDREN, GIFTS, EVENTS, HAMLETS, SHARE, REMARK))


def figure(code, value=None, split="", **more):
    return FigureContent(indicator=code, split=split, value=None if value is None else Decimal(str(value)), **more)


def report(unit, *figures, **more):
    return UnitReport(unit=unit, name=f"xã {unit:02d}", content=ReportContent(figures=figures, **more))
