"""A draft changed in Word: what is refused, what is shown, what goes back to the case, what a new draft would lose."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from tests.support.desk import Desk
from webapp.errors import Conflict, DomainError
from webapp.models import Document
from webapp.queries.versions import compare_versions, word_changes
from webapp.rendering.guard import RefusedFile
from webapp.rendering.stamp import StampMissing
from webapp.services.cases import StepBlocked
from webapp.services.documents import drafting, word
from webapp.services.documents.circulation import StaleVersion
from webapp.services.reproduce import reproduce

STEP, DECISION = "issue_decision", "inspection_decision"
AUTHOR = 'w:id="9{}" w:author="Ng&#244; Th&#7883; Y&#7871;n" w:date="2021-07-12T09:00:00Z"'


@pytest.fixture
def begun(desk_at: Callable[[str], Desk]) -> Desk:
    desk = desk_at(STEP)
    desk.accepts(desk.person("Quyết"), STEP)
    return desk


@pytest.fixture
def draft(begun: Desk) -> Document:
    return begun.drafts(begun.person("Nguyệt"), STEP, DECISION)


def edited(docx: bytes, *swaps: tuple[str, str], extra: dict[str, bytes] | None = None) -> bytes:
    """The file as Word might save it, with stretches of its body replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                text = data.decode()
                for before, after in swaps:
                    assert before in text, before
                    text = text.replace(before, after, 1)
                data = text.encode()
            new.writestr(item.filename, data)
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return made.getvalue()


def bytes_of(desk: Desk, document: Document) -> bytes:
    return desk.tools.store.get(document.current.docx_sha256)


def brings(desk: Desk, document: Document, data: bytes, seen: int | None = None, name: str = "sửa.docx") -> Document:
    kept = word.upload_version(
        desk.session, desk.tools, document_id=document.id, actor=desk.person("Nguyệt"),
        seen=seen or document.current.no, data=data, filename=name,
    )  # fmt: skip
    desk.session.commit()
    return kept


def decides(desk: Desk, document: Document, number: int, *, take: bool) -> None:
    word.decide_offer(
        desk.session, desk.tools, document=document, actor=desk.person("Nguyệt"),
        offer_id=document.offers[number].id, take=take,
    )  # fmt: skip
    desk.session.commit()


def test_a_file_that_was_only_saved_again_changes_nothing(begun: Desk, draft: Document) -> None:
    document = brings(begun, draft, edited(bytes_of(begun, draft)))
    changes = word_changes(begun.tools, document)
    assert (changes.is_from_word, changes.offers, changes.fixed, changes.revisions) == (True, (), (), ())
    begun.submits(begun.person("Nguyệt"), document)
    assert document.state == "submitted"


def test_a_changed_value_is_offered_back_to_the_case(begun: Desk, draft: Document) -> None:
    document = brings(begun, draft, edited(bytes_of(begun, draft), (">45<", ">30<")))
    offer = document.offers[0]
    assert (offer.tag, offer.fact, offer.old, offer.new) == ("working_days", "working_days", "45", "30")
    assert document.current.values["working_days"] in ("30", 45)
    with pytest.raises(StepBlocked) as refused:
        begun.submits(begun.person("Nguyệt"), document)
    assert refused.value.details == ["Bản 2 đổi 1 giá trị trong Word chưa đưa về hồ sơ hoặc bỏ qua."]
    begun.session.rollback()
    decides(begun, document, 0, take=True)
    assert begun.view.facts["working_days"] == 30
    begun.submits(begun.person("Nguyệt"), document)
    assert document.state == "submitted"


