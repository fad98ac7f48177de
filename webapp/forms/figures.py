"""Forms of figures: a value by hand beside the counted one, and what statistics ask of a case."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from webapp.forms.base import Form
from webapp.forms.programmes import Whole, most


class EntryForm(Form):
    """A value for a cell, with its reason."""

    value = Whole(
        "Số ghi tay", [InputRequired("Chưa ghi số."), NumberRange(0, 10**12, message="Ghi số từ 0 trở lên.")]
    )
    reason = TextAreaField(
        "Lý do, nguồn của số này", [DataRequired("Chưa ghi lý do."), most(1000)]
    )
