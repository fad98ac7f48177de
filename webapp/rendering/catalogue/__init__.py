"""The catalogue of document templates: Word files, their fields, where each value comes from, samples."""

from webapp.rendering.catalogue.loader import Catalogue, DocTemplate, UnknownTemplate, load_catalogue
from webapp.rendering.catalogue.model import Field, TemplateFile
from webapp.rendering.catalogue.sources import BASE_VALUES, COMPUTED, keys_of
from webapp.rendering.catalogue.variables import declaration_mistakes
from webapp.rendering.catalogue.wordtext import control_tags, leftover_tags, visible_text

__all__ = [
    "BASE_VALUES",
    "COMPUTED",
    "Catalogue",
    "DocTemplate",
    "Field",
    "TemplateFile",
    "UnknownTemplate",
    "control_tags",
    "declaration_mistakes",
    "keys_of",
    "leftover_tags",
    "load_catalogue",
    "visible_text",
]
