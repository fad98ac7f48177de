"""Passwords: argon2id, at least OWASP's minimum (19 MiB, 2 passes, 1 lane)."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Verified when the account does not exist, so that the answer takes as long as a wrong password.
_NOBODY = _hasher.hash("không có tài khoản này")


def hash_password(password: str) -> str:
    return _hasher.hash(_typed(password))


def password_matches(password: str, stored: str | None) -> bool:
    """Compare in constant effort; `None` stands for an account that does not exist."""
    try:
        return _hasher.verify(stored or _NOBODY, _typed(password)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def _typed(password: str) -> str:
    """One form of the same letters: some keyboards type a letter and its mark apart."""
    return unicodedata.normalize("NFC", password)
