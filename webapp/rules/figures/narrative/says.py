"""The named rules that put figures into a sentence; each gets its figures in the order of the data file.

A rule returns "" when the figures it needs were not reported: nothing is said of what nobody knows. Zero is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from webapp.rules.dates_vi import number_vi
from webapp.rules.figures.sentences import say_change, say_progress, say_target


@dataclass(frozen=True)
class Known:
    """A figure of a sentence; `value` None was not reported, `before` None has nothing to be compared with."""

    value: int | None
    unit: str
    label: str = ""
    before: int | None = None


@dataclass(frozen=True)
class Words:
    """What the data file says around the figures."""

    say: str
    giver: str = ""
    against: str = ""


Say = Callable[[Words, Sequence[Known]], str]
SAYS: dict[str, Say] = {}


def says(rule: Say) -> Say:
    """Register a rule under its own name."""
    SAYS[rule.__name__] = rule
    return rule


@says
def counts(words: Words, figures: Sequence[Known]) -> str:
    """`kiểm tra 77 tổ chức đảng, 98 đảng viên`; all of them zero is a sentence of its own."""
    known = [(one, one.value) for one in figures if one.value is not None]
    if not known:
        return ""
    if not any(value for _, value in known):
        return f"{words.say}: không phát sinh"
    told = [_compared(one, value, words.against) for one, value in known if value or one.before]
    return f"{words.say} {(' và ' if words.against else ', ').join(told)}"


@says
def labelled(words: Words, figures: Sequence[Known]) -> str:
    """`hình thức kỷ luật: khiển trách 9, cảnh cáo 6`; parts that are nothing are left to the table."""
    known = [f"{one.label} {number_vi(one.value)} {one.unit}" for one in figures if one.value]
    return f"{words.say}: {', '.join(known)}" if known else ""


@says
def settled(words: Words, figures: Sequence[Known]) -> str:
    """`giải quyết tố cáo đối với đảng viên: xong 3/4 đảng viên`; none due is a sentence."""
    done, due = figures[0], figures[1]
    if done.value is None or due.value is None:
        return ""
    if not due.value:
        return f"{words.say}: không phát sinh"
    return f"{words.say}: xong {number_vi(done.value)}/{number_vi(due.value)} {due.unit} phải giải quyết"


@says
def progress(words: Words, figures: Sequence[Known]) -> str:
    """`triển khai 5/6 cuộc (bằng 83,3% kế hoạch năm)`."""
    done, planned = figures[0], figures[1]
    if done.value is None or planned.value is None:
        return ""
    return f"{words.say} {say_progress(done.value, planned.value, unit=done.unit)}"


@says
def target(words: Words, figures: Sequence[Known]) -> str:
    """`kiểm tra 12 đảng viên, vượt 300% so với chỉ tiêu cấp trên giao (12/3)`; without a target the count alone."""
    done, wanted = figures[0], figures[1]
    if done.value is None or wanted.value is None:
        return counts(words, figures[:1])
    return f"{words.say} {say_target(done.value, wanted.value, unit=done.unit, giver=words.giver)}"


@says
def target_over(words: Words, figures: Sequence[Known]) -> str:
    """`kiểm tra 4 tổ chức đảng, vượt trên 33% …`: whole percent that the excess is more than, when it has a rest."""
    done, wanted = figures[0], figures[1]
    if not done.value or not wanted.value or done.value <= wanted.value:
        return target(words, figures)
    whole, rest = divmod((done.value - wanted.value) * 100, wanted.value)
    if not rest:
        return target(words, figures)
    base = f"({number_vi(done.value)}/{number_vi(wanted.value)})"
    given = f"chỉ tiêu {words.giver} giao" if words.giver else "chỉ tiêu"
    return f"{words.say} {number_vi(done.value)} {done.unit}, vượt trên {number_vi(whole)}% so với {given} {base}"


def _compared(one: Known, value: int, against: str) -> str:
    told = f"{number_vi(value)} {one.unit}"
    if one.before is None or not against:
        return told
    return f"{told}, {say_change(value, one.before, unit=one.unit, against=against)}"
