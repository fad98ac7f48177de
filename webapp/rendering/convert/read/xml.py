"""Small helpers over WordprocessingML elements: names, values, units."""

from __future__ import annotations

from typing import Any

from lxml import etree

from webapp.rendering.convert.model import Colour

Element = Any  # lxml's element class is private

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WPC = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

VAL = W + "val"
EMU = 12700.0
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0, "px": 0.75}
_OFF = frozenset(("0", "false", "off", "none"))
LIMIT = 31_680.0  # Word's largest measure (22 inches) in twips; beyond it a number is a mistake

# ISO/IEC 29500 Strict uses other namespace names for the same words.
STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", PIC[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP[1:-1].encode()),
)


def local(element: Element) -> str:
    """The element's name without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    return None if element is None else element.find(W + name)


def value(element: Element | None, name: str) -> str | None:
    """The w:val of a child element."""
    found = None if element is None else element.find(W + name)
    return None if found is None else found.get(VAL)


def is_on(element: Element) -> bool:
    """A toggle element: present means on unless its value says off."""
    return (element.get(VAL) or "1").lower() not in _OFF


def flag(element: Element | None, name: str) -> bool | None:
    found = None if element is None else element.find(W + name)
    return None if found is None else is_on(found)


def number(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        return None


def integer(text: str | None) -> int | None:
    found = number(text)
    return None if found is None or abs(found) > 2**31 else int(found)


def twips(text: str | None) -> float | None:
    """A measure in points: plain numbers are twentieths of a point, others carry a unit."""
    if not text:
        return None
    plain = number(text)
    if plain is not None:
        return max(-LIMIT, min(LIMIT, plain)) / 20
    return length(text)


def length(text: str | None, default: str = "px") -> float | None:
    """A CSS-like length ("1.5pt", "2cm") in points."""
    if not text:
        return None
    text = text.strip().lower()
    for unit, factor in _UNITS.items():
        if text.endswith(unit):
            found = number(text[: -len(unit)].strip())
            return None if found is None else found * factor
    found = number(text)
    return None if found is None else found * _UNITS.get(default, 1.0)


def emu(text: str | None) -> float:
    """English metric units as points; 0 when absent or absurd."""
    found = number(text)
    return 0.0 if found is None or abs(found) > 1e10 else found / EMU


def colour(text: str | None) -> Colour | None:
    """ "FF0000" → (255, 0, 0); None for auto and for what is no colour."""
    if not text or len(text) != 6:
        return None
    try:
        return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)
    except ValueError:
        return None


def parse(data: bytes) -> Element:
    """Parse one part: entities are never resolved, nothing is fetched, a DOCTYPE is refused.

    Raises etree.XMLSyntaxError.
    """
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise etree.XMLSyntaxError("DOCTYPE", 0, 0, 0)
    return root
