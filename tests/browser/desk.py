"""One person at a real browser: opens pages, fills forms by label and name, presses buttons, looks at every page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
SHOTS = ROOT / ".build/screenshots"
SIZES = {"1366x768": (1366, 768), "390x844": (390, 844)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "rules => axe.run(document, {iframes: false, runOnly: rules}).then(r => r.violations.map(v => [v.id, v.nodes[0].html, v.nodes[0].failureSummary]))"  # noqa: E501


class Desk:
    """A browser window in which one person is signed in, or nobody yet."""

    def __init__(self, browser: Browser, address: str, name: str, *, script: bool = True, light: bool = False) -> None:
        """`light` leaves the preview of a document empty until the page is looked at: the viewer is slow to start."""
        self.address, self.name, self.light = address, name, light
        self.context = browser.new_context(
            viewport={"width": 1366, "height": 768}, locale="vi-VN", java_script_enabled=script
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        if light:
            self.page.route("**/file.pdf*", lambda route: route.abort())
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        """A refused style or script, or a defect of ours; an answer 4xx or 5xx is the test's own business."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, path: str) -> Desk:
        self.page.goto(self.address + path)
        return self

    def sign_in(self, username: str, password: str) -> Desk:
        self.open("/sign-in")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(password)
        return self.press("Đăng nhập")

    def press(self, words: str) -> Desk:
        """Press the button with these words and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.locator("main, header").get_by_role("button", name=words, exact=True).first.click()
        return self

    def follow(self, words: str) -> Desk:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words).first.click()
        return self

    def has(self, words: str) -> bool:
        return self.page.locator("main").get_by_text(words).count() > 0

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address).split("#")[0].split("?")[0]

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def text(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def type(self, boxes: Mapping[str, str]) -> None:
        """Put texts into controls by name, adding rows to tables where there are too few."""
        for name, value in boxes.items():
            self._add_rows(name)
            control = self.page.locator(f'main [name="{name}"]')
            kind = control.first.evaluate("e => e.type")
            if kind == "radio":
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif kind == "select-one":
                control.select_option(value)
            else:
                control.fill(value)

    def _add_rows(self, name: str) -> None:
        found = re.fullmatch(r"(.+)-(\d+)-[a-z_]+", name)
        while found and not self.page.locator(f'main [name="{name}"]').count():
            self.page.locator(f'button[data-add-row="rows-{found[1]}"]').click()

    def form(self) -> dict[str, str]:
        """What the facts form would send now."""
        sent: dict[str, str] = self.page.evaluate(
            "() => Object.fromEntries(new FormData(document.querySelector('form[data-keep]')))"
        )
        return sent

    def look(self, name: str) -> None:
        """Look at the page in both sizes: keep a picture; refuse faults of accessibility and sideways scroll."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        if self.light and self.page.locator("iframe.preview").count():
            self.page.unroute("**/file.pdf*")
            self.page.reload()
            self.page.route("**/file.pdf*", lambda route: route.abort())
        faults: list[Any] = []
        for size, (width, height) in SIZES.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
            faults += [(size, *fault) for fault in self.page.evaluate(_RUN, RULES)]
            if (wide := self.page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
                faults.append((size, "sideways scroll", wide))
            if width > 500 and self.page.locator("iframe.preview").count():
                self.page.wait_for_timeout(1500)  # the picture should show the viewer's pages; nothing depends on it
            self.page.screenshot(path=SHOTS / f"{name}-{size}.png", full_page=width < 500)
        self.page.set_viewport_size({"width": 1366, "height": 768})
        assert faults == [], (name, faults)
