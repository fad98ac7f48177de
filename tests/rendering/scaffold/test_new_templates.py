"""A new template comes with its head, frame and signature block, and is right from the first minute."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTFont
from lxml import etree

from webapp.cli.templates import templates
from webapp.errors import Conflict, DomainError
from webapp.rendering.catalogue import load_catalogue
from webapp.rendering.layout import load_layouts
from webapp.rendering.scaffold import blocks
from webapp.rendering.scaffold.new import new_template, plan_template
from webapp.rendering.scaffold.package import write_package
from webapp.rendering.scaffold.xml import dxa, runs

ROOT = Path(__file__).parents[3]
HOUSE = ROOT / "doc_templates"
PROFILE = load_layouts(HOUSE / "_layouts")["HD36_2018"]
BOLD = ROOT / "webapp/rendering/fonts/Tinos_700Bold.ttf"
REQUESTS = [
    ("official", "QĐ", {"doc_number", "issue_date", "signer_title", "signer_name"}),
    ("official", "BC", {"doc_number", "issue_date", "signer_title", "signer_name"}),
    ("letter", "CV", {"doc_number", "issue_date", "signer_title", "signer_name"}),
    ("team", "", {"issue_date", "signer_title", "signer_name"}),
    ("sheet", "", {"issue_date"}),
    ("personal", "", set()),
    ("minutes", "", {"issue_date"}),
    ("ballot", "", set()),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("_samples", "_layouts"):
        shutil.copytree(HOUSE / name, tmp_path / name)
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(templates, list(arguments))
    return result.exit_code, result.output


@pytest.mark.parametrize(("kind", "type_code", "tags"), REQUESTS)
def test_a_new_template_passes_the_check_at_once(folder: Path, kind: str, type_code: str, tags: set[str]) -> None:
    typed = ["--type", type_code] if type_code else []
    code, output = run("new", "mau_moi", "--title", "Mẫu & thử", "--kind", kind, *typed, "--folder", str(folder))
    assert code == 0, output
    template = load_catalogue(folder).get("mau_moi")
    assert template.tags == tags
    assert "diện tích < 100 m²" in template.texts["extreme"]
    assert run("check", "--folder", str(folder)) == (0, "1 mẫu đều đúng.\n")


def test_a_second_template_of_the_same_code_is_refused(folder: Path) -> None:
    plan = plan_template("mau_moi", title="Mẫu", type_code="KH", kind="official")
    new_template(folder, plan, PROFILE)
    with pytest.raises(Conflict, match="mau_moi"):
        new_template(folder, plan, PROFILE)


def test_a_wrong_request_is_refused_with_every_mistake() -> None:
    with pytest.raises(DomainError) as refusal:
        plan_template("Mẫu mới", title=" ", type_code="QĐ", kind="minutes")
    assert len(refusal.value.details) == 3


def test_an_unknown_type_needs_its_name() -> None:
    with pytest.raises(DomainError, match="--name"):
        plan_template("x", title="X", type_code="PA", kind="official")
    plan = plan_template("x", title="X", type_code="PA", kind="official", type_name="PHƯƠNG ÁN")
    assert plan.type_name == "PHƯƠNG ÁN"


def test_the_check_shows_where_the_text_differs(folder: Path) -> None:
    run("new", "mau_moi", "--title", "Mẫu", "--kind", "minutes", "--folder", str(folder))
    expected = folder / "mau_moi/expected.txt"
    expected.write_text(expected.read_text("utf-8").replace("BIÊN BẢN", "BIÊN LAI"), "utf-8")
    code, output = run("check", "--folder", str(folder))
    assert code == 1
    assert "chờ “BIÊN LAI”, ra “BIÊN BẢN”" in output
    assert run("expect", "mau_moi", "--folder", str(folder))[0] == 0
    assert run("check", "--folder", str(folder))[0] == 0


def test_the_list_names_every_template() -> None:
    code, output = run("list")
    assert code == 0
    assert "discipline_decision" in output and "Quyết định thi hành kỷ luật đảng viên" in output


def test_the_same_blocks_give_the_same_bytes() -> None:
    made = [write_package([blocks.title_block()], PROFILE, title="Thử") for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.skipif(not BOLD.exists(), reason="phông chữ chưa có")
def test_the_rule_is_exactly_as_long_as_the_title() -> None:
    font = TTFont(BOLD)
    advances, glyphs = font["hmtx"], font.getBestCmap()
    units = sum(advances[glyphs[ord(letter)]][0] for letter in "ĐẢNG CỘNG SẢN VIỆT NAM")
    title = units / font["head"].unitsPerEm * PROFILE.size.party_title.use * 20
    assert pytest.approx(title, abs=2) == blocks.TITLE_DXA
    head = etree.fromstring(f'<x xmlns:w="urn:w">{blocks.letterhead(numbered=True)}</x>')
    indent = head.find(".//{urn:w}pBdr/../{urn:w}ind")
    rule = dxa(blocks.RIGHT_MM) - int(indent.get("{urn:w}left")) - int(indent.get("{urn:w}right"))
    assert rule == pytest.approx(title, abs=2)


def test_the_two_columns_of_the_head_fill_the_text_width() -> None:
    assert PROFILE.page.text_width_mm == blocks.LEFT_MM + blocks.RIGHT_MM


def test_signs_of_xml_in_fixed_text_are_escaped() -> None:
    assert "A &amp; B &lt; C" in runs("A & B < C")


def test_the_landscape_page_is_turned() -> None:
    package = write_package([blocks.title_block()], PROFILE, title="Thử", landscape=True)
    xml = zipfile.ZipFile(BytesIO(package)).read("word/document.xml").decode()
    assert f'w:w="{dxa(297)}" w:h="{dxa(210)}" w:orient="landscape"' in xml
