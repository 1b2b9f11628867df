"""A story cast into slugs: rows of type that cannot be cut, each knowing what may part it from the next."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal, assert_never

from brochure.base.art import Drawing, Picture
from brochure.base.brand import ROLE_NAMES
from brochure.base.colour import Colour
from brochure.base.design import Calm
from brochure.base.findings import BadInput, Finding
from brochure.base.geometry import Box
from brochure.base.keep import ById, LastResults
from brochure.base.language import Language
from brochure.base.manuscript import Manuscript
from brochure.base.page import SetLine
from brochure.base.records import NamedTuple
from brochure.base.story import Block, Figure, Item, ItemList, Note, Words
from brochure.base.units import Pt, mm
from brochure.glyphs import Faces, NoGlyph, Shaped
from brochure.layout.art import calm_pieces, look_of
from brochure.layout.lines import Broken, Cut, TextInFace, break_lines, set_line
from brochure.layout.qr import QUIET_ZONE, qr_drawing
from brochure.layout.sizes import TypeSize, TypeSizes
from brochure.layout.spans import spans_of

NEVER = float("inf")
INSIDE_POINT = 30.0  # demerits for a column that ends inside a point; an ideal column costs 0, an empty one 1
INSIDE_TEXT = 60.0
BELONGING = 2.0  # between rows that nothing sets apart: the entries of a list, the lines of an address
AFTER_PARAGRAPH = 0.5
BEFORE_HEADING = 0.0

NOTE_BAR: Pt = mm(1.8)
NOTE_PADDING: Pt = mm(4)
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

    @property
    def line(self) -> SetLine:
        """The line, set now."""
        return set_line(self.shaped, self.cut.start, self.cut.end)

    @property
    def letters(self) -> int:
        return len(self.shaped.text[self.cut.start : self.cut.end].strip())


class ArtPiece(NamedTuple):
    """A drawing or picture that fills the slug's height from its left edge."""

    art: Drawing | Picture
    height: Pt
    width: Pt
    element: int


class MarkPiece(NamedTuple):
    """A bullet beside the line, or a rule under it: decoration."""

    kind: Literal["bullet", "rule"]
    colour: Colour


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
    note: int = 0  # number of the note that it belongs to
    on_grid: bool = True
    too_wide: float = 0.0  # points by which a word sticks out

    @property
    def letters(self) -> int:
        """Letters of the story on this row."""
        return sum(piece.letters for piece in self.pieces if isinstance(piece, LinePiece))


# While a leaflet is being edited, only the paragraphs that changed are cast again: at each place what it held last.
_CAST: LastResults[tuple[int, float, Pt, str], object, tuple[Slug, ...]] = LastResults(2048)


class LineRoom(NamedTuple):
    """The room that words have: how wide, and how far in from both sides."""

    measure: Pt
    indent: Pt = 0.0
    right: Pt = 0.0


