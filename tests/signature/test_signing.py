"""A signature holds the bytes it was given on: whatever changes afterwards is seen, and others can check it too."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from tests.support.authority import AGENCY, PASSWORD, PERSON, Authority, certificate_for, named
from webapp.rendering.pdf.check import check
from webapp.rendering.pdf.proof import read_proof
from webapp.signature import (
    CannotSign,
    Look,
    NotTheSameFile,
    Spot,
    WrongKey,
    check_signed_outside,
    key_of_file,
    key_of_token,
    sign_pdf,
    verify_pdf,
)
from webapp.signature.look import BLUE, RED, NotAPicture, picture_of, words_as_picture
from webapp.signature.verify import NotAPdf

_TRADITIONAL = serialization.PrivateFormat.TraditionalOpenSSL
_PLAIN = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def look(words: str = PERSON, colour: tuple[int, int, int] = BLUE) -> Look:
    picture = words_as_picture((words, "đã ký số"), colour=colour, width=140, height=50)
    return Look(picture, Spot(0, 300, 200, 140, 50))


@pytest.fixture(scope="session")
def signed(authority: Authority, page: bytes) -> bytes:
    return sign_pdf(page, key_of_file(authority.person, PASSWORD), field="Nguoi-ky", reason="Ký", look=look())


@pytest.fixture(scope="session")
def sealed(authority: Authority, signed: bytes) -> bytes:
    seal = look(AGENCY, RED)
    return sign_pdf(signed, key_of_file(authority.agency, PASSWORD), field="Co-quan", reason="Đóng dấu", look=seal)


def test_a_signature_only_adds_bytes_and_names_who_signed(authority: Authority, page: bytes, signed: bytes) -> None:
    assert signed.startswith(page)
    found = verify_pdf(signed, roots=[authority.root])
    (one,) = found.signatures
    assert (one.signer, one.issuer, one.field) == (PERSON, "Tổ chức chứng thực mẫu", "Nguoi-ky")
    assert (one.intact, one.sound, one.whole, one.trusted, one.stamped) == (True, True, True, True, False)
    assert found.is_good and found.first_length == len(page)
    assert one.sentences == ("Nội dung còn nguyên như khi ký.",)


def test_the_seal_of_the_agency_comes_second_and_breaks_nothing(authority: Authority, sealed: bytes) -> None:
    person, agency = verify_pdf(sealed, roots=[authority.root]).signatures
    assert (person.signer, person.is_good, person.whole) == (PERSON, True, False)
    assert (agency.signer, agency.is_good, agency.whole) == (AGENCY, True, True)
    assert "Tệp có thêm chữ ký khác sau chữ ký này." in person.sentences


def test_a_signed_file_is_still_for_the_archive_and_its_code_still_holds(page: bytes, sealed: bytes) -> None:
    assert read_proof(sealed) == read_proof(page)
    # The signature's widget stands outside the structure: a matter of PDF/UA, not of the archive form.
    assert set(check(sealed)) - set(check(page)) <= {"UA 7.18.1: an annotation on page 1 outside the structure"}


def test_without_trusted_roots_nothing_is_said_of_trust(signed: bytes) -> None:
    (one,) = verify_pdf(signed).signatures
    assert one.trusted is None and one.is_good and "chưa đối chiếu được" in one.sentences[1]


def test_a_stranger_s_certificate_is_not_trusted(authority: Authority, signed: bytes) -> None:
    key = rsa.generate_private_key(65537, 2048)
    other = certificate_for("Tổ chức khác", key, named("Tổ chức khác"), key, ca=True)
    (one,) = verify_pdf(signed, roots=[other.public_bytes(serialization.Encoding.DER)]).signatures
    assert one.trusted is False and one.intact


def test_a_timestamp_gives_the_time(authority: Authority, page: bytes) -> None:
    key = keys.PrivateKeyInfo.load(authority.person_key.private_bytes(*_PLAIN))
    certificate = x509.Certificate.load(authority.person_certificate.public_bytes(_PLAIN[0]))
    stamper = DummyTimeStamper(tsa_cert=certificate, tsa_key=key)
    signed = sign_pdf(page, key_of_file(authority.person, PASSWORD), field="A", reason="Ký", timestamps=stamper)
    (one,) = verify_pdf(signed).signatures
    assert one.stamped and one.at is not None and one.intact


def test_an_authority_that_does_not_answer_signs_nothing(authority: Authority, page: bytes) -> None:
    nobody = HTTPTimeStamper("http://127.0.0.1:9/")
    with pytest.raises(CannotSign, match="dấu thời gian"):
        sign_pdf(page, key_of_file(authority.person, PASSWORD), field="A", reason="Ký", timestamps=nobody)


@pytest.mark.parametrize("where", range(12))
def test_a_changed_byte_is_seen(page: bytes, sealed: bytes, where: int) -> None:
    position = random.Random(where).randrange(100, len(page) - 100)
    changed = bytearray(sealed)
    changed[position] ^= 0x20
    try:
        found = verify_pdf(bytes(changed))
    except NotAPdf:
        return
    assert not found.is_good


def test_text_added_after_the_signature_is_seen(signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    drawn = writer.add_object(generic.StreamObject(stream_data=b"0 0 100 100 re f"))
    writer.add_stream_to_page(0, drawn)
    target = io.BytesIO()
    writer.write(target)
    (one,) = verify_pdf(target.getvalue()).signatures
    assert one.intact and not one.allowed_changes and not one.is_good
    assert "có thêm nội dung không phải chữ ký" in one.sentences[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 999])
def test_what_is_not_a_pdf_is_said_so(data: bytes) -> None:
    with pytest.raises(NotAPdf, match="không phải PDF đọc được"):
        verify_pdf(data)


@pytest.mark.parametrize(("data", "password"), [(b"", PASSWORD), (b"no key", PASSWORD), (None, "sai")])
def test_a_wrong_key_file_is_refused(authority: Authority, data: bytes | None, password: str) -> None:
    with pytest.raises(WrongKey, match="mật khẩu sai, hoặc tệp không phải PKCS#12"):
        key_of_file(authority.person if data is None else data, password)


def test_the_same_field_is_not_signed_twice(authority: Authority, signed: bytes) -> None:
    with pytest.raises(CannotSign):
        sign_pdf(signed, key_of_file(authority.agency, PASSWORD), field="Nguoi-ky", reason="Ký")


# ── signed on another machine ─────────────────────────────────────────────────────────────────────────────────────────
def test_a_file_signed_outside_is_taken_in(authority: Authority, page: bytes, signed: bytes, sealed: bytes) -> None:
    assert check_signed_outside(page, signed, roots=[authority.root]).signer == PERSON
    assert check_signed_outside(signed, sealed).signer == AGENCY


def test_another_file_no_signature_two_signatures_or_a_change_are_refused(
    page: bytes, signed: bytes, sealed: bytes
) -> None:
    for after, sentence in (
        (b"%PDF-1.7" + signed[8:40] + signed, "không phải tệp đã tải về"),
        (page, "chưa có chữ ký số mới nào"),
        (sealed, "nhiều chữ ký mới"),
        (signed[:len(page) + 400] + b"0" + signed[len(page) + 401 :], ""),
    ):
        with pytest.raises((NotTheSameFile, NotAPdf), match=sentence or "nguyên vẹn|hỏng|chưa có chữ ký"):
            check_signed_outside(page, after)


# ── pictures ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_picture_somebody_brings_is_read_or_refused() -> None:
    made = words_as_picture(("Đỗ Thị Ánh Nguyệt",), colour=BLUE, width=100, height=30)
    assert picture_of(made).startswith(b"\x89PNG")
    for data in (b"", b"GIF89a", b"\x89PNG\r\n\x1a\n"):
        with pytest.raises(NotAPicture):
            picture_of(data)


# ── others check it too ───────────────────────────────────────────────────────────────────────────────────────────────
def test_poppler_finds_both_signatures_valid(tmp_path: Path, sealed: bytes) -> None:
    if not shutil.which("pdfsig"):
        pytest.skip("poppler's pdfsig is not installed")
    (tmp_path / "a.pdf").write_bytes(sealed)
    said = subprocess.run(["pdfsig", "a.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 2 and said.count("Total document signed") == 1


def test_pyhanko_s_own_command_finds_them_valid(tmp_path: Path, authority: Authority, sealed: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(sealed)
    (tmp_path / "root.pem").write_bytes(authority.root)
    command = [
        str(Path(sys.executable).parent / "pyhanko"), "sign", "validate", "--pretty-print",
        "--trust", "root.pem", "--soft-revocation-check", "a.pdf",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("The signature is judged VALID.") == 2


# ── a token in the machine ────────────────────────────────────────────────────────────────────────────────────────────
MODULES = [Path(f"/usr/lib/{place}/libsofthsm2.so") for place in ("softhsm", "x86_64-linux-gnu/softhsm")]


@pytest.fixture
def token(tmp_path: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A software token with the person's key on it."""
    module = next((one for one in MODULES if one.is_file()), None)
    if module is None or not shutil.which("softhsm2-util"):
        pytest.skip("SoftHSM2 is not installed")
    pkcs11 = pytest.importorskip("pkcs11")
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "anthu", "--pin", "1234", "--so-pin", "5678"],
        check=True, capture_output=True,
    )  # fmt: skip
    library = pkcs11.lib(str(module))
    library.reinitialize()
    private = authority.person_key.private_bytes(_PLAIN[0], _TRADITIONAL, _PLAIN[2])
    with library.get_token(token_label="anthu").open(rw=True, user_pin="1234") as session:
        session.create_object({
            **decode_rsa_private_key(private), pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "ky",
            pkcs11.Attribute.ID: b"1", pkcs11.Attribute.PRIVATE: True,
        })  # fmt: skip
        session.create_object({
            **decode_x509_certificate(authority.person_certificate.public_bytes(_PLAIN[0])),
            pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "ky", pkcs11.Attribute.ID: b"1",
        })  # fmt: skip
    return module


def test_a_token_signs_without_giving_its_key_away(token: Path, authority: Authority, page: bytes) -> None:
    with key_of_token(token, token="anthu", pin="1234", certificate="ky") as key:
        signed = sign_pdf(page, key, field="Nguoi-ky", reason="Ký")
    (one,) = verify_pdf(signed, roots=[authority.root]).signatures
    assert (one.signer, one.is_good, one.trusted) == (PERSON, True, True)


def test_a_wrong_pin_or_no_token_is_a_sentence(token: Path, tmp_path: Path) -> None:
    for label, pin, module in (("anthu", "0000", token), ("khac", "1234", token), ("a", "1", tmp_path / "x.so")):
        with pytest.raises(WrongKey, match="Không mở được thiết bị ký"), key_of_token(module, token=label, pin=pin):
            pass

