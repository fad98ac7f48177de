"""What a child gives up before it sees a document: the network, files, other programs, and unlimited memory and time.

The network namespace and the limits are kept by the kernel. The audit hook is kept by Python and stops what Python code
opens; it is a net under the parsers, not a wall against foreign machine code.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from pathlib import Path
from typing import Any

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Libraries load lazily; fonts, their settings and time zones are read when first needed.
_READABLE = ("/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "/usr/share/fontconfig", "/usr/share/zoneinfo")
_FORBIDDEN = (
    "socket.", "subprocess.", "ctypes.dlopen", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system",
    "os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
    "os.chown", "os.chdir", "os.putenv", "os.unsetenv", "shutil.", "tempfile.", "ftplib.", "http.", "smtplib.",
    "urllib.Request", "pty.", "sqlite3.",
)  # fmt: skip


def leave_network() -> bool:
    """Move into an empty network namespace; False where the kernel does not let this user do so."""
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (_NEW_NET, _NEW_USER | _NEW_NET))


def limit_memory(size: int) -> None:
    """Cap the address space (bytes); no core files, no file grows."""
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def limit_time(seconds: float) -> None:
    """Let the kernel end this process after so many more seconds of processor time."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = usage.ru_utime + usage.ru_stime
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, hard))


def close_the_door() -> None:
    """From here on Python code opens only libraries and fonts, for reading. Cannot be undone."""
    readable = tuple(os.path.realpath(path) + os.sep for path in _readable_folders())

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            _judge_open(arguments, readable)
        elif event.startswith(_FORBIDDEN):
            raise PermissionError(f"{event} is closed in a rendering process")

    sys.addaudithook(watch)


def _readable_folders() -> set[str]:
    webapp = str(Path(__file__).parents[2])
    return {webapp, sys.prefix, sys.base_prefix, *_READABLE, *(path for path in sys.path if "-packages" in path)}


def _judge_open(arguments: tuple[Any, ...], readable: tuple[str, ...]) -> None:
    path, mode, flags = arguments
    if isinstance(path, int):
        return
    wants = flags if isinstance(flags, int) else 0
    if wants & _WRITING or (isinstance(mode, str) and set(mode) & set("wax+")):
        raise PermissionError("no file is written in a rendering process")
    place = os.path.realpath(os.fsdecode(path))
    if not place.startswith(readable) and place != os.devnull:
        raise PermissionError(f"{place} is not open to a rendering process")
