"""Messages over a pipe: a length-framed head and one block of bytes.

What a child sends back is JSON and bytes, never a pickle: a child works on files from outside and is not to be trusted.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

_SIZES = struct.Struct("<LQ")
LARGEST = 1 << 30


class Closed(Exception):
    """The other side is gone, or does not keep to the format."""


def send(pipe: IO[bytes], head: bytes, block: bytes) -> None:
    """Write one message. Raises OSError when nobody reads."""
    pipe.write(_SIZES.pack(len(head), len(block)))
    pipe.write(head)
    pipe.write(block)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    """Read one message. Raises Closed."""
    head, block = _SIZES.unpack(_exactly(pipe, _SIZES.size))
    if head > LARGEST or block > LARGEST:
        raise Closed
    return _exactly(pipe, head), _exactly(pipe, block)


def reply(pipe: IO[bytes], head: dict[str, Any], block: bytes = b"") -> None:
    """Write one answer of a child."""
    send(pipe, json.dumps(head).encode(), block)


def answer(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one answer of a child. Raises Closed."""
    head, block = receive(pipe)
    try:
        decoded = json.loads(head)
    except ValueError as error:
        raise Closed from error
    if not isinstance(decoded, dict):
        raise Closed
    return decoded, block


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) != size:
        raise Closed
    return data
