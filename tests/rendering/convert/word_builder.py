"""Tiny Word files made from raw XML, and what the converted PDF shows: for tests only."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cache

import pymupdf

from webapp.rendering.convert import PdfOptions, Rendered, to_pdf

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    '<w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
)
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" '
    'w:header="567" w:footer="567" w:gutter="0"/>'
)
LEFT, TOP, RIGHT, BOTTOM = 85.05, 56.7, 552.8, 785.2  # of the text area, points


def settings(compat: int = 15, inner: str = "") -> str:
    return (
        f'<w:settings {_NS}>{inner}<w:compat><w:compatSetting w:name="compatibilityMode" '
        f'w:uri="http://schemas.microsoft.com/office/word" w:val="{compat}"/></w:compat></w:settings>'
    )


def docx(
    body: str,
    *,
    section: str = PAGE,
    styles: str = STYLES,
    compat: int = 15,
    settings_inner: str = "",
    parts: dict[str, tuple[str, str]] | None = None,
    media: dict[str, bytes] | None = None,
    links: dict[str, str] | None = None,
) -> bytes:
    """A .docx file. `parts` maps a part's name (numbering.xml) to (relationship id or "", inner XML); `media` and
    `links` map relationship ids to bytes and URLs."""
    related = [("styles", "styles.xml", "rSty"), ("settings", "settings.xml", "rSet")]
    files: dict[str, bytes] = {
        "word/styles.xml": f"<w:styles {_NS}>{styles}</w:styles>".encode(),
        "word/settings.xml": settings(compat, settings_inner).encode(),
        "word/document.xml": (
            f"<w:document {_NS}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>".encode()
        ),
    }
    extra = ""
    for name, (relation, inner) in (parts or {}).items():
        kind = name.removesuffix(".xml").rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        files[f"word/{name}"] = f"<w:{root} {_NS}>{inner}</w:{root}>".encode()
        related.append((kind, name, relation or f"r{kind}"))
    for relation, data in (media or {}).items():
        files[f"word/media/{relation}.png"] = data
        related.append(("image", f"media/{relation}.png", relation))
    for relation, url in (links or {}).items():
        extra += f'<Relationship Id="{relation}" Type="{_TYPE}hyperlink" Target="{url}" TargetMode="External"/>'
    files["word/_rels/document.xml.rels"] = _relationships(related, extra)
    files["[Content_Types].xml"] = _content_types(files)
    files["_rels/.rels"] = _relationships([("officeDocument", "word/document.xml", "rDoc")], "")
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stored.getvalue()


def _content_types(files: dict[str, bytes]) -> bytes:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{base}'
        f'{name[5:-4].rstrip("0123456789") if name != "word/document.xml" else "document.main"}+xml"/>'
        for name in files
        if name.endswith(".xml")
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    ).encode()


def _relationships(related: list[tuple[str, str, str]], extra: str) -> bytes:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_TYPE}{kind}" Target="{target}"/>' for kind, target, key in related
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}{extra}</Relationships>'
    ).encode()


def run(text: str, props: str = "") -> str:
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text: str = "", props: str = "", run_props: str = "", *, inner: str = "") -> str:
    """A paragraph of one run (or of `inner`, raw)."""
    return f"<w:p><w:pPr>{props}</w:pPr>{run(text, run_props) if text else ''}{inner}</w:p>"


def table(
    rows: list[list[str]], widths: list[int], *, props: str = "", cell_props: str = "", row_props: str = ""
) -> str:
    """A table of single-paragraph cells; widths in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = ""
    for row in rows:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{cell_props}</w:tcPr>'
            f"{cell if cell.startswith('<w:') else para(cell)}</w:tc>"
            for cell, width in zip(row, widths, strict=True)
        )
        body += f"<w:tr><w:trPr>{row_props}</w:trPr>{cells}</w:tr>"
    return f'<w:tbl><w:tblPr><w:tblLayout w:type="fixed"/>{props}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


@dataclass(frozen=True)
class Line:
    page: int
    x: float
    y: float  # of the baseline, from the page's top
    text: str
    size: float
    end: float


@cache
def render(data: bytes, options: PdfOptions | None = None) -> Rendered:
    return to_pdf(data, options or PdfOptions())


def lines(data: bytes, options: PdfOptions | None = None) -> list[Line]:
    """The text lines of the converted file, from top to bottom of each page."""
    found: list[Line] = []
    with pymupdf.open(stream=render(data, options).pdf) as pdf:
        for number, page in enumerate(pdf, start=1):
            on_page: list[Line] = []
            for block in page.get_text("rawdict")["blocks"]:
                for line in block.get("lines", []):
                    on_page += [_line(number, span) for span in line["spans"] if span["chars"]]
            found += sorted(on_page, key=lambda line: (round(line.y, 1), line.x))
    return [line for line in found if line.text.strip()]


def _line(page: int, span: dict) -> Line:  # type: ignore[type-arg]
    x, y = span["chars"][0]["origin"]
    return Line(page, x, y, "".join(char["c"] for char in span["chars"]), span["size"], span["chars"][-1]["bbox"][2])


def find(data: bytes, text: str) -> Line:
    """The first line that contains `text`."""
    return next(line for line in lines(data) if text in line.text)


def texts(data: bytes) -> list[str]:
    return [line.text.strip() for line in lines(data)]


def pages_of(data: bytes, text: str) -> list[int]:
    return [line.page for line in lines(data) if text in line.text]
