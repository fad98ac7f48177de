"""The procedure as one SVG file: no script, no style sheet, nothing fetched; readable by a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from webapp.workflow.actors import label_of
from webapp.workflow.diagram.layout import BOX, GUTTER, HEAD, LINE, MARGIN, PADDING, Box, Layout, column_x, lay_out
from webapp.workflow.engine.stages import PHASES, STAGES
from webapp.workflow.procedure.model import Procedure

_INK, _SECOND, _EDGE, _PAPER, _SURFACE = "#1F1B17", "#595149", "#857C70", "#F6F3EE", "#FFFFFF"
_PHASE = {"preparation": "#1D4F7C", "carrying_out": "#7A4A00", "closing": "#1E6B3C"}
_FONT = "'Be Vietnam Pro', 'Noto Sans', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def svg(procedure: Procedure) -> str:
    """An SVG document with title and description; a dashed box is a step that not every case has."""
    layout = lay_out(procedure)
    name = f"{procedure.title} ({procedure.code}, phiên bản {procedure.version})"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {layout.width} {layout.height}" '
        f'width="{layout.width}" height="{layout.height}" role="img" aria-labelledby="title desc" '
        f'lang="vi" font-family="{_FONT}">',
        f'<title id="title">{escape(name)}</title>',
        f'<desc id="desc">{escape(_description(procedure))}</desc>',
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0 8 4 0 8z" fill="{_EDGE}"/></marker></defs>',
        f'<rect width="{layout.width}" height="{layout.height}" fill="{_PAPER}"/>',
        _text(MARGIN, 28, name, 16, weight=600),
        *_legend(),
        *_headers(layout),
        *_arrows(layout),
        *(part for box in layout.boxes for part in _box(box)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _description(procedure: Procedure) -> str:
    """The picture in words: every step in order, with its stage, who acts, and its documents."""
    told = []
    for number, step in enumerate(procedure.steps, start=1):
        papers = ", ".join(need.label for need in step.documents)
        made = f"; văn bản: {papers}" if papers else ""
        told.append(f"{number}. {STAGES[step.stage]}: {step.label} ({label_of(step.actor)}{made}).")
    return " ".join(told)


def _text(x: int, y: int, text: str, size: int, *, weight: int = 400, fill: str = _INK) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}">{escape(text)}</text>'


def _legend() -> Iterator[str]:
    x = MARGIN
    for phase, label in PHASES.items():
        yield f'<rect x="{x}" y="40" width="12" height="12" fill="{_PHASE[phase]}"/>'
        yield _text(x + 18, 51, label, 12, fill=_SECOND)
        x += 150
    yield (f'<rect x="{x}" y="40" width="22" height="12" fill="none" stroke="{_EDGE}" stroke-dasharray="4 3"/>')
    yield _text(
        x + 28, 51, "chỉ có ở một số hồ sơ, hoặc có thể bỏ qua;  • văn bản làm ra  ◦ giấy tờ nhận vào", 12, fill=_SECOND
    )


def _headers(layout: Layout) -> Iterator[str]:
    for number, (stage, label) in enumerate(STAGES.items(), start=1):
        x = column_x(stage)
        yield _text(x, HEAD - 16, f"{number}. {label}", 14, weight=600)
        yield f'<path d="M{x} {HEAD - 9}h{BOX}" stroke="{_EDGE}" stroke-width="1.5"/>'


def _arrows(layout: Layout) -> Iterator[str]:
    lanes: dict[str, int] = {}
    for earlier, later in layout.edges:
        yield (
            f'<path d="{_way(earlier, later, layout, lanes)}" fill="none" stroke="{_EDGE}" stroke-width="1.5" '
            'marker-end="url(#arrow)"/>'
        )


def _way(earlier: Box, later: Box, layout: Layout, lanes: dict[str, int]) -> str:
    """Down inside a column, along its left when boxes lie between, through the gutter to another column."""
    same = earlier.x == later.x
    between = [box for box in layout.boxes if same and box.x == later.x and earlier.y < box.y < later.y]
    if same and not between:
        return f"M{earlier.x + BOX // 2} {earlier.y + earlier.height}V{later.y}"
    if same:
        lane = lanes[later.step.stage] = lanes.get(later.step.stage, 0) + 1
        return f"M{earlier.x} {earlier.middle + 8}H{earlier.x - 6 - 6 * lane}V{later.middle}H{later.x}"
    turn = later.x - GUTTER // 2
    start = earlier.x + BOX
    if later.x - start == GUTTER:
        return f"M{start} {earlier.middle}H{turn}V{later.y + PADDING + 8}H{later.x}"
    return f"M{start} {earlier.middle}H{start + GUTTER // 2}V{HEAD - 6}H{turn}V{later.y + PADDING + 8}H{later.x}"


def _box(box: Box) -> Iterator[str]:
    dashed = "" if box.step.always else ' stroke-dasharray="4 3"'
    thick = 2.5 if box.step.final else 1.2
    yield (
        f'<rect x="{box.x}" y="{box.y}" width="{BOX}" height="{box.height}" rx="6" fill="{_SURFACE}" '
        f'stroke="{_EDGE}" stroke-width="{thick}"{dashed}/>'
    )
    yield f'<rect x="{box.x}" y="{box.y + 6}" width="4" height="{box.height - 12}" fill="{_PHASE[box.step.phase]}"/>'
    x, y = box.x + PADDING + 2, box.y + PADDING + 12
    rows = [
        *((line, 13, 600, _INK) for line in box.label),
        *((line, 12, 400, _SECOND) for line in box.actor),
        *((line, 12, 400, _INK) for line in box.papers),
    ]
    for index, (line, size, weight, fill) in enumerate(rows):
        yield _text(x, y + index * LINE, line, size, weight=weight, fill=fill)
