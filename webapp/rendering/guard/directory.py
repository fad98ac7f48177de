"""Judge a zip file by its central directory alone, so that a bomb is refused before one byte of it is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile

from webapp.rendering.guard.refusal import RefusedFile

MAX_FILE = 60_000_000
MAX_ENTRIES = 2_000
MAX_TOTAL = 100_000_000
MAX_RATIO = 100
# Small parts of repeated markup pack very well and harm nobody; old pictures (EMF) do so at any size.
LARGE_PART = 2_000_000
MAX_DIRECTORY = 1_000_000
_END = b"PK\x05\x06"
_DRIVE = re.compile(r"^[A-Za-z]:")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_BROKEN = "Tệp bị hỏng hoặc tải lên chưa đủ: mở lại bằng Word, lưu dạng .docx rồi tải lên lần nữa."
_BOMB = "Tệp bung ra quá lớn so với một văn bản"


def open_package(data: bytes) -> zipfile.ZipFile:
    """The package, once its directory has shown nothing dangerous. Raises RefusedFile."""
    _recognise(data)
    _judge_end(data)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise RefusedFile(_BROKEN) from error
    items = package.infolist()
    _judge_sizes(items)
    _judge_names(items)
    _judge_layout(items)
    return package


def _recognise(data: bytes) -> None:
    """Tell the usual wrong files from broken ones."""
    if not data:
        raise RefusedFile("Tệp trống, không có nội dung.")
    if len(data) > MAX_FILE:
        raise RefusedFile(f"Tệp lớn quá {MAX_FILE // 1_000_000} MB: giảm cỡ ảnh trong văn bản rồi tải lên lại.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise RefusedFile("Tệp Word có mật khẩu: bỏ mật khẩu trong Word rồi tải lên lại.")
        raise RefusedFile("Tệp Word kiểu cũ (.doc): mở bằng Word, chọn Lưu dưới dạng .docx rồi tải lên lại.")
    for start, kind in ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"<!DOCTYPE", "trang web"), (b"<html", "trang web")):
        if data.startswith(start):
            raise RefusedFile(f"Đây là tệp {kind}, không phải tệp Word .docx.")
    if not data.startswith(b"PK"):
        raise RefusedFile("Đây không phải tệp Word .docx.")


def _judge_end(data: bytes) -> None:
    """Read the counts that the end record claims, before Python's zipfile walks them."""
    at = data.rfind(_END, max(0, len(data) - 66_000))
    if at < 0 or len(data) - at < 22:
        raise RefusedFile(_BROKEN)
    entries, size = struct.unpack_from("<HL", data, at + 10)
    if entries > MAX_ENTRIES or size > MAX_DIRECTORY:
        raise RefusedFile(f"Tệp có quá nhiều phần bên trong (quá {MAX_ENTRIES}), không phải một văn bản bình thường.")


def _judge_sizes(items: list[zipfile.ZipInfo]) -> None:
    if len(items) > MAX_ENTRIES:
        raise RefusedFile(f"Tệp có quá nhiều phần bên trong (quá {MAX_ENTRIES}), không phải một văn bản bình thường.")
    if sum(item.file_size for item in items) > MAX_TOTAL:
        raise RefusedFile(f"{_BOMB}: quá {MAX_TOTAL // 1_000_000} MB.")
    for item in items:
        picture = "/media/" in item.filename
        if not picture and item.file_size > LARGE_PART and item.file_size > MAX_RATIO * max(item.compress_size, 1):
            raise RefusedFile(f"{_BOMB}: phần {item.filename} nén quá {MAX_RATIO} lần.")


def _judge_names(items: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for item in items:
        name = item.orig_filename
        if "\\" in name or "\x00" in name or name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
            raise RefusedFile("Tệp có phần mang tên đường dẫn nguy hiểm, không phải do Word tạo ra.")
        if name.lower() in seen:
            raise RefusedFile(f"Tệp có hai phần cùng tên {name}, không phải do Word tạo ra.")
        seen.add(name.lower())


def _judge_layout(items: list[zipfile.ZipInfo]) -> None:
    """Refuse encrypted entries, unusual packing, and entries that share their bytes with others."""
    end = 0
    for item in sorted(items, key=lambda each: each.header_offset):
        if item.flag_bits & 0x1:
            raise RefusedFile("Tệp có mật khẩu nén: bỏ mật khẩu rồi tải lên lại.")
        if item.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise RefusedFile("Tệp được nén theo cách mà Word không dùng: mở bằng Word rồi lưu lại dạng .docx.")
        if item.header_offset < end:
            raise RefusedFile("Tệp có các phần chồng lên nhau, không phải do Word tạo ra.")
        end = item.header_offset + 30 + len(item.filename) + item.compress_size
