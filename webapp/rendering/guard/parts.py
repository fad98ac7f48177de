"""Read the parts of a package under limits: no document type, a counted number of elements, well-formed XML."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib

from lxml import etree

from webapp.rendering.guard.refusal import RefusedFile

MAX_PARAGRAPHS = 200_000
MAX_TAGS = 8_000_000
_CHUNK = 1 << 20
_PARAGRAPH = re.compile(rb"<(?:[A-Za-z]\w*:)?p[\s>/]")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
# Encodings in which a search of the bytes for "<!DOCTYPE" cannot be fooled.
_PLAIN_ENCODINGS = frozenset((b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"))
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


def read(package: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one part, never more than its directory entry promised. Raises RefusedFile."""
    try:
        return package.read(name)
    except KeyError as error:
        raise RefusedFile(f"Tệp thiếu phần {name}: mở bằng Word rồi lưu lại dạng .docx.") from error
    except _BROKEN as error:
        raise RefusedFile(f"Tệp bị hỏng ở phần {name}: mở bằng Word rồi lưu lại dạng .docx.") from error


def refuse_crowd(package: zipfile.ZipFile, names: list[str]) -> None:
    """Count paragraphs and tags chunk by chunk, before anything builds a tree of them."""
    paragraphs = tags = 0
    for name in names:
        try:
            with package.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    tags += chunk.count(b"<")
                    paragraphs += len(_PARAGRAPH.findall(chunk))
                    if paragraphs > MAX_PARAGRAPHS:
                        raise RefusedFile(f"Văn bản có quá {MAX_PARAGRAPHS:,} đoạn.".replace(",", "."))
                    if tags > MAX_TAGS:
                        raise RefusedFile("Văn bản có quá nhiều phần tử, không phải một văn bản bình thường.")
        except _BROKEN as error:
            raise RefusedFile(f"Tệp bị hỏng ở phần {name}: mở lại bằng Word rồi lưu lại dạng .docx.") from error


def refuse_doctype(name: str, data: bytes) -> None:
    """Word never writes a document type; it only serves to pull in other files or to swell."""
    text = data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        text = data.replace(b"\x00", b"")
    elif (declared := _DECLARED.match(data.lstrip(b"\xef\xbb\xbf"))) and declared[1].lower() not in _PLAIN_ENCODINGS:
        raise RefusedFile(f"Phần {name} dùng bảng mã {declared[1].decode('ascii')} mà Word không dùng.")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise RefusedFile(f"Phần {name} có khai báo DOCTYPE, không phải do Word tạo ra.")


def parse(name: str, data: bytes) -> etree._Element:
    """The root of a part. Raises RefusedFile."""
    refuse_doctype(name, data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedFile(f"Phần {name} của tệp bị hỏng: mở lại bằng Word rồi lưu lại dạng .docx.") from error
