"""How long a known template takes to fill, as a share of docxtpl's own render and save; interleaved, medians.

    python tests/bench/fill.py [ROUNDS]
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

PROJECT = Path(__file__).parents[2]
sys.path.insert(0, str(PROJECT))

from webapp.rendering.check import variables  # noqa: E402
from webapp.rendering.fill import fill  # noqa: E402
from webapp.rendering.fill.compiled import compile_template  # noqa: E402

Paper = tuple[bytes, dict[str, Any]]
REFERENCE = PROJECT.parent / "shared" / "real" / "reference"
# Loops of the three reference papers; every other name gets a sentence.
ROWS: dict[str, list[Any]] = {
    "can_cu": [f"Căn cứ Quy định số {n}-QĐ/TW về công tác kiểm tra, giám sát;" for n in range(6)],
    "noi_nhan": [f"Nơi nhận {n}," for n in range(6)],
    "viec": [{"ten": f"Việc thứ {n}", "chu_tri": "Đoàn", "phoi_hop": "Đảng uỷ", "han": f"{n}/7"} for n in range(20)],
    "chi_tieu": [{"ten": f"Chỉ tiêu {n}", "dvt": "%", "nq": 100, "th": n, "gc": "đạt"} for n in range(22)],
}
SENTENCE = "Thường trực Uỷ ban Kiểm tra Thành uỷ & các đồng chí"


def main() -> None:
    """Print one line per template."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    papers = _reference_papers() or _house_papers()
    print(f"{'mẫu':<28}{'docxtpl ms':>12}{'đã biết ms':>12}{'tỷ lệ':>9}{'  đi qua'}")
    for name, (template, values) in papers.items():
        _line(name, template, values, rounds)


def _reference_papers() -> dict[str, Paper]:
    templates = {path.stem: path.read_bytes() for path in sorted(REFERENCE.glob("tpl_*.docx"))}
    return {
        name: (template, {key: ROWS.get(key, SENTENCE) for key in variables(template)})
        for name, template in templates.items()
    }


def _house_papers() -> dict[str, Paper]:
    """The house's own templates with their samples, where the reference papers are not at hand."""
    from webapp.rendering.catalogue import load_catalogue

    return {each.code: (each.docx, each.sample_values()) for each in load_catalogue(PROJECT / "doc_templates")}


def _line(name: str, template: bytes, values: dict[str, Any], rounds: int) -> None:
    stock: list[float] = []
    ours: list[float] = []
    fill(template, values)
    for _ in range(rounds):
        stock.append(_timed(lambda: _stock(template, values)))
        # A fill is so short that one alone would measure the clock and the cold cache after docxtpl.
        ours.append(_timed(lambda: [fill(template, values) for _ in range(10)]) / 10)
    slow, fast = statistics.median(stock) * 1000, statistics.median(ours) * 1000
    way = "bộ nhớ đệm" if compile_template(template).settled else "docxtpl"
    print(f"{name:<28}{slow:>12.2f}{fast:>12.3f}{fast / slow:>9.4f}  {way}")


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _stock(template: bytes, values: dict[str, Any]) -> bytes:
    document = DocxTemplate(io.BytesIO(template))
    document.render(values, Environment(), autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
