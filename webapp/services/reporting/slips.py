"""Ask bodies for their figures of a period: one slip each, with a private link that ends on a day."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import DomainError, NotAllowed
from webapp.models import ReportSlip, User
from webapp.queries.reporting import refuse_closed, who_has_sent
from webapp.rules.dates_vi import short_date
from webapp.rules.figures.cycles import Period
from webapp.services import ledger

LONGEST = timedelta(days=120)
"""A link that opens for longer than this would be forgotten by everybody but its finder."""


def issue_slips(
    session: Session, *, period: Period, bodies: Collection[str] | None, expires_on: date, actor: User
) -> list[ReportSlip]:
    """Make a slip for each of the bodies (ids; None: all of the roster) that has none for this period.

    Raises NotAllowed; Conflict for a closed period; DomainError for a day that cannot be.
    """
    refuse_stranger(actor)
    refuse_closed(session, actor.office_id, period.first, period.last)
    _refuse_day(expires_on)
    if period.first > clock.today():
        raise DomainError(f"Kỳ {period.label} chưa bắt đầu; chọn kỳ đã qua hoặc đang diễn ra.")
    made = []
    for row in who_has_sent(session, actor, period).rows:
        if row.slip is None and (bodies is None or row.organisation_id in bodies):
            made.append(
                ReportSlip(
                    office_id=actor.office_id, organisation_id=row.organisation_id, body=row.name, kind=row.kind,
                    first_on=period.first, last_on=period.last, period_label=period.label,
                    nonce=secrets.token_hex(24), expires_on=expires_on, answers={}, sender="", explanation="",
                    by_id=actor.id, at=clock.now(),
                )
            )  # fmt: skip
    session.add_all(made)
    session.flush()  # a second slip of the same body and period is refused before the ledger speaks of it
    if made:
        ledger.record(
            session, office_id=actor.office_id, actor=actor, event="report_slips_issued", period=period.label,
            bodies=[slip.body for slip in made], expires_on=expires_on,
        )  # fmt: skip
    return made


def renew_slip(session: Session, *, slip: ReportSlip, expires_on: date, actor: User) -> None:
    """Give the slip a new link and a new last day; the old link opens nothing any more. What was typed stays."""
    refuse_stranger(actor)
    _refuse_day(expires_on)
    slip.nonce, slip.expires_on = secrets.token_hex(24), expires_on
    session.flush()  # the row before the ledger
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="report_slip_renewed", slip=slip.id, body=slip.body,
        expires_on=expires_on,
    )  # fmt: skip


def refuse_stranger(actor: User) -> None:
    if not allowed(actor, Permission.FIGURE_EDIT):
        raise NotAllowed("Chỉ cán bộ thống kê và Thường trực Uỷ ban làm việc với số liệu của cấp dưới.")


def _refuse_day(expires_on: date) -> None:
    today = clock.today()
    if not today <= expires_on <= today + LONGEST:
        raise DomainError(
            f"Hạn gửi phải từ hôm nay đến ngày {short_date(today + LONGEST)}; ghi lại ngày hết hạn của đường dẫn."
        )
