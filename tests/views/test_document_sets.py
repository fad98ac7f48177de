"""The page of a set: what it lacks, one press and the next, and the files to take away."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.views.conftest import FACTS
from tests.views.office import Browser, text
from webapp.services.documents import sets

SignIn = Callable[[str], Browser]


def test_the_set_says_which_facts_are_empty_and_where_to_fill_them(sign_in: SignIn, case_id: str) -> None:
    answer = sign_in("officer").get(f"/cases/{case_id}/set?step=propose")
    assert f'href="/cases/{case_id}/steps/propose#f-working_days"' in answer.get_data(as_text=True)
    assert "Dữ kiện còn trống" in text(answer)
    assert "Soạn cả bộ" in text(answer)


def test_one_press_drafts_the_set_and_says_what_it_did(sign_in: SignIn, case_id: str) -> None:
    officer = sign_in("officer")
    officer.post(f"/cases/{case_id}/steps/propose", FACTS)
    page = text(officer.post(f"/cases/{case_id}/set", {"step": "propose"}))
    assert "Vừa soạn 1 văn bản: Tờ trình" in page
    assert "Đã soạn đủ bộ" in page
    assert "Đã soạn 1 trong 1 văn bản" in page


def test_what_failed_is_named_and_can_be_tried_again(
    sign_in: SignIn, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from webapp.errors import DomainError

    def failing(*_: object, **__: object) -> None:
        raise DomainError("Trang này không dựng được.")

    monkeypatch.setattr(sets, "draft_document", failing)
    officer = sign_in("officer")
    page = text(officer.post(f"/cases/{case_id}/set", {"step": "propose"}))
    assert "Chưa soạn được" in page and "Trang này không dựng được." in page
    assert "Thử lại văn bản chưa soạn được" in page


def test_the_words_of_the_set_come_as_one_zip(sign_in: SignIn, case_id: str, drafted: str) -> None:
    answer = sign_in("officer").get(f"/cases/{case_id}/set/words.zip?step=propose")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as package:
        (name,) = package.namelist()
    assert name.startswith("01 ") and name.endswith(".docx")


def test_a_set_without_documents_is_not_taken(sign_in: SignIn, case_id: str) -> None:
    answer = sign_in("officer").get(f"/cases/{case_id}/set/words.zip?step=propose")
    assert answer.status_code == 422
    assert "chưa có văn bản nào" in text(answer)


@pytest.mark.parametrize("query", ["", "?step=nowhere", "?stage=nowhere"])
def test_a_set_of_nothing_is_not_found(sign_in: SignIn, case_id: str, query: str) -> None:
    assert sign_in("officer").get(f"/cases/{case_id}/set{query}").status_code == 404


def test_who_may_not_know_of_the_case_finds_no_set(sign_in: SignIn, case_id: str) -> None:
    stranger = sign_in("stranger")
    assert stranger.get(f"/cases/{case_id}/set?step=propose").status_code == 404
    assert stranger.post(f"/cases/{case_id}/set", {"step": "propose"}).status_code == 404
