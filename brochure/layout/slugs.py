"""Slugs: rows of type that cannot be cut, each knowing what may part it from the next; and paragraphs cast so."""

from collections.abc import Iterator
from typing import Literal

from brochure.base.art import Drawing, Picture
from brochure.base.colour import Colour
from brochure.base.directions import NoteForm
from brochure.base.findings import BadInput, Finding
from brochure.base.language import Language
from brochure.base.page import SetLine
from brochure.base.records import NamedTuple
from brochure.base.story import Words
from brochure.base.units import Pt, mm
from brochure.glyphs import Faces, NoGlyph, Shaped
from brochure.layout.lines import Broken, Cut, TextInFace, break_lines, set_line
from brochure.layout.sizes import TypeSize
from brochure.layout.spans import spans_of

NEVER = float("inf")
UNEVEN: Pt = -1.0
INSIDE_POINT = 30.0  # demerits for a column that ends inside a point; an ideal column costs 0, an empty one 1
INSIDE_TEXT = 60.0
SHORT_TABLE = 10.0  # between the rows of a table that one panel holds with room to spare
BELONGING = 2.0  # between rows that nothing sets apart: the entries of a list, the lines of an address
LONE = 10.0  # for one entry of a list by itself, and for a list without the sentence that leads to it
AFTER_PARAGRAPH = 0.5
BEFORE_HEADING = 0.0

NOTE_BAR: Pt = mm(1.8)
NOTE_FRAME: Pt = 2.2
NOTE_RULE: Pt = mm(1)
NOTE_PADDING: Pt = mm(3.2)  # with the bar as far as a bullet sets its words in, and half a column of numerals
BULLET_COLUMN: Pt = mm(5)
NUMERAL_GAP = 0.25  # of the size of a numeral, between it and the text
BULLET: Pt = mm(1.9)
RULE: Pt = 0.6


class LinePiece(NamedTuple):
    """A line of text on a slug, from the slug's left edge and baseline."""

    shaped: Shaped
    cut: Cut
    dx: Pt
    style: TypeSize
    colour: Colour
    element: int
    dy: Pt = 0.0  # down from the slug's own
    measure: Pt = 0.0  # that its paragraph was set to; UNEVEN where its beginning depends on its words

    @property
    def line(self) -> SetLine:
        """The line, set now."""
        return set_line(self.shaped, self.cut.start, self.cut.end)

    @property
    def letters(self) -> int:
        return len(self.shaped.text[self.cut.start : self.cut.end].strip())


class ArtPiece(NamedTuple):
    """A drawing or picture, from the slug's left edge and top."""

    art: Drawing | Picture
    height: Pt
    width: Pt
    element: int
    dx: Pt = 0.0
    dy: Pt = 0.0


class MarkPiece(NamedTuple):
    """A sign beside a line, a rule under it, or dots along it: decoration."""

    kind: Literal["bullet", "tick", "cross", "rule", "dots"]
    colour: Colour
    dx: Pt = 0.0  # from the edge of the frame at which lines begin
    dy: Pt = 0.0  # down from the slug's own
    width: Pt = 0.0  # of a rule or dots; 0 for as wide as the frame


class Tint(NamedTuple):
    """What rows of one block stand on: a tint, a bar at the edge, or both; the bar may be a frame or two rules."""

    element: int
    colour: Colour | None
    bar: Colour | None = None
    inset: Pt = 0.0  # from both edges of the frame
    width: Pt = 0.0  # where it does not reach from edge to edge
    form: NoteForm = "bar"


