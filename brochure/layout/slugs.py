"""A story cast into slugs: rows of type that cannot be cut, each knowing what may part it from the next."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from brochure.base.art import Drawing, Picture
from brochure.base.brand import ROLE_NAMES
from brochure.base.colour import Colour
from brochure.base.findings import BadInput, Finding
from brochure.base.manuscript import Manuscript
from brochure.base.page import SetLine
from brochure.base.story import Block, Figure, Item, ItemList, Note, Words
from brochure.base.units import Pt, mm
from brochure.glyphs import Faces, NoGlyph, Span
from brochure.layout.lines import Broken, TextInFace, break_lines
from brochure.layout.qr import QUIET_ZONE, qr_drawing
from brochure.layout.sizes import TypeSize, TypeSizes

NEVER = float("inf")
INSIDE_POINT = 30.0  # demerits for a column that ends inside a point; an ideal column costs 0, an empty one 1
INSIDE_TEXT = 60.0
AFTER_PARAGRAPH = 0.5
BEFORE_HEADING = 0.0

NOTE_BAR: Pt = mm(1.8)
NOTE_PADDING: Pt = mm(4)
BULLET_COLUMN: Pt = mm(5)
BULLET: Pt = mm(1.9)
RULE: Pt = 0.6


@dataclass(frozen=True, slots=True)
class LinePiece:
    """A line of text on a slug, from the slug's left edge and baseline."""

    line: SetLine
    dx: Pt
    style: TypeSize
    colour: Colour
    element: int


@dataclass(frozen=True, slots=True)
class ArtPiece:
    """A drawing or picture that fills the slug's height from its left edge."""

    art: Drawing | Picture
    height: Pt
    width: Pt
    element: int


@dataclass(frozen=True, slots=True)
class MarkPiece:
    """A bullet beside the line, or a rule under it: decoration."""

    kind: Literal["bullet", "rule"]
    colour: Colour


@dataclass(slots=True)
class Slug:
    """One row. Lengths in points; `before` falls away at the top of a frame, padding does not."""

    height: Pt
    baseline: Pt  # from the top of the row
    before: Pt = 0.0
    pad_top: Pt = 0.0
    pad_bottom: Pt = 0.0
    indent: Pt = 0.0
    pieces: list[LinePiece | ArtPiece | MarkPiece] = field(default_factory=list)
    penalty: float = 0.0  # for ending a column after this row
    element: int = 0
    note: int = 0  # number of the note that it belongs to
    on_grid: bool = True
    too_wide: float = 0.0  # points by which a word sticks out

    @property
    def letters(self) -> int:
        """Letters of the story on this row."""
        return sum(len(piece.line.text.strip()) for piece in self.pieces if isinstance(piece, LinePiece))


