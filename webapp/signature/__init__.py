"""Digital signatures in PDF files (PAdES): sign with a key file or a token, verify any file, take in what was signed
elsewhere. Pure: bytes in, bytes and plain values out; nothing here knows the database or the web.

A signature only adds bytes after the end of the file (an incremental update), so the archived bytes stay as they are
and a second signature does not break the first.
"""

from webapp.signature.keys import Key, WrongKey, key_of_file, key_of_token
from webapp.signature.look import Look, Spot
from webapp.signature.outside import NotTheSameFile, check_signed_outside
from webapp.signature.sign import CannotSign, sign_pdf
from webapp.signature.verify import SignatureReport, SignedFile, verify_pdf

__all__ = [
    "CannotSign",
    "Key",
    "Look",
    "NotTheSameFile",
    "SignatureReport",
    "SignedFile",
    "Spot",
    "WrongKey",
    "check_signed_outside",
    "key_of_file",
    "key_of_token",
    "sign_pdf",
    "verify_pdf",
]
