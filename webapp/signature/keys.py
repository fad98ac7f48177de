"""Whose key signs: from a PKCS#12 file that is used once and forgotten, or from a PKCS#11 token in the machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyhanko.sign.signers import Signer, SimpleSigner

from webapp.errors import DomainError


class WrongKey(DomainError):
    """The key file or the token cannot be used; the sentence says why."""

    status = 422


@dataclass(frozen=True)
class Key:
    """A key ready to sign. `fingerprint` is the SHA-256 of its certificate in hexadecimal."""

    signer: Signer
    owner: str
    issuer: str
    fingerprint: str


def key_of_file(data: bytes, password: str) -> Key:
    """The key in a PKCS#12 file (.p12, .pfx). Raises WrongKey for a wrong password or what is not such a file."""
    try:
        signer = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=password.encode() or None)
    except ValueError as error:  # what the parser of the file says when it is none
        raise WrongKey(_WRONG) from error
    if signer is None or signer.signing_cert is None:
        raise WrongKey(_WRONG)
    return _key(signer)


@contextmanager
def key_of_token(module: Path, *, token: str, pin: str, certificate: str = "") -> Iterator[Key]:
    """The key on a PKCS#11 token, for as long as the session lasts.

    `module` is the driver library of the token; `certificate` the label of the certificate when there are several.
    Raises WrongKey when the driver, the token or the PIN does not answer.
    """
    try:
        import pkcs11
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError as error:
        raise WrongKey("Máy chủ chưa cài phần đọc thiết bị ký (anthu[sign]).") from error
    try:
        session = open_pkcs11_session(str(module), token_criteria=TokenCriteria(label=token), user_pin=pin)
    except (pkcs11.PKCS11Error, OSError, RuntimeError) as error:
        sentence = f"Không mở được thiết bị ký “{token}”: kiểm tra thiết bị, trình điều khiển và mã PIN."
        raise WrongKey(sentence) from error
    with session:
        signer = PKCS11Signer(session, cert_label=certificate or None, key_label=certificate or None)
        try:
            yield _key(signer)
        except pkcs11.PKCS11Error as error:
            raise WrongKey("Thiết bị ký không thực hiện được lệnh ký; rút ra, cắm lại rồi ký lại.") from error


_WRONG = "Không mở được tệp khoá: mật khẩu sai, hoặc tệp không phải PKCS#12 (.p12, .pfx)."


def _key(signer: Signer) -> Key:
    certificate = signer.signing_cert
    if certificate is None:
        raise WrongKey("Không thấy chứng thư số đi cùng khoá.")
    owner, issuer = (name.native.get("common_name", "") for name in (certificate.subject, certificate.issuer))
    return Key(signer, str(owner), str(issuer), hashlib.sha256(certificate.dump()).hexdigest())
