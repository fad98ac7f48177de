"""The way of a document: opinions, the steps of its route, handing on, taking back, and what happens after issue."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.circulation import (
    AnswerForm,
    AskForm,
    DecideForm,
    ForwardForm,
    ReasonForm,
    SupersedeForm,
    TakeForm,
)
from webapp.queries.circulation import may_supersede, minutes_of_case
from webapp.queries.documents import get_document
from webapp.services.documents.approval import (
    Decision,
    Fate,
    approve_many,
    check_document,
    decide_document,
    forward_task,
    lawful_heirs,
)
from webapp.services.documents.ending import (
    mark_document,
    recall_document,
    supersede_document,
    undo_act,
    void_document,
    withdraw_document,
)
from webapp.services.documents.opinions import ask_opinions, close_opinions, give_opinion, take_opinion
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.documents import ONE, after, blueprint, decided, load
from webapp.views.opened import note_opened, opened

_CIRCULATE, _POST = Permission.DOCUMENT_CIRCULATE, ("POST",)


@route(blueprint, f"{ONE}/check", needs=_CIRCULATE, methods=_POST)
def check_format(document_id: str) -> Answer:
    """The format of the version that was read is right."""
    check_document(session(), tools(), **decided(document_id))
    flash("Đã thẩm định thể thức đúng bản vừa xem.", "done")
    return redirect(after(document_id))


@route(blueprint, f"{ONE}/decide", needs=_CIRCULATE)
def ask_decision(document_id: str) -> Answer:
    """Ask for the session, its minutes and the votes."""
    return _ask("decide", document_id, DecideForm())


@route(blueprint, f"{ONE}/decide", needs=_CIRCULATE, methods=_POST)
def decide(document_id: str) -> Answer:
    """Record what the collective decided."""
    form = DecideForm()
    if not form.validate():
        return _ask("decide", document_id, form, form.mistakes), 422
    decision = Decision(form.on.known, form.minutes_id.data, form.members.data, form.agreed.data)
    decide_document(session(), tools(), **decided(document_id), decision=decision)
    flash("Đã ghi kết luận của tập thể.", "done")
    return redirect(after(document_id))


@route(blueprint, f"{ONE}/forward", needs=_CIRCULATE)
def ask_forward(document_id: str) -> Answer:
    """Ask whom to hand the decision to."""
    return _ask("forward", document_id, ForwardForm())


@route(blueprint, f"{ONE}/forward", needs=_CIRCULATE, methods=_POST)
def forward(document_id: str) -> Answer:
    """Hand one's step to another lawful person."""
    form = ForwardForm()
    if not form.validate():
        return _ask("forward", document_id, form, form.mistakes), 422
    forward_task(session(), tools(), **decided(document_id), to_id=form.to_id.data, reason=form.reason.data)
    flash("Đã chuyển; việc này nay chờ người nhận.", "done")
    return redirect(after(document_id))


@route(blueprint, f"{ONE}/undo", needs=_CIRCULATE, methods=_POST)
def undo(document_id: str) -> Answer:
    """Take one's last act back, within ten seconds."""
    undo_act(session(), tools(), document=get_document(session(), actor(), document_id), actor=actor())
    flash("Đã hoàn tác việc vừa làm.", "done")
    return redirect(after(document_id))


@route(blueprint, f"{ONE}/opinions", needs=_CIRCULATE, methods=_POST)
def ask(document_id: str) -> Answer:
    """Ask people for their opinion on the version that was read."""
    form = AskForm()
    if not form.validate():
        raise DomainError("Chưa gửi xin ý kiến.", details=[sentence for _, sentence in form.mistakes])
    ask_opinions(
        session(), tools(), **decided(document_id), people=request.form.getlist("people"), question=form.question.data,
        due_on=form.due_on.day,
    )  # fmt: skip
    flash("Đã gửi xin ý kiến; văn bản chờ góp ý.", "done")
    return redirect(url_for("documents.show", document_id=document_id, _anchor="y-kien"))


@route(blueprint, f"{ONE}/opinion", needs=_CIRCULATE)
def ask_opinion(document_id: str) -> Answer:
    """Read the draft and say what one thinks of it."""
    return _ask("opinion", document_id, AnswerForm())


@route(blueprint, f"{ONE}/opinion", needs=_CIRCULATE, methods=_POST)
def opine(document_id: str) -> Answer:
    """Keep the opinion with the version it speaks of."""
    form = AnswerForm()
    if not form.validate():
        return _ask("opinion", document_id, form, form.mistakes), 422
    give_opinion(session(), tools(), **decided(document_id), answer=form.answer.data)
    flash("Đã gửi ý kiến cho người soạn.", "done")
    return redirect(after(document_id))


