"""Small Word files for tests, written by hand."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_CELL = '<w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>'
_ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "comments": "comments", "endnotes": "endnotes"}


def para(*texts: str) -> str:
    """A paragraph; each text is a run of its own."""
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' for text in texts) + "</w:p>"


def table(rows: list[list[str]], columns: int) -> str:
    """A table of whole rows; a row with one text that starts with {%tr is a docxtpl row mark."""
    grid = '<w:gridCol w:w="1000"/>' * columns
    body = "".join(f"<w:tr>{''.join(f'<w:tc>{_CELL}{para(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def drawing(number: int) -> str:
    """A paragraph with an empty drawing."""
    return f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="Hình"/></wp:inline></w:drawing></w:r></w:p>'


def word(body: str, *, title: str | None = None, extra: dict[str, bytes] | None = None, **stories: str) -> bytes:
    """A .docx with this body; `stories` are header, footer, footnotes, comments, endnotes as inner XML."""
    parts: dict[str, str | bytes] = {"word/document.xml": _story("document", f"<w:body>{body}<w:sectPr/></w:body>")}
    overrides, relations = [("/word/document.xml", f"{_TYPE}.document.main+xml")], []
    for kind, xml in stories.items():
        inner = f'<w:footnote w:id="1">{xml}</w:footnote>' if kind == "footnotes" else xml
        inner = f'<w:comment w:id="1">{xml}</w:comment>' if kind == "comments" else inner
        inner = f'<w:endnote w:id="1">{xml}</w:endnote>' if kind == "endnotes" else inner
        parts[f"word/{kind}.xml"] = _story(_ROOTS[kind], inner)
        overrides.append((f"/word/{kind}.xml", f"{_TYPE}.{kind}+xml"))
        relations.append((f"{_OFFICE}/{kind}", f"{kind}.xml"))
    roots = [(f"{_OFFICE}/officeDocument", "word/document.xml")]
    if title is not None:
        parts["docProps/core.xml"] = _core(title)
        overrides.append(("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
        roots.append((f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"))
    parts["_rels/.rels"] = _relations(roots)
    parts["word/_rels/document.xml.rels"] = _relations(relations)
    return package({"[Content_Types].xml": _types(overrides), **parts, **(extra or {})})


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return buffer.getvalue()


def changed(docx: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The same file with parts replaced, added, or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(docx)) as old:
        kept: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    for name, content in parts.items():
        if content is None:
            del kept[name]
        else:
            kept[name] = content
    return package(kept)


def part(docx: bytes, name: str) -> str:
    """The text of one part."""
    with zipfile.ZipFile(io.BytesIO(docx)) as opened:
        return opened.read(name).decode()


def _story(root: str, inner: str) -> str:
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<w:{root} {_NAMESPACES}>{inner}</w:{root}>"


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )


def _types(overrides: list[tuple[str, str]]) -> str:
    named = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{xml}{named}</Types>'


def _relations(relations: list[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'
