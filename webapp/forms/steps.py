"""Small forms around a step: finish, pass over, take in a paper, begin a document."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import FileField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from webapp import clock
from webapp.forms.base import DateField, Form
from webapp.rules.dates_vi import short_date


def not_ahead(_form: Any, field: Any) -> None:
    """A date that was, or is today's."""
    day: date | None = field.day
    if day and day > clock.today():
        raise ValidationError(f"{field.label.text}: ngày {short_date(day)} còn ở phía trước.")


class PerformForm(Form):
    """The day a step was finished; empty means today."""

    done_on = DateField("Ngày hoàn thành", [not_ahead])


class SkipForm(Form):
    reason = TextAreaField("Lý do bỏ qua", [DataRequired("Chưa ghi lý do bỏ qua bước này.")])


class UploadForm(Form):
    """A paper from outside. `file.data` is the uploaded file."""

    kind = StringField("Loại tài liệu", [DataRequired("Chưa chọn loại tài liệu.")])
    file = FileField("Tệp")
    received_on = DateField("Ngày nhận", [DataRequired("Chưa ghi ngày nhận tài liệu."), not_ahead])

    def validate_file(self, field: Any) -> None:
        if not getattr(field.data, "filename", ""):
            raise ValidationError("Chưa chọn tệp để gửi.")


class DraftForm(Form):
    """Which document, and the date it will bear; empty keeps the date it has."""

    template = StringField("Văn bản", [DataRequired("Chưa chọn văn bản.")])
    dated_on = DateField("Ngày ghi trên văn bản")
