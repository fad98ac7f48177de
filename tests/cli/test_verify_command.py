"""`flask verify`: what the signatures of a PDF say, from the terminal."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from tests.support.authority import PASSWORD, a_page, an_authority
from webapp.cli.signatures import verify
from webapp.signature import key_of_file, sign_pdf


def test_a_signed_file_passes_and_names_its_signer(tmp_path: Path) -> None:
    signed = sign_pdf(a_page(), key_of_file(an_authority().person, PASSWORD), field="A", reason="Ký")
    (tmp_path / "a.pdf").write_bytes(signed)
    (tmp_path / "root.pem").write_bytes(an_authority().root)
    done = CliRunner().invoke(verify, [str(tmp_path / "a.pdf"), "--root", str(tmp_path / "root.pem")])
    assert done.exit_code == 0 and "1. Nguyễn Văn Quyết" in done.output and done.output.endswith("ĐẠT\n")


def test_a_changed_or_unsigned_file_does_not(tmp_path: Path) -> None:
    signed = bytearray(sign_pdf(a_page(), key_of_file(an_authority().person, PASSWORD), field="A", reason="Ký"))
    signed[200] ^= 1
    for name, data, sentence in (("a.pdf", a_page(), "không có chữ ký số"), ("b.pdf", bytes(signed), "")):
        (tmp_path / name).write_bytes(data)
        done = CliRunner().invoke(verify, [str(tmp_path / name)])
        assert done.exit_code == 1 and sentence in done.output
