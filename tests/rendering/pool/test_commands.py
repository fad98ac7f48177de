"""`flask render` and `flask pdf` as a person meets them."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.rendering.fill.words import changed, para, word
from webapp.cli import render as module
from webapp.rendering.pool import Limits, RenderPool
from webapp.rendering.text import read_text

Run = Callable[..., Result]
TEMPLATE = word(para("Kính gửi: {{ to }}") + para("{{ text }}") + para("{{ signer }}"))


FONTS = Path(__file__).parents[3] / "webapp" / "rendering" / "fonts"
needs_converter = pytest.mark.skipif(not any(FONTS.glob("*.ttf")), reason="`make setup` has not fetched the typefaces")


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    made = RenderPool(Limits(workers=1))
    yield made
    made.close()


@pytest.fixture
def run(pool: RenderPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(module, "default_pool", lambda: pool)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mẫu.docx").write_bytes(TEMPLATE)
    (tmp_path / "data.json").write_text(json.dumps({"to": "A & B", "text": "{{ x }}", "signer": ""}), encoding="utf-8")
    app = Flask("webapp")
    for command in module.commands:
        app.cli.add_command(command)
    runner = CliRunner()
    return lambda *arguments: runner.invoke(app.cli, list(arguments))


def _refused(result: Result, words: str) -> None:
    assert result.exit_code == 1
    assert words in result.stderr
    assert "Traceback" not in result.output + result.stderr


@needs_converter
def test_render_fills_and_converts(run: Run, tmp_path: Path) -> None:
    result = run("render", "mẫu.docx", "--data", "data.json", "--out", "kết quả")
    assert result.exit_code == 0, result.stderr
    assert read_text((tmp_path / "kết quả/mẫu.docx").read_bytes()) == "Kính gửi: A & B\n{{ x }}\n\n"
    assert "mẫu.pdf: 1 trang" in result.output
    assert "Để trống: signer" in result.output


@needs_converter
def test_the_pdf_carries_the_word_file_and_the_facts(run: Run, tmp_path: Path) -> None:
    run("render", "mẫu.docx", "--data", "data.json", "--out", "out")
    with pikepdf.open(tmp_path / "out/mẫu.pdf") as opened:
        found = {each.filename: each.get_file().read_bytes() for each in opened.attachments.values()}
    assert found["mẫu.docx"] == (tmp_path / "out/mẫu.docx").read_bytes()
    assert found["mẫu.json"] == (tmp_path / "data.json").read_bytes()


@needs_converter
def test_the_same_input_gives_the_same_files(run: Run, tmp_path: Path) -> None:
    for out in ("a", "b"):
        run("render", "mẫu.docx", "--data", "data.json", "--out", out)
    for name in ("mẫu.docx", "mẫu.pdf"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@needs_converter
def test_a_template_is_found_by_its_code(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "doc_templates/proposal").mkdir(parents=True)
    (tmp_path / "doc_templates/proposal/template.docx").write_bytes(TEMPLATE)
    monkeypatch.setattr(module, "DOC_TEMPLATES", tmp_path / "doc_templates")
    result = run("render", "proposal", "--data", "data.json", "--out", "out")
    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["proposal.docx", "proposal.pdf"]


@needs_converter
def test_pdf_converts_any_word_file_and_reports(run: Run, tmp_path: Path) -> None:
    result = run("pdf", "mẫu.docx", "sâu/mẫu.pdf", "--report")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "sâu/mẫu.pdf").read_bytes().startswith(b"%PDF")
    assert "Mọi thứ" in result.output


@needs_converter
def test_pdf_converts_a_file_with_macros_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "macro.docx").write_bytes(changed(TEMPLATE, {"word/vbaProject.bin": b"x"}))
    assert run("pdf", "macro.docx", "macro.pdf").exit_code == 0
    _refused(run("render", "macro.docx", "--data", "data.json", "--out", "out"), "macro")


_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9000" cy="9000"/><wp:docPr id="1" name="a"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    '<a:blip r:{}="rId7"/></pic:blipFill><pic:spPr/></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


@needs_converter
@pytest.mark.parametrize("attribute", ["embed", "link"])
@pytest.mark.parametrize("target", ["http://127.0.0.1:{}/a.png", "file:///etc/passwd", "//127.0.0.1:{}/a.png"])
def test_a_picture_from_elsewhere_is_asked_of_nobody(run: Run, tmp_path: Path, attribute: str, target: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId7" TargetMode="External" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
            f'Target="{target.format(server.getsockname()[1])}"/></Relationships>'
        )
        made = changed(word(_PICTURE.format(attribute)), {"word/_rels/document.xml.rels": relations.encode()})
        (tmp_path / "ngoài.docx").write_bytes(made)
        assert run("pdf", "ngoài.docx", "ngoài.pdf", "--report").exit_code == 0
        with pytest.raises(TimeoutError):
            server.accept()
    assert b"root:" not in (tmp_path / "ngoài.pdf").read_bytes()


def test_wrong_files_are_refused_with_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "hỏng.docx").write_bytes(TEMPLATE[:200])
    _refused(run("pdf", "không có.docx", "x.pdf"), "Không có tệp không có.docx")
    _refused(run("pdf", "hỏng.docx", "x.pdf"), "hỏng.docx: Tệp bị hỏng")
    _refused(run("render", "no_such_code", "--data", "data.json", "--out", "out"), "no_such_code")
    _refused(run("render", "../proposal", "--data", "data.json", "--out", "out"), "../proposal")
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("facts", "words"), [("{", "cú pháp JSON"), ("[1]", "bảng JSON"), ('{"to": "A"}', "Thiếu “text”")]
)
def test_wrong_data_is_refused_with_a_sentence(run: Run, tmp_path: Path, facts: str, words: str) -> None:
    (tmp_path / "data.json").write_text(facts, encoding="utf-8")
    _refused(run("render", "mẫu.docx", "--data", "data.json", "--out", "out"), words)
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder", encoding="utf-8")
    _refused(run("render", "mẫu.docx", "--data", "data.json", "--out", "out"), "Không ghi được")
