"""Settings from the environment: frozen, checked at start, safe by default.

| variable | meaning | default |
|---|---|---|
| ANTHU_INSTANCE | folder of the run-time data | `instance/` of the checkout |
| ANTHU_ENV | `office` (one machine, loopback) or `production` | `office` |
| ANTHU_SECRET_KEY | signs cookies; production refuses to start without it | made once and kept in the instance folder |
| ANTHU_DATABASE | SQLAlchemy address | SQLite in the instance folder |
| ANTHU_SIGNING_FACTOR | `required`: nobody signs without a second factor; `enrolled`: asked of who has one | by kind |
| ANTHU_TRUSTED_ROOTS | folder of certificates (.pem, .crt) of the authorities the office trusts | none |
| ANTHU_TSA | address of the timestamp authority | none |
| ANTHU_OFFLINE | `yes`: on no network, so secret papers may be kept; `no`: only their line | `no` |
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from webapp.errors import DomainError

ROOT = Path(__file__).resolve().parents[1]
MIN_SECRET_LENGTH = 32


class SettingsError(DomainError):
    """The environment lacks something the product refuses to start without."""

    status = 500


@dataclass(frozen=True)
class Settings:
    """Everything that differs between two installations."""

    instance: Path
    secret_key: str  # empty: `secret()` keeps one in the instance folder
    database: str
    production: bool = False
    procedures: Path = ROOT / "workflows"
    doc_templates: Path = ROOT / "doc_templates"
    session_idle: timedelta = timedelta(hours=4)
    session_life: timedelta = timedelta(hours=12)
    upload_limit: int = 20 * 1024 * 1024  # bytes
    form_limit: int = 4 * 1024 * 1024  # bytes; long conclusions pass Flask's 500 kB
    login_rate: str = "10 per minute"
    render_workers: int = 2
    offline: bool = False  # declared by the office: the machine is on no network
    factor_required: bool = False  # nobody signs without a second factor
    trusted_roots: Path | None = None
    timestamp_authority: str = ""

    @property
    def archive(self) -> Path:
        return self.instance / "archive"

    def secret(self) -> str:
        """The key that signs cookies; made once for an office that was given none. Only a request needs it, so a
        command that is refused writes nothing."""
        return self.secret_key or _kept_secret(self.instance / "secret.key")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read and check the environment. Raises SettingsError with what is missing and what to do."""
        instance = Path(environment.get("ANTHU_INSTANCE") or ROOT / "instance").resolve()
        kind = environment.get("ANTHU_ENV", "office")
        if kind not in ("office", "production"):
            raise SettingsError(f"ANTHU_ENV là “{kind}”; chỉ nhận office hoặc production.")
        database = environment.get("ANTHU_DATABASE") or f"sqlite:///{instance / 'anthu.db'}"
        return cls(
            instance=instance,
            secret_key=_given_secret(environment.get("ANTHU_SECRET_KEY", ""), production=kind == "production"),
            database=database,
            production=kind == "production",
            offline=_yes(environment, "ANTHU_OFFLINE"),
            factor_required=_factor(environment, production=kind == "production"),
            trusted_roots=Path(roots).resolve() if (roots := environment.get("ANTHU_TRUSTED_ROOTS")) else None,
            timestamp_authority=environment.get("ANTHU_TSA", ""),
        )


def _factor(environment: Mapping[str, str], *, production: bool) -> bool:
    given = environment.get("ANTHU_SIGNING_FACTOR", "") or ("required" if production else "enrolled")
    if given not in ("required", "enrolled"):
        raise SettingsError(f"ANTHU_SIGNING_FACTOR là “{given}”; chỉ nhận required hoặc enrolled.")
    return given == "required"


def _yes(environment: Mapping[str, str], name: str) -> bool:
    given = environment.get(name, "") or "no"
    if given not in ("yes", "no"):
        raise SettingsError(f"{name} là “{given}”; chỉ nhận yes hoặc no.")
    return given == "yes"


def _given_secret(given: str, *, production: bool) -> str:
    if given and len(given) < MIN_SECRET_LENGTH:
        raise SettingsError(
            f"ANTHU_SECRET_KEY ngắn hơn {MIN_SECRET_LENGTH} ký tự; hãy đặt một chuỗi ngẫu nhiên dài hơn."
        )
    if production and not given:
        raise SettingsError(
            "Chưa đặt ANTHU_SECRET_KEY. Máy chủ chính thức không khởi động khi thiếu khoá này; "
            "tạo bằng: python3 -c 'import secrets; print(secrets.token_hex(32))'."
        )
    return given


def _kept_secret(path: Path) -> str:
    """The secret of a one-machine office: made at the first start, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()
