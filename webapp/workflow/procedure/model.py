"""The shape of a procedure file (`workflows/<procedure>/v<n>.toml`): frozen, strict, without behaviour."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field

from webapp.datafile import Strict
from webapp.workflow.procedure.shape import shape_sha256

Item = TypeVar("Item")

Stage = Literal["plan", "decision", "verification", "conclusion", "sanction"]
Phase = Literal["preparation", "carrying_out", "closing"]
Initiator = Literal["commission", "committee", "standing_board", "cell", "advisory_agency"]
Target = Literal["member", "organisation", "decision"]
FactType = Literal["text", "long_text", "lines", "date", "int", "bool", "choice", "table", "session", "ballots"]
ColumnType = Literal["text", "long_text", "date", "int", "bool", "choice"]
Per = Literal["case", "subject", "member", "organisation"]
"""Once for the case, or once for each subject (each member, each organisation) of the case."""


def _listed(value: Any) -> Any:
    """TOML gives lists, a frozen model keeps tuples."""
    if not isinstance(value, list | tuple):
        raise ValueError("phải là danh sách trong ngoặc vuông")
    return tuple(value)


def _named(value: Any) -> Any:
    """`when` may be one name or a list of names which must all hold."""
    return (value,) if isinstance(value, str) else _listed(value)


Many = Annotated[tuple[Item, ...], BeforeValidator(_listed)]
Text = Annotated[str, Field(min_length=1)]


class Shape(Strict):
    """Base of the models here: a TOML key may differ from the Python name (`from`, `step`, `fact`)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class Choice(Shape):
    """One answer of a `choice`: `value` is stored, `label` is read."""

    value: Text
    label: Text


class Column(Shape):
    """One column of a `table`."""

    name: Text
    label: Text
    type: ColumnType = "text"
    required: bool = False
    choices: Many[Choice] = ()


class FactDefinition(Shape):
    """One thing the case must know: its key is unique in the procedure.

    `per` asks it once for each subject; `changes` names the earlier fact that takes this value over when the step is
    performed (an extension changes the length written in the plan; papers already made keep what they say). A
    `restricted` fact (who denounced) is masked on every page; few people may uncover it, and that is written down.
    """

    key: Text
    type: FactType
    label: Text
    required: bool
    help: str = ""
    example: str = ""
    suggest: str | None = None
    per: Per | None = None
    changes: str | None = None
    restricted: bool = False
    choices: Many[Choice] = ()
    columns: Many[Column] = ()


class DocumentNeed(Shape):
    """A document the step makes. `session` is the fact whose meeting it records, `announces` the template announced.

    `per` makes one for each subject; `when` names a condition of the subject (or of the case) without which it is not
    made at all: a decision only for those whose vote carried a sanction.
    """

    template: Text
    label: Text
    required: bool = True
    session: str | None = None
    announces: str | None = None
    per: Per | None = None
    when: str | None = None


class UploadNeed(Shape):
    """A paper that comes in from outside."""

    kind: Text
    label: Text
    required: bool
    per: Per | None = None


class Side(Shape):
    """A step beside the main path: it may happen after `after_step` ("from") is passed and until `until` is; `many`
    times when it may be repeated. No step waits for it."""

    after_step: Annotated[str, Field(alias="from", min_length=1)]
    until: Text
    many: bool = False


class Due(Shape):
    """When the step should be finished. `start` ("from") is `fact:KEY`, `document:TEMPLATE` or `step:ID`;
    `days` a number or `fact:KEY`; kind `fixed`: the date itself; `law`: the length comes from the dated law."""

    event: Text
    start: Annotated[str, Field(alias="from", min_length=1)]
    kind: Literal["fixed", "calendar", "working", "law"]
    days: int | str | None = None


class Rule(Shape):
    """Where the step comes from: a topic of the dated law (never a number of a regulation) and the part of it."""

    topic: Text
    part: str = ""


class Basis(Shape):
    """The topic under which the dated law is looked up for the documents of the procedure."""

    topic: Text


