"""What the HTML templates may call: how dates, moments and numbers are written, who reads, and where they may go."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Flask

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.extensions.edge import me
from webapp.queries.fact_text import text_of
from webapp.queries.labels import CHANNELS, LETTER_KINDS, LETTER_OUTCOMES, SECRECY, URGENCY, lower_first
from webapp.rules.dates_vi import number_vi, short_date
from webapp.workflow.facts.checks import ballot_keys

NAV = (
    ("inbox", "inbox.show", "inbox", "Việc của tôi", "Việc", Permission.SESSION_USE),
    ("cases", "cases.index", "folder", "Hồ sơ", "Hồ sơ", Permission.CASE_LIST),
    ("register", "register_book.show", "book-2", "Sổ văn bản", "Sổ", Permission.REGISTER_VIEW),
    ("figures", "figures.show", "chart-bar", "Số liệu", "Số liệu", Permission.FIGURE_VIEW),
)
"""The places of the bar: room, endpoint, icon, long and short name, the permission of the page."""
MORE = (
    ("reference", "procedures.index", "list-check", "Tra cứu", "Tra cứu", Permission.PROCEDURE_VIEW),
    ("roster", "organisations.index", "users", "Danh bạ", "Danh bạ", Permission.ORGANISATION_VIEW),
    ("templates", "templates.index", "file-type-docx", "Mẫu văn bản", "Mẫu", Permission.TEMPLATE_VIEW),
    ("accounts", "accounts.index", "users", "Tài khoản", "Tài khoản", Permission.ACCOUNT_KEEP),
    ("tools", "tools.word_to_pdf", "file-type-pdf", "Word sang PDF", "Công cụ", Permission.TOOL_USE),
)
"""Places one goes to rarely, under "Thêm": the bar of a phone holds five."""

YES_NO = ({"value": "yes", "label": "Có"}, {"value": "no", "label": "Không"})
TYPE_NAMES = {
    "TTr": "Tờ trình", "QĐ": "Quyết định", "KH": "Kế hoạch", "BC": "Báo cáo", "TB": "Thông báo", "CV": "Công văn",
    "BB": "Biên bản", "KL": "Kết luận", "NQ": "Nghị quyết", "HD": "Hướng dẫn", "CTr": "Chương trình", "GM": "Giấy mời",
    "BS": "Bản sao",
}  # fmt: skip
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def register(app: Flask) -> None:
    """Add the filters and what every page knows of its reader."""
    app.jinja_env.filters.update(
        date=date_text, moment=moment_text, clock=clock_text, number=number_vi, size=size_text,
        lower_first=lower_first, fact_text=text_of, rows=row_count,
    )  # fmt: skip
    app.jinja_env.globals.update(
        ballot_labels=ballot_keys, yes_no=YES_NO, weekday=weekday, type_names=TYPE_NAMES, secrecy_names=SECRECY,
        urgency_names=URGENCY, letter_kinds=LETTER_KINDS, letter_channels=CHANNELS, letter_outcomes=LETTER_OUTCOMES,
    )  # fmt: skip
    app.jinja_env.trim_blocks = True
    app.context_processor(_reader)


def date_text(on: date | None) -> str:
    """`12/7/2021`; nothing for no date."""
    return short_date(on) if on else ""


def moment_text(at: datetime | None) -> str:
    """`12/7/2021 08:05` in Vietnam."""
    return f"{short_date(at.astimezone(clock.VIETNAM).date())} {clock_text(at)}" if at else ""


def clock_text(at: datetime) -> str:
    """`08:05` in Vietnam."""
    return at.astimezone(clock.VIETNAM).strftime("%H:%M")


def size_text(count: int) -> str:
    """`12,5 kB`, `3,2 MB`."""
    return (
        f"{number_vi(count / 1024, places=1)} kB" if count < 1 << 20 else f"{number_vi(count / (1 << 20), places=1)} MB"
    )


def row_count(typed: str) -> int:
    """Rows of a text box that shows the whole text with one to spare, within reason."""
    return min(max(3, 1 + sum(1 + len(line) // 110 for line in typed.split("\n"))), 18)


def weekday(on: date) -> str:
    return WEEKDAYS[on.weekday()]


def _reader() -> dict[str, Any]:
    """Nobody, when the session cannot be read: an error page must still open."""
    try:
        viewer = me()
        roles = viewer.roles if viewer else frozenset()
    except Exception:
        viewer, roles = None, frozenset()

    def may(permission: str, thing: Any = None) -> bool:
        return allowed(viewer, Permission(permission), thing)

    return {
        "viewer": viewer,
        "viewer_roles": roles,
        "may": may,
        "nav": [place for place in NAV if allowed(viewer, place[5])],
        "more": [place for place in MORE if allowed(viewer, place[5])],
        "today": clock.today(),
    }
