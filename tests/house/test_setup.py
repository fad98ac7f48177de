"""The set-up scripts: install only what is missing; give a command PostgreSQL and take it away again."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.machines import Machine

INSTALL = "install -y --no-install-recommends"
COMPLETE = ["npm", "chromium", "pdftotext", "pdfsig", "zbarimg", "softhsm2-util", "initdb"]
POSTGRES = bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))
needs_postgres = pytest.mark.skipif(not POSTGRES, reason="PostgreSQL is not installed: run `.ci/debian test`")


def run_postgres(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([root / ".ci/postgres", *command], capture_output=True, text=True)


def test_nothing_is_called_when_nothing_is_missing(root: Path, tmp_path: Path) -> None:
    machine = Machine(tmp_path, COMPLETE, uid=0)
    done = machine.run(root / ".ci/debian", "test")
    assert (done.returncode, done.stdout + done.stderr, machine.calls) == (0, "", [])


def test_the_product_alone_does_not_ask_for_what_the_tests_need(root: Path, tmp_path: Path) -> None:
    machine = Machine(tmp_path, ["npm"], uid=0)
    assert machine.run(root / ".ci/debian").returncode == 0
    assert machine.calls == []


def test_root_gets_exactly_what_is_missing_after_fresh_lists(root: Path, tmp_path: Path) -> None:
    machine = Machine(tmp_path, ["chromium", "zbarimg", "softhsm2-util", "initdb"], uid=0)
    done = machine.run(root / ".ci/debian", "test", installs="npm pdftotext pdfsig")
    assert done.returncode == 0, done.stderr
    assert machine.calls == ["-q update", f"-q {INSTALL} npm poppler-utils"]


def test_without_root_one_sentence_gives_the_exact_command(root: Path, tmp_path: Path) -> None:
    machine = Machine(tmp_path, ["chromium", "zbarimg", "softhsm2-util", "initdb"], uid=1000)
    done = machine.run(root / ".ci/debian", "test")
    assert (done.returncode, machine.calls) == (1, [])
    assert done.stderr.endswith(f"apt-get update && apt-get {INSTALL} npm poppler-utils\n")
    assert done.stderr.count("\n") == 1


def test_an_installation_that_does_not_help_is_a_failure(root: Path, tmp_path: Path) -> None:
    machine = Machine(tmp_path, [], uid=0)
    done = machine.run(root / ".ci/debian")
    assert done.returncode == 1
    assert "npm" in done.stderr


@needs_postgres
def test_a_command_finds_its_own_postgresql_and_its_exit_code_is_kept(root: Path) -> None:
    shell = 'echo "$ANTHU_TEST_DATABASE"; test -S "${ANTHU_TEST_DATABASE#*host=}/.s.PGSQL.5432" && exit 7'
    done = run_postgres(root, "sh", "-c", shell)
    assert done.returncode == 7, done.stderr
    address, _, folder = done.stdout.strip().partition("?host=")
    assert address == "postgresql+psycopg://postgres@/anthu_test"
    assert not Path(folder).exists()


@needs_postgres
def test_the_server_is_gone_after_the_command(root: Path) -> None:
    done = run_postgres(root, "sh", "-c", 'head -1 "${ANTHU_TEST_DATABASE#*host=}/data/postmaster.pid"')
    server = int(done.stdout)
    assert not _runs(server)


def test_without_a_command_the_use_is_shown(root: Path) -> None:
    done = run_postgres(root)
    assert done.returncode == 2 and ".ci/postgres" in done.stderr


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ([], "instance=unset facts=unset out=unset"),
        (["INSTANCE=/tmp/a b", "FACTS=case.toml", "OUT=out"], "instance=/tmp/a b facts=case.toml out=out"),
    ],
)
def test_make_hands_its_variables_to_the_commands(root: Path, given: list[str], seen: str) -> None:
    show = 'show:;@echo "instance=$${ANTHU_INSTANCE-unset} facts=$${FACTS-unset} out=$${OUT-unset}"'
    hidden = ("ANTHU_INSTANCE", "INSTANCE", "FACTS", "OUT")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name not in hidden
    }
    done = subprocess.run(
        ["make", "--no-print-directory", f"--eval={show}", "show", *given],
        cwd=root,
        env={name: value for name, value in environment.items() if name != "MFLAGS"},
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == seen


def _runs(pid: int) -> bool:
    """Whether a process is alive; one that has ended and only waits to be collected is not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
