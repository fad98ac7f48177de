"""Counting the ballots on discipline: denominator, majority, cumulation.

Every majority is of all who are entitled to vote, present or not. When the body decides and no form carries by
itself, votes are added from the heaviest form down until one carries; votes for "no discipline" are never added,
and a mere proposal is never cumulated. Source: Quy định số 22-QĐ/TW, Điều 15; the rows of votes.toml, by date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from webapp.errors import DomainError
from webapp.rules.dates_vi import short_date
from webapp.rules.shapes import MajorityEntry
from webapp.rules.terms import TARGET_LABELS, Mode, Sanction, VoteTarget

if TYPE_CHECKING:
    from webapp.rules.law import Law

__all__ = [
    "Ballots",
    "BallotsWrong",
    "Denominator",
    "NoVotingRule",
    "Sanction",
    "VoteOutcome",
    "VoteStep",
    "cell_entitled",
    "check_ballots",
    "needed",
    "outcome",
]


class BallotsWrong(DomainError):
    """The counts contradict each other; `details` has one sentence per contradiction."""


class NoVotingRule(DomainError):
    """The law data has no rule for that vote on that day."""


@dataclass(frozen=True)
class Ballots:
    """The tally of one vote; `votes` counts valid ballots by the form they name."""

    entitled: int
    present: int
    issued: int
    collected: int
    invalid: int
    votes: Mapping[Sanction, int]

    @property
    def valid(self) -> int:
        """Ballots collected and not invalid."""
        return self.collected - self.invalid


@dataclass(frozen=True)
class VoteStep:
    """One form tested: `votes` for it (with heavier forms when cumulating) against the least number `needed`."""

    sanction: Sanction
    votes: int
    needed: int
    carried: bool


@dataclass(frozen=True)
class VoteOutcome:
    """What the vote decides or proposes; `carried` is None when no form has enough votes."""

    carried: Sanction | None
    cumulated: bool
    steps: tuple[VoteStep, ...]
    sentence: str
    basis: str
    verified: bool


def check_ballots(ballots: Ballots) -> list[str]:
    """Every inconsistency of the tally, one Vietnamese sentence each; empty when it adds up (check C16)."""
    counts = {
        "Số người có quyền biểu quyết": ballots.entitled,
        "Số người có mặt": ballots.present,
        "Số phiếu phát ra": ballots.issued,
        "Số phiếu thu về": ballots.collected,
    }
    wrong = [f"{name} không được âm." for name, count in counts.items() if count < 0]
    if ballots.entitled < 1:
        wrong.append("Phải có ít nhất một người có quyền biểu quyết.")
    names = list(counts)
    for larger, smaller in pairwise(names):
        if counts[smaller] > counts[larger]:
            most = f"{larger[0].lower()}{larger[1:]} ({counts[larger]})"
            wrong.append(f"{smaller} ({counts[smaller]}) không được nhiều hơn {most}.")
    return wrong + _check_votes(ballots)


def _check_votes(ballots: Ballots) -> list[str]:
    wrong = [f"Số phiếu {form.label} không được âm." for form, count in ballots.votes.items() if count < 0]
    if ballots.invalid < 0:
        wrong.append("Số phiếu không hợp lệ không được âm.")
    if ballots.invalid > ballots.collected:
        wrong.append(
            f"Số phiếu không hợp lệ ({ballots.invalid}) không được nhiều hơn số phiếu thu về ({ballots.collected})."
        )
    total = sum(ballots.votes.values())
    if total != ballots.valid:
        wrong.append(
            f"Tổng số phiếu của các hình thức ({total}) phải bằng số phiếu thu về trừ số phiếu không hợp lệ "
            f"({ballots.collected} - {ballots.invalid} = {ballots.valid})."
        )
    return wrong


def outcome(law: Law, ballots: Ballots, *, on: date, mode: Mode, target: VoteTarget) -> VoteOutcome:
    """Count the vote held on `on`. Raises BallotsWrong when the tally contradicts itself, NoVotingRule."""
    if wrong := check_ballots(ballots):
        raise BallotsWrong("Số liệu kiểm phiếu chưa khớp.", details=wrong)
    forms = _forms(law, on, target)
    _refuse_foreign(ballots, forms, target)
    rules = {form: _majority(law, on, mode, target, form) for form in forms}
    cumulation = next((r for r in law.votes.cumulation if r.mode == mode and r.in_force(on)), None)
    counts = [ballots.votes.get(form, 0) for form in forms]
    steps = _steps(forms, counts, rules, ballots.entitled)
    alone = any(step.carried for step in steps)
    if not alone and cumulation and cumulation.cumulate:
        steps = _steps(forms, list(accumulate(counts)), rules, ballots.entitled)
    carried = next((step for step in steps if step.carried), None)
    used = [rules[step.sanction] for step in ([carried] if alone and carried else steps) if step.votes]
    known = all(rule.verified_on(on) for rule in used) and (alone or bool(cumulation and cumulation.verified_on(on)))
    return VoteOutcome(
        carried=carried.sanction if carried else None,
        cumulated=carried is not None and not alone,
        steps=steps[: steps.index(carried) + 1] if carried else steps,
        sentence=_sentence(ballots, mode, carried, cumulated=not alone),
        basis=rules[carried.sanction if carried else forms[-1]].source,
        verified=known,
    )


def _refuse_foreign(ballots: Ballots, forms: Sequence[Sanction], target: VoteTarget) -> None:
    foreign = [f.label for f, count in ballots.votes.items() if count and f is not Sanction.NONE and f not in forms]
    if foreign:
        raise BallotsWrong(f"Hình thức {', '.join(foreign)} không áp dụng đối với {TARGET_LABELS[target]}.")


@dataclass(frozen=True)
class Denominator:
    """The number that the majority of a cell is counted on."""

    entitled: int
    sentence: str
    basis: str
    verified: bool


def cell_entitled(
    law: Law, *, official: int, introduced_elsewhere: int = 0, exempt_and_absent: int = 0, on: date
) -> Denominator:
    """How many members of a cell are entitled: official members less those the regulation leaves out.

    `introduced_elsewhere`: temporarily in another cell; `exempt_and_absent`: exempt from activity and not at the
    meeting (one who comes and votes counts). Other absent members count; probationary members never do.
    """
    rule = next((rule for rule in law.votes.cell_denominator if rule.in_force(on)), None)
    if rule is None:
        raise NoVotingRule(f"Chưa có quy định về số đảng viên có quyền biểu quyết vào ngày {short_date(on)}.")
    out = {"introduced_elsewhere": introduced_elsewhere, "exempt_and_absent": exempt_and_absent}
    left_out = sum(out[name] for name in rule.left_out)
    if min(official, *out.values()) < 0 or left_out > official:
        raise BallotsWrong("Số đảng viên không tính phải từ 0 đến số đảng viên chính thức.")
    entitled = official - left_out
    sentence = (
        f"Số người có quyền biểu quyết: {official:02d} đảng viên chính thức trừ {left_out:02d} đảng viên "
        f"được giới thiệu sinh hoạt tạm thời nơi khác hoặc được miễn sinh hoạt vắng mặt, còn {entitled:02d}."
    )
    return Denominator(entitled, sentence, rule.source, rule.verified_on(on))


def needed(rule: MajorityEntry, entitled: int) -> int:
    """The least number of votes that carries: more than half, or two thirds rounded up, of all entitled."""
    return entitled // 2 + 1 if rule.majority == "more_than_half" else -(-2 * entitled // 3)


def _forms(law: Law, on: date, target: VoteTarget) -> list[Sanction]:
    """The forms for the target, heaviest first."""
    for entry in law.sanctions:
        if entry.target == target and entry.in_force(on):
            return list(reversed(entry.forms))
    raise NoVotingRule(f"Chưa có danh mục hình thức kỷ luật {TARGET_LABELS[target]} vào ngày {short_date(on)}.")


def _majority(law: Law, on: date, mode: Mode, target: VoteTarget, form: Sanction) -> MajorityEntry:
    for rule in law.votes.majority:
        if form in rule.forms and mode in rule.modes and target in rule.targets and rule.in_force(on):
            return rule
    raise NoVotingRule(f"Chưa có quy định biểu quyết hình thức {form.label} vào ngày {short_date(on)}.")


def _steps(
    forms: Sequence[Sanction], counts: Sequence[int], rules: Mapping[Sanction, MajorityEntry], entitled: int
) -> tuple[VoteStep, ...]:
    tested = ((form, count, needed(rules[form], entitled)) for form, count in zip(forms, counts, strict=True))
    return tuple(VoteStep(form, count, least, count >= least) for form, count, least in tested)


def _sentence(ballots: Ballots, mode: Mode, carried: VoteStep | None, *, cumulated: bool) -> str:
    base = f"trên tổng số {ballots.entitled:02d} người có quyền biểu quyết"
    if carried is None:
        result = "không thi hành kỷ luật" if mode == "decide" else "gửi nguyên kết quả phiếu lên cấp có thẩm quyền"
        return f"Không hình thức kỷ luật nào đủ số phiếu cần thiết {base}; {result}."
    act = "Quyết định thi hành kỷ luật" if mode == "decide" else "Đề nghị thi hành kỷ luật"
    how = "sau khi cộng dồn phiếu từ hình thức nặng nhất xuống, " if cumulated else ""
    return (
        f"{act} bằng hình thức {carried.sanction.label}: {how}được {carried.votes:02d} phiếu {base} "
        f"(cần ít nhất {carried.needed:02d} phiếu)."
    )
