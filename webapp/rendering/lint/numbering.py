"""Give a file the page numbers of the guide: a header for all pages but the first."""

from __future__ import annotations

from lxml import etree

from webapp.rendering.convert.read.xml import Element, R, W, child, parse
from webapp.rendering.layout import LayoutProfile
from webapp.rendering.lint.paper import Paper

_HEADER = "word/header_page_number.xml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_ID = "rIdPageNumber"
_MM = 1440 / 25.4


def set_page_numbers(paper: Paper, profile: LayoutProfile) -> None:
    """Every section shows the number, the first one not on its first page. Other headers give way; footers stay, but
    for page numbers in them."""
    half = round(profile.size.page_number.use * 2)
    paper.changed[_HEADER] = _header(half, profile.font.name)
    _declare(paper)
    distance = str(round(profile.page.page_number_from_top_mm * _MM))
    for number, (element, _) in enumerate(paper.sections):
        if element is not None:
            _refer(element, first=number == 0, distance=distance)
    _drop_from_footers(paper)


def _header(half: int, font: str) -> bytes:
    face = (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/><w:b w:val="0"/><w:i w:val="0"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    )
    run = f"<w:r>{face}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr xmlns:w="{W[1:-1]}"><w:p><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/>'
        f'<w:jc w:val="center"/></w:pPr>{run}<w:fldChar w:fldCharType="begin"/></w:r>{run}'
        f'<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>{run}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run}<w:t>2</w:t></w:r>{run}<w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
    ).encode()


def _refer(section: Element, *, first: bool, distance: str) -> None:
    for reference in section.findall(W + "headerReference"):
        if reference.get(W + "type", "default") != "even":
            section.remove(reference)
    reference = etree.Element(W + "headerReference")
    reference.set(W + "type", "default")
    reference.set(R + "id", _ID)
    section.insert(0, reference)
    title = child(section, "titlePg")
    if title is not None:
        section.remove(title)
    if first:
        later = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
        spot = next((i for i, each in enumerate(section) if etree.QName(each).localname in later), len(section))
        section.insert(spot, etree.Element(W + "titlePg"))
    margins = child(section, "pgMar")
    if margins is not None:
        margins.set(W + "header", distance)


def _declare(paper: Paper) -> None:
    folder, _, name = paper.package.main.rpartition("/")
    rels_name = f"{folder}/_rels/{name}.rels".lstrip("/")
    rels = parse(paper.part(rels_name) or f'<Relationships xmlns="{_RELS}"/>'.encode())
    if not any(each.get("Id") == _ID for each in rels):
        attributes = {"Id": _ID, "Type": _KIND, "Target": f"/{_HEADER}"}
        etree.SubElement(rels, f"{{{_RELS}}}Relationship", attributes)
    types = parse(paper.part("[Content_Types].xml") or f'<Types xmlns="{_TYPES}"/>'.encode())
    if not any(each.get("PartName") == f"/{_HEADER}" for each in types):
        etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{_HEADER}", "ContentType": _CONTENT})
    paper.changed[rels_name] = etree.tostring(rels, xml_declaration=True, encoding="UTF-8", standalone=True)
    paper.changed["[Content_Types].xml"] = etree.tostring(
        types, xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _drop_from_footers(paper: Paper) -> None:
    """A page number at the foot as well would be one too many: its paragraph is emptied, the rest stays."""
    for relation in paper.package.relations(paper.package.main).values():
        if relation.kind != "footer" or relation.external:
            continue
        root = paper.package.xml(relation.target)
        if root is None:
            continue
        hits = [each for each in root.iter(W + "p") if _numbers(each)]
        for paragraph in hits:
            for element in list(paragraph):
                if element.tag != W + "pPr":
                    paragraph.remove(element)
        if hits:
            paper.changed[relation.target] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )


def _numbers(paragraph: Element) -> bool:
    codes = [each.text or "" for each in paragraph.iter(W + "instrText")]
    codes += [each.get(W + "instr") or "" for each in paragraph.iter(W + "fldSimple")]
    return any("PAGE" in code.upper().split() for code in codes)
