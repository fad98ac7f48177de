"""The catalogue of document templates: Word files, their fields, where each value comes from, samples."""

from webapp.rendering.catalogue.examine import Examination, examine
from webapp.rendering.catalogue.loader import (
    Catalogue,
    DocTemplate,
    UnknownTemplate,
    further_samples,
    load_catalogue,
)
from webapp.rendering.catalogue.model import Field, TemplateFile
from webapp.rendering.catalogue.sources import BASE_VALUES, COMPUTED, blank_value, keys_of
from webapp.rendering.catalogue.variables import declaration_mistakes

__all__ = [
    "BASE_VALUES",
    "COMPUTED",
    "Catalogue",
    "DocTemplate",
    "Examination",
    "Field",
    "TemplateFile",
    "UnknownTemplate",
    "blank_value",
    "declaration_mistakes",
    "examine",
    "further_samples",
    "keys_of",
    "load_catalogue",
]
