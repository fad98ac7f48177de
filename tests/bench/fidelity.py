"""Every template, filled with each of its samples under each guide, against LibreOffice: pages and letters.

    .venv/bin/python -m tests.bench.fidelity [CODE …] [--write]

Both engines see the same typeface: LibreOffice runs with a fontconfig file that knows the bundled fonts alone and takes
Times New Roman for them. LibreOffice before 24.8 cannot narrow the spaces of a justified line as Word 2013 does; both
engines then get the files in compatibility mode 14, where neither does. `--write` puts the table into
docs/benchmarks.md; the last line says how many are equal.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from tests.bench.report import machine, write_section
from webapp.rendering.catalogue import load_catalogue
from webapp.rendering.convert import to_pdf
from webapp.rendering.convert.fonts import FOLDER as FONTS
from webapp.rendering.fill import fill
from webapp.rendering.layout import guides_of, load_layouts

TEMPLATES = Path(__file__).parents[2] / "doc_templates"
BATCH = 60
TITLE = "Mẫu văn bản so với LibreOffice"
_FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>
<cachedir>{cache}</cachedir><match target="pattern"><edit name="family" mode="assign" binding="same">
<string>Tinos</string></edit></match></fontconfig>"""


@dataclass(frozen=True)
class Pair:
    """One filled sample as both engines print it: the letters of each page."""

    name: str
    ours: list[str]
    theirs: list[str]

    @property
    def verdict(self) -> str:
        """What differs, "" when pages and words are equal."""
        if len(self.ours) != len(self.theirs):
            return f"{len(self.ours)} trang, LibreOffice {len(self.theirs)} trang"
        if sorted("".join(self.ours)) != sorted("".join(self.theirs)):
            return "lời khác"
        moved = [
            page for page, (one, other) in enumerate(zip(self.ours, self.theirs, strict=True), start=1) if one != other
        ]
        return f"ngắt trang khác ở trang {', '.join(map(str, moved))}" if moved else ""


def filled(codes: list[str]) -> dict[str, bytes]:
    """The Word files by name: code, sample, guide."""
    layouts, files = load_layouts(TEMPLATES / "_layouts"), {}
    for template in load_catalogue(TEMPLATES):
        if codes and template.code not in codes:
            continue
        for sample in ("", *template.further):
            for profile in guides_of(layouts, template.meta.system):
                name = f"{template.code}--{sample or 'sample'}--{profile.code}"
                files[name] = fill(template.docx, template.sample_values(sample, profile)).docx
    return files


def words(pdf: bytes) -> list[str]:
    """The letters of each page, sorted: a line may end within a number, and the two draw in different orders."""
    with pymupdf.open(stream=pdf) as document:
        return ["".join(sorted("".join(page.get_text().split()))) for page in document]


def by_libreoffice(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """The PDF of each file, made by one LibreOffice at a time."""
    config = folder / "fonts.conf"
    config.write_text(_FONTCONFIG.format(fonts=FONTS.resolve(), cache=folder / "cache"), encoding="utf-8")
    for name, word in files.items():
        (folder / f"{name}.docx").write_bytes(word)
    names = [f"{folder / name}.docx" for name in files]
    for start in range(0, len(names), BATCH):
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", str(folder), *names[start : start + BATCH]],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "FONTCONFIG_FILE": str(config)},
        )
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}


def version() -> str:
    """“LibreOffice 25.2.3.2 …”"""
    return subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False).stdout.strip()


def without_narrowing(word: bytes) -> bytes:
    """The same file in compatibility mode 14."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for item in package.infolist():
            data = package.read(item)
            if item.filename == "word/settings.xml":
                data = re.sub(rb'(compatibilityMode"[^>]*w:val=")15', rb"\g<1>14", data)
            copy.writestr(item, data)
    return out.getvalue()


def compare(codes: list[str]) -> list[Pair]:
    files, number = filled(codes), re.search(r"(\d+)\.(\d+)", version())
    if number and (int(number[1]), int(number[2])) < (24, 8):
        files = {name: without_narrowing(word) for name, word in files.items()}
    with tempfile.TemporaryDirectory(prefix="anthu-fidelity-") as folder:
        theirs = by_libreoffice(files, Path(folder))
    return [Pair(name, words(to_pdf(word).pdf), words(theirs[name])) for name, word in files.items()]


def main(arguments: list[str]) -> int:
    pairs = compare([each for each in arguments if not each.startswith("--")])
    differing = [pair for pair in pairs if pair.verdict]
    pages = sum(len(pair.ours) for pair in pairs)
    equal = len(pairs) - len(differing)
    total = f"{equal}/{len(pairs)} bản ({pages} trang) bằng nhau về số trang, lời và chỗ ngắt trang."
    for pair in differing:
        print(f"{pair.name}: {pair.verdict}")
    print(total)
    if "--write" in arguments:
        rows = "\n".join(f"| {pair.name.replace('--', ' | ')} | {pair.verdict} |" for pair in differing)
        table = f"\n\n| mẫu | bộ dữ liệu | thể thức | khác |\n|---|---|---|---|\n{rows}" if differing else ""
        head = f"`python -m tests.bench.fidelity --write`. Máy: {machine()} {version()}."
        write_section(TITLE, f"{head}\n\n{total}{table}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
