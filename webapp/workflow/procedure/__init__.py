"""Procedures as data: the models of a procedure file and its strict loader."""

from webapp.workflow.procedure.combine import combined
from webapp.workflow.procedure.load import Procedures, load_procedure, load_procedures
from webapp.workflow.procedure.model import (
    Column,
    DocumentNeed,
    Due,
    FactDefinition,
    Per,
    Procedure,
    Side,
    Step,
    UploadNeed,
)

__all__ = [
    "Column",
    "DocumentNeed",
    "Due",
    "FactDefinition",
    "Per",
    "Procedure",
    "Procedures",
    "Side",
    "Step",
    "UploadNeed",
    "combined",
    "load_procedure",
    "load_procedures",
]
