"""The web form of a step's facts: one field per fact, built from the procedure's own definitions."""

from webapp.forms.facts.fields import FactField, conflicting, posted, refused, stored
from webapp.forms.facts.reading import read_value

__all__ = ["FactField", "conflicting", "posted", "read_value", "refused", "stored"]
