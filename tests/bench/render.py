"""How fast, how heavy and how faithful the converter is, against LibreOffice kept warm by unoserver.

    python tests/bench/render.py [--rounds N] [--reference DIR] [--corpus DIR] [--write docs/benchmarks.md]

LibreOffice takes part when `unoserver` (or the program named in UNOSERVER) is there; both engines are timed in turns,
the medians' ratio is what counts. Without it only our own times are shown. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from xmlrpc.client import Binary, ServerProxy

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from webapp.rendering.convert import Attachment, PdfOptions, to_pdf, warm_up  # noqa: E402

SHARED = ROOT.parent / "shared"
TARGETS = {"quyetdinh": (0.75, 0.5), "kehoach": (1.3, 0.8), "baocao": (1.6, 1.0)}
PORT, UNO_PORT = 28_411, 28_412


class Office:
    """A warm LibreOffice behind unoserver; `None` times when there is none."""

    def __init__(self) -> None:
        self.program = os.environ.get("UNOSERVER") or shutil.which("unoserver")
        self.process: subprocess.Popen[bytes] | None = None
        self.folder = tempfile.mkdtemp(prefix="anthu-bench-")

    def __enter__(self) -> Office:
        if self.program:
            self.process = subprocess.Popen(
                [
                    self.program,
                    "--port",
                    str(PORT),
                    "--uno-port",
                    str(UNO_PORT),
                    "--quiet",
                    "--user-installation",
                    self.folder,
                    "-p",
                    f"{self.folder}/pid",
                ],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def _wait(self) -> None:
        for _ in range(120):
            try:
                with ServerProxy(f"http://127.0.0.1:{PORT}", allow_none=True) as proxy:
                    proxy.info()
                return
            except OSError:
                time.sleep(0.5)
        self.process = None

    def convert(self, data: bytes) -> None:
        with ServerProxy(f"http://127.0.0.1:{PORT}", allow_none=True) as proxy:
            proxy.convert(None, Binary(data), None, "pdf", None, [], True, None, None)

    def name(self) -> str:
        if self.process is None:
            return "không có"
        return subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False).stdout.strip()

    def memory(self) -> float | None:
        """Resident megabytes of soffice.bin."""
        try:
            return resident(int(Path(self.folder, "pid").read_text()))
        except (OSError, ValueError):
            return None


def resident(pid: int) -> float:
    """Resident megabytes of a process and its children."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if int(fields["Pid"]) == pid or int(fields["PPid"]) == pid:
            total += int(fields.get("VmRSS", "0 kB").split()[0]) / 1024
    return total


_WORKER = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from webapp.rendering.convert import to_pdf, warm_up
warm_up()
for name in sys.argv[3:]:
    to_pdf((Path(sys.argv[2]) / f"{name}.docx").read_bytes())
print(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1])
"""


def worker_memory(reference: Path) -> float:
    """Resident megabytes of a fresh worker that has converted the reference documents."""
    command = [sys.executable, "-c", _WORKER, str(ROOT), str(reference), *TARGETS]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) / 1024


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def speed(reference: Path, rounds: int, office: Office) -> list[str]:
    """One Markdown row per reference document."""
    rows = []
    for name, (must, aim) in TARGETS.items():
        data = (reference / f"{name}.docx").read_bytes()
        options = PdfOptions(attachments=(Attachment(f"{name}.docx", data, "application/octet-stream", "Source"),))
        ours, theirs = [], []
        for turn in range(rounds + 1):
            ours.append(timed(lambda: to_pdf(data, options)))  # noqa: B023
            if office.process is not None:
                theirs.append(timed(lambda: office.convert(data)))  # noqa: B023
            if turn == 0:  # the first turn warms up
                ours.clear(), theirs.clear()
        pages = to_pdf(data).pages
        mine = statistics.median(ours)
        other = statistics.median(theirs) if theirs else None
        ratio = f"{mine / other:.2f}" if other else "—"
        rows.append(
            f"| {name} | {pages} | {mine:.0f} | {f'{other:.0f}' if other else '—'} | **{ratio}** | {must} | {aim} |"
        )
    return rows


def corpus(folder: Path) -> list[str]:
    """Converted share and page counts equal to the stored ones."""
    lines = (folder / "SOURCES.tsv").read_text(encoding="utf-8").split("\n", 1)[1].splitlines()
    converted = equal = several = equal_several = total = 0
    for row in csv.DictReader(lines, delimiter="\t"):
        total += 1
        wanted = int(row["pages"])
        try:
            pages = to_pdf((folder / row["file"]).read_bytes()).pages
        except Exception as error:  # a failure is a line of the result, whatever its kind
            print(f"{row['file']}: {type(error).__name__}: {error}", file=sys.stderr)
            continue
        converted += 1
        equal += pages == wanted
        several += wanted > 1
        equal_several += wanted > 1 and pages == wanted
    return [
        f"| tệp Word thật | {total} |",
        f"| chuyển được | {converted / total:.1%} |",
        f"| số trang bằng | {equal / converted:.1%} |",
        f"| số trang bằng, tệp nhiều trang ({several}) | {equal_several / several:.1%} |",
    ]


def report(arguments: argparse.Namespace) -> str:
    warm_up()
    out = ["## Word → PDF/A-3a", ""]
    with Office() as office:
        rows = speed(arguments.reference, arguments.rounds, office)
        own, other = worker_memory(arguments.reference), office.memory()
        out += [
            f"Máy: {platform.machine()}, {os.cpu_count()} nhân, Python {platform.python_version()}, WeasyPrint "
            f"{version('weasyprint')}; so với {office.name()} (unoserver, giữ nóng); "
            f"trung vị {arguments.rounds} lượt xen kẽ.",
            "",
            "| văn bản | trang | ms | LibreOffice ms | tỉ lệ | phải | muốn |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
        if other:
            out += [
                f"Bộ nhớ thường trú của một tiến trình dàn trang: {own:.0f} MB so với {other:.0f} MB "
                f"(tỉ lệ {own / other:.2f}).",
                "",
            ]
    if arguments.corpus.is_dir():
        out += ["| kho tệp | |", "|---|---|", *corpus(arguments.corpus), ""]
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--reference", type=Path, default=SHARED / "real" / "reference")
    parser.add_argument("--corpus", type=Path, default=SHARED / "real" / "docx")
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    if not arguments.reference.is_dir():
        sys.exit(f"Không có thư mục văn bản mẫu: {arguments.reference}")
    text = report(arguments)
    print(text)
    if arguments.write:
        before = arguments.write.read_text(encoding="utf-8") if arguments.write.exists() else "# Số đo\n\n"
        head = before.split("## Word → PDF/A-3a")[0]
        arguments.write.write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main()
