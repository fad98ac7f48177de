"""The front-end files are made from npm's packages, and every icon a page names is in the sprite."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.house.assets import load, unlisted_icons
from tests.house.conftest import Repository

SQUARE = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'
ICON = f'<svg\n  xmlns="x"\n  viewBox="0 0 24 24"\n>\n  {SQUARE}\n  <path d="M9 9l3 3" />\n</svg>'
NPM_FILES = [
    "@tabler/core/dist/css/tabler.min.css",
    "htmx.org/dist/htmx.min.js",
    *(f"@fontsource/be-vietnam-pro/files/{weight}.woff2" for weight in (400, 500, 600)),
    "@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf",
    "@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf",
    "@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf",
    "@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf",
]


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A project whose node_modules hold stand-ins for the real files."""
    modules = tmp_path / "node_modules"
    files = dict.fromkeys(NPM_FILES, "x") | {"@tabler/icons/icons/outline/check.svg": ICON}
    for weight in (400, 500, 600):
        source = f"url(./files/{weight}.woff2) format('woff2'), url(./files/{weight}.woff) format('woff')"
        files[f"@fontsource/be-vietnam-pro/{weight}.css"] = f"@font-face {{ src: {source}; }}"
    for name, text in files.items():
        (modules / name).parent.mkdir(parents=True, exist_ok=True)
        (modules / name).write_text(text, encoding="utf-8")
    (tmp_path / "webapp/static").mkdir(parents=True)
    (tmp_path / "webapp/static/icons.txt").write_text("check  # done\n", encoding="utf-8")
    return tmp_path


def run(root: Path, project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, root / ".ci/assets", project], capture_output=True, text=True)


def test_every_icon_a_page_names_is_listed(root: Path) -> None:
    assert unlisted_icons(root) == []


def test_an_icon_that_is_not_listed_is_found(root: Path, repository: Repository) -> None:
    page = '<use href="/static/vendor/icons.svg#lost"></use> {{ icon("gone") }} {{ icon("check") }}'
    copy = repository({"webapp/templates/a.html": page, "webapp/static/icons.txt": "check\n", ".ci/assets": ""})
    shutil.copy(root / ".ci/assets", copy / ".ci/assets")
    assert unlisted_icons(copy) == ["webapp/templates/a.html: lost", "webapp/templates/a.html: gone"]


def test_the_sprite_holds_the_drawing_without_the_invisible_square(root: Path) -> None:
    expected = '<symbol id="check" viewBox="0 0 24 24"><path d="M9 9l3 3" /></symbol>'
    assert load(root).symbol("check", ICON) == expected


def test_everything_the_pages_load_is_copied(root: Path, project: Path) -> None:
    assert run(root, project).returncode == 0
    vendor = project / "webapp/static/vendor"
    symbols = ElementTree.parse(vendor / "icons.svg").getroot()
    assert [symbol.get("id") for symbol in symbols] == ["check"]
    fonts = {path.name for path in (project / "webapp/rendering/fonts").iterdir()}
    assert fonts == {Path(name).name for name in NPM_FILES if name.endswith(".ttf")}
    assert (vendor / "@tabler/core/dist/css/tabler.min.css").is_file()
    assert (vendor / "htmx.org/dist/htmx.min.js").is_file()


def test_every_font_file_a_style_sheet_names_is_there(root: Path, project: Path) -> None:
    run(root, project)
    folder = project / "webapp/static/vendor/@fontsource/be-vietnam-pro"
    named = {name for sheet in folder.glob("*.css") for name in re.findall(r"url\(\./([^)]+)\)", sheet.read_text())}
    assert named == {f"files/{weight}.woff2" for weight in (400, 500, 600)}
    assert all((folder / name).is_file() for name in named)


def test_a_file_no_longer_wanted_does_not_stay(root: Path, project: Path) -> None:
    old = project / "webapp/static/vendor/old.css"
    old.parent.mkdir()
    old.touch()
    run(root, project)
    assert not old.exists()


def test_an_unknown_icon_is_refused_by_name(root: Path, project: Path) -> None:
    (project / "webapp/static/icons.txt").write_text("check\nnowhere\n", encoding="utf-8")
    done = run(root, project)
    assert done.returncode == 1
    assert "nowhere" in done.stderr and "Traceback" not in done.stderr


def test_a_missing_package_is_refused_with_what_to_do(root: Path, project: Path) -> None:
    (project / "node_modules/htmx.org/dist/htmx.min.js").unlink()
    done = run(root, project)
    assert done.returncode == 1
    assert "htmx.min.js" in done.stderr and "npm ci" in done.stderr


def test_npm_packages_are_pinned_exactly(root: Path) -> None:
    package = json.loads((root / "package.json").read_text(encoding="utf-8"))
    versions = (package["dependencies"] | package["devDependencies"]).values()
    assert [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