class Step(Shape):
    """One step. `entry_guards` must hold before its documents are drafted, `guards` before it is finished;
    `when` names conditions that decide whether the step belongs to this case at all.

    `per = "subject"` judges `when` and the guards for each subject, and is the default of what the step asks for and
    makes. `side` puts it beside the main path. `effects` names what happens when it is performed, `opens` the
    procedures of the cases a body that may only propose opens here for the higher body."""

    id: Text
    stage: Stage
    phase: Phase
    label: Text
    actor: Text
    after: Many[str]
    documents: Many[DocumentNeed] = ()
    uploads: Many[UploadNeed] = ()
    entry_guards: Many[str] = ()
    guards: Many[str] = ()
    when: Annotated[tuple[str, ...], BeforeValidator(_named)] = ()
    due: Due | None = None
    optional: bool = False
    final: bool = False
    per: Per = "case"
    side: Side | None = None
    effects: Many[str] = ()
    opens: Many[str] = ()
    help: str = ""
    rule: Rule | None = None
    facts: Annotated[Many[FactDefinition], Field(alias="fact")] = ()

    @property
    def before(self) -> tuple[str, ...]:
        """The steps that come first: those of `after`, or the one a side step follows."""
        return (self.side.after_step,) if self.side else self.after

    @property
    def always(self) -> bool:
        """Every case takes this step: it has no condition, cannot be passed over and stands on the path."""
        return not (self.when or self.optional or self.side)

    def per_of(self, need: FactDefinition | DocumentNeed | UploadNeed) -> Per:
        """How often the step asks for the fact or paper, or makes the document."""
        return need.per or self.per


class Procedure(Shape):
    """A whole procedure, in the order of the file. `combines` names the kinds one case may hold besides this one."""

    code: Text
    version: Annotated[int, Field(ge=1)]
    title: Text
    initiators: Annotated[Many[Initiator], Field(min_length=1)]
    targets: Annotated[Many[Target], Field(min_length=1)]
    legal_basis: Basis
    subject_report: Text
    verified: bool
    combines: Many[str] = ()
    words: dict[str, str] = Field(default_factory=dict)
    """What shared steps call things here: verb, team, subject, report ... (see `blocks.py`)."""
    steps: Annotated[Many[Step], Field(alias="step", min_length=1)]

    @property
    def shape_sha256(self) -> str:
        """SHA-256 of the meaning of this procedure; wording does not count (see `shape.py`)."""
        return shape_sha256(self.model_dump(mode="json", exclude_defaults=True))

    def step(self, step_id: str) -> Step:
        """Raises KeyError when the procedure has no such step."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    @property
    def main_steps(self) -> tuple[Step, ...]:
        """The steps of the path itself."""
        return tuple(step for step in self.steps if step.side is None)

    @property
    def side_steps(self) -> tuple[Step, ...]:
        """The steps that may happen beside it: an extension, a change of the team."""
        return tuple(step for step in self.steps if step.side is not None)

    def facts(self) -> tuple[FactDefinition, ...]:
        """Every fact of every step, in order."""
        return tuple(fact for step in self.steps for fact in step.facts)

    def fact(self, key: str) -> FactDefinition:
        """Raises KeyError when the procedure has no such fact."""
        for fact in self.facts():
            if fact.key == key:
                return fact
        raise KeyError(key)

    def step_of_fact(self, key: str) -> Step | None:
        """The step that asks for the fact `key`."""
        return next((step for step in self.steps if any(fact.key == key for fact in step.facts)), None)

    def is_of_each(self, key: str) -> bool:
        """Is the fact `key` asked once for each subject?"""
        step = self.step_of_fact(key)
        return step is not None and step.per_of(self.fact(key)) != "case"

    def step_of_document(self, template: str) -> Step | None:
        """The first step that makes a document from `template`."""
        return next((step for step in self.steps if any(d.template == template for d in step.documents)), None)
