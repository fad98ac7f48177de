"""`flask templates list` and `flask templates catalogue`: the catalogue in lines, and as one PDF to leaf through."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

import webapp.cli.catalogue  # noqa: F401  # hangs its command on the group
from webapp.cli.templates import FOLDER, templates

CODES = ("inspection_proposal", "ballot")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two templates of the product with what they need."""
    for name in (*CODES, "_layouts", "_samples"):
        shutil.copytree(FOLDER / name, tmp_path / "mau" / name)
    return tmp_path / "mau"


def test_the_list_says_who_drafts_signs_and_which_step_makes_it() -> None:
    output = CliRunner().invoke(templates, ["list"]).output
    start = output.index("inspection_decision ")
    lines = output[start - 6 :].splitlines()[:3]
    assert lines[0].startswith("F04") and " QĐ " in lines[0]
    assert lines[1].strip().startswith("soạn: Cán bộ theo dõi địa bàn, duyệt: ")
    assert lines[1].endswith("; vào sổ văn bản đi")
    assert "KT_DHVP_DV: Ban hành quyết định, kế hoạch kiểm tra" in output


@pytest.mark.parametrize(("layout", "guide"), [("HD36_2018", "36-HD/VPTW"), ("HD05_2026", "05-HD/VPTW")])
def test_the_catalogue_has_contents_and_a_bookmark_for_every_template(
    folder: Path, tmp_path: Path, layout: str, guide: str
) -> None:
    target = tmp_path / "danh-muc.pdf"
    result = CliRunner().invoke(templates, ["catalogue", str(target), "--folder", str(folder), "--layout", layout])
    assert result.exit_code == 0, result.output
    assert "2 mẫu" in result.output and guide in result.output
    with pikepdf.open(io.BytesIO(target.read_bytes())) as pdf, pdf.open_outline() as outline:
        names = [item.title for item in outline.root]
    assert names[0] == "Mục lục"
    assert {name.split(":")[0] for name in names[1:]} == {"F03 inspection_proposal", "F32 ballot"}


def test_an_unknown_layout_is_told_with_those_there_are(folder: Path, tmp_path: Path) -> None:
    arguments = ["catalogue", str(tmp_path / "a.pdf"), "--folder", str(folder), "--layout", "X"]
    result = CliRunner().invoke(templates, arguments)
    assert result.exit_code == 1
    assert "HD05_2026, HD36_2018" in result.output
