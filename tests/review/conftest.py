"""The browser in which the pages are filled in."""

from tests.studio.conftest import chromium

__all__ = ["chromium"]
