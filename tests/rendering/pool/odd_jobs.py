"""Jobs that misbehave, run in a real child to see that the pool survives them."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from webapp.errors import DomainError

_hoard: list[bytes] = []
Answer = tuple[dict[str, Any], bytes]


class TemplateError(DomainError):
    """Stands for the error of the same name."""


def warm_up() -> None:
    """Nothing to load."""


def echo(block: bytes, *arguments: Any) -> Answer:
    print("a library that talks to standard output")
    return {"arguments": list(arguments), "pid": os.getpid(), "memory": False}, block[::-1]


def hang(block: bytes) -> Answer:
    time.sleep(3600)
    return {}, b""


def spin(block: bytes) -> Answer:
    while True:
        pass


def hoard(block: bytes) -> Answer:
    _hoard.append(bytes(4 << 30))
    return {}, b""


def die(block: bytes) -> Answer:
    os._exit(7)


def fault(block: bytes) -> Answer:
    import ctypes

    return {"never": ctypes.string_at(0)}, b""


def refuse(block: bytes) -> Answer:
    raise TemplateError("Mẫu có 1 chỗ sai.", details=["đoạn 3"])


def leave(block: bytes) -> Answer:
    raise SystemExit("as some libraries do")


def babble(block: bytes) -> Answer:
    os.write(4, b"\xff" * 64)
    return {}, b""


def read_file(block: bytes) -> Answer:
    return {}, Path(block.decode()).read_bytes()


def write_file(block: bytes) -> Answer:
    Path(block.decode()).write_text("x", encoding="utf-8")
    return {}, b""


def connect(block: bytes) -> Answer:
    socket.create_connection(("127.0.0.1", int(block)), timeout=2)
    return {}, b""


def spawn(block: bytes) -> Answer:
    os.system("true")
    return {}, b""


def secrets(block: bytes) -> Answer:
    return {"names": sorted(os.environ)}, b""


_ALL = (
    echo, hang, spin, hoard, die, fault, refuse, leave, babble, read_file, write_file, connect, spawn, secrets,
)  # fmt: skip
JOBS: dict[str, Callable[..., Answer]] = {job.__name__: job for job in _ALL}
