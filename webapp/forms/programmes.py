"""Forms of programmes: the head with pasted lines, one line, issuing; and of targets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from webapp.forms.base import DateField, Form
from webapp.forms.programme_lines import read_lines, split_subjects
from webapp.queries.labels import HOLDERS, HORIZONS, OBJECT_KINDS, PROGRAMME_KINDS, TARGET_KINDS, TASKS
from webapp.services.programmes import NewLine, NewProgramme, NewTarget

QUARTERS = [("1", "Quý I"), ("2", "Quý II"), ("3", "Quý III"), ("4", "Quý IV")]
MONTHS = [(str(one), f"Tháng {one}") for one in range(1, 13)]
_BLANK = ("", "Chưa chọn")
_YEARS = NumberRange(2000, 2100, message="Năm ghi bốn chữ số, ví dụ 2026.")


def asked(sentence: str) -> DataRequired:
    return DataRequired(sentence)


def most(count: int) -> Length:
    return Length(max=count, message=f"Dài quá {count} chữ.")


def counted(sentence: str, least: int = 0) -> list[object]:
    return [InputRequired(sentence), NumberRange(least, 100_000, message=sentence)]


class Whole(IntegerField):  # type: ignore[misc]  # WTForms has no types
    """A whole number; what is none is told in a sentence."""

    @property
    def known(self) -> int:
        """The number of a required field, after validation."""
        return int(self.data or 0)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        if not (typed.isascii() and typed.isdigit()):
            raise ValueError(f"{self.label.text}: ghi số, không ghi chữ.")
        self.data = int(typed)


class _Chosen(SelectField):  # type: ignore[misc]  # WTForms has no types
    """A select whose unknown value is a mistake, not a crash."""

    def __init__(self, label: str, validators: Any = None, pairs: Iterable[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(label, validators, validate_choice=False, **more)
        self.choices = list(pairs)

    def pre_validate(self, form: object) -> None:
        if self.data and self.data not in dict(self.choices or ()):
            raise ValidationError(f"{self.label.text}: không có lựa chọn đó.")


class ProgrammeForm(Form):
    """A new programme, or the changed one of an issued programme (then the reason is asked for)."""

    holder = _Chosen("Chủ thể", [asked("Chưa chọn chủ thể của chương trình.")], pairs=[_BLANK, *HOLDERS.items()])
    horizon = _Chosen("Loại chương trình", [asked("Chưa chọn loại chương trình.")], pairs=[_BLANK, *HORIZONS.items()])
    first_year = Whole("Từ năm", [InputRequired("Chưa ghi năm đầu."), _YEARS])
    last_year = Whole("Đến năm", [Optional(), _YEARS])
    title = StringField("Tên chương trình", [asked("Chưa ghi tên chương trình."), most(500)])
    lines = TextAreaField("Nội dung chương trình, dán từ Excel")
    reason = TextAreaField("Lý do điều chỉnh", [most(1000)])
    read: list[NewLine]

    def validate_lines(self, field: TextAreaField) -> None:
        self.read, mistakes = read_lines(field.data or "", year=self.first_year.data or 0)
        if mistakes:
            rest = f" Còn {len(mistakes) - 5} dòng sai khác." if len(mistakes) > 5 else ""
            raise ValidationError(" ".join(mistakes[:5]) + rest)

    def answers(self) -> NewProgramme:
        first = self.first_year.known
        return NewProgramme(
            holder=self.holder.data, horizon=self.horizon.data, first_year=first,
            last_year=self.last_year.known or first, title=" ".join(self.title.data.split()), lines=self.read,
        )  # fmt: skip


class PastedForm(Form):
    """More lines of a draft."""

    lines = TextAreaField("Các dòng, dán từ Excel", [asked("Chưa có dòng nào; dán từ Excel hoặc ghi từng ô.")])


class LineForm(Form):
    """One line of a programme."""

    kind = _Chosen("Hình thức", [asked("Chưa chọn hình thức.")], pairs=[_BLANK, *PROGRAMME_KINDS.items()])
    topic = _Chosen("Đề tài")
    content = TextAreaField("Nội dung", [asked("Chưa ghi nội dung kiểm tra, giám sát.")])
    subjects = TextAreaField("Đối tượng, mỗi dòng một tổ chức đảng hoặc đảng viên")
    lead = StringField("Chủ trì", [most(300)])
    year = Whole("Năm", [InputRequired("Chưa ghi năm."), _YEARS])
    quarter = _Chosen("Quý", pairs=[("", "Cả năm"), *QUARTERS])
    months = SelectMultipleField("Tháng", validate_choice=False)
    planned = Whole("Số cuộc", counted("Số cuộc ghi từ 1 trở lên.", 1))
    planned_organisations = Whole("Số tổ chức đảng", [Optional()])
    planned_members = Whole("Số đảng viên", [Optional()])
    window = StringField("Mốc thời gian kiểm tra", [most(200)])

    def offer(self, topics: Iterable[tuple[str, str]]) -> LineForm:
        self.topic.choices = [("", "Không thuộc danh mục"), *topics]
        self.months.choices = MONTHS
        return self

    def validate_months(self, field: SelectMultipleField) -> None:
        if set(field.data or ()) - set(dict(field.choices)):
            raise ValidationError("Tháng ghi từ 1 đến 12.")

    def answers(self) -> NewLine:
        return NewLine(
            kind=self.kind.data, content=" ".join(self.content.data.split()), year=self.year.known,
            topic=self.topic.data or "", subjects=split_subjects(self.subjects.data or ""), lead=self.lead.data or "",
            quarter=int(self.quarter.data) if self.quarter.data else None,
            months=tuple(sorted(int(one) for one in self.months.data or ())), planned=self.planned.known,
            planned_organisations=self.planned_organisations.known,
            planned_members=self.planned_members.known, window=self.window.data or "",
        )  # fmt: skip


class IssueForm(Form):
    """Number and day of the document that put a programme in force."""

    number = StringField("Số, ký hiệu văn bản", [asked("Chưa ghi số, ký hiệu văn bản."), most(60)])
    issued_on = DateField("Ngày ban hành", [asked("Chưa ghi ngày ban hành.")])


class TargetForm(Form):
    """A target given from above."""

    giver = StringField("Cấp giao", [asked("Chưa ghi cấp giao."), most(300)])
    receiver = StringField("Cấp nhận", [asked("Chưa ghi cấp nhận."), most(300)])
    task = _Chosen("Nhiệm vụ", [asked("Chưa chọn nhiệm vụ.")], pairs=[_BLANK, *TASKS.items()])
    object_kind = _Chosen("Tính theo", [asked("Chưa chọn đơn vị tính.")], pairs=[_BLANK, *OBJECT_KINDS.items()])
    kind = _Chosen("Loại chỉ tiêu", [asked("Chưa chọn loại chỉ tiêu.")], pairs=[_BLANK, *TARGET_KINDS.items()])
    value = Whole("Mức giao", counted("Ghi mức giao từ 0 trở lên."))
    base = Whole("Tổng số để tính tỷ lệ, xoay vòng", [Optional()])
    year = Whole("Năm", [InputRequired("Chưa ghi năm."), _YEARS])
    document_number = StringField("Văn bản giao", [asked("Chưa ghi số văn bản giao chỉ tiêu."), most(60)])
    document_on = DateField("Ngày văn bản")

    def answers(self) -> NewTarget:
        return NewTarget(
            giver=self.giver.data, receiver=self.receiver.data, task=self.task.data,
            object_kind=self.object_kind.data, kind=self.kind.data, value=self.value.known, year=self.year.known,
            document_number=self.document_number.data, document_on=self.document_on.day, base=self.base.known,
        )  # fmt: skip