@dataclass(frozen=True, slots=True)
class Caster:
    """Casts stories at one scale into one measure."""

    manuscript: Manuscript
    faces: Faces
    sizes: TypeSizes
    measure: Pt

    def cast(self, blocks: tuple[Block, ...], *, own_size: Pt = 0.0) -> tuple[Slug, ...]:
        """The slugs of a story.

        Raises:
            BadInput: a character that no face has.
        """
        slugs: list[Slug] = []
        for block in blocks:
            cast = self._cast_block(block, own_size)
            begins = isinstance(block, Note) or (isinstance(block, Words) and block.tag != "P")
            if slugs and begins and slugs[-1].penalty == AFTER_PARAGRAPH:
                slugs[-1].penalty = BEFORE_HEADING  # a new section begins: the best place to end a column
            slugs += cast
        return tuple(slugs)

    def _cast_block(self, block: Block, own_size: Pt) -> list[Slug]:
        match block:
            case Words():
                return self._cast_words(block, self.sizes.of(block.style, size=own_size))
            case Figure():
                return self._cast_figure(block)
            case Note():
                return self._cast_note(block)
            case ItemList():
                return [slug for item in block.items for slug in self._cast_item(item, block)]

    def _cast_words(self, words: Words, style: TypeSize, *, indent: Pt = 0.0, right: Pt = 0.0) -> list[Slug]:
        measure = self.measure - indent - right
        broken = self._break(words, style, measure)
        too_wide = max(0.0, broken.widest_word * style.size - measure)
        colour = self.sizes.colour(words.style, words.colour)
        before = (style.before if words.before is None else words.before) * style.leading
        slugs = []
        for at, line in enumerate(broken.lines):
            piece = LinePiece(line, 0.0, style, colour, words.number)
            slug = Slug(style.leading, style.baseline, indent=indent, pieces=[piece], element=words.number)
            slug.on_grid = (
                at == 0
            )  # lines of the body then follow the grid of themselves, larger type keeps its leading
            slug.before = before if at == 0 else 0.0
            slug.too_wide = too_wide if line.width * style.size > measure + 0.01 else 0.0
            slug.penalty = _penalty_inside(at, len(broken.lines), words)
            slugs.append(slug)
        return slugs

    def _break(self, words: Words, style: TypeSize, measure: Pt) -> Broken:
        spans, at = [], 0
        for run in words.runs:
            spans.append(Span(at, at + len(run.text), "bold" if run.strong else style.weight, _features(words)))
            at += len(run.text)
        text = TextInFace(words.text, tuple(spans), style.family, style.weight, self.manuscript.language)
        try:
            return break_lines(text, round(measure / style.size, 4), self.faces)
        except NoGlyph as fault:
            raise BadInput(*_no_glyph_findings(fault, words, style)) from None

    def _cast_figure(self, figure: Figure) -> list[Slug]:
        if figure.kind == "art":
            return []
        art = self._art(figure)
        width = figure.height * art.width / art.height
        slug = Slug(figure.height, figure.height, before=figure.height * 0.15, element=figure.number, on_grid=False)
        # The quiet zone of a QR code is white on white: its dark modules line up with the text.
        slug.indent = -width * QUIET_ZONE / art.width if figure.kind == "qr" else 0.0
        slug.pieces.append(ArtPiece(art, figure.height, width, figure.number))
        slug.too_wide = max(0.0, width - self.measure)
        slug.penalty = NEVER if figure.kind == "qr" else 0.0  # its caption stays with it
        return [slug]

    def _art(self, figure: Figure) -> Drawing | Picture:
        artwork = self.manuscript.artwork
        match figure.kind:
            case "logo":
                return artwork.logo_reversed if figure.source == "reversed" else artwork.logo
            case "photo" if artwork.photo is not None:
                return artwork.photo
            case "qr":
                role = figure.colour if figure.colour in ROLE_NAMES else "text"
                return qr_drawing(figure.source, self.sizes.brand.colour(role)).drawing
            case _:
                message = f"figure '{figure.kind}' has nothing to show"
                raise BadInput(Finding("empty-figure", message, figure.origin, "ask with {% if %} before writing it"))

    def _cast_item(self, item: Item, items: ItemList) -> list[Slug]:
        indent = self.manuscript.layout.numeral_column.points if items.numbered else BULLET_COLUMN
        slugs: list[Slug] = []
        for words in item.blocks:
            slugs += self._cast_words(words, self.sizes.of(words.style), indent=indent)
        for slug in slugs:
            slug.penalty = max(slug.penalty, INSIDE_POINT)
        if slugs:
            slugs[-1].penalty = 0.0 if items.numbered else AFTER_PARAGRAPH
            slugs[0].pieces[:0] = self._label(item, indent)  # the numeral is read before what it counts
            if items.ruled:
                slugs[-1].pieces.append(MarkPiece("rule", self.sizes.brand.colour("rule")))
                slugs[-1].pad_bottom = slugs[-1].height * 0.22
        return slugs

    def _label(self, item: Item, indent: Pt) -> list[LinePiece | ArtPiece | MarkPiece]:
        if item.label is None:
            return [MarkPiece("bullet", self.sizes.brand.colour("accent"))]
        style = self.sizes.of(item.label.style)
        (line,) = self._break(item.label, style, self.measure).lines
        return [LinePiece(line, -indent, style, self.sizes.colour(item.label.style), item.label.number)]

    def _cast_note(self, note: Note) -> list[Slug]:
        slugs: list[Slug] = []
        indent = NOTE_BAR + NOTE_PADDING
        for words in note.blocks:
            slugs += self._cast_words(words, self.sizes.of(words.style), indent=indent, right=NOTE_PADDING)
        for slug in slugs:
            slug.penalty, slug.note = NEVER, note.number
        slugs[0].pad_top, slugs[-1].pad_bottom = NOTE_PADDING * 0.7, NOTE_PADDING * 0.85
        slugs[-1].penalty = 0.0
        return slugs


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
    return ("tnum",) if words.style == "contact" else ()


def _no_glyph_findings(fault: NoGlyph, words: Words, style: TypeSize) -> Iterator[Finding]:
    for character, _ in dict.fromkeys(fault.characters):
        message = f"no face has the character {character} (U+{ord(character):04X}) of '{words.text[:40]}'"
        hint = f"write it another way, or add a face that has it; asked first: {style.family}"
        yield Finding("no-glyph", message, words.origin, hint)
