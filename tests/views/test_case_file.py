"""The page of a case's file and the two downloads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.views.office import Browser, text

SignIn = Callable[[str], Browser]


def test_the_page_names_what_is_missing(sign_in: SignIn, case_id: str) -> None:
    page = text(sign_in("leader").get(f"/cases/{case_id}/file"))
    assert "Mục lục" in page and "chưa ban hành (bước “" in page


def test_the_bag_is_a_zip_and_the_ledger_notes_who_took_it(sign_in: SignIn, case_id: str) -> None:
    leader = sign_in("leader")
    answer = leader.post(f"/cases/{case_id}/file/bag", {})
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment")
    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert any(name.endswith("/data/so-su-kien.jsonl") for name in names)
    assert "tải gói lưu trữ của hồ sơ" in text(leader.get(f"/cases/{case_id}/history"))


def test_a_stranger_to_the_case_finds_no_file(sign_in: SignIn, case_id: str) -> None:
    assert sign_in("other").get(f"/cases/{case_id}/file").status_code == 404
