"""Drawn shapes and pictures: lines, rectangles, ellipses, images with crop and rotation."""

from __future__ import annotations

import math
from hashlib import sha256
from io import BytesIO
from typing import Any

from webapp.rendering.convert.draw.paint import Painter
from webapp.rendering.convert.model import Drawing

LINES = frozenset(("line", "straightConnector1", "bentConnector3", "curvedConnector3"))
CIRCLE = 0.5523  # of the radius: control points of a quarter circle
_STYLE = {"image_rendering": "crisp-edges"}  # no /Interpolate, which PDF/A forbids


def shape(painter: Painter, drawing: Drawing, x: float, y: float) -> None:
    """Fill and line of a shape whose corner is at x, y."""
    if drawing.kind == "group" or drawing.kind == "picture":
        return
    if drawing.kind == "missing":
        painter.line(x, y, x + drawing.width, y, 0.25, (160, 160, 160))
        return
    stream = painter.stream
    stream.push_state()
    _turn(stream, drawing, x, y)
    if drawing.geometry in LINES:
        _line(painter, drawing, x, y)
    elif drawing.fill or drawing.stroke:
        _area(painter, drawing, x, y)
    stream.pop_state()
    painter.reset()


def _turn(stream: Any, drawing: Drawing, x: float, y: float) -> None:
    if not drawing.rotation:
        return
    angle = math.radians(drawing.rotation)
    cosine, sine = math.cos(angle), math.sin(angle)
    middle_x, middle_y = x + drawing.width / 2, y + drawing.height / 2
    stream.transform(
        cosine,
        sine,
        -sine,
        cosine,
        middle_x - cosine * middle_x + sine * middle_y,
        middle_y - sine * middle_x - cosine * middle_y,
    )


def _line(painter: Painter, drawing: Drawing, x: float, y: float) -> None:
    start, end = (x, y), (x + drawing.width, y + drawing.height)
    if drawing.flip_h != drawing.flip_v:
        start, end = (x, y + drawing.height), (x + drawing.width, y)
    painter.line(*start, *end, drawing.stroke_width, drawing.stroke, drawing.dash)


def _area(painter: Painter, drawing: Drawing, x: float, y: float) -> None:
    stream = painter.stream
    width, height = drawing.width, drawing.height
    if drawing.fill:
        stream.set_color_rgb(*(part / 255 for part in drawing.fill))
    if drawing.stroke:
        stream.set_color_rgb(*(part / 255 for part in drawing.stroke), stroke=True)
        stream.set_line_width(drawing.stroke_width)
    if drawing.geometry == "ellipse":
        _ellipse(stream, x, y, width, height)
    else:
        stream.rectangle(x, y, width, height)
    if drawing.fill and drawing.stroke:
        stream.fill_and_stroke()
    elif drawing.fill:
        stream.fill()
    else:
        stream.stroke()


def _ellipse(stream: Any, x: float, y: float, width: float, height: float) -> None:
    across, down = width / 2, height / 2
    middle_x, middle_y = x + across, y + down
    dx, dy = across * CIRCLE, down * CIRCLE
    stream.move_to(x, middle_y)
    stream.curve_to(x, middle_y - dy, middle_x - dx, y, middle_x, y)
    stream.curve_to(middle_x + dx, y, x + width, middle_y - dy, x + width, middle_y)
    stream.curve_to(x + width, middle_y + dy, middle_x + dx, y + height, middle_x, y + height)
    stream.curve_to(middle_x - dx, y + height, x, middle_y + dy, x, middle_y)


def picture(painter: Painter, drawing: Drawing, x: float, y: float, images: dict[bytes, Any]) -> None:
    """An image, cropped and turned, its corner at x, y."""
    image = _image(drawing.image, images)
    stream = painter.stream
    stream.push_state()
    _turn(stream, drawing, x, y)
    left, top, right, bottom = drawing.crop
    across, down = max(0.01, 1 - left - right), max(0.01, 1 - top - bottom)
    if drawing.crop != (0.0, 0.0, 0.0, 0.0):
        stream.rectangle(x, y, drawing.width, drawing.height)
        stream.clip()
        stream.end()
    width, height = drawing.width / across, drawing.height / down
    stream.transform(
        -1 if drawing.flip_h else 1,
        0,
        0,
        -1 if drawing.flip_v else 1,
        x - left * width + (width if drawing.flip_h else 0),
        y - top * height + (height if drawing.flip_v else 0),
    )
    if width > 0 and height > 0:
        image.draw(stream, width, height, _STYLE)
    stream.pop_state()
    painter.reset()


def _image(data: bytes, images: dict[bytes, Any]) -> Any:
    known = images.get(data)
    if known is None:
        known = images[data] = _open(data)
    return known


def _open(data: bytes) -> Any:
    """WeasyPrint's image object; colour spaces that PDF/A would need a second profile for become RGB."""
    from PIL import Image
    from weasyprint.images import RasterImage

    picture, source = Image.open(BytesIO(data)), data
    if picture.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        stored = BytesIO()
        picture.convert("RGB").save(stored, format="PNG")
        source = stored.getvalue()
        picture = Image.open(BytesIO(source))
    return RasterImage(picture, sha256(data).hexdigest()[:16], source)
