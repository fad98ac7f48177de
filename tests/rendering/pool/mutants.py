"""Damaged Word files, made from good ones by rules; the same number always gives the same mutant."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.rendering.fill.words import drawing, package, para, table, word

PROJECT = Path(__file__).parents[3]
REAL = PROJECT.parent / "shared" / "real"
LARGEST_SEED = 80_000
Parts = dict[str, str | bytes]

_TAG = re.compile(rb"<[^<>]+>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_ODD_VALUES = [
    b"-1", b"0", b"99999999999999999999", b"-99999999999", b"nan", b"1e308", b"", b" ", b"abc", b"true", b"0.0001",
    b"FFFFFFFFFF", b"../../x", b"&#x1F600;", b"\xcc\x81" * 50, b"x" * 70_000, b"31680", b"240000",
]  # fmt: skip
_ODD_TEXT = ["\u202e", "\u0301" * 200, "😀" * 50, "ệ" * 5_000, "W" * 3_000, "\u00ad" * 500, "\ufdfa", "{{ x }}"]


def seeds() -> list[bytes]:
    """Good files: some written here, the house's own templates, and other people's when they are at hand."""
    made = [
        word(para("Quyết định") + table([["a", "b"], ["c", "d"]], 2) + drawing(1), header=para("1")),
        word("".join(para(f"Đoạn {number}") for number in range(40)), footer=para("trang"), title="Tên"),
    ]
    folders = (PROJECT / "doc_templates", REAL / "docx", REAL / "reference")
    paths = [path for folder in folders for path in sorted(folder.rglob("*.docx"))]
    return made + [path.read_bytes() for path in paths if path.stat().st_size <= LARGEST_SEED]


def mutant(good: list[bytes], number: int) -> bytes:
    """Mutant `number` of these seeds."""
    chance = random.Random(number)
    seed = chance.choice(good)
    if chance.random() < 0.2:
        return chance.choice(_RAW)(seed, chance)
    with zipfile.ZipFile(io.BytesIO(seed)) as opened:
        parts: Parts = {name: opened.read(name) for name in opened.namelist()}
    for _ in range(chance.choice((1, 1, 2, 5))):
        chance.choice(_PARTS)(parts, chance)
    return package(parts)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _flip(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    return bytes(broken)


def _splice(data: bytes, chance: random.Random) -> bytes:
    at, start = chance.randrange(len(data)), chance.randrange(len(data))
    return data[:at] + data[start : start + chance.randrange(400)] + data[at:]


def _markup(parts: Parts, chance: random.Random) -> tuple[str, bytes]:
    names = [name for name in parts if name.endswith((".xml", ".rels"))] or list(parts)
    liked = [name for name in names if "word/document" in name]
    name = chance.choice(liked if liked and chance.random() < 0.6 else names)
    data = parts[name]
    return name, data if isinstance(data, bytes) else data.encode()


def _lose_part(parts: Parts, chance: random.Random) -> None:
    if len(parts) > 1:
        del parts[chance.choice(list(parts))]


def _swap_parts(parts: Parts, chance: random.Random) -> None:
    parts[chance.choice(list(parts))] = parts[chance.choice(list(parts))]


def _odd_value(parts: Parts, chance: random.Random) -> None:
    name, data = _markup(parts, chance)
    found = list(_ATTRIBUTE.finditer(data))
    for _ in range(min(len(found), chance.choice((1, 3, 20)))):
        each = chance.choice(found)
        if not each[1].startswith(b"xmlns"):
            data = data.replace(each[0], each[1] + b'="' + chance.choice(_ODD_VALUES) + b'"', chance.choice((1, 1, -1)))
    parts[name] = data


def _lose_tags(parts: Parts, chance: random.Random) -> None:
    name, data = _markup(parts, chance)
    found = list(_TAG.finditer(data))
    if found:
        each = chance.choice(found)
        parts[name] = data[: each.start()] + data[each.end() :]


def _lose_element(parts: Parts, chance: random.Random) -> None:
    """Remove an empty element, or everything from a tag to the next tag of its name that closes."""
    name, data = _markup(parts, chance)
    found = [each for each in _TAG.finditer(data) if not each[0].startswith((b"</", b"<?"))]
    if not found:
        return
    each = chance.choice(found)
    end = each.end()
    if not each[0].endswith(b"/>"):
        closing = b"</" + re.split(rb"[\s>]", each[0][1:], maxsplit=1)[0] + b">"
        at = data.find(closing, end)
        end = at + len(closing) if at >= 0 else end
    parts[name] = data[: each.start()] + data[end:]


def _repeat(parts: Parts, chance: random.Random) -> None:
    name, data = _markup(parts, chance)
    found = [each for each in _TAG.finditer(data) if each[0].endswith(b"/>")]
    if found:
        each = chance.choice(found)
        parts[name] = data[: each.end()] + each[0] * chance.choice((1, 10, 300)) + data[each.end() :]


def _nest(parts: Parts, chance: random.Random) -> None:
    name, data = _markup(parts, chance)
    tag = chance.choice((b"w:tbl", b"w:p", b"w:r", b"w:sdt", b"w:ins", b"w:txbxContent", b"w:tc"))
    depth = chance.choice((3, 60, 300))
    at = data.find(b"<w:p>") if chance.random() < 0.5 else data.find(b"</w:body>")
    if at >= 0:
        parts[name] = data[:at] + (b"<%s>" % tag) * depth + (b"</%s>" % tag) * depth + data[at:]


def _odd_text(parts: Parts, chance: random.Random) -> None:
    name, data = _markup(parts, chance)
    parts[name] = data.replace(b"</w:t>", chance.choice(_ODD_TEXT).encode() + b"</w:t>", chance.choice((1, 5, 50)))


def _rename(parts: Parts, chance: random.Random) -> None:
    name, data = _markup(parts, chance)
    names = sorted(set(re.findall(rb"<(w:\w+)", data)))
    if names:
        old, new = chance.choice(names), chance.choice(names)
        parts[name] = re.sub(rb"(</?)" + old + rb"\b", rb"\1" + new, data)


_RAW: list[Callable[[bytes, random.Random], bytes]] = [_cut, _flip, _splice]
_PARTS: list[Callable[[Parts, random.Random], None]] = [
    _lose_part, _swap_parts, _odd_value, _odd_value, _odd_value, _lose_tags, _lose_element, _lose_element, _repeat,
    _nest, _odd_text, _rename,
]  # fmt: skip
