"""The private link of a report slip: who holds it may fill in that one slip, nothing else."""

from __future__ import annotations

import hashlib
import hmac

from webapp.models import ReportSlip


def slip_token(secret: str, slip: ReportSlip) -> str:
    """192 bits from the key of the installation and the random nonce of the slip; a new nonce ends the old link."""
    message = f"report-slip:{slip.id}:{slip.nonce}".encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:48]


def opens(secret: str, slip: ReportSlip, token: str) -> bool:
    """Whether the link is the one of this slip."""
    return hmac.compare_digest(slip_token(secret, slip).encode(), token.encode())
