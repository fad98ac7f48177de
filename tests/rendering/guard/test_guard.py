"""What is let in, and what is refused with which sentence."""

from __future__ import annotations

import io
import socket
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.rendering.fill.words import changed, package, para, part, word
from webapp.rendering.guard import RefusedFile, admit
from webapp.rendering.guard import directory as limits

REAL = Path(__file__).parents[3].parent / "shared" / "real"
GOOD = word(para("một"), header=para("đầu"), footnotes=para("chú"), title="Tên")
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _related(kind: str, target: str, mode: str = "External") -> bytes:
    relation = f'<Relationship Id="rId90" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    rels = part(GOOD, "word/_rels/document.xml.rels").replace("</Relationships>", relation + "</Relationships>")
    return changed(GOOD, {"word/_rels/document.xml.rels": rels.encode()})


def _typed(old: str, new: str) -> bytes:
    types = part(GOOD, "[Content_Types].xml").replace(old, new)
    return changed(GOOD, {"[Content_Types].xml": types.encode()})


def _with_document(xml: str) -> bytes:
    return changed(GOOD, {"word/document.xml": xml.encode()})


def _styles(*pairs: tuple[str, str]) -> bytes:
    styles = "".join(f'<w:style w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>' for name, base in pairs)
    xml = f'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{styles}</w:styles>'
    return changed(GOOD, {"word/styles.xml": xml.encode()})


def _section(properties: str) -> bytes:
    return word(f"<w:p><w:pPr><w:sectPr>{properties}</w:sectPr></w:pPr></w:p>")


def _sized(width: str) -> bytes:
    return _section(f'<w:pgSz w:w="{width}" w:h="16838"/>')


def _flagged() -> bytes:
    """The same file with every entry marked as encrypted."""
    data = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def _overlapping() -> bytes:
    """Two directory entries that share one local entry."""
    data = bytearray(GOOD)
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def _doubled() -> bytes:
    buffer = io.BytesIO(GOOD)
    with pytest.warns(UserWarning), zipfile.ZipFile(buffer, "a") as again:
        again.writestr("word/document.xml", "<a/>")
    return buffer.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
