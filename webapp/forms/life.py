"""Forms for what happens to a case beside its steps."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired

from webapp.forms.base import DateField, Form
from webapp.forms.steps import not_ahead
from webapp.queries.life_page import LifePage
from webapp.services.cases import Receiver

_BLANK = (("", "Chưa chọn"),)


class ReasonForm(Form):
    """Why, and on which day; empty means today."""

    reason = TextAreaField("Lý do", [DataRequired("Chưa ghi lý do.")])
    on = DateField("Ngày", [not_ahead])
    step = SelectField("Làm lại từ bước", validate_choice=False)

    def offer(self, page: LifePage) -> ReasonForm:
        self.step.choices = (("", "Bước cuối"), *page.steps)
        return self


class ResumeForm(Form):
    on = DateField("Ngày tiếp tục", [not_ahead])


class MergeForm(Form):
    other = SelectField("Nhập vào hồ sơ", [DataRequired("Chưa chọn hồ sơ để nhập vào.")], validate_choice=False)
    reason = TextAreaField("Lý do nhập", [DataRequired("Chưa ghi lý do nhập hồ sơ.")])

    def offer(self, page: LifePage) -> MergeForm:
        self.other.choices = _BLANK + page.others
        return self


class HandOverForm(Form):
    """`receiver` is "office:body:unit"."""

    receiver = SelectField("Chuyển đến", [DataRequired("Chưa chọn nơi nhận hồ sơ.")], validate_choice=False)
    reason = TextAreaField("Lý do chuyển", [DataRequired("Chưa ghi lý do chuyển hồ sơ.")])
    kind = SelectField("Loại hồ sơ mở cho cấp có thẩm quyền", validate_choice=False)

    def offer(self, page: LifePage) -> HandOverForm:
        self.receiver.choices = _BLANK + page.receivers
        self.kind.choices = page.proposals
        return self

    def chosen(self) -> Receiver:
        """Whom the case goes to; a value nobody offered names no office and is refused by the service."""
        office, _, rest = str(self.receiver.data).partition(":")
        body, _, unit = rest.partition(":")
        known = str(self.receiver.data) in dict(self.receiver.choices)
        return Receiver(body, office, unit or None) if known else Receiver("commission", "-")


class TeamForm(Form):
    in_charge = SelectField("Đồng chí phụ trách", [DataRequired("Chưa chọn người phụ trách.")], validate_choice=False)
    leader = SelectField("Trưởng đoàn", [DataRequired("Chưa chọn trưởng đoàn.")], validate_choice=False)
    secretary = SelectField("Thư ký đoàn", validate_choice=False)
    members = SelectMultipleField("Thành viên đoàn", validate_choice=False)

    def offer(self, page: LifePage) -> TeamForm:
        self.in_charge.choices = _BLANK + page.in_charge
        self.leader.choices = self.secretary.choices = _BLANK + page.people
        self.members.choices = page.people
        return self

    def filled(self, page: LifePage) -> TeamForm:
        """The form with the team as it is."""
        roles: dict[str, Any] = {member.role: member.user_id for member in page.case.team}
        self.in_charge.data = page.case.member_in_charge_id
        self.leader.data, self.secretary.data = roles.get("leader"), roles.get("secretary")
        self.members.data = [member.user_id for member in page.case.team if member.role == "member"]
        return self

    def team(self) -> list[tuple[str, str]]:
        rows = [(self.leader.data, "leader"), (self.secretary.data, "secretary")]
        rows += [(person, "member") for person in self.members.data or ()]
        return [(person, role) for person, role in rows if person]
