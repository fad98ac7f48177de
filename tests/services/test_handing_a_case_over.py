"""The file of a case: its contents, the bag anybody can check, the bound PDF, and documents made again."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit
import pikepdf
import pytest
from PIL import Image

from tests.support.desk import Desk
from webapp.archive.bound import CannotBind, Paper, bind, page_count, picture_to_pdf
from webapp.archive.verifier import problems
from webapp.queries.case_file import case_file
from webapp.services.archive_check import verify_archive
from webapp.services.case_file import export_bag, export_bound
from webapp.services.reproduce import reproduce


@pytest.fixture
def desk(desk_at: Callable[..., Desk]) -> Desk:
    """Case A up to its conclusion: decision, plan, minutes, reports and the subject's own paper are there."""
    return desk_at("issue_conclusion", copied=True)


def unpacked(desk: Desk, folder: Path) -> Path:
    with export_bag(desk.session, desk.tools, case=desk.case, actor=desk.person("Thịnh")) as bag:
        zipfile.ZipFile(io.BytesIO(bag.read())).extractall(folder)
    desk.session.commit()
    return next(folder.iterdir())


def test_contents_run_in_the_order_of_days_and_pages_run_through(desk: Desk) -> None:
    file = case_file(desk.session, desk.tools, desk.case)
    assert [item.order for item in file.items] == list(range(1, len(file.items) + 1))
    assert [item.dated_on for item in file.items] == sorted(item.dated_on for item in file.items)
    counted = [item for item in file.items if item.first_page]
    assert counted[0].first_page == 1
    assert [b.first_page for b in counted[1:]] == [(a.last_page or 0) + 1 for a in counted[:-1]]
    assert file.pages == counted[-1].last_page


def test_what_is_missing_is_named_with_its_step(desk: Desk) -> None:
    file = case_file(desk.session, desk.tools, desk.case)
    assert any(line.startswith("Thông báo kết luận kiểm tra: chưa ban hành (bước “") for line in file.missing)
    assert 0 < file.score < 100


def test_the_bag_is_a_valid_bag_and_its_own_check_agrees(desk: Desk, tmp_path: Path) -> None:
    bag = unpacked(desk, tmp_path / "out")
    assert bagit.Bag(str(bag)).is_valid()
    alone = subprocess.run([sys.executable, "-I", bag / "kiem-tra.py", bag], capture_output=True, text=True)
    assert (alone.returncode, alone.stdout.strip()) == (0, "Gói hồ sơ nguyên vẹn.")


def test_of_other_cases_the_bag_tells_nothing_but_hashes(desk: Desk, tmp_path: Path) -> None:
    lines = (unpacked(desk, tmp_path / "out") / "data/so-su-kien.jsonl").read_text(encoding="utf-8").splitlines()
    others = [entry for entry in map(json.loads, lines) if entry.get("case_id") != desk.case.id]
    assert others and all(set(entry) == {"seq", "previous_hash", "hash"} for entry in others)


def test_every_tampering_with_the_bag_is_found(desk: Desk, tmp_path: Path) -> None:
    whole = unpacked(desk, tmp_path / "out")
    files = sorted(path for path in whole.rglob("*") if path.is_file())
    chance = random.Random(11)
    for turn in range(60):
        copy = tmp_path / f"copy{turn}"
        shutil.copytree(whole, copy)
        victim = copy / chance.choice(files).relative_to(whole)
        data = bytearray(victim.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        victim.write_bytes(bytes(data))
        assert problems(copy), victim
        shutil.rmtree(copy)


@pytest.mark.parametrize("harm", ["edit", "insert", "delete", "swap", "cut"])
def test_a_ledger_changed_with_its_manifest_made_anew_is_still_found(desk: Desk, tmp_path: Path, harm: str) -> None:
    whole = unpacked(desk, tmp_path / "out")
    ledger = whole / "data/so-su-kien.jsonl"
    lines = ledger.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if "document_issued" in line)
    if harm == "edit":
        lines[place] = lines[place].replace("document_issued", "document_signed")
    elif harm == "insert":
        lines.insert(place, lines[place])
    elif harm == "delete":
        del lines[place]
    elif harm == "swap":
        lines[place], lines[place + 1] = lines[place + 1], lines[place]
    else:
        del lines[-1]
    ledger.write_text("\n".join(lines) + "\n", encoding="utf-8")
    bagit.Bag(str(whole)).save(manifests=True)  # a forger would make the manifest fit again
    assert any("Sổ sự kiện" in problem for problem in problems(whole))


def test_a_paper_that_cannot_be_opened_is_named_and_nothing_is_bound(desk: Desk) -> None:
    desk.receives(desk.person("Nguyệt"), "receive_report", "subject_report", "hong.pdf", b"%PDF-1.7 hong")
    with pytest.raises(CannotBind, match="Báo cáo giải trình của đảng viên” không mở được"):
        export_bound(desk.session, desk.tools, case=desk.case, actor=desk.person("Thịnh"))


def test_the_whole_file_is_bound(desk: Desk) -> None:
    pages = case_file(desk.session, desk.tools, desk.case).pages
    bound = export_bound(desk.session, desk.tools, case=desk.case, actor=desk.person("Thịnh"))
    opened = pikepdf.open(io.BytesIO(bound))
    with opened.open_outline() as outline:
        first, second, *_papers, last = [str(item.title) for item in outline.root]
    assert (first, second, last) == ("Bìa hồ sơ", "Mục lục hồ sơ", "Chứng từ kết thúc")
    stamped = [page.Contents for page in opened.pages if isinstance(page.Contents, pikepdf.Array)]
    assert len([one for one in stamped if b") Tj ET Q" in bytes(one[-1].read_bytes())]) == pages


def test_papers_are_bound_in_order_with_bookmarks_and_running_numbers(desk: Desk) -> None:
    pdf = desk.tools.store.get(str(desk.document("inspection_decision").pdf_sha256))
    scan = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(scan, "PNG")
    papers = [Paper("Một", pdf), Paper("Hai", picture_to_pdf(scan.getvalue())), Paper("Ba", pdf)]
    bound = pikepdf.open(io.BytesIO(bind(papers, title="HS")))
    single = page_count(pdf)
    assert single and len(bound.pages) == 2 * single + 1
    with bound.open_outline() as outline:
        assert [str(item.title) for item in outline.root] == ["Một", "Hai", "Ba"]
    shown = [bytes(page.Contents[-1].read_bytes()) for page in bound.pages]
    assert [f"({number}) Tj".encode() in text for number, text in enumerate(shown, 1)] == [True] * len(shown)


def test_issued_documents_are_made_again_byte_by_byte(desk: Desk) -> None:
    made = list(reproduce(desk.session, desk.tools))
    assert len(made) >= 9
    assert [one for one in made if one.problem] == []


def test_a_document_whose_kept_draft_differs_is_named(desk: Desk) -> None:
    document = desk.document("inspection_decision")
    version = document.current
    version.values = {**version.values, "place_name": "Nơi khác"}
    with desk.session.no_autoflush:
        made = list(reproduce(desk.session, desk.tools, number=document.number_text))
    assert [one.problem for one in made] == ["bản thảo điền lại từ mẫu và dữ kiện khác bản đã duyệt"]


def test_the_archive_is_whole_after_all_that(desk: Desk) -> None:
    assert verify_archive(desk.session, desk.tools.store).problems == []
