"""A real browser for the tests of pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here (make system installs it)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        # without a sandbox: continuous integration runs as root
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_file(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens the bytes of a page in the browser; at the end no page may have had an error or asked for anything but its
    own file."""
    faults: list[str] = []
    opened: list[Any] = []

    def open_bytes(content: bytes, hash: str = "", **context: Any) -> Page:
        file = tmp_path / f"{len(opened)}.html"
        file.write_bytes(content)
        page = browser.new_context(**context).new_page()
        page.set_default_timeout(10_000)
        opened.append(page.context)

        def asked(url: str) -> None:
            # what stands in the page itself is no request to anyone
            if not url.startswith("data:") and url.split("#")[0] != file.as_uri():
                faults.append(url)

        page.on("console", lambda said: faults.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: asked(request.url))
        page.goto(file.as_uri() + hash)
        return page

    yield open_bytes
    for context in opened:
        context.close()
    assert faults == []