def test_a_date_and_a_list_are_read_back_as_facts(begun: Desk, draft: Document) -> None:
    first = str(begun.view.facts["content_items"][0])
    data = edited(
        bytes_of(begun, draft), (">ngày 01 tháng 01 năm 2019<", ">ngày 01 tháng 6 năm 2019<"),
        (first, "Việc quản lý quỹ"),
    )  # fmt: skip
    document = brings(begun, draft, data)
    by_tag = {one.tag: number for number, one in enumerate(document.offers)}
    decides(begun, document, by_tag["period_from_long"], take=True)
    decides(begun, document, by_tag["content_items[]"], take=True)
    assert begun.view.facts["period_from"] == date(2019, 6, 1)
    assert begun.view.facts["content_items"][0] == "Việc quản lý quỹ" and len(begun.view.facts["content_items"]) == 3


def test_a_value_may_be_left_in_this_document_alone(begun: Desk, draft: Document) -> None:
    document = brings(begun, draft, edited(bytes_of(begun, draft), (">45<", ">30<")))
    decides(begun, document, 0, take=False)
    assert begun.view.facts["working_days"] == 45
    again = brings(begun, document, edited(bytes_of(begun, document)))
    assert [one.decided for one in again.offers if one.version_no == 3] == ["left"]


def test_changed_words_of_the_template_are_marked_for_whoever_approves(begun: Desk, draft: Document) -> None:
    swap = ("thi hành Quyết định này", "xem xét Quyết định này")
    document = brings(begun, draft, edited(bytes_of(begun, draft), swap))
    fixed = word_changes(begun.tools, document).fixed
    pieces = [piece for line in fixed for piece in line.pieces if piece[0] != "same"]
    assert pieces == [("del", "thi"), ("ins", "xem"), ("del", "hành"), ("ins", "xét")] or (
        ("del", "thi hành") in pieces and ("ins", "xem xét") in pieces
    )


TRACKED = (
    "</w:t></w:r></w:p>",
    "</w:t></w:r><w:ins {}><w:r><w:t>CHỮ CHÈN</w:t></w:r></w:ins>"
    "<w:del {}><w:r><w:delText>CHỮ XOÁ</w:delText></w:r></w:del></w:p>",
)


def tracked(desk: Desk, document: Document) -> bytes:
    return edited(bytes_of(desk, document), (TRACKED[0], TRACKED[1].format(AUTHOR.format(1), AUTHOR.format(2))))


def test_tracked_changes_are_shown_and_must_be_decided_first(begun: Desk, draft: Document) -> None:
    document = brings(begun, draft, tracked(begun, draft))
    shown = [(one.kind, one.author, one.text) for one in word_changes(begun.tools, document).revisions]
    assert shown == [("ins", "Ngô Thị Yến", "CHỮ CHÈN"), ("del", "Ngô Thị Yến", "CHỮ XOÁ")]
    with pytest.raises(StepBlocked) as refused:
        begun.submits(begun.person("Nguyệt"), document)
    assert "Bản 2 còn 2 chỗ sửa có theo dõi hoặc ghi chú chưa xử lý." in refused.value.details


@pytest.mark.parametrize(
    ("decisions", "left", "inserted", "deleted"),
    [(True, 0, True, False), (False, 0, False, True), ({1: True}, 1, True, False), ({2: False}, 1, True, True)],
)
def test_tracked_changes_are_accepted_or_rejected(
    begun: Desk, draft: Document, decisions: dict[int, bool] | bool, left: int, inserted: bool, deleted: bool
) -> None:
    from webapp.rendering.text import read_text

    document = brings(begun, draft, tracked(begun, draft))
    word.resolve_revisions(
        begun.session, begun.tools, document_id=document.id, actor=begun.person("Nguyệt"), seen=2, decisions=decisions
    )
    begun.session.commit()
    text = read_text(bytes_of(begun, document))
    assert (document.current.no, document.current.tracked) == (3, left)
    assert ("CHỮ CHÈN" in text, "CHỮ XOÁ" in text) == (inserted, deleted)


