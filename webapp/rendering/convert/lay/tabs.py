"""Tab stops: where the next one is, and how much room text before an aligned stop leaves."""

from __future__ import annotations

from webapp.rendering.convert.model import ParaStyle, Tab, TabStop

NEAR = 0.05


def next_stop(style: ParaStyle, pen: float, default: float, limit: float, tab: Tab) -> TabStop | None:
    """The stop a tab at `pen` (from the column's left edge) goes to; None when the line has no room for one."""
    if tab.position is not None:
        place = {"left": 0.0, "center": limit / 2, "right": limit}.get(tab.kind, 0.0)
        return TabStop(place, tab.kind, tab.leader)
    stops = [stop for stop in style.tabs if stop.position > pen + NEAR and stop.kind != "bar"]
    hanging = TabStop(style.left, "left") if style.first < 0 and style.left > pen + NEAR else None
    custom = stops[0] if stops else None
    if hanging is not None and (custom is None or hanging.position < custom.position):
        return hanging
    if custom is not None:
        return custom
    return _default(style, pen, default, limit)


def _default(style: ParaStyle, pen: float, default: float, limit: float) -> TabStop | None:
    step = default if default > 1 else 36.0
    last = max((stop.position for stop in style.tabs), default=0.0)
    position = (int(max(pen, last, 0.0) / step + 1e-6) + 1) * step
    if pen < 0:
        position = 0.0 if pen < -NEAR else step
    while position <= pen + NEAR:
        position += step
    return TabStop(position) if position <= limit + NEAR or pen < 0 else None


def aligned_pen(stop: TabStop, start: float, width: float, decimal: float) -> float:
    """Where text of `width` begins that an aligned stop governs; it never begins before `start`.

    `decimal` is the width of the text before its decimal sign.
    """
    shift = {"right": width, "center": width / 2, "decimal": decimal}.get(stop.kind, 0.0)
    return max(start, stop.position - shift)
