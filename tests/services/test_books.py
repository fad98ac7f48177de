"""The clerk's other books: what comes in, lines alone, copies, hand-overs, and letters with their senders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select

from tests.support.desk import A_PDF, Desk
from webapp import clock
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Case, IncomingDocument, LedgerEntry, Letter, LetterSender, RegisterEntry, Role
from webapp.queries.books import BOOKS, COPIES, INCOMING, LETTERS, OUTGOING, Filters, list_rows
from webapp.queries.letters import senders_of
from webapp.queries.register import find_source
from webapp.rendering.layout import layout_on
from webapp.rendering.scaffold.book import BookColumn, PrintedBook, book_docx
from webapp.rendering.text import read_text
from webapp.services import letters, papers
from webapp.services.archive_check import verify_archive
from webapp.services.printed_books import book_as_excel, print_book

DAY = date(2021, 7, 12)
STEP = "issue_decision"


@pytest.fixture
def desk(desk_at: Callable[..., Desk]) -> Desk:
    return desk_at(STEP, copied=True)


def incoming(desk: Desk, **more: object) -> IncomingDocument:
    given = {"arrived_on": DAY, "author": "Đảng ủy xã Đồng Bẩm", "title": "Báo cáo giải trình", "symbol": "09-BC/ĐU"}
    row = papers.receive_incoming(
        desk.session, desk.tools, incoming=papers.Incoming(**{**given, **more}),  # type: ignore[arg-type]
        actor=desk.person("Yến"),
    )  # fmt: skip
    desk.session.commit()
    return row


def a_line(**more: object) -> papers.Line:
    given = {
        "type_code": "QĐ", "issued_on": DAY, "title": "Quyết định (mật)", "signer": "Nguyễn Văn Quyết",
        "recipients": "Như Điều 3", "pages": 2,
    }  # fmt: skip
    return papers.Line(**{**given, **more})  # type: ignore[arg-type]


# ── incoming ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_incoming_documents_are_numbered_by_the_year(desk: Desk) -> None:
    numbers = [incoming(desk).number, incoming(desk).number]
    with clock.freeze(date(2022, 1, 4)):
        numbers.append(incoming(desk, arrived_on=date(2022, 1, 4)).number)
    assert numbers == [1, 2, 1]


def test_the_scan_of_an_incoming_document_is_kept_and_checked(desk: Desk) -> None:
    row = incoming(desk, file=papers.File("bao cao.pdf", A_PDF))
    assert desk.tools.store.get(row.sha256) == A_PDF and row.filename == "bao cao.pdf"
    assert verify_archive(desk.session, desk.tools.store).problems == []


def test_of_a_secret_paper_only_the_line_is_kept(desk: Desk) -> None:
    with pytest.raises(papers.SecretNotKept, match="chỉ ghi dòng sổ, không lưu tệp"):
        incoming(desk, secrecy="mat", file=papers.File("mat.pdf", A_PDF))
    desk.session.rollback()
    row = incoming(desk, secrecy="mat")
    assert (row.secrecy, row.sha256) == ("mat", "")
    offline = papers.receive_incoming(
        desk.session, desk.tools, actor=desk.person("Yến"), offline=True,
        incoming=papers.Incoming(DAY, "Tỉnh ủy", "Văn bản mật", secrecy="mat", file=papers.File("m.pdf", A_PDF)),
    )  # fmt: skip
    assert offline.sha256


def test_an_incoming_document_is_handed_on_and_tied_to_its_case(desk: Desk) -> None:
    row, yen = incoming(desk), desk.person("Yến")
    papers.forward_incoming(
        desk.session, incoming=row, receiver="Đồng chí Thịnh", on=DAY, case_id=desk.case.id, actor=yen
    )
    assert (row.receiver, row.forwarded_on, row.case_id) == ("Đồng chí Thịnh", DAY, desk.case.id)
    with pytest.raises(DomainError, match="không thể trước ngày đến 12/7/2021"):
        papers.forward_incoming(
            desk.session, incoming=row, receiver="x", on=date(2021, 7, 1), case_id=None, actor=yen
        )


def test_only_the_clerk_writes_the_books(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="văn thư"):
        papers.receive_incoming(
            desk.session, desk.tools, incoming=papers.Incoming(DAY, "x", "y"), actor=desk.person("Nguyệt")
        )


# ── lines and copies ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_line_without_a_document_takes_its_number_from_the_same_series(desk: Desk) -> None:
    entry = papers.enter_line(desk.session, line=a_line(secrecy="mat"), actor=desk.person("Yến"))
    desk.session.commit()
    assert (entry.number_text, entry.document_id, entry.secrecy) == ("01-QĐ/UBKTThU", None, "mat")
    assert verify_archive(desk.session, desk.tools.store).problems == []


def test_a_line_the_ledger_does_not_tell_of_is_named(desk: Desk) -> None:
    entry = papers.enter_line(desk.session, line=a_line(), actor=desk.person("Yến"))
    series = entry.series
    series.next_number = 3
    twin = {c.key: getattr(entry, c.key) for c in RegisterEntry.__mapper__.column_attrs if c.key != "id"}
    desk.session.add(RegisterEntry(**{**twin, "number": 2, "number_text": "02-QĐ/UBKTThU", "title": "Lén"}))
    desk.session.commit()
    found = verify_archive(desk.session, desk.tools.store).register
    assert found == ("Sổ đăng ký: dòng số 02-QĐ/UBKTThU (không kèm văn bản) không khớp với sổ sự kiện.",)


def test_a_copy_has_its_own_number_and_says_what_it_copies(desk: Desk) -> None:
    yen = desk.person("Yến")
    source = find_source(desk.session, yen, "Số 01-TTr/UBKTThU")
    line = a_line(type_code=papers.COPY_TYPE, title=source.title)
    copy = papers.issue_copy(desk.session, kind="true_copy", source=source, extent="", line=line, actor=yen)
    desk.session.commit()
    assert copy.entry.number_text == "01-BS/UBKTThU"
    shown = [column.text(copy) for column in COPIES.columns]
    assert shown[2:4] == ["Sao y bản chính", "Số 01-TTr/UBKTThU"]
    with pytest.raises(DomainError, match="phải ghi rõ trích phần nào"):
        papers.issue_copy(desk.session, kind="extract", source=source, extent=" ", line=line, actor=yen)
    with pytest.raises(DomainError, match="Không có văn bản đi hoặc đến mang số “99-QĐ/X”"):
        find_source(desk.session, yen, "99-QĐ/X")


def test_what_changes_hands_is_listed(desk: Desk) -> None:
    yen = desk.person("Yến")
    row = papers.record_hand_over(
        desk.session, given_on=DAY, giver="Đỗ Thị Ánh Nguyệt", receiver="Ngô Thị Yến", items=[{"title": "Hồ sơ"}],
        note="", case_id=desk.case.id, actor=yen,
    )  # fmt: skip
    assert row.case_id == desk.case.id
    with pytest.raises(DomainError, match="Chưa ghi tài liệu nào"):
        papers.record_hand_over(
            desk.session, given_on=DAY, giver="a", receiver="b", items=[], note="", case_id=None, actor=yen
        )


# ── letters ───────────────────────────────────────────────────────────────────────────────────────────────────────────
SECRET_NAME = "Hà Thị Kim Oanh"


def letter(desk: Desk, **more: object) -> Letter:
    given = {
        "received_on": DAY, "kind": "denunciation", "channel": "post", "about": "Đồng chí A", "summary": "Ba nội dung",
        "sender": letters.Sender(SECRET_NAME, "thôn Nà Hoáng"),
    }  # fmt: skip
    row = letters.receive_letter(
        desk.session, desk.tools, letter=letters.NewLetter(**{**given, **more}),  # type: ignore[arg-type]
        actor=desk.person("Yến"),
    )  # fmt: skip
    desk.session.commit()
    return row


def test_the_sender_is_in_no_list_no_book_and_no_entry_of_the_ledger(desk: Desk) -> None:
    row = letter(desk)
    yen = desk.person("Yến")
    shown = " ".join(
        column.text(one) for one in list_rows(desk.session, yen, LETTERS, Filters()).rows for column in LETTERS.columns
    )
    told = " ".join(str(entry.payload) for entry in desk.session.scalars(select(LedgerEntry)))
    excel = str(list(openpyxl.load_workbook(
        BytesIO(book_as_excel(desk.session, book=LETTERS, filters=Filters(), actor=yen))
    ).active.values))  # fmt: skip
    for text in (shown, told, excel, str(vars(row))):
        assert SECRET_NAME not in text and "Nà Hoáng" not in text
    assert list_rows(desk.session, yen, LETTERS, Filters(words="Oanh")).total == 0


@pytest.mark.parametrize(("who", "may"), [("Yến", True), ("Quyết", True), ("Nguyệt", False), ("Thịnh", False)])
def test_only_who_needs_it_reads_the_sender(desk: Desk, who: str, may: bool) -> None:
    row = letter(desk)
    if not may:
        with pytest.raises(NotAllowed, match="được xem người gửi"):
            letters.read_sender(desk.session, letter=row, actor=desk.person(who))
        return
    sender = letters.read_sender(desk.session, letter=row, actor=desk.person(who))
    assert sender is not None and sender.name == SECRET_NAME
    entry = desk.session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq.desc())).first()
    assert entry is not None and (entry.event, entry.actor_name) == ("letter_sender_read", desk.person(who).full_name)


def test_the_team_that_settles_a_letter_reads_its_sender(desk: Desk) -> None:
    row, leader = letter(desk), desk.person("Thịnh")
    letters.tie_letter(desk.session, letter=row, case=desk.case, actor=desk.person("Quyết"))
    assert letters.read_sender(desk.session, letter=row, actor=leader) is not None
    assert [one.name for one in senders_of(desk.session, desk.case)] == [SECRET_NAME]
    with pytest.raises(Conflict, match="đã gắn"):
        letters.tie_letter(desk.session, letter=row, case=desk.case, actor=desk.person("Quyết"))


def test_a_nameless_letter_is_not_settled_as_a_denunciation(desk: Desk) -> None:
    row = letter(desk, sender=letters.Sender(), faults=["hidden_name"])
    assert desk.session.scalars(select(LetterSender)).all() == []
    quyet = desk.person("Quyết")
    with pytest.raises(DomainError, match="Không thụ lý giải quyết tố cáo được: Đơn giấu tên"):
        letters.settle_letter(desk.session, desk.tools, letter=row, outcome="accepted", note="x", on=DAY, actor=quyet)
    letters.settle_letter(
        desk.session, desk.tools, letter=row, outcome="information", note="Nắm tình hình", on=DAY, actor=quyet
    )
    assert (row.outcome, row.outcome_on) == ("information", DAY)


def test_a_letter_names_its_sender_or_says_that_it_is_nameless(desk: Desk) -> None:
    with pytest.raises(DomainError, match="Chưa ghi người gửi"):
        letter(desk, sender=letters.Sender())


# ── printing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_excel_file_holds_the_rows_as_text_that_is_never_run(desk: Desk) -> None:
    incoming(desk, title="=HYPERLINK(\"http://x\")", author="+84 cơ quan")
    data = book_as_excel(desk.session, book=INCOMING, filters=Filters(), actor=desk.person("Yến"))
    rows = list(openpyxl.load_workbook(BytesIO(data)).active.values)
    assert rows[0][2] == "Tác giả" and rows[1][2] == "+84 cơ quan" and rows[1][5] == '=HYPERLINK("http://x")'
    cell = openpyxl.load_workbook(BytesIO(data)).active["F2"]
    assert cell.data_type == "s"


def test_a_printed_book_is_a_pdf_and_its_printing_is_in_the_ledger(desk: Desk) -> None:
    pdf = print_book(desk.session, desk.tools, book=OUTGOING, filters=Filters(), actor=desk.person("Yến"))
    assert pdf.startswith(b"%PDF")
    entry = desk.session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq.desc())).first()
    lines = len(desk.session.scalars(select(RegisterEntry)).all())
    assert entry is not None and entry.event == "book_printed" and entry.payload["rows"] == lines


def a_book(rows: int) -> PrintedBook:
    columns = (BookColumn("Số", 20), BookColumn("Trích yếu", 80))
    return PrintedBook("Ủy ban", "Sổ", "đến 12/7/2021", columns, tuple((f"{n:02d}", f"Việc {n}") for n in range(rows)))


def test_each_page_of_a_book_is_sealed_with_the_pages_before_it(desk: Desk) -> None:
    book = a_book(30)
    assert [len(sheet) for sheet in book.sheets()] == [6, 6, 6, 6, 6] and len(set(book.hashes())) == 5
    changed = PrintedBook(**{**vars(book), "rows": (("00", "Việc khác"), *book.rows[1:])})
    assert all(old != new for old, new in zip(book.hashes(), changed.hashes(), strict=True))
    text = read_text(book_docx(book, layout_on(desk.tools.layouts, DAY)))
    assert all(f"mã trang {digest}" in text for digest in book.hashes()) and "Trang sổ 5/5 · 6 dòng" in text


@pytest.mark.parametrize("code", BOOKS)
def test_an_empty_book_is_still_a_book(desk: Desk, code: str) -> None:
    other = desk.newcomer(Role.RECORDS_CLERK)
    filters = Filters(words="không có chữ này ở đâu cả")
    assert list_rows(desk.session, other, BOOKS[code], filters).rows == []
    data = book_as_excel(desk.session, book=BOOKS[code], filters=filters, actor=other)
    assert openpyxl.load_workbook(BytesIO(data)).active.max_row == 1
    assert a_book(0).sheets() == [()] and desk.session.scalars(select(Case)).first() is not None
