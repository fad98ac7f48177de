"""An invented certificate authority, a person's key, an agency's key, and a page to sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from webapp.config import ROOT
from webapp.rendering.convert import PdfOptions, to_pdf
from webapp.rendering.layout import load_layouts
from webapp.rendering.scaffold.blocks import body
from webapp.rendering.scaffold.package import write_package

PASSWORD = "mật khẩu khoá"
PERSON, AGENCY = "Nguyễn Văn Quyết", "Ủy ban Kiểm tra Thành ủy Thái Nguyên"


@dataclass(frozen=True)
class Authority:
    """A root certificate and the keys it vouches for, as PKCS#12 files."""

    root: bytes
    person: bytes
    agency: bytes
    person_key: rsa.RSAPrivateKey
    person_certificate: x509.Certificate


def named(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common), x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")])


def certificate_for(
    common: str, key: rsa.RSAPrivateKey, issuer: x509.Name, issuer_key: rsa.RSAPrivateKey, *, ca: bool
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(
        issuer_name=issuer, subject_name=named(common), public_key=key.public_key(),
        serial_number=x509.random_serial_number(), not_valid_before=now - timedelta(days=3650),
        not_valid_after=now + timedelta(days=3650),
    )  # fmt: skip
    usage = x509.KeyUsage(
        digital_signature=not ca, content_commitment=not ca, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=ca, crl_sign=ca, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    return builder.add_extension(usage, critical=True).sign(issuer_key, hashes.SHA256())


def _file(key: rsa.RSAPrivateKey, certificate: x509.Certificate, root: x509.Certificate) -> bytes:
    lock = serialization.BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"key", key, certificate, [root], lock)


@cache
def an_authority() -> Authority:
    """One authority for the whole run: keys take long to make."""
    root_key, person_key, agency_key = (rsa.generate_private_key(65537, 2048) for _ in range(3))
    root = certificate_for("Tổ chức chứng thực mẫu", root_key, named("Tổ chức chứng thực mẫu"), root_key, ca=True)
    person = certificate_for(PERSON, person_key, root.subject, root_key, ca=False)
    agency = certificate_for(AGENCY, agency_key, root.subject, root_key, ca=False)
    return Authority(
        root=root.public_bytes(serialization.Encoding.PEM),
        person=_file(person_key, person, root),
        agency=_file(agency_key, agency, root),
        person_key=person_key,
        person_certificate=person,
    )


@cache
def a_page() -> bytes:
    """A PDF as the product archives it."""
    layouts = load_layouts(ROOT / "doc_templates/_layouts")
    profile = layouts["HD36_2018"]
    docx = write_package([body("Nội dung của văn bản.")], profile, title="Thử")
    return to_pdf(docx, PdfOptions(title="Thử", proof_number="01-QĐ/UBKTThU")).pdf
