"""Forms of reporting upwards: which period, until when, what a body sends, what is restated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from webapp.forms.base import DateField, Form
from webapp.rules.figures.cycles import Cycle, Period, period_of

CYCLES = (
    (Cycle.MONTH, "Tháng"),
    (Cycle.QUARTER_1, "Quý I"),
    (Cycle.SIX_MONTHS, "6 tháng đầu năm"),
    (Cycle.NINE_MONTHS, "9 tháng đầu năm"),
    (Cycle.YEAR, "Năm"),
)


@dataclass(frozen=True)
class AskedPeriod:
    """A period as an address names it."""

    cycle: Cycle
    year: int
    month: int

    @property
    def period(self) -> Period:
        return period_of(self.cycle, self.year, month=self.month)

    @property
    def args(self) -> dict[str, Any]:
        """What to put into an address so that it names this period again."""
        month = {"month": self.month} if self.cycle is Cycle.MONTH else {}
        return {"cycle": self.cycle.value, "year": self.year, **month}


def asked_period(args: Mapping[str, str], today: date) -> AskedPeriod:
    """The period an address asks for; nonsense, or nothing, means the newest one that is over."""
    usual = _newest(today)
    cycle = next((one for one, _ in CYCLES if one.value == args.get("cycle")), usual.cycle)
    return AskedPeriod(
        cycle, _number(args.get("year"), 1990, 2100, usual.year), _number(args.get("month"), 1, 12, usual.month)
    )


def _newest(today: date) -> AskedPeriod:
    over = [
        AskedPeriod(cycle, year, today.month)
        for year in (today.year - 1, today.year)
        for cycle, _ in CYCLES[1:]
        if period_of(cycle, year).last < today
    ]
    return max(over, key=lambda one: one.period.last)


def _number(text: str | None, least: int, most: int, usual: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and least <= int(text[:6]) <= most else usual


class AskForm(Form):
    expires_on = DateField("Hạn gửi", [DataRequired("Chưa ghi hạn gửi.")])


class SendForm(Form):
    sender = StringField("Họ tên, chức vụ người gửi", [Length(max=200, message="Dài quá 200 chữ.")])
    explanation = TextAreaField("Giải trình", [Length(max=2000, message="Dài quá 2.000 chữ.")])


class RestateForm(Form):
    cell = StringField("Ô số liệu", [DataRequired("Chưa chọn ô số liệu."), Length(max=200, message="Không có ô này.")])
    value = StringField("Số đúng", [DataRequired("Chưa ghi số đúng.")])
    reason = TextAreaField(
        "Lý do đính chính", [DataRequired("Chưa ghi lý do đính chính."), Length(max=2000, message="Dài quá 2.000 chữ.")]
    )


class PackageForm(Form):
    code = StringField("Mã đối chiếu", [DataRequired("Chưa ghi mã đối chiếu do nơi gửi cho biết.")])
