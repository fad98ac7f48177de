"""Sign with the second factor: what a person does on the screen; the signature itself is `sign_document`."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.models import Document, User
from webapp.queries.tools import Tools
from webapp.services.documents.circulation import sign_document
from webapp.services.second_factor import is_on, require_code


def asks_for_code(session: Session, *, actor: User, required: bool) -> bool:
    """Must this person give a code to sign? `required`: the installation asks it of everybody."""
    return required or is_on(session, actor)


def sign_with_factor(
    session: Session, tools: Tools, *, document: Document, actor: User, seen: int, code: str, key: str, required: bool
) -> None:
    """Check the code of the telephone, then sign these exact bytes. `key` opens the sealed secret.

    Raises WrongCode before anything of the document is touched, and whatever `sign_document` raises.
    """
    require_code(session, actor=actor, code=code, key=key, wanted=required)
    sign_document(session, tools, document=document, actor=actor, seen=seen)