@route(blueprint, f"{ONE}/opinions/<opinion_id>", needs=_CIRCULATE, methods=_POST)
def take(document_id: str, opinion_id: str) -> Answer:
    """Record how an opinion was taken in."""
    document, form = get_document(session(), actor(), document_id), TakeForm()
    if not form.validate():
        raise DomainError("Chưa ghi vào bảng ý kiến.", details=[sentence for _, sentence in form.mistakes])
    take_opinion(
        session(), tools(), document=document, actor=actor(), opinion_id=opinion_id, taken=form.taken.data,
        response=form.response.data,
    )  # fmt: skip
    flash("Đã ghi vào bảng tiếp thu, giải trình.", "done")
    return redirect(url_for("documents.show", document_id=document_id, _anchor="y-kien"))


_REASONS: dict[str, tuple[str, str, Any]] = {
    "withdraw": ("Rút lại văn bản đã trình", "Đã rút lại để sửa.", withdraw_document),
    "void": ("Huỷ dự thảo", "Đã huỷ dự thảo; bước này soạn được bản khác.", void_document),
    "close": ("Kết thúc xin ý kiến", "Đã kết thúc xin ý kiến.", close_opinions),
}
"""What asks for a reason and nothing else: heading, what is said afterwards, the service."""


@route(blueprint, f"{ONE}/reason/<what>", needs=_CIRCULATE)
def ask_reason(document_id: str, what: str) -> Answer:
    """Ask why a draft is taken back or given up, or an issued document recalled or replaced."""
    form = SupersedeForm() if what == "supersede" else ReasonForm()
    return _ask("reason", document_id, form, what=what, heading=_heading(what))


@route(blueprint, f"{ONE}/reason/<what>", needs=_CIRCULATE, methods=_POST)
def with_reason(document_id: str, what: str) -> Answer:
    """Do it, with the reason kept."""
    form = SupersedeForm() if what == "supersede" else ReasonForm()
    if not form.validate():
        return _ask("reason", document_id, form, form.mistakes, what=what, heading=_heading(what)), 422
    if what in _REASONS:
        _REASONS[what][2](session(), tools(), **decided(document_id), reason=form.reason.data)
        flash(_REASONS[what][1], "done")
    else:
        _end(document_id, what, form)
    return redirect(url_for("documents.show", document_id=document_id))


def _end(document_id: str, what: str, form: Any) -> None:
    asked = {"document": get_document(session(), actor(), document_id), "actor": actor(), "reason": form.reason.data}
    if what == "supersede":
        supersede_document(session(), tools(), **asked, by_id=form.by_id.data)
        flash("Đã ghi văn bản thay thế.", "done")
    else:
        recall_document(session(), tools(), **asked)
        flash("Đã thu hồi; số đã cấp giữ nguyên trong sổ.", "done")


def _heading(what: str) -> str:
    headings = {"recall": "Thu hồi văn bản đã ban hành", "supersede": "Ghi văn bản thay thế"}
    if what not in headings and what not in _REASONS:
        raise DomainError("Không có việc này với văn bản.")
    return headings.get(what) or _REASONS[what][0]


@route(blueprint, f"{ONE}/mark/<mark>", needs=_CIRCULATE, methods=_POST)
def mark(document_id: str, mark: str) -> Answer:
    """Note that the issued document was sealed, announced or filed."""
    mark_document(
        session(), tools(), document=get_document(session(), actor(), document_id), actor=actor(), mark=mark
    )
    flash("Đã ghi.", "done")
    return redirect(url_for("documents.show", document_id=document_id))


@route(blueprint, "/approve-many", needs=Permission.SESSION_USE, methods=_POST)
def approve_chosen() -> Answer:
    """Approve what was ticked in the list, if it was opened, and say what became of each."""
    chosen = [_ticked(one) for one in request.form.getlist("chosen")]
    if not chosen:
        raise DomainError("Chưa đánh dấu văn bản nào để duyệt.")
    fates = approve_many(session(), tools(), chosen=chosen, opened=opened(), actor=actor())
    for one in fates:
        flash(_said(one), "late" if one.why else "done")
    return redirect(url_for("inbox.show"))


def _ticked(text: str) -> tuple[str, int]:
    document_id, _, version = text.partition(":")
    if not version.isdigit():
        raise DomainError("Không rõ đồng chí đã xem bản nào; mở lại danh sách rồi duyệt.")
    return document_id, int(version)


def _said(one: Fate) -> str:
    return f"Chưa duyệt “{one.title}”: {one.why}." if one.why else f"Đã duyệt “{one.title}”."


def _ask(name: str, document_id: str, form: Any, errors: Any = (), **more: Any) -> Any:
    page = load(document_id)
    note_opened(document_id, page.version)
    if name == "forward":
        more["heirs"] = lawful_heirs(session(), tools(), page.document, actor())
    if name == "decide":
        more["minutes"] = minutes_of_case(session(), tools(), page.document)
    if more.get("what") == "supersede":
        more["others"] = may_supersede(session(), page.document)
    return render_template(f"documents/{name}.html", page=page, form=form, errors=list(errors), **more)
