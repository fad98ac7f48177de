"""How much a job may use."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Bounds of a pool: sizes in bytes, times in seconds."""

    workers: int = 2
    memory: int = 1024 * _MIB
    base_seconds: float = 5.0
    # A long report needs longer: 14 pages are some 100 kB of XML and take half a second on a slow machine.
    xml_bytes_per_second: int = 50_000
    longest_seconds: float = 120.0
    start_seconds: float = 60.0
    queue_seconds: float = 60.0
    jobs_per_worker: int = 200

    def seconds_for(self, docx: bytes) -> float:
        """The wall and processor time allowed for a file, by the size of the markup that it unpacks to."""
        try:
            with zipfile.ZipFile(io.BytesIO(docx)) as package:
                markup = sum(item.file_size for item in package.infolist() if item.filename.endswith(".xml"))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            markup = 0
        return min(self.base_seconds + markup / self.xml_bytes_per_second, self.longest_seconds)
