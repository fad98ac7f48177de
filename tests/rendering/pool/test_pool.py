"""What the pool promises when jobs go wrong."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from webapp.rendering.fill import TemplateError
from webapp.rendering.pool import Limits, RenderFailed, RenderPool

HERE = Path(__file__).parent
LIMITS = Limits(workers=1, base_seconds=1.5, memory=600 << 20, queue_seconds=20)


@pytest.fixture(scope="module", autouse=True)
def _jobs_can_be_imported() -> Iterator[None]:
    sys.path.insert(0, str(HERE))
    yield
    sys.path.remove(str(HERE))


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    made = RenderPool(LIMITS, jobs="odd_jobs")
    yield made
    made.close()


def test_a_job_gets_its_arguments_and_gives_its_bytes_back(pool: RenderPool) -> None:
    head, block = pool.run("echo", b"abc", 1, "hai")
    assert (head["arguments"], block) == ([1, "hai"], b"cba")


@pytest.mark.parametrize(
    ("job", "sentence"),
    [
        ("hang", "quá lâu"),
        ("spin", "quá lâu"),
        ("hoard", "bộ nhớ"),
        ("die", "bị sập"),
        ("fault", "bị sập"),
        ("babble", "bị sập"),
        ("leave", "không xử lý được"),
    ],
)
def test_a_bad_job_is_reported_and_the_next_one_works(pool: RenderPool, job: str, sentence: str) -> None:
    with pytest.raises(RenderFailed, match=sentence):
        pool.run(job, b"")
    assert pool.run("echo", b"abc")[1] == b"cba"


def test_a_refusal_of_the_child_keeps_its_sentence_and_details(pool: RenderPool) -> None:
    with pytest.raises(TemplateError) as caught:
        pool.run("refuse", b"")
    assert caught.value.sentence == "Mẫu có 1 chỗ sai."
    assert caught.value.details == ["đoạn 3"]


def test_a_child_that_refused_a_file_is_kept(pool: RenderPool) -> None:
    before = pool.run("echo", b"")[0]["pid"]
    with pytest.raises(TemplateError):
        pool.run("refuse", b"")
    assert pool.run("echo", b"")[0]["pid"] == before


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", str(HERE / "test_pool.py")])
def test_a_child_cannot_read_files(pool: RenderPool, path: str) -> None:
    with pytest.raises(RenderFailed) as caught:
        pool.run("read_file", path.encode())
    assert "PermissionError" in caught.value.details[0]


def test_a_child_cannot_write_files(pool: RenderPool, tmp_path: Path) -> None:
    with pytest.raises(RenderFailed) as caught:
        pool.run("write_file", str(tmp_path / "x").encode())
    assert "PermissionError" in caught.value.details[0]
    assert not (tmp_path / "x").exists()


def test_a_child_reaches_no_socket(pool: RenderPool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        with pytest.raises(RenderFailed):
            pool.run("connect", str(server.getsockname()[1]).encode())
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_child_starts_no_program(pool: RenderPool) -> None:
    with pytest.raises(RenderFailed) as caught:
        pool.run("spawn", b"")
    assert "PermissionError" in caught.value.details[0]


def test_a_child_inherits_no_secret(pool: RenderPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHU_SECRET_KEY", "khoá")
    fresh = RenderPool(LIMITS, jobs="odd_jobs")
    assert "ANTHU_SECRET_KEY" not in fresh.run("secrets", b"")[0]["names"]
    fresh.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may always make a network namespace")
def test_root_s_children_have_no_network_at_all() -> None:
    from webapp.rendering.pool import jail

    pid = os.fork()
    if pid == 0:
        left = jail.leave_network()
        os._exit(0 if left and [name for _, name in socket.if_nameindex()] == ["lo"] else 1)
    assert os.waitpid(pid, 0)[1] == 0


def test_a_child_is_replaced_after_its_share_of_jobs() -> None:
    pool = RenderPool(Limits(workers=1, jobs_per_worker=2), jobs="odd_jobs")
    pids = [pool.run("echo", b"")[0]["pid"] for _ in range(5)]
    pool.close()
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


def test_threads_share_the_children_without_mixing_answers() -> None:
    pool = RenderPool(Limits(workers=2), jobs="odd_jobs")
    blocks = [f"việc {number}".encode() for number in range(60)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda block: pool.run("echo", block), blocks))
    pool.close()
    assert [block for _, block in answers] == [block[::-1] for block in blocks]
    assert len({head["pid"] for head, _ in answers}) <= 2


def test_a_forked_process_gets_children_of_its_own(pool: RenderPool) -> None:
    mine = pool.run("echo", b"")[0]["pid"]
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(writer, str(pool.run("echo", b"")[0]["pid"]).encode())
        pool.close()
        os._exit(0)
    os.waitpid(pid, 0)
    theirs = int(os.read(reader, 20))
    os.close(reader)
    os.close(writer)
    assert theirs != mine
    assert pool.run("echo", b"")[0]["pid"] == mine


def test_an_interrupted_caller_leaves_no_answer_for_the_next(pool: RenderPool, monkeypatch: pytest.MonkeyPatch) -> None:
    from webapp.rendering.pool import frame

    def interrupted(pipe: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(frame, "answer", interrupted)
        with pytest.raises(KeyboardInterrupt):
            pool.run("echo", b"first")
    assert pool.run("echo", b"second")[1] == b"dnoces"


def _hang(pool: RenderPool) -> None:
    with pytest.raises(RenderFailed):
        pool.run("hang", b"")


def test_a_full_pool_says_that_it_is_busy() -> None:
    pool = RenderPool(Limits(workers=1, base_seconds=4, queue_seconds=0.3), jobs="odd_jobs")
    pool.run("echo", b"")
    busy = threading.Thread(target=_hang, args=(pool,))
    busy.start()
    while pool._idle:
        pass
    with pytest.raises(RenderFailed, match="đang bận"):
        pool.run("echo", b"")
    busy.join()
    pool.close()


def test_jobs_that_cannot_be_loaded_are_reported() -> None:
    pool = RenderPool(Limits(workers=1), jobs="no_such_module")
    with pytest.raises(RenderFailed, match="không khởi động"):
        pool.run("echo", b"")


def test_a_longer_document_gets_more_time(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 500_000)
    limits = Limits(base_seconds=5, xml_bytes_per_second=50_000, longest_seconds=12)
    assert limits.seconds_for(b"not a package") == 5
    assert limits.seconds_for(path.read_bytes()) == 12
