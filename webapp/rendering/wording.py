"""Read back what a Word file says: its values by the tags of their controls, and the fixed text around them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from webapp.rendering.text import lines_of, read_body

STAMPS = frozenset(("doc_number", "issue_date", "signer_title", "signer_name", "sign_authority"))
"""Controls that are written at issue; they say nothing before."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SDT, _CONTENT, _R, _T = (_W + name for name in ("sdt", "sdtContent", "r", "t"))


def read_values(docx: bytes) -> dict[str, list[str]]:
    """Tag → the text of each of its controls, in reading order. Raises UnreadableWord."""
    body = read_body(docx)
    found: dict[str, list[str]] = {}
    for tag, control in _controls(body):
        found.setdefault(tag, []).append(_text(control))
    return found


def read_fixed(docx: bytes) -> str:
    """The body's text without its values: what the template and a hand in Word wrote. Raises UnreadableWord."""
    body = read_body(docx)
    if body is None:
        return ""
    for tag, control in list(_controls(body)):
        content = control.find(_CONTENT)
        for child in list(content):
            content.remove(child)
        run = etree.SubElement(content, _R)
        etree.SubElement(run, _T).text = f"⟨{tag}⟩"
    return "".join(line + "\n" for line in _merged(lines_of(body)))


def _merged(lines: list[str]) -> Iterator[str]:
    """Repeated paragraphs that differ in their values alone count once, so that a longer list changes nothing."""
    last = None
    for line in lines:
        if line != last or "⟨" not in line:
            yield line
        last = line


def _controls(body: etree._Element | None) -> Iterator[tuple[str, etree._Element]]:
    for control in [] if body is None else body.iter(_SDT):
        mark = control.find(f"{_W}sdtPr/{_W}tag")
        tag = mark.get(_W + "val", "") if mark is not None else ""
        if tag and tag not in STAMPS and control.find(_CONTENT) is not None:
            yield tag, control


def _text(control: etree._Element) -> str:
    """The visible text of a control; one inside a paragraph has no paragraph of its own."""
    content = control.find(_CONTENT)
    if content.find(f".//{_W}p") is not None:
        return "\n".join(lines_of(content))
    paragraph = etree.Element(_W + "p")
    holder = etree.Element(_W + "body")
    holder.append(paragraph)
    paragraph.extend(etree.fromstring(etree.tostring(content)))
    return "\n".join(lines_of(holder))