class Caster(NamedTuple):
    """Casts stories at one scale into one measure."""

    manuscript: Manuscript
    faces: Faces
    sizes: TypeSizes
    measure: Pt
    tallest: Pt = NEVER  # no picture is higher

    def cast(self, blocks: tuple[Block, ...], *, own_size: Pt = 0.0) -> tuple[Slug, ...]:
        """The slugs of a story.

        Raises:
            BadInput: a character that no face has.
        """
        slugs: list[Slug] = []
        for block in blocks:
            cast = self._cast_block(block, own_size)
            if slugs and slugs[-1].penalty == AFTER_PARAGRAPH:
                # Where a new section begins is the best place to end a column.
                slugs[-1] = slugs[-1]._replace(penalty=_penalty_before(block, cast[0]))
            slugs += cast
        return tuple(slugs)

    def _cast_block(self, block: Block, own_size: Pt) -> tuple[Slug, ...] | list[Slug]:
        match block:
            case Words():
                return self._cast_words(block, self.sizes.of(block.style, size=own_size))
            case Figure():
                return self._cast_figure(block)
            case Note():
                return self._kept(block.number, block, lambda: self._cast_note(block))
            case ItemList():
                first = [item.blocks[0].number for item in block.items]
                column = self._column(block)
                form = (block.numbered, block.ruled, column)
                rows = [
                    list(self._kept(number, (item, form), partial(self._cast_item, item, block, column)))
                    for number, item in zip(first, block.items, strict=True)
                ]
                if not block.numbered:
                    for row in rows[:-1]:
                        row[-1] = row[-1]._replace(penalty=BELONGING)
                return [slug for row in rows for slug in row]
            case _:
                assert_never(block)

    def _kept(self, number: int, what: object, cast: Callable[[], list[Slug]]) -> tuple[Slug, ...]:
        """The rows that were cast at this place last, where nothing changed that they depend on."""
        manuscript = self.manuscript
        key = (number, self.sizes.scale, self.measure, manuscript.layout_name)
        look = (manuscript.brand, manuscript.layout, manuscript.edition, manuscript.language, ById(self.faces))
        given = (what, look)
        return _CAST.of(key, given) or _CAST.keep(key, given, tuple(cast()))

    def _cast_words(self, words: Words, style: TypeSize, *, indent: Pt = 0.0, right: Pt = 0.0) -> tuple[Slug, ...]:
        colour = self.sizes.colour(words.style, words.colour)
        room = LineRoom(self.measure, indent, right)
        key = (words.number, style.size, self.measure, self.manuscript.layout_name)
        given = (words, style, colour, room, self.manuscript.language, ById(self.faces))
        return _CAST.of(key, given) or _CAST.keep(
            key, given, cast_words(words, style, colour, room, self.manuscript.language, self.faces)
        )

    def _cast_figure(self, figure: Figure) -> list[Slug]:
        if figure.kind == "art":
            return self._cast_inline_art(figure)
        art = self._art(figure)
        scale = self.manuscript.layout.figure_scale
        height = figure.height * (scale.value if scale else 1.0)
        width = height * art.width / art.height
        is_code = figure.kind == "qr"
        if not is_code:  # a code that is made smaller may be unreadable; a mark or picture gives way to its frame
            share = min(1.0, self.measure / width, self.tallest / height) if height else 1.0
            height, width = height * share, width * share
        slug = Slug(
            height,
            height,
            before=height * 0.15,
            # The quiet zone of a QR code is white on white: its dark modules line up with the text.
            indent=-width * QUIET_ZONE / art.width if is_code else 0.0,
            pieces=(ArtPiece(art, height, width, figure.number),),
            # Caption and name stay with what they belong to.
            penalty=NEVER if figure.kind in ("qr", "logo") else 0.0,
            element=figure.number,
            on_grid=False,
            too_wide=max(0.0, width - self.measure) if is_code else 0.0,
        )
        return [slug]

    def _cast_inline_art(self, figure: Figure) -> list[Slug]:
        """Art stands where the layout declares it, or in the text where the layout says so."""
        plans = [plan for plan in self.manuscript.layout.art if isinstance(plan, Calm) and plan.inline == "yes"]
        plan = next((plan for plan in plans if plan.name and plan.name.text == figure.source), None)
        if plan is None:
            return []
        height = plan.height.points
        pieces = calm_pieces(look_of(plan), Box(0, 0, self.measure, height), self.manuscript, self.faces)
        piece = ArtPiece(Drawing(self.measure, height, pieces), height, self.measure, figure.number)
        gap = height * 0.3
        return [Slug(height, height, pad_bottom=gap, pieces=(piece,), element=figure.number, on_grid=False)]

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
            case "photo" | "art":
                message = f"figure '{figure.kind}' has nothing to show"
                raise BadInput(Finding("empty-figure", message, figure.origin, "ask with {% if %} before writing it"))
            case _:
                assert_never(figure.kind)

    def _column(self, items: ItemList) -> Pt:
        """In which bullets stand, or numerals: wider than the layout says where they have two figures."""
        if not items.numbered:
            return BULLET_COLUMN
        labels = [piece for item in items.items[9:] if isinstance(piece := self._label(item, 0.0), LinePiece)]
        widest = max((piece.cut.width * piece.style.size for piece in labels), default=0.0)
        gap = labels[0].style.size * NUMERAL_GAP if labels else 0.0
        return max(self.manuscript.layout.numeral_column.points, widest + gap)

    def _cast_item(self, item: Item, items: ItemList, indent: Pt) -> list[Slug]:
        slugs: list[Slug] = []
        for words in item.blocks:
            slugs += self._cast_words(words, self.sizes.of(words.style), indent=indent)
        slugs = [slug._replace(penalty=max(slug.penalty, INSIDE_POINT)) for slug in slugs]
        # The numeral is read before what it counts.
        slugs[0] = slugs[0]._replace(pieces=(self._label(item, indent), *slugs[0].pieces))
        slugs[-1] = slugs[-1]._replace(penalty=0.0 if items.numbered else AFTER_PARAGRAPH)
        if items.ruled:
            rule = MarkPiece("rule", self.sizes.brand.colour("rule"))
            last = slugs[-1]
            slugs[-1] = last._replace(pieces=(*last.pieces, rule), pad_bottom=last.height * 0.22)
        return slugs

    def _label(self, item: Item, indent: Pt) -> LinePiece | MarkPiece:
        if item.label is None:
            return MarkPiece("bullet", self.sizes.brand.colour("accent"))
        (slug,) = self._cast_words(item.label, self.sizes.of(item.label.style))
        (piece,) = slug.pieces
        assert isinstance(piece, LinePiece)
        return piece._replace(dx=-indent)

    def _cast_note(self, note: Note) -> list[Slug]:
        slugs: list[Slug] = []
        indent = NOTE_BAR + NOTE_PADDING
        for words in note.blocks:
            slugs += self._cast_words(words, self.sizes.of(words.style), indent=indent, right=NOTE_PADDING)
        slugs = [slug._replace(penalty=NEVER, note=note.number) for slug in slugs]
        slugs[0] = slugs[0]._replace(pad_top=NOTE_PADDING * 0.7)
        slugs[-1] = slugs[-1]._replace(pad_bottom=NOTE_PADDING * 0.85, penalty=0.0)
        return slugs


