"""`flask procedures`: check, list and draw without a database."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import procedures as module

V1 = Path(__file__).parents[2] / "workflows" / "member_suspected_violation" / "v1.toml"


@pytest.fixture(autouse=True)
def without_templates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """These tests are about procedures; whether every template exists is tested on the data."""
    monkeypatch.setattr(module, "DOC_TEMPLATES", tmp_path / "none")


def run(*words: str) -> Result:
    return CliRunner().invoke(module.procedures, list(words))


def test_the_command_is_offered_to_the_factory() -> None:
    assert [command.name for command in module.commands] == ["procedures"]


def test_all_procedures_are_checked(v1: object) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "Đúng: KT_DHVP_DV v1, 21 bước" in result.output


def test_one_file_is_checked() -> None:
    assert run("check", str(V1)).exit_code == 0


def test_a_wrong_file_is_refused_with_every_mistake(tmp_path: Path) -> None:
    text = V1.read_text(encoding="utf-8")
    path = tmp_path / "v1.toml"
    path.write_text(text.replace('"team_has_leader"', '"nobody"').replace("final = true", "finale = true"), "utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1
    assert "“nobody”" in result.output
    assert "finale: khoá lạ" in result.output
    assert f"{path}:" in result.output


def test_a_missing_template_is_a_mistake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "ballot").mkdir()
    (tmp_path / "ballot" / "template.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr(module, "DOC_TEMPLATES", tmp_path)
    result = run("check", str(V1))
    assert result.exit_code == 1
    assert "không có mẫu văn bản “inspection_plan”" in result.output
    assert "“ballot”" not in result.output


def test_every_step_and_document_is_listed() -> None:
    output = run("list").output
    assert "KT_DHVP_DV v1  Kiểm tra đảng viên khi có dấu hiệu vi phạm" in output
    assert "16. Kỳ họp Uỷ ban biểu quyết hình thức kỷ luật" in output
    assert "Biên bản kiểm phiếu (tally_minutes)" in output
    assert "nhận: Bản tự kiểm điểm của đảng viên" in output


@pytest.mark.parametrize(("words", "start"), [((), "---\ntitle:"), (("--svg",), "<svg "), (("--version", "1"), "---")])
def test_a_procedure_is_drawn(words: tuple[str, ...], start: str) -> None:
    result = run("diagram", "KT_DHVP_DV", *words)
    assert result.exit_code == 0
    assert result.output.startswith(start)


@pytest.mark.parametrize("words", [("KHONG_CO",), ("KT_DHVP_DV", "--version", "9")])
def test_an_unknown_procedure_is_refused_with_the_known_ones(words: tuple[str, ...]) -> None:
    result = run("diagram", *words)
    assert result.exit_code == 1
    assert "KT_DHVP_DV" in result.output
