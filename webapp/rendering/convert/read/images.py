"""Pictures: the bytes behind a relationship, and whether they can be drawn."""

from __future__ import annotations

from webapp.rendering.convert.model import Drawing
from webapp.rendering.convert.read.context import Context
from webapp.rendering.convert.read.xml import PIC, A, Element, R, number

PIXELS_LIMIT = 80_000_000


def read_picture(context: Context, element: Element, width: float, height: float) -> Drawing:
    """A pic:pic of the given size."""
    blip = element.find(f"{PIC}blipFill/{A}blip")
    drawing = Drawing(width, height, kind="picture")
    fill(context, drawing, "" if blip is None else blip.get(R + "embed") or blip.get(R + "link") or "")
    crop = element.find(f"{PIC}blipFill/{A}srcRect")
    if crop is not None:
        left, top, right, bottom = ((number(crop.get(side)) or 0.0) / 100_000 for side in ("l", "t", "r", "b"))
        drawing.crop = (left, top, right, bottom)
    frame = element.find(f"{PIC}spPr/{A}xfrm")
    if frame is not None:
        drawing.rotation = (number(frame.get("rot")) or 0.0) / 60_000
        drawing.flip_h = frame.get("flipH") in ("1", "true")
        drawing.flip_v = frame.get("flipV") in ("1", "true")
    return drawing


def fill(context: Context, drawing: Drawing, relation_id: str) -> None:
    """Give a drawing its picture, or mark it as missing."""
    drawing.image = load(context, relation_id)
    if not drawing.image:
        drawing.kind = "missing"
        relation = context.package.relations(context.part).get(relation_id)
        drawing.reported = relation.target.rpartition("/")[2] if relation else ""


def load(context: Context, relation_id: str) -> bytes:
    """The bytes of an image part that can be drawn; b"" (and a line in the report) when there are none."""
    relation = context.package.relations(context.part).get(relation_id)
    if relation is None or relation.external:
        place = relation.target.rpartition("/")[2] if relation else ""
        context.report.add("Ảnh liên kết ngoài tệp" if relation else "Ảnh không còn trong tệp", place)
        return b""
    if relation.target not in context.images:
        data = context.package.read(relation.target) or b""
        problem = _problem(data)
        if problem:
            context.report.add(problem, relation.target.rpartition("/")[2])
            data = b""
        context.images[relation.target] = data
    return context.images[relation.target]


def _problem(data: bytes) -> str:
    """Why the bytes cannot be drawn, in Vietnamese; "" when they can."""
    if not data:
        return "Ảnh không còn trong tệp"
    if data[40:44] == b" EMF":
        return "Hình véc tơ EMF"
    if data[:4] in (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"):
        return "Hình véc tơ WMF"
    if data.lstrip()[:5] in (b"<?xml", b"<svg ", b"<svg>"):
        return "Hình véc tơ SVG"
    return _open_problem(data)


def _open_problem(data: bytes) -> str:
    from io import BytesIO

    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as image:
            if image.width * image.height > PIXELS_LIMIT:
                return "Ảnh quá lớn"
            if image.format in ("WMF", "EMF"):
                return "Hình véc tơ WMF/EMF"
    except Exception:  # Pillow raises many kinds for damaged files; each means the same to the reader
        return "Ảnh hỏng hoặc định dạng không hỗ trợ"
    return ""
