"""Fill a Word template with plain values."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from webapp.rendering.check import check_template
from webapp.rendering.check.sandbox import missing_names
from webapp.rendering.fill.compiled import Compiled, compile_template
from webapp.rendering.fill.errors import TemplateError
from webapp.rendering.fill.stock import fill_stock
from webapp.rendering.fill.values import Facts, Notes, plain

KEPT = 128
_known: OrderedDict[bytes, Compiled] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Filled:
    """A filled Word file and the names of the empty values that it printed, as paths such as `members[2].phone`."""

    docx: bytes
    empty: tuple[str, ...]


def fill(template: bytes, values: Mapping[str, object]) -> Filled:
    """Fill `template` (a .docx with docxtpl's tags) with plain values.

    A template is compiled once and known by the SHA-256 of its bytes. Raises TemplateError with one line per mistake:
    every broken or forbidden tag with its part and paragraph, or every name that has no value.
    """
    compiled = _compiled(template)
    notes = Notes()
    facts = plain(values, notes)
    names: dict[str, None] = {}
    token = missing_names.set(names)
    try:
        docx = _fill(template, compiled, facts, notes)
    except TemplateError:
        raise
    except Exception as error:
        details = _missing(names) or [f"Mẫu báo lỗi khi điền: {type(error).__name__} {error}".strip()]
        raise TemplateError("Mẫu không điền được với dữ liệu này.", details=details) from error
    finally:
        missing_names.reset(token)
    if names:
        raise TemplateError(f"Dữ liệu thiếu {len(names)} giá trị mà mẫu cần.", details=_missing(names))
    return Filled(docx, tuple(notes.empty))


def _fill(template: bytes, compiled: Compiled, facts: Facts, notes: Notes) -> bytes:
    if compiled.settled and not notes.objects:
        return compiled.fill(facts)
    return fill_stock(template, facts)


def _compiled(template: bytes) -> Compiled:
    key = hashlib.sha256(template).digest()
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    try:
        compiled = compile_template(template)
    except Exception as error:
        raise _explained(template, error) from error
    with _lock:
        _known[key] = compiled
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return compiled


def _explained(template: bytes, error: Exception) -> TemplateError:
    """All mistakes of a template that did not compile, each with its place."""
    details = [str(problem) for problem in check_template(template, None)]
    return TemplateError(
        f"Mẫu có {len(details)} chỗ sai." if details else "Mẫu không đọc được.",
        details=details or [f"Tệp mẫu báo lỗi: {error}"],
    )


def _missing(names: Mapping[str, None]) -> list[str]:
    return [f"Thiếu “{name}”: thêm giá trị này vào dữ liệu, hoặc sửa lại tên trong mẫu." for name in names]