class Slug(NamedTuple):
    """One row. Lengths in points; `before` falls away at the top of a frame, padding does not."""

    height: Pt
    baseline: Pt  # from the top of the row
    before: Pt = 0.0
    pad_top: Pt = 0.0
    pad_bottom: Pt = 0.0
    indent: Pt = 0.0
    pieces: tuple[LinePiece | ArtPiece | MarkPiece, ...] = ()
    penalty: float = 0.0  # for ending a column after this row
    element: int = 0
    ground: Tint | None = None
    heads: tuple["Slug", ...] = ()  # rows that stand over it again where it begins a column
    on_grid: bool = True
    too_wide: float = 0.0  # points by which a word sticks out

    @property
    def letters(self) -> int:
        """Letters of the story on this row."""
        return sum(piece.letters for piece in self.pieces if isinstance(piece, LinePiece))

    def indented(self, by: Pt) -> "Slug":
        """The same row further in, with all that stands on it."""
        pieces = tuple(p._replace(dx=p.dx + by) if isinstance(p, MarkPiece) else p for p in self.pieces)
        ground = self.ground and self.ground._replace(inset=self.ground.inset + by)
        heads = tuple(head.indented(by) for head in self.heads)
        return self._replace(indent=self.indent + by, pieces=pieces, ground=ground, heads=heads)

    @property
    def again(self) -> "Slug":
        """The same row where it stands once more: to the eye only, since listeners have met it."""
        pieces = tuple(p._replace(element=0) if isinstance(p, LinePiece) else p for p in self.pieces)
        return self._replace(pieces=pieces, element=0, before=0.0)


class LineRoom(NamedTuple):
    """The room that words have: how wide, and how far in from both sides."""

    measure: Pt
    indent: Pt = 0.0
    right: Pt = 0.0


def cast_words(
    words: Words, style: TypeSize, colour: Colour, room: LineRoom, language: Language, faces: Faces
) -> tuple[Slug, ...]:
    """The rows of one paragraph.

    Raises:
        BadInput: a character that no face has.
    """
    measure = room.measure - room.indent - room.right
    broken = broken_words(words, style, measure, language, faces)
    too_wide = max(0.0, broken.widest_word * style.size - measure)
    before = (style.before if words.before is None else words.before) * style.leading
    return tuple(
        Slug(
            style.leading,
            style.baseline,
            before=before if at == 0 else 0.0,
            indent=room.indent,
            pieces=(LinePiece(broken.shaped, cut, 0.0, style, colour, words.number, measure=measure),),
            penalty=_penalty_inside(at, len(broken.cuts), words),
            element=words.number,
            on_grid=at == 0,  # lines of the body then follow the grid of themselves, larger type keeps its leading
            too_wide=too_wide if cut.width * style.size > measure + 0.01 else 0.0,
        )
        for at, cut in enumerate(broken.cuts)
    )


def joined(parts: list[tuple[Slug, ...]], gap: Pt) -> Iterator[Slug]:
    """The rows of several stories; a page may end between two of them."""
    for at, part in enumerate(parts):
        first, *middle = part
        yield first._replace(before=max(first.before, gap)) if at else first
        if middle:
            *middle, last = middle
            yield from middle
            yield last if at == len(parts) - 1 or last.penalty == NEVER else last._replace(penalty=0.0)


def broken_words(words: Words, style: TypeSize, measure: Pt, language: Language, faces: Faces) -> Broken:
    """A paragraph cut into lines.

    Raises:
        BadInput: a character that no face has.
    """
    spans = spans_of(words.runs, style, faces, _features(words))
    text = TextInFace(words.text, spans, style.family, style.weight, language, words.values, is_display(words))
    try:
        return break_lines(text, round(measure / style.size, 4), faces)
    except NoGlyph as fault:
        raise BadInput(*_no_glyph_findings(fault, words, style)) from None


def is_display(words: Words) -> bool:
    """Whether a text is read at a glance: a heading, or the line under the title."""
    return words.tag in ("H1", "H2", "H3") or words.style == "strapline"


def _penalty_inside(at: int, count: int, words: Words) -> float:
    if words.tag in ("H1", "H2", "H3"):
        return NEVER  # a heading stays with what it heads
    if at == count - 1:
        return AFTER_PARAGRAPH
    if at == 0 or at == count - 2:
        return NEVER  # no line of a paragraph stands alone
    return INSIDE_TEXT


def _features(words: Words) -> tuple[str, ...]:
    # Figures line up under each other in times and telephone numbers only.
    return ("tnum",) if words.style == "contact" or words.align == "figures" else ()


def _no_glyph_findings(fault: NoGlyph, words: Words, style: TypeSize) -> Iterator[Finding]:
    for character, _ in dict.fromkeys(fault.characters):
        message = f"no face has the character {character} (U+{ord(character):04X}) of '{words.text[:40]}'"
        hint = f"write it another way, or add a face that has it; asked first: {style.family}"
        yield Finding("no-glyph", message, words.origin, hint)
