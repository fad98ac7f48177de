"""Every table, so that importing the package completes the metadata."""

from webapp.models.base import Base, new_id
from webapp.models.case import Case, CaseFact, CaseLink, CasePause, StepRecord, Subject, TeamMember, Upload
from webapp.models.document import (
    Document,
    DocumentAction,
    DocumentState,
    DocumentTask,
    DocumentVersion,
    Opinion,
    WordOffer,
)
from webapp.models.figure import (
    CaseTag,
    FigureAct,
    FigureEntry,
    FigureReport,
    FigureReportLine,
    figure_key,
    figure_mark,
    figure_total,
)
from webapp.models.law import LawVersion
from webapp.models.ledger import Blob, LedgerEntry, LedgerHead
from webapp.models.mandate import Absence, SigningMandate
from webapp.models.office import Office, Role, RoleGrant, SignIn, Term, Unit, User
from webapp.models.organisation import (
    Member,
    MemberPost,
    Organisation,
    OrganisationPeriod,
    RosterChange,
    RosterImport,
)
from webapp.models.paper import DocumentCopy, HandOver, IncomingDocument, Letter, LetterSender
from webapp.models.programme import Programme, ProgrammeCase, ProgrammeLine, Target
from webapp.models.register import NumberReservation, RegisterEntry, Series, VoidNumber
from webapp.models.reporting import FigureClosing, ReportSlip, Restatement
from webapp.models.signing import SecondFactor, SignatureImage, SignedCopy
from webapp.models.template import Clause, TemplateVersion
from webapp.models.waiting import Waiting

__all__ = [
    "Absence",
    "Base",
    "Blob",
    "Case",
    "CaseFact",
    "CaseLink",
    "CasePause",
    "CaseTag",
    "Clause",
    "Document",
    "DocumentAction",
    "DocumentCopy",
    "DocumentState",
    "DocumentTask",
    "DocumentVersion",
    "FigureAct",
    "FigureClosing",
    "FigureEntry",
    "FigureReport",
    "FigureReportLine",
    "HandOver",
    "IncomingDocument",
    "LawVersion",
    "LedgerEntry",
    "LedgerHead",
    "Letter",
    "LetterSender",
    "Member",
    "MemberPost",
    "NumberReservation",
    "Office",
    "Opinion",
    "Organisation",
    "OrganisationPeriod",
    "Programme",
    "ProgrammeCase",
    "ProgrammeLine",
    "RegisterEntry",
    "ReportSlip",
    "Restatement",
    "Role",
    "RoleGrant",
    "RosterChange",
    "RosterImport",
    "SecondFactor",
    "Series",
    "SignIn",
    "SignatureImage",
    "SignedCopy",
    "SigningMandate",
    "StepRecord",
    "Subject",
    "Target",
    "TeamMember",
    "TemplateVersion",
    "Term",
    "Unit",
    "Upload",
    "User",
    "VoidNumber",
    "Waiting",
    "WordOffer",
    "figure_key",
    "figure_mark",
    "figure_total",
    "new_id",
]  # fmt: skip
