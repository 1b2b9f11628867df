"""PDF functions."""

import pytest
from pikepdf import Array, Dictionary

from brochure.opened.functions import Function, function_of
from brochure.opened.objects import Pdf
from tests.preflight.cases import with_resource
from tests.preflight.made import press


def made(build: object) -> Function:
    """A function after its way through a file."""
    data = press(change=with_resource("ExtGState", "Fn", lambda pdf: Dictionary(F=build(pdf))))  # type: ignore[operator]
    function = function_of(Pdf(data).pages[0]["/Resources"]["/ExtGState"]["/Fn"]["/F"])
    assert function is not None
    return function


def test_an_exponential_runs_from_one_end_to_the_other() -> None:
    """N of 1 is a straight line."""
    function = made(lambda _: Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 1]), C1=Array([1, 0]), N=1))

    assert function((0.25,)) == pytest.approx((0.25, 0.75))


def test_a_stitched_function_asks_its_part() -> None:
    """The bound belongs to the later part."""

    def build(pdf: object) -> Dictionary:
        parts = [
            Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([a]), C1=Array([b]), N=1)
            for a, b in ((0, 0.2), (1, 0))
        ]
        return Dictionary(
            FunctionType=3,
            Domain=Array([0, 1]),
            Functions=Array(parts),
            Bounds=Array([0.5]),
            Encode=Array([0, 1, 0, 1]),
        )

    function = made(build)

    assert function((0.25,)) == pytest.approx((0.1,))
    assert function((0.5,)) == pytest.approx((1.0,))


def test_a_sampled_function_reads_its_table() -> None:
    """Two inputs, one output, the first input varies fastest."""

    def build(pdf: object) -> object:
        stream = pdf.make_stream(bytes([0, 255, 128, 64]))  # type: ignore[attr-defined]
        stream.stream_dict = Dictionary(
            FunctionType=0, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1]), Size=Array([2, 2]), BitsPerSample=8
        )
        return stream

    function = made(build)

    assert function((1, 0)) == pytest.approx((1.0,))
    assert function((0, 1)) == pytest.approx((128 / 255,))


@pytest.mark.parametrize(
    ("program", "at", "wanted"),
    [
        (b"{ dup 0.5 mul exch 0.2 mul }", (1.0,), (0.5, 0.2)),
        (b"{ dup 0.5 gt { pop 1 0 } { pop 0 1 } ifelse }", (0.7,), (1, 0)),
        (b"{ 0.25 exch 2 1 roll }", (0.5,), (0.5, 0.25)),
        (b"{ 3 index }", (0.5,), (0, 0)),
        (b"{ 0 div }", (0.5,), (0, 0)),
        (b"{ unknown }", (0.5,), (0, 0)),
    ],
)
def test_a_calculator_computes_or_gives_nothing(program: bytes, at: tuple[float], wanted: tuple[float, ...]) -> None:
    """A program that fails gives no ink in place of a traceback."""

    def build(pdf: object) -> object:
        stream = pdf.make_stream(program)  # type: ignore[attr-defined]
        stream.stream_dict = Dictionary(FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1, 0, 1]))
        return stream

    assert made(build)(at) == pytest.approx(wanted)
