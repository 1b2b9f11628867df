"""QR codes found in pixels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.opened.codes2d import Code, _marks_in
from brochure.opened.document import read_document
from brochure.opened.pixels import png_of
from brochure.preflight.job import Job, Options
from tests.conftest import Judge
from tests.preflight.cases import rectangle
from tests.preflight.made import qr, reader

LONG = "https://clinic.example/leaflets/acupuncture-pain?language=en&edition=office"


def job_of(extra: bytes) -> Job:
    """A page with a code."""
    data = reader(b"/Artifact BMC " + extra + b" EMC")
    return Job(data, read_document(data), Options("any"))


def found(extra: bytes) -> tuple[Code, ...]:
    """The codes of the page."""
    job = job_of(extra)
    return job.codes(job.sheets[0])


@pytest.mark.parametrize("module", [0.9, 1.134, 1.5, 2.3, 4.0])
@pytest.mark.parametrize("text", ["https://clinic.example", LONG])
def test_module_and_place_are_measured(module: float, text: str) -> None:
    """To a twentieth of a module."""
    (code,) = found(qr(module, 150.3, 300.7, text=text))

    assert code.module == pytest.approx(module, rel=0.05)
    assert code.box.left == pytest.approx(150.3, abs=module)
    assert code.box.bottom == pytest.approx(300.7, abs=module)
    assert code.quiet > 4


@pytest.mark.parametrize(("gap", "least", "most"), [(0.5, 0, 1), (2.0, 1.4, 2.1), (3.0, 2.4, 3.1), (6.0, 4, 5)])
def test_white_around_is_measured_in_modules(gap: float, least: float, most: float) -> None:
    """On its narrowest side."""
    (code,) = found(qr(2, 200, 300) + rectangle(200 - 2 * gap - 10, 300, 10, 40, b"0 g"))

    assert least <= code.quiet <= most


def test_two_codes_are_two() -> None:
    """Their corners are not mixed up."""
    assert len(found(qr(2, 100, 300) + qr(1.5, 300, 420))) == 2


def test_a_sheet_of_codes_is_read_to_the_last() -> None:
    """Labels: forty codes with four modules of white between them, and no square across two of them."""
    sheet = b" ".join(qr(1.3, 40 + 52 * column, 60 + 80 * row) for column in range(5) for row in range(8))

    codes = found(sheet)

    assert len(codes) == 40
    assert {round(code.module, 1) for code in codes} == {1.3}


def test_words_and_rules_are_no_codes() -> None:
    """Nothing is said of a page without one."""
    assert found(b"0.5 w 50 50 m 500 50 l S 90 90 7 7 re 100 90 30 7 re f") == ()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=15), st.integers(1, 6), st.integers(0, 10))
def test_a_mark_of_a_row_is_five_stretches_in_their_shares(others: list[int], module: int, at: int) -> None:
    """Each within half a module and a little, or one pixel; the quick refusal of words refuses no mark."""
    lengths = [*others[:at], *(share * module for share in (1, 1, 3, 1, 1)), *others[at:]]
    row = b"".join((b"\xff" if number % 2 else b"\x00") * length for number, length in enumerate(lengths))
    wanted = []
    for first in range(0, len(lengths) - 4, 2):
        five, left = lengths[first : first + 5], sum(lengths[:first])
        seventh = sum(five) / 7
        misses = [abs(length - share * seventh) for length, share in zip(five, (1, 1, 3, 1, 1), strict=True)]
        if sum(five) >= 7 and max(misses) <= max(0.55 * seventh, 1.01):
            wanted.append((left + sum(five) / 2, seventh))

    assert _marks_in(row) == wanted


@pytest.mark.judge
def test_zbar_reads_what_is_cut_out(judge: Judge) -> None:
    """The part of the page that goes to the decoder is the whole code."""
    job = job_of(qr(1.5, 200, 300, text=LONG))
    (code,) = job.codes(job.sheets[0])
    pixels = job.crop(job.sheets[0], code.box, margin=6 * code.module)
    assert pixels is not None
    png = png_of(pixels.resize((pixels.width * 2, pixels.height * 2)))

    assert judge("zbarimg", "--quiet", "--raw", "png:-", data=png).stdout.decode().strip() == LONG
