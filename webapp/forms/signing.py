"""Forms of signing: the code of the telephone, a key file, a signed copy, a scan."""

from __future__ import annotations

from typing import Any, ClassVar

from wtforms import FileField, PasswordField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from webapp.forms.base import Form
from webapp.forms.documents import SeenForm

KINDS = {"person": "Chữ ký của người ký", "seal": "Con dấu của cơ quan"}


class HasFile:
    """A file was chosen; the page does not call the field optional."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, _form: Any, field: Any) -> None:
        if not getattr(field.data, "filename", ""):
            raise ValidationError("Chưa chọn tệp để gửi.")


class CodeForm(Form):
    code = StringField("Mã xác thực trên điện thoại", [DataRequired("Chưa nhập mã xác thực."), Length(max=12)])


class SignCodeForm(SeenForm):
    """The code that goes with a signature; empty while it has not been asked for yet."""

    code = StringField("Mã xác thực trên điện thoại", [Length(max=12, message="Mã xác thực dài nhất 12 ký tự.")])


class KeyForm(Form):
    """A key file is used once and forgotten; neither it nor its password is ever stored."""

    kind = SelectField("Ký", choices=list(KINDS.items()))
    key = FileField("Tệp khoá (.p12, .pfx)", [HasFile()])
    password = PasswordField("Mật khẩu của tệp khoá", [DataRequired("Chưa nhập mật khẩu của tệp khoá.")])


class SignedForm(Form):
    kind = SelectField("Chữ ký trong tệp", choices=list(KINDS.items()))
    file = FileField("Tệp PDF đã ký", [HasFile()])


class ScanForm(Form):
    signer = StringField("Ai ký trên bản giấy", [DataRequired("Chưa ghi ai ký trên bản giấy."), Length(max=200)])
    file = FileField("Bản quét (PDF hoặc ảnh)", [HasFile()])


class ImageForm(Form):
    file = FileField("Ảnh chữ ký (PNG nền trong suốt, màu xanh)", [HasFile()])
