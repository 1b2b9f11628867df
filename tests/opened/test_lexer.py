"""Content streams cut into operations, sound and broken."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.opened.lexer import DEEPEST, Name, Operation, TooMuch, operations


def cut(source: bytes) -> list[Operation]:
    """All operations."""
    return list(operations(source))


def test_numbers_names_and_texts_are_read() -> None:
    """Every kind of operand that a page may have."""
    (one,) = cut(rb"-.5 +3 4. /A#20B (a\(b\)\101\n) <4a4B5> [1 /N (x)] <</K 2>> true null op")

    assert one.operands == [-0.5, 3, 4.0, Name("A B"), b"a(b)A\n", b"JKP", [1, Name("N"), b"x"], {"K": 2}, True, None]
    assert one.operator == "op"


def test_operations_know_their_bytes() -> None:
    """The platemaker copies what it does not change."""
    source = b"q 1 0 0 1 5 5 cm\n(a ) b) Tj Q"
    pieces = [source[each.start : each.end].strip() for each in cut(source)]

    assert pieces[0] == b"q"
    assert pieces[1] == b"1 0 0 1 5 5 cm"


def test_inline_picture_may_hold_the_letters_of_its_end() -> None:
    """Plain samples have a known length."""
    source = b"BI /W 4 /H 1 /BPC 8 /CS /G ID a EI EI Q"
    one, two = cut(source)

    assert one.operands == [{"W": 4, "H": 1, "BPC": 8, "CS": "G"}, b"a EI"]
    assert two.operator == "Q"


def test_a_text_without_its_end_ends_with_the_stream() -> None:
    """Cut files are read as far as they go."""
    assert cut(b"q (never closed") == [Operation("q", [], 0, 1)]


def test_brackets_too_deep_are_refused() -> None:
    """Before Python's own stack is."""
    with pytest.raises(TooMuch):
        cut(b"[" * (DEEPEST + 2) + b"]" * (DEEPEST + 2) + b" TJ")


@given(st.binary(max_size=400))
def test_any_bytes_are_cut_without_a_fault_of_the_program(source: bytes) -> None:
    """What comes from outside may be anything; the pieces never overlap."""
    try:
        done = cut(source)
    except TooMuch:
        return

    assert all(one.start < one.end == two.start for one, two in pairwise(done))
