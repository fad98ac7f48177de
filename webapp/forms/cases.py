"""The questions that open a case, on one page; every mistake at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from webapp.forms.base import DateField, Form
from webapp.forms.steps import not_ahead
from webapp.forms.subject_lines import read_subjects
from webapp.queries.labels import CHOSEN_ORIGINS, ORIGINS, SUBJECT_KINDS
from webapp.queries.new_case import Offer
from webapp.services.cases import NewCase, NewSubject

_BLANK = (("", "Chưa chọn"),)
_UNKNOWN = "{}: không có lựa chọn đó."


def asked(sentence: str) -> DataRequired:
    return DataRequired(sentence)


class NewCaseForm(Form):
    """Kind, title, origin, initiator, subject, member in charge, team."""

    procedure = SelectField("Loại việc", [asked("Chưa chọn loại việc.")], validate_choice=False)
    title = TextAreaField("Tên hồ sơ", [asked("Chưa ghi tên hồ sơ: kiểm tra ai, về việc gì.")])
    origin = SelectField("Nguồn của việc", [asked("Chưa chọn nguồn của việc.")], validate_choice=False)
    initiator = SelectField("Chủ thể kiểm tra", [asked("Chưa chọn chủ thể kiểm tra.")], validate_choice=False)

    kinds = SelectMultipleField("Gộp thêm loại việc", validate_choice=False)
    unit = SelectField("Chi bộ hoặc cơ quan tiến hành", validate_choice=False)

    subject_kind = SelectField("Đối tượng là", validate_choice=False)
    full_name = StringField(
        "Họ và tên, hoặc tên tổ chức đảng", [Length(max=200, message="Họ tên dài quá 200 chữ.")]
    )
    organisation = StringField(
        "Tổ chức đảng quản lý", [Length(max=300, message="Tên tổ chức đảng dài quá 300 chữ.")]
    )
    more_subjects = TextAreaField("Nhiều đối tượng, mỗi dòng một đối tượng")
    party_position = StringField("Chức vụ trong Đảng")
    government_position = StringField("Chức vụ chính quyền, đoàn thể")
    workplace = StringField("Đơn vị công tác")
    target = SelectField("Thuộc diện quản lý", validate_choice=False)
    level = SelectField("Cấp của tổ chức đảng quản lý", validate_choice=False)
    birth_date = DateField("Ngày sinh", [not_ahead])
    home_town = StringField("Quê quán")
    party_card = StringField("Số thẻ đảng viên")
    admitted_on = DateField("Ngày vào Đảng", [not_ahead])
    official_on = DateField("Ngày chính thức", [not_ahead])

    member_in_charge = SelectField(
        "Thành viên Uỷ ban phụ trách", [asked("Chưa chọn thành viên phụ trách.")], validate_choice=False
    )
    leader = SelectField("Trưởng đoàn", [asked("Chưa chọn trưởng đoàn.")], validate_choice=False)
    secretary = SelectField("Thư ký đoàn", validate_choice=False)
    members = SelectMultipleField("Thành viên đoàn", validate_choice=False)
    read: Sequence[NewSubject] = ()

    def offer(self, offer: Offer) -> NewCaseForm:
        """Fill in the choices; a single kind of case is chosen already."""
        self.offered = offer
        self.procedure.choices = offer.procedures if len(offer.procedures) == 1 else _BLANK + offer.procedures
        self.kinds.choices = offer.kinds
        self.unit.choices = _BLANK + offer.units
        self.origin.choices = _BLANK + tuple((code, ORIGINS[code]) for code in CHOSEN_ORIGINS)
        self.initiator.choices = _BLANK + offer.initiator_choices
        targets = {target for kinds in offer.targets.values() for target in kinds}
        self.subject_kind.choices = tuple((k, label) for k, label in SUBJECT_KINDS.items() if _target(k) in targets)
        self.target.choices = _BLANK + offer.managed
        self.level.choices = _BLANK + offer.levels
        self.member_in_charge.choices = _BLANK + offer.members
        self.leader.choices = self.secretary.choices = _BLANK + offer.officials
        self.members.choices = offer.officials
        return self

    def _refuse_unknown(self, field: Any) -> None:
        if field.data and field.data not in dict(field.choices):
            raise ValidationError(_UNKNOWN.format(field.label.text))

    validate_procedure = validate_origin = lambda self, field: self._refuse_unknown(field)
    validate_target = validate_level = lambda self, field: self._refuse_unknown(field)
    validate_member_in_charge = validate_leader = lambda self, field: self._refuse_unknown(field)

    def validate_initiator(self, field: Any) -> None:
        self._refuse_unknown(field)
        allowed = self.offered.initiators.get(self.procedure.data or "")
        if allowed and field.data and field.data not in allowed:
            raise ValidationError("Chủ thể này không mở được loại việc đã chọn.")

    def validate_kinds(self, field: Any) -> None:
        self._each_known(field)
        offered = self.offered.combines.get(self.procedure.data or "", ())
        if strange := [dict(field.choices)[code] for code in field.data or () if code not in offered]:
            raise ValidationError(f"“{strange[0]}” không gộp được vào loại việc đã chọn; mở hồ sơ riêng.")

    def _each_known(self, field: Any) -> None:
        if set(field.data or ()) - set(dict(field.choices)):
            raise ValidationError(_UNKNOWN.format(field.label.text))

    def validate_unit(self, field: Any) -> None:
        self._refuse_unknown(field)
        wanted = self.initiator.data in ("cell", "advisory_agency")
        if wanted and not field.data:
            raise ValidationError("Chi bộ, cơ quan tham mưu tiến hành thì phải chọn chi bộ, cơ quan nào.")
        if field.data and not wanted:
            raise ValidationError("Chủ thể đã chọn không phải chi bộ, cơ quan tham mưu; để trống ô này.")

    def validate_full_name(self, field: Any) -> None:
        if not field.data and not self.more_subjects.data:
            raise ValidationError("Chưa ghi họ tên đối tượng.")

    def validate_organisation(self, field: Any) -> None:
        if not field.data and (self.full_name.data or not self.more_subjects.data):
            raise ValidationError("Chưa ghi tổ chức đảng quản lý.")

    def validate_more_subjects(self, field: Any) -> None:
        self.read, mistakes = read_subjects(field.data or "")
        if mistakes:
            rest = f" Còn {len(mistakes) - 3} dòng sai khác." if len(mistakes) > 3 else ""
            raise ValidationError(" ".join(mistakes[:3]) + rest)

    def validate_subject_kind(self, field: Any) -> None:
        self._refuse_unknown(field)
        if not field.data and (self.full_name.data or not self.more_subjects.data):
            raise ValidationError("Chưa chọn đối tượng là ai.")
        targets = self.offered.targets.get(self.procedure.data or "")
        if targets and field.data and _target(field.data) not in targets:
            raise ValidationError("Loại việc đã chọn không dùng cho đối tượng này.")

    def validate_official_on(self, field: Any) -> None:
        not_ahead(self, field)
        if field.day and self.admitted_on.day and field.day < self.admitted_on.day:
            raise ValidationError("Ngày chính thức phải từ ngày vào Đảng trở đi.")

    def validate_secretary(self, field: Any) -> None:
        self._refuse_unknown(field)
        if field.data and field.data == self.leader.data:
            raise ValidationError("Thư ký phải là người khác với trưởng đoàn.")

    def validate_members(self, field: Any) -> None:
        if set(field.data or ()) - set(dict(field.choices)):
            raise ValidationError(_UNKNOWN.format(field.label.text))
        if set(field.data or ()) & {self.leader.data, self.secretary.data}:
            raise ValidationError("Trưởng đoàn, thư ký không ghi lại ở phần thành viên.")

    def answers(self) -> NewCase:
        """What `open_case` takes."""
        team = [(self.leader.data, "leader"), (self.secretary.data, "secretary")]
        team += [(person, "member") for person in self.members.data or ()]
        return NewCase(
            procedure=self.procedure.data,
            title=" ".join(self.title.data.split()),
            initiator=self.initiator.data,
            origin=self.origin.data,
            subjects=[*self._one_subject(), *self.read],
            member_in_charge_id=self.member_in_charge.data,
            team=[(person, role) for person, role in team if person],
            kinds=tuple(self.kinds.data or ()),
            unit_id=self.unit.data or None,
        )

    def _one_subject(self) -> list[NewSubject]:
        """The subject written out in full, when there is one."""
        if not self.full_name.data:
            return []
        return [NewSubject(self.subject_kind.data, self.full_name.data, self.organisation.data, self._details())]

    def _details(self) -> dict[str, Any]:
        texts = ("party_position", "government_position", "workplace", "home_town", "party_card", "target", "level")
        dates = ("birth_date", "admitted_on", "official_on")
        details: dict[str, Any] = {name: self[name].data for name in texts if self[name].data}
        return details | {name: self[name].day for name in dates if self[name].day}


def _target(subject_kind: str) -> str:
    return "organisation" if subject_kind == "organisation" else "member"