def cast_words(
    words: Words, style: TypeSize, colour: Colour, room: LineRoom, language: Language, faces: Faces
) -> tuple[Slug, ...]:
    """The rows of one paragraph.

    Raises:
        BadInput: a character that no face has.
    """
    measure = room.measure - room.indent - room.right
    broken = _break(words, style, measure, language, faces)
    too_wide = max(0.0, broken.widest_word * style.size - measure)
    before = (style.before if words.before is None else words.before) * style.leading
    return tuple(
        Slug(
            style.leading,
            style.baseline,
            before=before if at == 0 else 0.0,
            indent=room.indent,
            pieces=(LinePiece(broken.shaped, cut, 0.0, style, colour, words.number),),
            penalty=_penalty_inside(at, len(broken.cuts), words),
            element=words.number,
            on_grid=at == 0,  # lines of the body then follow the grid of themselves, larger type keeps its leading
            too_wide=too_wide if cut.width * style.size > measure + 0.01 else 0.0,
        )
        for at, cut in enumerate(broken.cuts)
    )


def _break(words: Words, style: TypeSize, measure: Pt, language: Language, faces: Faces) -> Broken:
    spans = spans_of(words.runs, style, faces, _features(words))
    text = TextInFace(words.text, spans, style.family, style.weight, language, words.values)
    try:
        return break_lines(text, round(measure / style.size, 4), faces)
    except NoGlyph as fault:
        raise BadInput(*_no_glyph_findings(fault, words, style)) from None


def _penalty_before(block: Block, first: Slug) -> float:
    """For ending a column between a paragraph and this block."""
    belongs = AFTER_PARAGRAPH if first.before else BELONGING
    match block:
        case Words():
            return BEFORE_HEADING if block.tag != "P" else belongs
        case Note():
            return BEFORE_HEADING
        case ItemList():
            return BELONGING
        case Figure():
            return belongs
        case _:
            assert_never(block)


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
