"""The parts every minutes (biên bản) has: head, opening sentence, attendance, course, conclusion, closing sentence."""

from __future__ import annotations

from webapp.rendering.scaffold.blocks import body, each, heading, letterhead, mark, named, title_block
from webapp.rendering.scaffold.xml import when

CHAIR, RECORDER = "{{ session.chair }}", "{{ session.recorder }}"
_OPENING = "Vào lúc {{ session.start_text }}, {{ session.on_long }}, tại {{ session.place }}, "
_CLOSING = (
    "Biên bản kết thúc vào lúc {{ session.end_text }}, {{ session.on_long }}, đã được đọc lại cho những người có mặt "
    "cùng nghe và nhất trí với nội dung."
)


def minutes_head(*, sub_unit: bool) -> str:
    """A letterhead without number, dated on the day of the session, and the title."""
    return letterhead(numbered=False, sub_unit=sub_unit, dated="{{ session.on_long }}") + title_block()


def opening(who_does_what: str) -> str:
    """“Vào lúc … giờ … phút, ngày …, tại …” and what happened there."""
    return body(_OPENING + who_does_what)


def attendance() -> str:
    """Everybody present, the chair, the recorder."""
    present = each("person in session.attendees", f"- Đồng chí {named('person')}{mark()}")
    return present + body(f"- Chủ trì: đồng chí {CHAIR}.") + body(f"- Ghi biên bản: đồng chí {RECORDER}.")


def course() -> str:
    """The course of the session, paragraph by paragraph."""
    return each("paragraph in session.proceedings", "{{ paragraph }}")


def conclusion(title: str) -> str:
    """The conclusion under its heading; nothing when the session drew none."""
    return when("session.conclusion", heading(title), each("paragraph in session.conclusion", "{{ paragraph }}"))


def closing() -> str:
    """The formula that ends a minutes; it stays with the signatures."""
    return body(_CLOSING, last=True)
