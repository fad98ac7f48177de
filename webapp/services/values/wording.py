"""How a document names the work it belongs to and those it concerns: the base values that are words.

One template serves inspection and supervision, denunciation and complaint, members and organisations, a commission and
a cell, because these words come from the case and not from the Word file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.services.values.scope import Scope
from webapp.services.values.texts import lower_first, subject, topic
from webapp.workflow.view import SubjectView


@dataclass(frozen=True)
class Work:
    """The words of one kind of case. `team` follows "Đoàn" or "Tổ"; `passive` follows "đảng viên", "tổ chức đảng"."""

    verb: str
    team: str
    passive: str


_INSPECTION = Work("kiểm tra", "kiểm tra", "được kiểm tra")
_WORKS = {
    "GS": Work("giám sát", "giám sát", "được giám sát"),
    "TC": Work("giải quyết tố cáo", "giải quyết tố cáo", "bị tố cáo"),
    "KN": Work("giải quyết khiếu nại", "giải quyết khiếu nại", "khiếu nại"),
    "KL": Work("xem xét kỷ luật", "kiểm tra", "bị xem xét kỷ luật"),
}
"""By the first part of the procedure's code; every other kind speaks of an inspection."""

_UPON_SIGNS = "KT_DHVP"
_AGAINST = {
    "TC": "giải quyết tố cáo đối với",
    "KN": "giải quyết khiếu nại kỷ luật đảng của",
    "KL": "xem xét, thi hành kỷ luật đối với",
}


def work_of(code: str) -> Work:
    """The words of the procedure `code`: `GS_CD` → giám sát, Đoàn giám sát, được giám sát."""
    return _WORKS.get(code.partition("_")[0], _INSPECTION)


def words(scope: Scope) -> dict[str, object]:
    """verb, team_word, task, subject_called … ; `BASE_VALUES` says what each one is."""
    view, code, work = scope.view, scope.procedure.code, work_of(scope.procedure.code)
    of_cell = view.initiator == "cell"
    team, head = f"{'Tổ' if of_cell else 'Đoàn'} {work.team}", "Tổ trưởng" if of_cell else "Trưởng đoàn"
    task = _task(code, work, view.title, described(view.subjects))
    return {
        "verb": work.verb,
        "team_word": team,
        "team_word_upper": team.upper(),
        "team_head": head,
        "team_head_upper": head.upper(),
        "report_word": scope.procedure.subject_report,
        "task": task,
        "task_first": _first(task),
        "task_short": _task_short(code, work, called(view.subjects)),
        "about": _about(code, view.title),
        "meeting_word": "kỳ họp" if view.initiator == "commission" else "hội nghị",
        **_those_concerned(view.subjects, work),
    }


def _those_concerned(subjects: Sequence[SubjectView], work: Work) -> dict[str, object]:
    label = f"{_kinds(subjects)} {work.passive}"
    (first, *others) = subjects
    alone = not others and first.kind != "organisation"
    return {
        "subject_called": called(subjects),
        "subject_first": _first(called(subjects)),
        "subject_full": described(subjects),
        "subject_body": joined([one.organisation or one.full_name for one in subjects]),
        "subject_label": label,
        "subject_signs": label.upper() if alone else "ĐẠI DIỆN " + _kinds(subjects).upper(),
        "subject_signed": first.full_name if alone else "",
        "executors": _executors(subjects),
        "subjects": [
            {
                "full_name": one.full_name,
                "called": called([one]),
                "kind": "organisation" if one.kind == "organisation" else "member",
                "posts": subject(one)["posts"],
                "organisation": one.organisation,
            }
            for one in subjects
        ],
    }


def called(subjects: Sequence[SubjectView]) -> str:
    """`đồng chí A`; `Chi bộ X, Chi bộ Y và đồng chí A`."""
    return joined([one.full_name if one.kind == "organisation" else f"đồng chí {one.full_name}" for one in subjects])


def described(subjects: Sequence[SubjectView]) -> str:
    """As `called`, a member with posts and organisation; several are kept apart by semicolons."""
    return "; ".join(_described(one) for one in subjects)


def _described(one: SubjectView) -> str:
    if one.kind == "organisation":
        return one.full_name
    return ", ".join(part for part in (called([one]), subject(one)["posts"], one.organisation) if part)


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def joined(parts: Sequence[str]) -> str:
    """`A`, `A và B`, `A, B và C`; what is said twice is said once."""
    *head, last = dict.fromkeys(parts)
    return f"{', '.join(head)} và {last}" if head else last


def _kinds(subjects: Sequence[SubjectView]) -> str:
    kinds = {one.kind == "organisation" for one in subjects}
    return "tổ chức đảng, đảng viên" if len(kinds) == 2 else "tổ chức đảng" if kinds == {True} else "đảng viên"


def _executors(subjects: Sequence[SubjectView]) -> str:
    """Who carries a decision out: the organisations that manage the members, then the subjects themselves."""
    managing = [one.organisation for one in subjects if one.kind != "organisation" and one.organisation]
    return ", ".join([*dict.fromkeys(managing), *(called([one]) for one in subjects)])


def _task(code: str, work: Work, title: str, whom: str) -> str:
    """`kiểm tra đồng chí …, <chức vụ>, <tổ chức>, khi có dấu hiệu vi phạm trong …`."""
    family, about = code.partition("_")[0], _topic(title)
    if family in _AGAINST:
        return f"{_AGAINST[family]} {whom}"
    if code.startswith(_UPON_SIGNS):
        return f"{work.verb} {whom}, khi có dấu hiệu vi phạm" + (f" trong {about}" if about else "")
    if not about or family not in ("KT", "GS"):
        return lower_first(title).rstrip(".")
    return f"{work.verb} {about} đối với {whom}" if about.startswith("việc ") else f"{work.verb} {whom} về {about}"


def _task_short(code: str, work: Work, whom: str) -> str:
    """`kiểm tra đồng chí … khi có dấu hiệu vi phạm`: the task without posts and topic."""
    if (family := code.partition("_")[0]) in _AGAINST:
        return f"{_AGAINST[family]} {whom}"
    return f"{work.verb} {whom}" + (" khi có dấu hiệu vi phạm" if code.startswith(_UPON_SIGNS) else "")


def _about(code: str, title: str) -> str:
    """`về dấu hiệu vi phạm trong …`, `về việc chấp hành …`; empty when the title names no matter."""
    about = _topic(title)
    if code.startswith(_UPON_SIGNS):
        return f"về dấu hiệu vi phạm trong {about}" if about else "về dấu hiệu vi phạm"
    return f"về {about}" if about and code.partition("_")[0] in ("KT", "GS") else ""


def _topic(title: str) -> str:
    """What the case is about; empty when the title says no more than the task."""
    found = topic(title)
    return "" if found == lower_first(title).rstrip(".") else found
