"""What a well-formed Word file may still not carry into the house."""

from __future__ import annotations

import posixpath
import re
import zipfile

from lxml import etree

from webapp.rendering.guard import parts
from webapp.rendering.guard.refusal import RefusedFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LINK = re.compile(r"^(?:https?|mailto):", re.IGNORECASE)
# Word's own limits: 0.1 to 22 inches, in twentieths of a point; 45 columns.
_PAGE = range(144, 31_681)
_COLUMNS = 45
_NEEDED = frozenset(("styles", "numbering", "header", "footer", "footnotes", "endnotes", "image", "settings"))

MACROS = "Tệp có macro: lưu lại dạng .docx (không macro) rồi tải lên."
_OBJECTS = "Tệp có đối tượng nhúng (OLE): thay bằng ảnh hoặc bảng của Word rồi tải lên lại."
_PARTS: tuple[tuple[str, str], ...] = (
    ("vbaproject", MACROS),
    ("vbadata", MACROS),
    ("/activex/", "Tệp có điều khiển ActiveX: xoá điều khiển ấy trong Word rồi tải lên lại."),
    ("/embeddings/", _OBJECTS),
    ("oleobject", _OBJECTS),
)
_TYPES: tuple[tuple[str, str], ...] = (
    ("macroenabled", MACROS),
    ("vbaproject", MACROS),
    ("wordprocessingml.template.main", "Đây là tệp mẫu .dotx: lưu lại dạng .docx rồi tải lên."),
)
_RELATIONS: tuple[tuple[str, str], ...] = (
    ("/vbaproject", MACROS),
    ("/oleobject", _OBJECTS),
    ("/package", _OBJECTS),
    ("/control", "Tệp có điều khiển ActiveX: xoá điều khiển ấy trong Word rồi tải lên lại."),
    ("/afchunk", "Tệp có phần nội dung ngoài (altChunk): mở bằng Word rồi lưu lại để Word nhập hẳn phần ấy vào."),
    ("/subdocument", "Tệp là tài liệu chính gộp từ các tệp khác: chép nội dung các tệp con vào rồi lưu lại."),
    ("/frame", "Tệp là trang khung trỏ tới các tệp khác: lưu lại thành một văn bản .docx bình thường."),
)


def judge(package: zipfile.ZipFile, types: etree._Element, main: str, document: etree._Element) -> None:
    """Raise RefusedFile for macros, embedded objects, links to other files, absurd pages and broken or cyclic parts."""
    names = package.namelist()
    for name in names:
        _refuse(f"/{name}".lower(), _PARTS)
    for each in types:
        _refuse(each.get("ContentType", "").lower(), _TYPES)
    for name in names:
        if name.lower().endswith(".rels"):
            _judge_relations(name, parts.parse(name, parts.read(package, name)), set(names))
    _judge_pages(document)
    _judge_stories(package, names, main)


def _refuse(text: str, table: tuple[tuple[str, str], ...]) -> None:
    for mark, sentence in table:
        if mark in text:
            raise RefusedFile(sentence)


def _judge_relations(name: str, relations: etree._Element, names: set[str]) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in relations.iter(_RELATIONSHIP):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        _refuse(f"/{kind.lower().rsplit('/', 1)[-1]}", _RELATIONS)
        if relation.get("TargetMode") != "External":
            _judge_target(folder, kind, target, names)
        elif not (kind.endswith("/hyperlink") and _LINK.match(target)):
            what = kind.rsplit("/", 1)[-1]
            raise RefusedFile(f"Tệp trỏ tới tệp hay địa chỉ bên ngoài ({what}: {target[:80]}): gỡ ra trong Word.")


def _judge_target(folder: str, kind: str, target: str, names: set[str]) -> None:
    """A hyperlink's target inside the file may be a mere place; every other target must be a part of the file."""
    if kind.endswith("/hyperlink") or not target or target.startswith("#"):
        return
    path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    if path not in names and _is_needed(kind):
        raise RefusedFile(f"Tệp thiếu phần {path}: mở bằng Word rồi lưu lại dạng .docx.")


def _is_needed(kind: str) -> bool:
    return kind.rsplit("/", 1)[-1] in _NEEDED


def _judge_pages(document: etree._Element) -> None:
    for size in document.iter(_W + "pgSz"):
        for side in ("w", "h"):
            value = size.get(_W + side)
            if value is not None and not _is_number_in(value, _PAGE):
                raise RefusedFile(f"Khổ giấy không hợp lệ ({value}): chọn lại khổ giấy trong Word, thường là A4.")
    for columns in document.iter(_W + "cols"):
        value = columns.get(_W + "num")
        if value is not None and not _is_number_in(value, range(0, _COLUMNS + 1)):
            raise RefusedFile(f"Số cột không hợp lệ ({value}): chọn lại số cột trong Word.")


def _is_number_in(value: str, allowed: range) -> bool:
    try:
        return round(float(value)) in allowed
    except (ValueError, OverflowError):
        return False


def _judge_stories(package: zipfile.ZipFile, names: list[str], main: str) -> None:
    """Every part beside the body must be well-formed, and no style may rest on itself."""
    folder = posixpath.dirname(main) + "/"
    for name in names:
        if not (name.startswith(folder) and name.endswith(".xml")) or name == main:
            continue
        root = parts.parse(name, parts.read(package, name))
        if etree.QName(root).localname == "styles":
            _judge_styles(root)


def _judge_styles(styles: etree._Element) -> None:
    based: dict[str, str] = {}
    for style in styles.iter(_W + "style"):
        base = style.find(_W + "basedOn")
        if base is not None:
            based[style.get(_W + "styleId", "")] = base.get(_W + "val", "")
    for start in based:
        seen: set[str] = set()
        name = start
        while name in based:
            if name in seen:
                raise RefusedFile(f"Kiểu định dạng “{start}” dựa vòng tròn lên chính nó: sửa lại kiểu ấy trong Word.")
            seen.add(name)
            name = based[name]
