"""Words from the right as three viewers read them: pieces in the order of speech, and what is said in their place."""

import re

import pytest

from brochure.base.colour import Colour, Rgb
from brochure.base.geometry import Box
from brochure.base.page import Cluster, GlyphAt, PlacedLine, SetLine, Strip
from brochure.paint.readers import PaintedPart, mostly_from_left, shown_of
from brochure.paint.text import TextPen

MARK = "\u200f"
Row = tuple[str, int, list[str]]  # face, level, clusters as they are said


def line(*rows: Row, before: str = "", after: str = "", step: float = 0.5) -> SetLine:
    """Strips of a line that runs from the right, as they are said; each letter half an em wide."""
    at, strips, place = 0, [], sum(len(row[2]) for row in rows) * step
    for face, level, texts in rows:
        clusters, width = [], len(texts) * step
        for text in texts:
            clusters.append(Cluster((GlyphAt(1, 0, 0),), text, 500, at))
            at += len(text)
        pens = [
            place - step * (count + 1) if level % 2 else place - width + step * count for count in range(len(texts))
        ]
        place -= width
        strips.append(Strip(face, 1000, level, tuple(clusters), tuple(pens)))
    text = "".join(each for row in rows for each in row[2])
    return SetLine(tuple(reversed(strips)), 1.0, text, before, after)


def told(shown: tuple[PaintedPart, ...]) -> list[str]:
    """What is painted and said, in its order."""
    return [
        re.sub(r"<FEFF(\w*)>", lambda found: f"({bytes.fromhex(found[1]).decode('utf-16-be')})", each)
        if isinstance(each, str)
        else "".join(cluster.text for cluster in each.clusters)
        for each in shown
    ]


def test_a_line_from_the_left_is_painted_as_it_is_said() -> None:
    assert told(shown_of(line(("F1", 0, ["a", "b"]), ("F2", 0, ["c"])))) == ["ab", "c"]


def test_what_runs_from_the_right_is_painted_from_the_left_piece_by_piece() -> None:
    """pdf.js puts its pieces one after another, and turns each."""
    shown = shown_of(line(("F1", 1, ["א", "ב", " ", "ג"]), ("F2", 2, ["1", "2"]), ("F1", 1, ["ד", "ה"])))

    assert told(shown)[:1] == ["ג בא"]
    assert "הד" in told(shown)


def test_a_bracket_says_what_is_written_and_pdfium_is_told_the_other() -> None:
    """It alone turns brackets round; a mark keeps the space beside it from being turned too."""
    shown = told(shown_of(line(("F2", 1, ["("]), ("F1", 1, ["א", "ב"]))))

    assert shown == [f"/W<</ActualText({MARK}))>>BDC", "(", "EMC", "בא"]


def test_a_bracket_behind_a_word_needs_no_mark() -> None:
    """The space behind it stands on its other side."""
    shown = told(shown_of(line(("F1", 1, ["א", "ב"]), ("F2", 1, [")"]))))

    assert shown == ["בא", "/W<</ActualText(()>>BDC", ")", "EMC"]


def test_on_a_line_with_more_words_from_the_left_a_bracket_is_told_with_its_word() -> None:
    """pdfium sets stretches in another order there, and asks the leftmost strip how to turn what it is told."""
    said = line(("F1", 1, ["א", "ב"]), ("F2", 1, [")"]), after=" a-b-c-d")

    assert told(shown_of(said)) == [
        f"/W<</ActualText({MARK}(בא)>>BDC", "בא", "EMC", "/W<</ActualText(\n)>>BDC", ")", "EMC",
    ]  # fmt: skip


