"""One slip: behind its private link, and for the office; what was typed, what is wrong with it, what is still blank."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.slips import opens
from webapp.errors import DomainError, NotFound
from webapp.models import ReportSlip, User
from webapp.rules.dates_vi import short_date
from webapp.rules.figures.entry import Flaw, check_cells, read_count
from webapp.rules.figures.forms import Statistics
from webapp.rules.figures.forms.returns import Return, return_for


class SlipOver(DomainError):
    """The link was right and its time is over."""

    status = 410


@dataclass(frozen=True)
class SlipView:
    """A slip as its page shows it. `cells` are the figures that could be read, with those of the body's own level."""

    slip: ReportSlip
    asked: Return
    cells: dict[str, int | None]
    flaws: list[Flaw] = field(default_factory=list)

    @property
    def blocking(self) -> list[Flaw]:
        return [flaw for flaw in self.flaws if flaw.blocks]

    @property
    def contradictions(self) -> list[Flaw]:
        return [flaw for flaw in self.flaws if not flaw.blocks]

    @property
    def blanks(self) -> list[str]:
        """Cells that were asked and not answered: not reported, which is not zero."""
        typed = self.slip.answers
        return [cell for cell in self.asked.labels() if not str(typed.get(cell, "")).strip()]

    @property
    def changed_since_sent(self) -> bool:
        sent, saved = self.slip.sent_at, self.slip.saved_at
        return bool(sent and saved and saved > sent)


def slip_view(statistics: Statistics, slip: ReportSlip) -> SlipView:
    """Read what was typed; every mistake with its cell."""
    asked = return_for(statistics.returns, slip.kind)
    cells: dict[str, int | None] = {}
    flaws: list[Flaw] = []
    labels = asked.labels()
    for section in asked.section:
        for cell in section.cells:
            try:
                cells[cell] = read_count(str(slip.answers.get(cell, "")))
            except ValueError as error:
                flaws.append(Flaw(cell, f"{labels[cell]}: {error}", blocks=True))
        total = cells.get(section.cell("total"))
        cells.update({section.cell(column): total for column in section.own if total is not None})
    forms = {form.code: form for form in statistics.set_on(slip.last_on).forms}
    return SlipView(slip, asked, cells, flaws + check_cells(forms, cells))


def open_slip(session: Session, *, secret: str, slip_id: str, token: str) -> ReportSlip:
    """The slip behind a private link. Raises NotFound for a wrong link, SlipOver when its last day has passed."""
    slip = session.get(ReportSlip, slip_id) if slip_id.isascii() and len(slip_id) == 32 else None
    if slip is None or not opens(secret, slip, token):
        raise NotFound("Đường dẫn báo cáo không đúng hoặc đã được thay. Đề nghị cơ quan uỷ ban kiểm tra gửi lại.")
    if clock.today() > slip.expires_on:
        raise SlipOver(
            f"Đường dẫn báo cáo {slip.period_label} đã hết hạn ngày {short_date(slip.expires_on)}. "
            "Cần gửi hoặc đính chính thì đề nghị cơ quan uỷ ban kiểm tra gia hạn."
        )
    return slip


def get_slip(session: Session, viewer: User, slip_id: str) -> ReportSlip:
    """A slip of the viewer's office. Raises NotFound."""
    slip = session.get(ReportSlip, slip_id)
    if slip is None or slip.office_id != viewer.office_id:
        raise NotFound("Không có phiếu báo cáo này.")
    return slip
