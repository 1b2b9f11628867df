"""PDF values: another library reads back what was written, whatever it is."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.pdf.objects import (
    Entries,
    Gap,
    Hex,
    Mould,
    Objects,
    PdfName,
    PdfReference,
    Value,
    Whole,
    entries,
    holds_string,
    text,
    wide_text,
    with_references,
    write,
)

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=6)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**31), 2**31 - 1),
    st.floats(-1e6, 1e6),
    st.binary(max_size=12),
    st.binary(max_size=6).map(Hex),
    NAMES.map(PdfName),
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple),
        # An entry that is null is none at all: ISO 32000-1, 7.3.7.
        st.dictionaries(NAMES, inner.filter(lambda value: value is not None), max_size=4),
    ),
    max_leaves=8,
)


def read(value: object) -> object:
    """What the other library read, in our words; numbers to six places."""
    match value:
        case pikepdf.Name():
            return "/" + str(value)[1:]
        case pikepdf.String():
            return bytes(value)
        case pikepdf.Array():
            return [read(each) for each in value.as_list()]
        case pikepdf.Dictionary():
            return {"/" + key[1:]: read(each) for key, each in value.as_dict().items()}
        case bool() | None:
            return value
        case _:
            return pytest.approx(float(value), rel=1e-5, abs=1e-6)  # type: ignore[arg-type]


def plain(value: Value) -> object:
    match value:
        case PdfName():
            return "/" + value
        case bytes():
            return bytes(value)
        case tuple():
            return [plain(each) for each in value]
        case dict():
            return {"/" + key: plain(each) for key, each in value.items()}
        case _:
            return value


@given(VALUES)
def test_another_library_reads_what_was_written(value: Value) -> None:
    """Whatever a string or a name holds, it ends where it ends."""
    assert plain(value) == read(pikepdf.Object.parse(write((value,)))[0])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_come_back_as_they_were(words: str) -> None:
    """In the one encoding or the other; also words that begin as a mark of another encoding does."""
    for encoded in (text(words), wide_text(words)):
        assert str(pikepdf.Object.parse(write(encoded))) == words


@pytest.mark.parametrize("words", ["þÿ", "ÿþ", "ï»¿", "\x7f", "soft\u00adhyphen", "˘", "\x18", "€ – ž"])
def test_words_that_a_reader_could_take_for_others_come_back(words: str) -> None:
    """Two letters can be the mark of UTF-16, and three codes stand for nothing."""
    assert str(pikepdf.Object.parse(write(text(words)))) == words


@pytest.mark.parametrize("name", ["a/b", "a b", "a#b", "a(b", "a)b", "a%b", "<<", "[]", "{}", "Grün", "\n"])
def test_a_name_ends_where_it_ends(name: str) -> None:
    """The name of a spot ink is what a brand calls it."""
    assert [read(each) for each in pikepdf.Object.parse(write((PdfName(name), 1))).as_list()] == ["/" + name, 1]


def test_white_space_stands_only_where_two_words_would_run_together() -> None:
    """Each byte is paid ten thousand times."""
    value: Value = (
        1,
        -2.5,
        0.25,
        None,
        True,
        PdfName("A b"),
        PdfName("C"),
        PdfReference(7),
        b"(\\",
        Hex(b"\xab"),
        {"K": 1, "N": PdfName("V")},
    )

    assert write(value) == rb"[1 -2.5 .25 null true/A#20b/C 7 0 R(\(\\)<AB><</K 1/N/V>>]"


@pytest.mark.parametrize(
    ("number", "said"),
    [(0.0, b"0"), (1e-9, b"0"), (841.8897638, b"841.8898"), (1.0, b"1"), (-0.5, b"-0.5"), (0.5, b".5"),
     (1234567.8, b"1234568"), (12345678, b"12345678"), (0.0000015, b".000002")],
)  # fmt: skip
def test_numbers_have_no_more_figures_than_a_reader_keeps(number: float, said: bytes) -> None:
    """And never an exponent, which PDF does not know."""
    assert write(number) == said


@given(st.lists(VALUES, min_size=3, max_size=3))
def test_a_form_filled_is_the_value_written(values: list[Value]) -> None:
    """With a space before a word, and none where it would be a byte too many."""

    def whole(one: Value, two: Value, three: Value) -> Entries:
        return {"A": one, "B": (1, two, three)}

    assert Mould(whole(Gap(), Gap(), Gap())).filled(*values) == write(whole(*values))


def test_a_gap_before_a_word_is_refused() -> None:
    """What fills it could run into the word."""
    with pytest.raises(AssertionError, match="word"):
        Mould((Gap(), 1))


def test_what_has_no_value_or_no_number_is_not_written() -> None:
    """A bug stops the file, and does not end up in it."""
    for value in ({"A": Gap()}, (Whole(1),)):
        with pytest.raises(TypeError, match="none yet"):
            write(value)  # type: ignore[arg-type]


def test_objects_are_numbered_as_they_are_met() -> None:
    """The same values give the same bytes; a ring of references is no trouble."""
    objects, leaf, early = Objects(), Whole(b"leaf"), Whole(b"early")
    first = objects.add()
    first.value = {"Self": first, "Kids": (leaf, leaf)}
    first.early = (early,)

    serial = list(objects.serial())

    assert [each.number for each in serial] == [1, 2, 3]
    assert [write(each.value) for each in serial] == [b"<</Self 1 0 R/Kids[3 0 R 3 0 R]>>", b"(early)", b"(leaf)"]


def test_references_are_changed_and_words_are_not() -> None:
    """A title is no reference, however it looks."""
    value: Value = {"Title": b"Room 1 0 R", "Kids": (PdfReference(1), {"Of": PdfReference(2)})}

    changed = with_references(value, lambda there: PdfReference(there.number + 10))

    assert write(changed) == b"<</Title(Room 1 0 R)/Kids[11 0 R<</Of 12 0 R>>]>>"


def test_a_dictionary_in_order_leaves_out_what_is_none() -> None:
    """The order of keys is part of the bytes."""
    assert list(entries({"B": 1, "C": None, "A": False})) == ["A", "B"]


@pytest.mark.parametrize(
    ("value", "holds"), [((1, {"A": (PdfName("A"), b"")}), True), ((1, {"A": PdfName("B")}), False)]
)
def test_a_string_is_found_at_any_depth(value: Value, holds: bool) -> None:
    """It could be read in a locked file."""
    assert holds_string(value) is holds
