"""Settings: safe by default, refused when something is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.config import MIN_SECRET_LENGTH, ROOT, Settings, SettingsError

SECRET = "x" * MIN_SECRET_LENGTH


def test_without_any_setting_it_is_an_office_on_this_machine(tmp_path: Path) -> None:
    found = Settings.from_environment({"ANTHU_INSTANCE": str(tmp_path)})
    assert (found.instance, found.production) == (tmp_path, False)
    assert found.database == f"sqlite:///{tmp_path / 'anthu.db'}"
    assert found.archive == tmp_path / "archive"
    assert (found.procedures, found.doc_templates) == (ROOT / "workflows", ROOT / "doc_templates")


def test_the_instance_folder_of_the_checkout_is_the_default() -> None:
    assert Settings.from_environment({"ANTHU_SECRET_KEY": SECRET}).instance == ROOT / "instance"


def test_the_secret_of_an_office_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first, second = (Settings.from_environment({"ANTHU_INSTANCE": str(tmp_path)}) for _ in range(2))
    assert list(tmp_path.iterdir()) == []
    assert first.secret() == second.secret() and len(first.secret()) == 64
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_production_does_not_start_without_a_secret(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Máy chủ chính thức không khởi động khi thiếu khoá này"):
        Settings.from_environment({"ANTHU_INSTANCE": str(tmp_path), "ANTHU_ENV": "production"})
    assert list(tmp_path.iterdir()) == []


def test_production_starts_with_a_secret(tmp_path: Path) -> None:
    environment = {"ANTHU_INSTANCE": str(tmp_path), "ANTHU_ENV": "production", "ANTHU_SECRET_KEY": SECRET}
    found = Settings.from_environment(environment)
    assert found.production and found.secret_key == SECRET


@pytest.mark.parametrize("kind", ["office", "production"])
def test_a_short_secret_is_refused(tmp_path: Path, kind: str) -> None:
    environment = {"ANTHU_INSTANCE": str(tmp_path), "ANTHU_ENV": kind, "ANTHU_SECRET_KEY": SECRET[:-1]}
    with pytest.raises(SettingsError, match=f"ngắn hơn {MIN_SECRET_LENGTH} ký tự"):
        Settings.from_environment(environment)


def test_an_unknown_kind_of_installation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ANTHU_ENV là “prod”; chỉ nhận office hoặc production"):
        Settings.from_environment({"ANTHU_INSTANCE": str(tmp_path), "ANTHU_ENV": "prod"})


def test_another_database_is_taken_as_it_is_written(tmp_path: Path) -> None:
    environment = {"ANTHU_INSTANCE": str(tmp_path), "ANTHU_DATABASE": "postgresql+psycopg://anthu@/anthu"}
    assert Settings.from_environment(environment).database == "postgresql+psycopg://anthu@/anthu"
