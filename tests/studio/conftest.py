"""The studio as it is opened at a desk: a process, a port, and a real browser."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from brochure.content.shelf import program_folder


class OpenStudio:
    """A running studio over a clinic's folder; `link` lets one browser in."""

    def __init__(self, clinic: Path, port: int = 0) -> None:
        self.clinic = clinic
        words = [sys.executable, "-m", "brochure", "studio", "--no-open", "--port", str(port)]
        self.process = subprocess.Popen(words, cwd=clinic, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.process.stdout.readline()
        self.link = self.process.stdout.readline().strip()
        self.cookies: list[Any] = []  # of the browser that was let in

    @property
    def root(self) -> str:
        return self.link.partition("/enter")[0]

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(20)
        if self.process.stdout:
            self.process.stdout.close()


def missing(what: str) -> None:
    message = f"JUDGE MISSING: {what} is not installed, so the studio was NOT looked at"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="module")  # while it is open, no other loop of asyncio can run
def chromium() -> Iterator[Any]:
    """A real browser; without it the test is skipped at a desk and fails in CI."""
    program = shutil.which("chromium")
    if program is None:
        missing("chromium")
    if find_spec("playwright") is None:
        missing("playwright (pip install 'brochure[studio-test]')")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[OpenStudio]]:
    """The one studio that most tests share; a test that ends it has the next one begin another."""
    opened = [OpenStudio(fresh(tmp_path_factory.mktemp("clinic")))]
    yield opened
    opened[0].close()


def fresh(clinic: Path) -> Path:
    """The folder as it was on the first day."""
    for part in ("content", "layouts"):
        shutil.rmtree(clinic / part, ignore_errors=True)
        shutil.copytree(program_folder() / part, clinic / part)
    for part in (".brochure", "build", "outbox"):
        shutil.rmtree(clinic / part, ignore_errors=True)
    return clinic


@pytest.fixture
def studio(shared: list[OpenStudio]) -> OpenStudio:
    """With the clinic's folder as it was on the first day."""
    fresh(shared[0].clinic)
    if shared[0].process.poll() is not None:
        shared[0] = OpenStudio(shared[0].clinic)
    return shared[0]


@pytest.fixture
def desk(chromium: Any, studio: OpenStudio) -> Iterator[Any]:
    """A page that was let in; a fault of a script, and a request that leaves the machine, fail the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("request", lambda asked: faults.extend([] if asked.url.startswith((studio.root, "data:")) else [asked.url]))
    page.on("console", lambda said: faults.extend([said.text] if "Content Security Policy" in said.text else []))
    enter(context, page, studio)
    yield page
    leave(page, studio)
    context.close()
    assert faults == []


def leave(page: Any, studio: OpenStudio) -> None:
    """What a page saves as it goes is in the file before the next test begins: it is asked after, and in order."""
    if studio.process.poll() is None:
        page.on("dialog", lambda asked: asked.accept())
        for _ in range(2):
            page.goto(f"{studio.root}/copy")


def enter(context: Any, page: Any, studio: OpenStudio) -> None:
    """By the link, once; then with what it gave."""
    if studio.cookies:
        context.add_cookies(studio.cookies)
        page.goto(studio.root)
    else:
        page.goto(studio.link)
        studio.cookies = context.cookies()
