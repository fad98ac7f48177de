"""Decide whether an Excel workbook comes in, by its zip directory and the types of its parts."""

from __future__ import annotations

from webapp.rendering.guard import RefusedFile, parts
from webapp.rendering.guard.directory import open_package

MAX_FILE = 10_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_EXCEL = "Đây không phải tệp Excel .xlsx, hoặc tệp đã hỏng: mở bằng Excel, lưu dạng .xlsx rồi tải lên lại."
_DANGERS = (
    ("vbaproject", "Tệp có macro: lưu lại dạng .xlsx (không phải .xlsm) rồi tải lên."),
    ("/externallinks/", "Tệp có liên kết tới tệp khác: trong Excel chọn Dữ liệu, Sửa liên kết, Ngắt liên kết rồi lưu."),
    ("/embeddings/", "Tệp có đối tượng nhúng: xoá đi rồi tải lên."),
    ("/activex/", "Tệp có điều khiển ActiveX: xoá đi rồi tải lên."),
)


def admit_sheet(data: bytes) -> None:
    """Let a workbook in, or raise RefusedFile with the reason and what to do."""
    if not data:
        raise RefusedFile("Tệp trống, không có nội dung.")
    if len(data) > MAX_FILE:
        raise RefusedFile(f"Tệp lớn quá {MAX_FILE // 1_000_000} MB: bỏ ảnh, bỏ trang tính thừa rồi tải lên lại.")
    if data.startswith(_OLE):
        raise RefusedFile("Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu: lưu lại dạng .xlsx, không mật khẩu.")
    if not data.startswith(b"PK"):
        raise RefusedFile(_NOT_EXCEL)
    try:
        package = open_package(data)
    except RefusedFile as error:
        raise RefusedFile(_in_excel_words(error.sentence)) from error
    with package:
        names = package.namelist()
        for mark, sentence in _DANGERS:
            if any(mark in f"/{name.lower()}" for name in names):
                raise RefusedFile(sentence)
        if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
            raise RefusedFile(_NOT_EXCEL)
        markup = [name for name in names if name.lower().endswith((".xml", ".rels"))]
        try:
            for name in markup:
                parts.refuse_doctype(name, parts.read(package, name))
        except RefusedFile as error:
            raise RefusedFile(_in_excel_words(error.sentence)) from error


def _in_excel_words(sentence: str) -> str:
    """The guard of Word files speaks of Word."""
    if ".docx" in sentence or "Word" in sentence:
        return _NOT_EXCEL
    return sentence.replace("văn bản", "bảng tính")
