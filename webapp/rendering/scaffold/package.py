"""Put blocks into a .docx package: page, header with the page number, styles, Word 2013+ compatibility."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from webapp.rendering.layout import LayoutProfile
from webapp.rendering.scaffold.styles import styles_xml
from webapp.rendering.scaffold.xml import R_NS, W_NS, dxa, paragraph

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "header1": "header",
    "header2": "header",
}
_STAMP = (2021, 1, 1, 0, 0, 0)


_A5_MM = (148.0, 210.0)


def write_package(
    blocks: Iterable[str],
    profile: LayoutProfile,
    *,
    title: str,
    landscape: bool = False,
    paper: str = "A4",
    annex: Iterable[str] = (),
) -> bytes:
    """The .docx of these blocks; the same blocks give the same bytes. The `annex` is a section of landscape pages."""
    size = _A5_MM if paper == "A5" else (profile.page.width_mm, profile.page.height_mm)
    first, more = _section(profile, size, landscape), "".join(annex)
    if more:
        tail = f'<w:p><w:pPr><w:pStyle w:val="Tail"/>{first}</w:pPr></w:p>{more}{paragraph("Tail")}'
        tail += _section(profile, size, landscape=True, first_page_differs=False)
    else:
        tail = paragraph("Tail") + first
    body = "".join(blocks) + tail
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(title),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _document_relations(),
        "word/styles.xml": _HEAD + styles_xml(profile),
        "word/settings.xml": _settings(),
        "word/header1.xml": _part("hdr", paragraph("PageNumber", _page_field())),
        "word/header2.xml": _part("hdr", paragraph("PageNumber")),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, xml.encode())
    return buffer.getvalue()


def _part(root: str, inner: str) -> str:
    return f'{_HEAD}<w:{root} xmlns:w="{W_NS}" xmlns:r="{R_NS}">{inner}</w:{root}>'


def _section(
    profile: LayoutProfile, paper_mm: tuple[float, float], landscape: bool, first_page_differs: bool = True
) -> str:
    """Page size, margins, headers; a page that is turned keeps its four margins."""
    page = profile.page
    width, height = map(dxa, paper_mm)
    top, bottom = map(dxa, page.vertical_mm(paper_mm))
    size = f'w:w="{height}" w:h="{width}" w:orient="landscape"' if landscape else f'w:w="{width}" w:h="{height}"'
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
        f'<w:pgSz {size}/><w:pgMar w:top="{top}" w:right="{dxa(page.right_mm)}" '
        f'w:bottom="{bottom}" w:left="{dxa(page.left_mm)}" w:header="{dxa(page.page_number_from_top_mm)}" '
        f'w:footer="567" w:gutter="0"/>{"<w:titlePg/>" * first_page_differs}</w:sectPr>'
    )


def _page_field() -> str:
    marks = [
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ]
    return "".join(f"<w:r>{mark}</w:r>" for mark in marks)


def _settings() -> str:
    uri = "http://schemas.microsoft.com/office/word"
    return _part(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/>',
    )


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in _PARTS.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{type_}" Target="{target}"/>'
        for number, (type_, target) in enumerate(targets, start=1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{namespace}">{rows}</Relationships>'


def _package_relations() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relations([(f"{_OFFICE}/officeDocument", "word/document.xml"), (core, "docProps/core.xml")])


def _document_relations() -> str:
    kinds = [("styles", "styles"), ("settings", "settings"), ("header", "header1"), ("header", "header2")]
    return _relations((f"{_OFFICE}/{kind}", f"{target}.xml") for kind, target in kinds)


def _core(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Án Thư</dc:creator><dc:language>vi-VN</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2021-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
    )
