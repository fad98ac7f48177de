"""Forms of circulation: opinions, the route, handing on, endings, substitutes and signing powers."""

from __future__ import annotations

from typing import Any

from wtforms import FileField, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, NumberRange

from webapp.forms.base import DateField, Form
from webapp.forms.documents import SeenForm
from webapp.forms.steps import not_ahead


class RouteForm(SeenForm):
    route = StringField("Luồng trình")


class AskForm(SeenForm):
    """Whom to ask comes as a list of ids beside these fields."""

    question = TextAreaField("Cần góp ý việc gì")
    due_on = DateField("Hạn góp ý")


class AnswerForm(SeenForm):
    answer = TextAreaField("Ý kiến", [DataRequired("Chưa ghi ý kiến; nếu nhất trí thì ghi “Nhất trí”.")])


class TakeForm(Form):
    taken = StringField("Cách xử lý", [DataRequired("Chọn tiếp thu hoặc giải trình.")])
    response = StringField("Nội dung tiếp thu, giải trình")


class ReasonForm(SeenForm):
    reason = TextAreaField("Lý do", [DataRequired("Chưa ghi lý do.")])


class ForwardForm(ReasonForm):
    to_id = StringField("Chuyển cho", [DataRequired("Chưa chọn người nhận.")])


class SupersedeForm(ReasonForm):
    by_id = StringField("Văn bản thay thế", [DataRequired("Chưa chọn văn bản thay thế.")])


class DecideForm(SeenForm):
    """What the collective decided."""

    on = DateField("Ngày họp", [DataRequired("Chưa ghi ngày họp."), not_ahead])
    minutes_id = StringField("Biên bản phiên họp", [DataRequired("Chưa chọn biên bản phiên họp.")])
    members = IntegerField("Tổng số thành viên", [InputRequired("Chưa ghi tổng số thành viên."), NumberRange(1, 999)])
    agreed = IntegerField("Số tán thành", [InputRequired("Chưa ghi số tán thành."), NumberRange(0, 999)])


class WordForm(SeenForm):
    """A changed Word file. `file.data` is the uploaded file."""

    file = FileField("Tệp Word đã sửa")

    def validate_file(self, field: Any) -> None:
        if not getattr(field.data, "filename", ""):
            raise ValidationError("Chưa chọn tệp Word.")


class AbsenceForm(Form):
    """Who is away, who stands in, from when to when, for which classes, by which decision."""

    absent_id = SelectField("Người vắng mặt", validate_choice=False)
    substitute_id = SelectField("Người thay", validate_choice=False)
    starts_on = DateField("Từ ngày", [DataRequired("Chưa ghi ngày bắt đầu.")])
    ends_on = DateField("Đến hết ngày", [DataRequired("Chưa ghi ngày hết.")])
    types = StringField("Loại văn bản")
    decision = StringField("Theo quyết định", [DataRequired("Chưa ghi số, ngày của quyết định.")])


class MandateForm(Form):
    """Who may sign what, in which form, from when to when, by which decision."""

    user_id = SelectField("Người được giao ký", validate_choice=False)
    form = SelectField(
        "Hình thức ký", validate_choice=False,
        choices=[
            ("T/M", "T/M: thay mặt tập thể"), ("T/L", "T/L: thừa lệnh"), ("K/T", "K/T: ký thay người đứng đầu"),
            ("Q.", "Q.: quyền"), ("", "Trực tiếp: người đứng đầu ký"),
        ],
    )  # fmt: skip
    principal = StringField("Quyền hạn của ai")
    title = StringField("Chức vụ in ra")
    types = StringField("Loại văn bản")
    starts_on = DateField("Từ ngày", [DataRequired("Chưa ghi ngày bắt đầu.")])
    ends_on = DateField("Đến hết ngày")
    decision = StringField("Theo quyết định", [DataRequired("Chưa ghi số, ngày của quyết định.")])


def types_of(text: str) -> list[str]:
    """`QĐ, TB` → the type codes; nothing means every class."""
    return [one for one in text.replace(";", ",").replace(" ", "").split(",") if one]
