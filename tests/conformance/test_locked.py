"""PDF/UA-1 held against copies with a password: a lock must shut nobody out who listens."""

from pathlib import Path
from random import Random

import pytest

from brochure.content.shelf import Shelf
from brochure.pdf import lock
from tests.conformance.test_pdfua import judged
from tests.pdf.copies import copies_of

pytestmark = pytest.mark.judge
PASSWORD = "Größe unterm Apfelbaum"


def test_a_locked_copy_keeps_to_pdf_ua(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And one whose permissions forgot those who listen does not, so the judge has looked at them."""
    good, deaf = tmp_path / "good.pdf", tmp_path / "deaf.pdf"
    good.write_bytes(locked(shelf))
    monkeypatch.setattr(lock, "PERMISSIONS", lock.PERMISSIONS & ~(1 << 9))
    deaf.write_bytes(locked(shelf))

    (kept,) = judged([good], "ua1", password=PASSWORD)
    (broken,) = judged([deaf], "ua1", password=PASSWORD)

    assert kept.compliant, [str(fault) for fault in kept.faults]
    assert kept.passed_checks > 100
    assert [fault.clause for fault in broken.faults] == ["7.16"]


def locked(shelf: Shelf) -> bytes:
    """The same file every time: of one random file in five or so veraPDF 1.28.2 says that its password is wrong.

    qpdf, poppler, pdfium, Ghostscript and pypdf open all of them.
    """
    return copies_of("acupuncture-pain", shelf, lock.make_lock(PASSWORD, randomness=Random(3).randbytes)).locked
