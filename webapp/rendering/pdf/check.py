"""A checker of the PDF/A-3a and PDF/UA-1 rules that matter here, over pikepdf (which only tests and auditors need).

`check(pdf)` gives one English line per breach: rule, then what is wrong. It is no veraPDF: it knows the rules that a
file of ours could break. Clause numbers are those of ISO 19005-3 (A) and ISO 14289-1 (UA).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from webapp.rendering.pdf import check_content, check_structure

Rule = Callable[[Any], Iterator[str]]
FORBIDDEN_ACTIONS = frozenset(
    (
        "/Launch",
        "/Sound",
        "/Movie",
        "/ResetForm",
        "/ImportData",
        "/JavaScript",
        "/SetOCGState",
        "/Rendition",
        "/Trans",
        "/GoTo3DView",
        "/Hide",
    )
)
ALLOWED_ANNOTATIONS = frozenset(("/Link", "/Text", "/FreeText", "/Widget", "/Stamp"))
PRINT, HIDDEN_OR_NO_VIEW = 4, 2 | 32 | 1
RELATIONSHIPS = frozenset(("/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"))


def check(pdf: bytes) -> list[str]:
    """Every breach found, [] for a clean file. Raises pikepdf.PdfError when it is no PDF at all."""
    import pikepdf

    found = list(_file(pdf))
    with pikepdf.open(BytesIO(pdf)) as document:
        for rule in (_catalog, _metadata, _intent, _fonts, _images, _annotations, _actions, _attachments):
            found += rule(document)
        found += check_structure.structure(document)
        found += check_content.content(document)
    return found


def _file(pdf: bytes) -> Iterator[str]:
    if not pdf.startswith(b"%PDF-1."):
        yield "A 6.1.2: the file does not begin with %PDF-1.n"
    second = pdf.split(b"\n", 2)[1][:5] if b"\n" in pdf else b""
    if len(second) < 5 or second[:1] != b"%" or any(byte < 128 for byte in second[1:5]):
        yield "A 6.1.2: no comment of four high bytes after the header"
    if not pdf.rstrip().endswith(b"%%EOF"):
        yield "A 6.1.3: data after the end-of-file marker"


def _catalog(document: Any) -> Iterator[str]:
    root = document.Root
    if document.is_encrypted:
        yield "A 6.1.3: encrypted"
    if "/ID" not in document.trailer:
        yield "A 6.1.3: no file identifier"
    if str(root.get("/Lang", "")) == "":
        yield "UA 7.2: no language"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "A 6.7.2: not marked as tagged"
    if "/StructTreeRoot" not in root:
        yield "A 6.7.3: no structure tree"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "UA 7.1: the title is not shown"
    if "/AcroForm" in root and bool(root.AcroForm.get("/NeedAppearances", False)):
        yield "A 6.4.1: NeedAppearances"


def _metadata(document: Any) -> Iterator[str]:
    if "/Metadata" not in document.Root:
        yield "A 6.6.2: no metadata"
        return
    text = document.Root.Metadata.read_bytes().decode("utf-8", "replace")
    for rule, mark in (
        ("A 6.6.4: part is not 3", 'pdfaid:part="3"'),
        ("A 6.6.4: conformance is not A", 'pdfaid:conformance="A"'),
        ("UA 5: no pdfuaid:part 1", 'pdfuaid:part="1"'),
        ("UA 7.1: no dc:title", "<dc:title>"),
        ("A 6.6.2.3: the pdfuaid schema is not described", "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"),
    ):
        if mark not in text:
            yield rule
    if text.count("<rdf:RDF") != 1:
        yield "A 6.6.2: not exactly one rdf:RDF"


def _intent(document: Any) -> Iterator[str]:
    intents = document.Root.get("/OutputIntents", [])
    if not any(str(intent.get("/S", "")) == "/GTS_PDFA1" and "/DestOutputProfile" in intent for intent in intents):
        yield "A 6.2.3: no output intent with a profile"


def _objects(document: Any, kind: str) -> Iterator[Any]:
    import pikepdf

    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and str(item.get("/Type", "")) == kind:
            yield item


def _fonts(document: Any) -> Iterator[str]:
    for font in _objects(document, "/Font"):
        name = str(font.get("/BaseFont", "?"))
        kind = str(font.get("/Subtype", ""))
        if kind in ("/Type0", "/TrueType", "/Type1") and "/ToUnicode" not in font:
            yield f"A 6.2.11.7: font {name} has no ToUnicode"
        if kind == "/Type0":
            continue
        descriptor = font.get("/FontDescriptor")
        if kind != "/Type3" and (
            descriptor is None or not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        ):
            yield f"A 6.2.11.4: font {name} is not embedded"
        if kind == "/CIDFontType2" and "/CIDToGIDMap" not in font:
            yield f"A 6.2.11.3: font {name} has no CIDToGIDMap"


def _images(document: Any) -> Iterator[str]:
    for image in _objects(document, "/XObject"):
        if str(image.get("/Subtype", "")) != "/Image":
            continue
        if bool(image.get("/Interpolate", False)):
            yield "A 6.2.8: an image asks for interpolation"
        if "/Alternates" in image or "/OPI" in image:
            yield "A 6.2.8: an image has alternates or OPI"
        if str(image.get("/ColorSpace", "")) == "/DeviceCMYK":
            yield "A 6.2.4: an image in CMYK under an RGB output intent"


def _annotations(document: Any) -> Iterator[str]:
    for number, page in enumerate(document.pages, start=1):
        if "/Annots" in page and str(page.get("/Tabs", "")) != "/S":
            yield f"UA 7.18.3: page {number} has annotations but no tab order by structure"
        for annotation in page.get("/Annots", []):
            kind = str(annotation.get("/Subtype", ""))
            flags = int(annotation.get("/F", 0))
            if kind not in ALLOWED_ANNOTATIONS:
                yield f"A 6.3.1: annotation {kind} on page {number}"
            if not flags & PRINT or flags & HIDDEN_OR_NO_VIEW:
                yield f"A 6.3.2: annotation flags {flags} on page {number}"
            if kind == "/Link" and str(annotation.get("/Contents", "")) == "":
                yield f"UA 7.18.5: a link on page {number} without a description"
            if "/StructParent" not in annotation:
                yield f"UA 7.18.1: an annotation on page {number} outside the structure"


def _actions(document: Any) -> Iterator[str]:
    import pikepdf

    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and str(item.get("/S", "")) in FORBIDDEN_ACTIONS and "/K" not in item:
            yield f"A 6.5.1: action {item.S}"
    if "/OpenAction" in document.Root and not isinstance(document.Root.OpenAction, pikepdf.Array):
        yield "A 6.5.2: an action when the file opens"


def _attachments(document: Any) -> Iterator[str]:
    listed = {item.objgen for item in document.Root.get("/AF", [])}
    for spec in _objects(document, "/Filespec"):
        name = str(spec.get("/UF", spec.get("/F", "?")))
        if "/F" not in spec or "/UF" not in spec:
            yield f"A 6.8: attachment {name} lacks F or UF"
        if str(spec.get("/AFRelationship", "")) not in RELATIONSHIPS:
            yield f"A 6.8: attachment {name} has no relationship"
        if spec.objgen not in listed:
            yield f"A 6.8: attachment {name} is not associated with the document"
        if "/Subtype" not in spec.get("/EF", {}).get("/F", {}):
            yield f"A 6.8: attachment {name} has no media type"