def test_a_new_draft_from_facts_does_not_drop_work_done_in_word_by_surprise(begun: Desk, draft: Document) -> None:
    brings(begun, draft, edited(bytes_of(begun, draft), ("thi hành Quyết định", "xem xét Quyết định")))
    with pytest.raises(drafting.ManualChangesLost, match="sẽ bỏ các chỗ sửa ấy"):
        begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    begun.session.rollback()
    document = drafting.draft_document(
        begun.session, begun.tools, case_id=begun.case.id, step_id=STEP, template=DECISION,
        actor=begun.person("Nguyệt"), give_up_word=True,
    )  # fmt: skip
    assert (document.current.no, document.current.origin) == (3, "tagged")


@pytest.mark.parametrize(
    ("extra", "sentence"),
    [
        ({"word/vbaProject.bin": b"x"}, "macro"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "OLE"),
        (
            {
                "word/_rels/header9.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                b'relationships"><Relationship Id="r1" Type="http://x/attachedTemplate" '
                b'Target="http://xau.example/a.dotm" '
                b'TargetMode="External"/></Relationships>'
            },
            "bên ngoài",
        ),
        ({"word/bomb.xml": b"<a>" + b"b" * 30_000_000 + b"</a>"}, "nén quá"),
    ],
)
def test_dangerous_files_are_refused(begun: Desk, draft: Document, extra: dict[str, bytes], sentence: str) -> None:
    with pytest.raises(RefusedFile, match=sentence):
        brings(begun, draft, edited(bytes_of(begun, draft), extra=extra))
    begun.session.rollback()
    assert draft.current.no == 1


def test_a_file_without_the_place_of_its_number_is_refused(begun: Desk, draft: Document) -> None:
    with pytest.raises(StampMissing, match="doc_number"):
        brings(begun, draft, edited(bytes_of(begun, draft), ('w:val="doc_number"', 'w:val="khac"')))


def test_two_people_do_not_overwrite_each_other(begun: Desk, draft: Document) -> None:
    data = edited(bytes_of(begun, draft))
    brings(begun, draft, data)
    with pytest.raises(StaleVersion):
        brings(begun, draft, data, seen=1)


def test_a_signed_document_takes_no_file(begun: Desk, draft: Document) -> None:
    data = edited(bytes_of(begun, draft))
    begun.submits(begun.person("Nguyệt"), draft)
    begun.approves(begun.person("Quyết"), draft)
    begun.signs(begun.person("Quyết"), draft)
    with pytest.raises(Conflict, match="đã ký"):
        brings(begun, draft, data)


def test_a_file_brought_after_approval_needs_a_new_approval(begun: Desk, draft: Document) -> None:
    begun.submits(begun.person("Nguyệt"), draft)
    begun.approves(begun.person("Quyết"), draft)
    document = brings(begun, draft, edited(bytes_of(begun, draft)))
    assert (document.state, document.approved_version, document.signed_by_id) == ("drafting", None, None)


def test_any_two_versions_are_compared_word_by_word(begun: Desk, draft: Document) -> None:
    document = brings(begun, draft, edited(bytes_of(begun, draft), (">45<", ">30<")))
    found = compare_versions(begun.tools, document, 1, 2)
    assert [piece for line in found.passages for piece in line.pieces if piece[0] != "same"] == [
        ("del", "45"), ("ins", "30"),
    ]  # fmt: skip


def test_a_text_that_is_no_number_does_not_become_a_fact(begun: Desk, draft: Document) -> None:
    document = brings(begun, draft, edited(bytes_of(begun, draft), (">45<", ">bốn mươi<")))
    with pytest.raises(DomainError, match="không phải một số"):
        decides(begun, document, 0, take=True)


def test_what_came_from_word_is_issued_and_made_again_to_the_byte(begun: Desk, draft: Document) -> None:
    swap = ("thi hành Quyết định", "nghiêm túc thi hành Quyết định")
    document = brings(begun, draft, edited(bytes_of(begun, draft), swap))
    begun.submits(begun.person("Nguyệt"), document)
    begun.approves(begun.person("Quyết"), document)
    begun.signs(begun.person("Quyết"), document)
    begun.issues(begun.person("Yến"), document)
    assert [one.problem for one in reproduce(begun.session, begun.tools, number=document.number_text)] == [""]