# What is wrong, the file, words of the sentence, and whether it is refused without `strict` too.
BAD: list[tuple[str, bytes, str, bool]] = [
    ("empty", b"", "trống", True),
    ("text", "Kính gửi".encode(), "không phải tệp Word", True),
    ("PDF", b"%PDF-1.7 ...", "PDF", True),
    ("RTF", b"{\\rtf1 ...}", "RTF", True),
    ("old Word", _OLE + b"\0" * 600, ".doc", True),
    ("password", _OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu", True),
    ("cut short", GOOD[: len(GOOD) // 2], "hỏng", True),
    ("no end", GOOD[:-30], "hỏng", True),
    ("empty zip", package({}), "[Content_Types].xml", True),
    ("plain zip", package({"a.txt": "x"}), "[Content_Types].xml", True),
    ("OpenDocument", package({"mimetype": "x", "content.xml": "<a/>"}), "OpenDocument", True),
    ("Excel", _typed("wordprocessingml", "spreadsheetml"), "Excel", True),
    ("PowerPoint", _typed("wordprocessingml", "presentationml"), "PowerPoint", True),
    ("no types", changed(GOOD, {"[Content_Types].xml": None}), "[Content_Types].xml", True),
    ("no relations", changed(GOOD, {"_rels/.rels": None}), "_rels/.rels", True),
    ("no document", changed(GOOD, {"word/document.xml": None}), "thiếu thân văn bản", True),
    ("another root", _with_document("<w:hdr xmlns:w='x'/>"), "không phải thân", True),
    ("broken XML", _with_document("<w:document xmlns:w='x'><w:body>"), "hỏng", True),
    ("not XML", _with_document("\x00\x01"), "hỏng", True),
    ("encrypted entries", _flagged(), "mật khẩu", True),
    ("overlapping entries", _overlapping(), "chồng", True),
    ("double names", _doubled(), "hai phần cùng tên", True),
    ("same name in capitals", changed(GOOD, {"WORD/Document.XML": b"<a/>"}), "hai phần cùng tên", True),
    ("name above", changed(GOOD, {"../evil.xml": b"<a/>"}), "đường dẫn nguy hiểm", True),
    ("name from the root", changed(GOOD, {"/etc/passwd": b"x"}), "đường dẫn nguy hiểm", True),
    ("name with a drive", changed(GOOD, {"C:evil.xml": b"<a/>"}), "đường dẫn nguy hiểm", True),
    ("name with backslashes", changed(GOOD, {"word\\evil.xml": b"<a/>"}), "đường dẫn nguy hiểm", True),
    ("document type", _with_document(_DOCTYPE + "<w:document xmlns:w='x'>&x;</w:document>"), "DOCTYPE", True),
    ("document type in a header", changed(GOOD, {"word/header.xml": (_DOCTYPE + "<a/>").encode()}), "DOCTYPE", True),
    ("document type in relations", changed(GOOD, {"word/_rels/document.xml.rels": (_DOCTYPE + "<a/>").encode()}),
     "DOCTYPE", True),
    ("document type in UTF-16", changed(GOOD, {"word/header.xml": (_DOCTYPE + "<a/>").encode("utf-16")}),
     "DOCTYPE", True),
    ("UTF-7", changed(GOOD, {"word/header.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-'}), "bảng mã", True),
    ("document macros", changed(GOOD, {"word/vbaProject.bin": b"x"}), "macro", False),
    (".docm", _typed("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled"),
     "macro", False),
    (".dotx", _typed("document.main+xml", "template.main+xml"), ".dotx", False),
    ("OLE", changed(GOOD, {"word/embeddings/oleObject1.bin": b"x"}), "OLE", False),
    ("ActiveX", changed(GOOD, {"word/activeX/activeX1.xml": b"<a/>"}), "ActiveX", False),
    ("altChunk", _related("aFChunk", "chunk.html", "Internal"), "altChunk", False),
    ("external picture", _related("image", "http://127.0.0.1:9/a.png"), "bên ngoài", False),
    ("external template", _related("attachedTemplate", "\\\\host\\share\\a.dotm"), "bên ngoài", False),
    ("link to a file", _related("hyperlink", "file:///etc/passwd"), "bên ngoài", False),
    ("link to a script", _related("hyperlink", "javascript:alert(1)"), "bên ngoài", False),
    ("external frame", _related("frame", "http://127.0.0.1:9/"), "khung", False),
    ("absent picture", _related("image", "media/none.png", "Internal"), "thiếu phần word/media/none.png", False),
    ("huge page", _sized("99999999"), "Khổ giấy", False),
    ("no page", _sized("0"), "Khổ giấy", False),
    ("negative page", _sized("-5"), "Khổ giấy", False),
    ("page in words", _sized("nan"), "Khổ giấy", False),
    ("many columns", _section('<w:cols w:num="5000"/>'), "Số cột", False),
    ("style on itself", _styles(("a", "a")), "vòng tròn", False),
    ("styles in a circle", _styles(("a", "b"), ("b", "c"), ("c", "a")), "vòng tròn", False),
    ("broken header", changed(GOOD, {"word/header.xml": b"<a"}), "word/header.xml", False),
]  # fmt: skip


@pytest.mark.parametrize(("what", "data", "sentence", "always"), BAD, ids=[what for what, *_ in BAD])
def test_a_bad_file_is_refused_with_a_clear_sentence(what: str, data: bytes, sentence: str, always: bool) -> None:
    with pytest.raises(RefusedFile) as caught:
        admit(data)
    assert sentence in caught.value.sentence


@pytest.mark.parametrize(("what", "data", "sentence", "always"), BAD, ids=[what for what, *_ in BAD])
def test_only_structural_dangers_stop_a_foreign_file(what: str, data: bytes, sentence: str, always: bool) -> None:
    if always:
        with pytest.raises(RefusedFile):
            admit(data, strict=False)
    else:
        admit(data, strict=False)


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        _related("hyperlink", "https://example.org/"),
        _related("hyperlink", "mailto:a@example.org"),
        _styles(("a", "b"), ("b", "c")),
        _sized("11906"),
    ],
)
def test_an_ordinary_file_comes_in(data: bytes) -> None:
    admit(data)


def test_the_sentence_names_the_file() -> None:
    with pytest.raises(RefusedFile, match=r"biên bản\.doc: "):
        admit(_OLE, name="biên bản.doc")


def _bomb(size: int, entries: int = 1) -> bytes:
    chunk = b" " * (size // entries)
    return changed(GOOD, {f"word/part{number}.xml": chunk for number in range(entries)})


def _crowd(element: str, count: int) -> bytes:
    filler = "".join(f"{element}" for _ in range(count))
    return word(filler)


def _lying() -> bytes:
    """A part that unpacks to far more than its directory entry says."""
    data = bytearray(changed(GOOD, {"word/lie.xml": b"<a>" + b" " * 1_000_000 + b"</a>"}))
    for mark, offset, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = data.find(mark)
        while bytes(data[at + name_at : at + name_at + 12]) != b"word/lie.xml":
            at = data.find(mark, at + 4)
        data[at + offset : at + offset + 4] = struct.pack("<L", 1_000)
    return bytes(data)


BOMBS = {
    "one large part": lambda: _bomb(20_000_000),
    "many parts": lambda: _bomb(120_000_000, 120),
    "very many entries": lambda: package({f"word/{number}.xml": b"" for number in range(5_000)}),
    "a part that lies about its size": _lying,
    "paragraphs": lambda: _crowd("<w:p/>", 250_000),
    "paragraphs of another prefix": lambda: _crowd('<x:p xmlns:x="y"/>', 250_000),
}


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS.keys())
@pytest.mark.parametrize("strict", [True, False])
def test_a_bomb_is_refused_without_being_unpacked(make: object, strict: bool) -> None:
    data = make()  # type: ignore[operator]
    tracemalloc.start()
    with pytest.raises(RefusedFile):
        admit(data, strict=strict)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16_000_000


def test_a_large_honest_document_comes_in() -> None:
    varied = "".join(para(f"Đoạn thứ {number}: {number * number} {hash(str(number))}") for number in range(30_000))
    admit(word(varied))


def test_a_file_over_the_limit_is_refused_by_its_size_alone() -> None:
    with pytest.raises(RefusedFile, match="lớn quá"):
        admit(b"PK" + bytes(limits.MAX_FILE))


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", lambda *arguments, **more: pytest.fail("a socket was opened"))
    for _, data, _, _ in BAD:
        with pytest.raises(RefusedFile):
            admit(data)


def test_other_people_s_files_are_no_structural_danger() -> None:
    files = sorted((REAL / "docx").glob("*.docx"))
    if not files:
        pytest.skip("the collection of other people's Word files is not here")
    for path in files:
        admit(path.read_bytes(), strict=False)
