"""The strict shape of `template.toml`: what a document is, who writes and signs it, and the fields it prints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Limit
from pydantic import model_validator

from webapp.datafile import Strict
from webapp.rendering.catalogue.sources import BASE_VALUES, COMPUTED, source_mistake
from webapp.rendering.layout import System

Text = Annotated[str, Limit(min_length=1)]
Name = Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]*$")]
FieldType = Literal[
    "text", "long_text", "lines", "date", "int", "table", "person", "people", "session", "vote", "document", "bool"
]
Blank = Literal["refuse", "empty", "dots", "khong"]
Actor = Literal[
    "area_officer", "team_leader", "team_secretary", "standing_commission", "member_in_charge", "commission",
    "records_clerk", "body", "body_standing",
]  # fmt: skip
Kind = Literal["official", "letter", "team", "sheet", "personal", "minutes", "ballot"]
_LISTS = ("lines", "table", "people")
_WITH_ROWS = ("table",)


class Field(Strict):
    """One value a template prints beyond the base values."""

    name: Name
    label: Text
    type: FieldType
    required: bool
    blank: Blank
    source: Text
    help: str = ""
    example: str = ""
    columns: list[Name] = Limit(default_factory=list)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Field:
        problems = [
            source_mistake(self.source, self.type),
            "trùng tên một giá trị chung" if self.name in BASE_VALUES else None,
            "trường bắt buộc phải có blank = “refuse”" if self.required and self.blank != "refuse" else None,
            "trường không bắt buộc phải nói in gì khi trống" if not self.required and self.blank == "refuse" else None,
            "bảng phải khai báo columns" if self.type in _WITH_ROWS and not self.columns else None,
            "chỉ bảng mới có columns" if self.columns and self.type not in _WITH_ROWS else None,
        ]
        if found := [f"{self.name}: {problem}" for problem in problems if problem]:
            raise ValueError("; ".join(found))
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The names the template may use for this field: a date also has its long form."""
        return (self.name, f"{self.name}_long") if self.type == "date" else (self.name,)

    @property
    def is_list(self) -> bool:
        return self.type in _LISTS


def _computed_mistake(key: str, value: str) -> str | None:
    kind, _, name = value.partition(":")
    if kind == "computed" and name not in COMPUTED:
        return f"{key}: không có hàm tính “{name}”"
    return None


class TemplateFile(Strict):
    """What `template.toml` says. `official_code` is the office's own code of the form and may be empty.

    `subject_line`, `recipients` and `archive_line` are plain text or `computed:<name>`; `extra_bases`, printed after
    the bases of the law, may also be `document:<code>` ("Căn cứ Quyết định số …", "Xét Báo cáo số …"). `secrecy`,
    `urgency`, `recipients` and `copies` (0: one for each recipient) are defaults a drafter may change; `variants`
    says in a sentence how the form reads for a cell, a committee, an organisation. A paper `withheld_from_subject`
    (minutes that name a denouncer) is never handed or sent to the subject. `system` is "state" for a State document,
    which keeps the State guide of its day.
    """

    code: Name
    title: Text
    working_id: Text
    official_code: str
    type_code: str
    type_name: Text
    subject_line: Text
    registered: bool
    orientation: Literal["portrait", "landscape"]
    system: System = "party"
    paper: Literal["A4", "A5"] = "A4"
    kind: Kind
    drafter: Actor
    approver: Actor | Literal[""]
    signer: Actor
    issuer: Actor
    sign_authority: Literal["body", "commission", "team", "officer", "none"]
    law_topics: list[Name]
    extra_bases: list[Text] = Limit(default_factory=list)
    secrecy: Literal["none", "mat", "toi_mat", "tuyet_mat"]
    urgency: Literal["none", "khan", "thuong_khan", "hoa_toc"] = "none"
    withheld_from_subject: bool = False
    recipients: list[Text]
    copies: int = Limit(default=0, ge=0)
    variants: str = ""
    archive_line: str
    field: list[Field] = Limit(default_factory=list)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> TemplateFile:
        names = [name for field in self.field for name in field.names]
        problems = [
            *(f"trường “{name}” khai báo hai lần" for name in sorted({n for n in names if names.count(n) > 1})),
            *self._computed_mistakes(),
            *self._numbering_mistakes(),
        ]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _computed_mistakes(self) -> list[str]:
        texts = [("subject_line", self.subject_line), ("archive_line", self.archive_line)]
        texts += [("recipients", line) for line in self.recipients]
        texts += [("extra_bases", line) for line in self.extra_bases]
        return [problem for key, value in texts if (problem := _computed_mistake(key, value))]

    def _numbering_mistakes(self) -> list[str]:
        found = []
        if self.registered != bool(self.type_code):
            found.append("văn bản có vào sổ (registered) thì phải có type_code, không vào sổ thì để trống")
        if self.registered and self.issuer != "records_clerk":
            found.append("văn bản có số do văn thư (records_clerk) phát hành")
        if self.kind in ("minutes", "ballot", "personal") and self.approver:
            found.append("biên bản, phiếu, giấy tờ cá nhân không qua người duyệt: approver để trống")
        if self.kind == "letter" and not self.registered:
            found.append("công văn phải có số")
        if self.withheld_from_subject and any("subject" in line for line in self.recipients):
            found.append("văn bản không giao cho đối tượng (withheld_from_subject) thì nơi nhận không có đối tượng")
        if self.kind == "personal" and self.registered:
            found.append("giấy tờ cá nhân không có số")
        return found
