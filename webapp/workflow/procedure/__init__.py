"""Procedures as data: the models of a procedure file and its strict loader."""

from webapp.workflow.procedure.load import Procedures, load_procedure, load_procedures
from webapp.workflow.procedure.model import (
    Column,
    DocumentNeed,
    Due,
    FactDefinition,
    Procedure,
    Step,
    UploadNeed,
)

__all__ = [
    "Column",
    "DocumentNeed",
    "Due",
    "FactDefinition",
    "Procedure",
    "Procedures",
    "Step",
    "UploadNeed",
    "load_procedure",
    "load_procedures",
]
