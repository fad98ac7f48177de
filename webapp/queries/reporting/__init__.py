"""Reads of reporting upwards: slips and what they say, who has sent, closed periods, what they froze."""

from webapp.queries.reporting.closings import Frozen, closing_of, get_closing, list_closings, read_frozen, refuse_closed
from webapp.queries.reporting.slips import SlipView, get_slip, open_slip, slip_view
from webapp.queries.reporting.standing import BodyRow, Standing, who_has_sent

__all__ = [
    "BodyRow", "Frozen", "SlipView", "Standing", "closing_of", "get_closing", "get_slip", "list_closings", "open_slip",
    "read_frozen", "refuse_closed", "slip_view", "who_has_sent",
]  # fmt: skip
