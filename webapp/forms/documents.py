"""Forms around a document: which version was seen, why it is returned, when it is issued."""

from __future__ import annotations

import unicodedata
from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from webapp.forms.base import DateField, Form
from webapp.forms.steps import not_ahead

ISSUE_WORDS = "ban hành"


def folded(text: str) -> str:
    """Without marks and capitals, so that a keyboard without Vietnamese can confirm too."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


class SeenForm(Form):
    """The version the person looked at: what is decided holds for exactly that one."""

    seen = IntegerField("Bản đã xem", [DataRequired("Không rõ đồng chí đã xem bản nào; mở lại trang văn bản.")])


class ReturnForm(SeenForm):
    reason = TextAreaField("Lý do trả lại", [DataRequired("Chưa ghi lý do trả lại.")])


class RedraftForm(Form):
    dated_on = DateField("Ngày ghi trên văn bản")
    give_up_word = BooleanField("Bỏ các chỗ sửa tay trong Word")


class IssueForm(Form):
    """The date of issue, and the words that say it is meant."""

    issued_on = DateField("Ngày ban hành", [DataRequired("Chưa ghi ngày ban hành."), not_ahead])
    held = SelectField("Số", validate_choice=False)
    confirm = StringField("Gõ “ban hành” để xác nhận", [DataRequired("Chưa gõ chữ “ban hành” để xác nhận.")])

    def validate_confirm(self, field: Any) -> None:
        if folded(field.data) != folded(ISSUE_WORDS):
            raise ValidationError("Chữ xác nhận phải là “ban hành”.")
