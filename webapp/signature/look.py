"""How a signature shows on the page: a picture at a place. A person's is blue, the agency's seal red (as data).

The picture carries no text of the PDF itself, so no font is added and the file stays PDF/A.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from webapp.errors import DomainError

BLUE, RED = (16, 62, 150), (200, 24, 24)
_FONT = Path(__file__).resolve().parent.parent / "rendering/fonts/Tinos_400Regular.ttf"
_SCALE = 4  # pixels per point
_LARGEST = 4_000_000  # pixels of a picture somebody brings


class NotAPicture(DomainError):
    """The picture of a signature cannot be read."""

    status = 422


@dataclass(frozen=True)
class Spot:
    """A rectangle on a page, in points from the lower left corner; `page` counts from 0."""

    page: int
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True)
class Look:
    """The picture (PNG bytes) and where it goes."""

    picture: bytes
    spot: Spot


def words_as_picture(
    lines: tuple[str, ...], *, colour: tuple[int, int, int], width: float, height: float, seal: bool = False
) -> bytes:
    """A transparent PNG of centred lines in a frame, a round one for a seal: what stands where no picture was given."""
    size = (round(width * _SCALE), round(height * _SCALE))
    picture = Image.new("RGBA", size, (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    draw_frame = pen.ellipse if seal else pen.rectangle
    draw_frame((3, 3, size[0] - 4, size[1] - 4), outline=(*colour, 255), width=6 if seal else 4)
    inside = (round(size[0] * (0.8 if seal else 1)), size[1])
    font = _fitting(lines, inside)
    step = size[1] / (len(lines) + 0.5)
    for number, line in enumerate(lines):
        left = (size[0] - pen.textlength(line, font=font)) / 2
        pen.text((left, step * (number + 0.25)), line, font=font, fill=(*colour, 255))
    return _png(picture)


def picture_of(data: bytes) -> bytes:
    """A picture somebody brings, as a PNG of reasonable size. Raises NotAPicture."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _LARGEST:
                raise NotAPicture("Ảnh chữ ký lớn quá; dùng ảnh dưới 4 triệu điểm ảnh.")
            return _png(opened.convert("RGBA"))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise NotAPicture("Tệp này không phải ảnh PNG hoặc JPG đọc được.") from error


def _fitting(lines: tuple[str, ...], size: tuple[int, int]) -> ImageFont.FreeTypeFont:
    """The largest size at which every line fits."""
    for points in range(11, 4, -1):
        font = ImageFont.truetype(str(_FONT), points * _SCALE)
        fits = all(font.getlength(line) < size[0] - 24 for line in lines)
        if fits and points * _SCALE * 1.25 * len(lines) < size[1]:
            return font
    return ImageFont.truetype(str(_FONT), 5 * _SCALE)


def _png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
