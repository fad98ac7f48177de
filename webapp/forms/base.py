"""What every form shares: text in NFC without stray blanks, and mistakes as (field, sentence) pairs."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField, ValidationError

from webapp.rules.dates_vi import BadDate, parse_date, short_date


def clean(text: str | None) -> str:
    """NFC, one kind of line break, no blanks at the ends, no control characters."""
    plain = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


def _clean_text(value: Any) -> Any:
    """Only what was typed is cleaned; a form that opens with a date keeps the date."""
    return clean(value) if value is None or isinstance(value, str) else value


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The application checks the CSRF token of every unsafe request once, at its door."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False

        def bind_field(self, form: Any, unbound: Any, options: Any) -> Any:
            kind = unbound.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                options.setdefault("filters", [_clean_text])
            return unbound.bind(form=form, **options)

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """Field id and sentence of every mistake, in the order of the form."""
        return [(field.id, str(sentence)) for field in self for sentence in field.errors]


class DateField(StringField):  # type: ignore[misc]  # WTForms has no types
    """One text box for a date, as people write it: `12/7/2021`, `12072021`, `12-7-21`. `day` is the date."""

    day: date | None = None

    @property
    def known(self) -> date:
        """The date of a required field, after validation."""
        if self.day is None:
            raise BadDate(f"Chưa ghi {self.label.text}.")
        return self.day

    def pre_validate(self, form: Any) -> None:
        self.day = None
        if not self.data:
            return
        try:
            self.day = parse_date(self.data)
        except BadDate as error:
            raise ValidationError(f"{self.label.text}: {error.sentence}") from error

    def _value(self) -> str:
        return short_date(self.data) if hasattr(self.data, "year") else str(self.data or "")
