"""The documents of a step or a stage drafted together: a few at a time, each whole, what fails named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from tests.support.desk import Desk
from webapp.errors import DomainError, NotFound
from webapp.queries.document_set import DocumentSet, document_set
from webapp.services.documents import sets
from webapp.services.documents.sets import Batch, bind_set, draft_batch, zip_set

STEP, STAGE = "issue_decision", "decision"


@pytest.fixture
def begun(desk_at: Callable[[str], Desk]) -> Desk:
    desk = desk_at(STEP)
    desk.accepts(desk.person("Quyết"), STEP)
    return desk


def page(desk: Desk, **scope: str) -> DocumentSet:
    return document_set(desk.session, desk.tools, desk.person("Nguyệt"), desk.case, **(scope or {"step": STEP}))


def press(desk: Desk, **more: Any) -> Batch:
    return draft_batch(
        desk.session, desk.tools, case_id=desk.case.id, step=STEP, stage="", actor=desk.person("Nguyệt"),
        keep=desk.session.commit, **more,
    )  # fmt: skip


def test_one_press_drafts_every_document_of_the_step(begun: Desk) -> None:
    wanted = [item.row.label for item in page(begun).waiting]
    batch = press(begun)
    assert len(wanted) > 1
    assert (list(batch.drafted), batch.failures) == (wanted, ())
    assert page(begun).waiting == []


def test_a_press_drafts_a_few_and_the_next_one_goes_on(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "BATCH", 1)
    first, second = press(begun), press(begun)
    assert (len(first.drafted), len(second.drafted)) == (1, 1)
    assert first.drafted != second.drafted
    assert [item.document.current.no for item in page(begun).made] == [1] * len(page(begun).made)


def test_what_fails_is_named_and_the_others_stay(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real, first = sets.draft_document, page(begun).waiting[0]

    def failing(session: Any, tools: Any, **asked: Any) -> Any:
        document = real(session, tools, **asked)
        if asked["template"] == first.row.template:
            raise DomainError("Trang này không dựng được.")
        return document

    monkeypatch.setattr(sets, "draft_document", failing)
    batch = press(begun)
    assert [(each.key, each.sentence) for each in batch.failures] == [(first.key, "Trang này không dựng được.")]
    assert [item.key for item in page(begun).waiting] == [first.key]
    assert press(begun, passed_over=[first.key]) == Batch((), ())


def test_drafted_documents_are_not_drafted_again(begun: Desk) -> None:
    press(begun)
    assert press(begun) == Batch((), ())


def test_empty_facts_are_listed_with_the_step_that_asks_and_the_documents_that_print_them(
    desk_at: Callable[[str], Desk],
) -> None:
    empty = page(desk_at(STEP)).empty
    assert empty
    for fact in empty:
        assert fact.printed_in and fact.step_label
    assert {fact.key for fact in empty if fact.required}


def test_a_person_who_may_not_draft_reads_why(begun: Desk) -> None:
    viewer = begun.person("Yến")
    found = document_set(begun.session, begun.tools, viewer, begun.case, step=STEP)
    assert found.waiting == []
    assert {item.why for item in found.items} == {"việc soạn của người khác"}


def test_a_stage_holds_the_documents_of_its_steps(begun: Desk) -> None:
    found = page(begun, stage=STAGE)
    assert {item.key for item in page(begun).items} <= {item.key for item in found.items}


def test_a_step_that_is_not_there_is_not_found(begun: Desk) -> None:
    with pytest.raises(NotFound):
        page(begun, step="no_such_step")


def test_the_set_is_taken_as_one_zip_and_one_pdf(begun: Desk) -> None:
    press(begun)
    found = page(begun)
    with zipfile.ZipFile(io.BytesIO(zip_set(begun.tools, found))) as package:
        names = package.namelist()
        assert [name[:3] for name in names] == [f"{number:02d} " for number in range(1, len(found.made) + 1)]
        assert all(package.read(name).startswith(b"PK") for name in names)
    with pikepdf.open(io.BytesIO(bind_set(begun.tools, found))) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == len(found.made)
        assert len(pdf.pages) == sum(item.document.current.pages for item in found.made if item.document)


def test_an_empty_set_is_not_taken(begun: Desk) -> None:
    with pytest.raises(DomainError, match="chưa có văn bản nào"):
        zip_set(begun.tools, page(begun))
