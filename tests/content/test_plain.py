"""Plain language: warnings about the words themselves."""

from pathlib import Path

import pytest

from brochure.base.findings import Severity
from brochure.base.order import Order
from brochure.content.plain import MOST_WORDS, plain_findings
from brochure.content.shelf import open_shelf
from tests.conftest import Told
from tests.earlier import with_earlier_leaflet


@pytest.fixture
def clinic(clinic: Path) -> Path:
    """With words that these tests change."""
    return with_earlier_leaflet(clinic)


def test_a_sentence_is_long_from_twenty_one_words(clinic: Path, told: Told) -> None:
    """Twenty are easy to take in; two short ones in a row are two."""
    path = clinic / "content/acupuncture-pain/en.yaml"
    text = path.read_text(encoding="utf-8")

    def found(words: str) -> list[str]:
        path.write_text(text.replace("strapline: How", f"strapline: {words}. How", 1), encoding="utf-8")
        findings = plain_findings(Order("acupuncture-pain"), open_shelf(clinic), today="2026-11-02")
        assert all(each.severity is Severity.WARNING for each in findings)
        told(findings) if findings else None
        return [each.code for each in findings]

    assert MOST_WORDS == 20
    assert found("So " * 19 + "so") == []
    assert found("So " * 19 + "so? Yes") == []
    assert found("So " * 20 + "so") == ["long-sentence"]


def test_a_leaflet_that_cannot_be_read_is_told_elsewhere(clinic: Path) -> None:
    """By the build of the same order."""
    (clinic / "content/acupuncture-pain/en.yaml").write_text("{", encoding="utf-8")

    assert plain_findings(Order("acupuncture-pain"), open_shelf(clinic), today="2026-11-02") == ()
