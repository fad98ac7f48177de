"""Sign in."""

from __future__ import annotations

from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired

from webapp.forms.base import Form


class SignInForm(Form):
    """Name and password; both may be pasted, nothing else is asked."""

    username = StringField("Tên đăng nhập", [DataRequired("Chưa nhập tên đăng nhập.")])
    password = PasswordField("Mật khẩu", [InputRequired("Chưa nhập mật khẩu.")])
