"""Forms of the template room."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from webapp.forms.base import Form


class UploadForm(Form):
    """The file itself is read from the request."""

    note = StringField("Đã sửa gì, vì sao", [DataRequired("Chưa ghi đã sửa gì, vì sao."), Length(max=500)])


class ClauseForm(Form):
    topic = StringField("Chủ đề", [DataRequired("Chưa ghi chủ đề."), Length(max=120)])
    title = StringField("Tên đoạn", [DataRequired("Chưa ghi tên đoạn."), Length(max=200)])
    text = TextAreaField("Nội dung", [DataRequired("Chưa ghi nội dung."), Length(max=20_000)])