def test_inside_of_what_poppler_is_told_pdfium_is_led_to_the_codes() -> None:
    """By a text of no letters, one for each strip: it passes over what has the marks of the strip before."""
    said = line(("F1", 1, ["א", "ב"]), ("F2", 1, ["/"]), ("F1", 1, ["ג", "ד"]), step=0.4)

    assert told(shown_of(said)) == [
        "/Span<</ActualText(דג/בא)>>BDC", *(part for strip in ("בא", "/", "דג")
        for part in ("/W<</ActualText()>>BDC", strip, "EMC")), "EMC",
    ]  # fmt: skip


def test_a_name_with_a_figure_is_told_to_pdfium_alone() -> None:
    """It counts the figure to the letters from the right."""
    cut = line(("F2", 2, [*"PM-01"]), before="א ", after=" ב")

    assert told(shown_of(cut)) == ["/W<</ActualText(-01PM)>>BDC", "PM-01", "EMC"]


def test_a_number_with_spaces_stays_in_its_order() -> None:
    """Whoever dials a number that was copied reaches the clinic."""
    shown = told(shown_of(line(("F1", 1, ["א", " "]), ("F2", 2, [*"01 23"]))))

    assert shown[1:] == ["/W<</ActualText(23 01)>>BDC", "01 23", "EMC"]


def test_several_marks_on_a_letter_keep_their_order() -> None:
    """pdfium leaves them as they are, the others turn them."""
    shown = told(shown_of(line(("F1", 1, ["ש\u05b8\u05c1", "ל"]))))

    assert shown == ["/W<</ActualText(ש\u05c1\u05b8ל)>>BDC", "ל\u05c1\u05b8ש", "EMC"]


def test_a_letter_with_marks_is_not_painted_first() -> None:
    """pdf.js would take it to the line before; two marks make a piece of it."""
    assert told(shown_of(line(("F1", 1, ["א", "ב", "ת\u05b9"])))) == ["בא", "/W<<>>BDC", "\u05b9ת", "EMC"]


def test_letters_above_each_other_are_one_word_to_poppler() -> None:
    """Nastaliq steps back, and poppler begins another word there."""
    shown = told(shown_of(line(("F1", 1, ["א", "ב", "ג"]), step=0.05)))

    assert shown == ["/Span<</ActualText(גבא)>>BDC", "גבא", "EMC"]


def test_a_bracket_behind_a_number_is_no_part_of_it_to_poppler() -> None:
    """A mark stands between."""
    shown = told(shown_of(line(("F2", 2, ["1"]), ("F1", 1, [" ", "(", "א"]))))

    assert f"/Span<</ActualText(א({MARK})>>BDC" in shown


def test_on_a_page_with_more_letters_from_the_left_poppler_wants_figures_last() -> None:
    """There it turns stretches and not the line."""
    hours = line(("F1", 1, ["מ"]), ("F2", 2, [*"-9"]))

    assert told(shown_of(hours, among_left=True))[0] == "/Span<</ActualText(מ-9)>>BDC"
    assert mostly_from_left(["abc", "אב"]) and not mostly_from_left(["ab", "אבג"])


class Letters:
    """One code for each letter, half an em wide."""

    alike: object = "letters"

    def code(self, _face_name: str, cluster: Cluster) -> int:
        return ord(cluster.text[0])

    def width(self, _face_name: str, _code: int) -> float:
        return 0.5

    def resource(self, face_name: str) -> str:
        return face_name


@pytest.mark.parametrize("among_left", [True, False])
def test_what_is_opened_is_closed(among_left: bool) -> None:
    """Inside of the one stretch of marked content."""
    pen = TextPen(Letters())
    pen.among_left = among_left
    said = line(("F2", 1, ["("]), ("F1", 1, ["א", "ב"]), ("F2", 2, [*"-9"]), ("F2", 1, [")"]))
    shown = pen.lines([PlacedLine(said, 10, 700, 10, Colour("ink", Rgb(0, 0, 0)), Box(0, 0, 1, 1), 1, "")])

    assert shown.count("BDC") == shown.count("EMC") > 0
    assert shown.startswith("BT\n") and shown.endswith("\nET")
