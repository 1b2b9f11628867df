"""A story cast into slugs, block by block."""

from collections.abc import Callable
from functools import partial
from typing import assert_never

from brochure.base.art import Drawing, Picture
from brochure.base.brand import ROLE_NAMES
from brochure.base.design import Calm
from brochure.base.findings import BadInput, Finding
from brochure.base.geometry import Box
from brochure.base.keep import ById, LastResults
from brochure.base.manuscript import Manuscript
from brochure.base.records import NamedTuple
from brochure.base.story import Block, Figure, Group, Item, ItemList, Note, TableBlock, Words
from brochure.base.units import Pt
from brochure.glyphs import Faces
from brochure.layout.art import calm_pieces, look_of
from brochure.layout.crops import LEAST_KEPT, cropped, may_be_cropped
from brochure.layout.groups import cast_group
from brochure.layout.qr import QUIET_ZONE, qr_drawing
from brochure.layout.signs import sign_drawing, told_drawing
from brochure.layout.sizes import TypeSize, TypeSizes
from brochure.layout.slugs import (
    AFTER_PARAGRAPH,
    BEFORE_HEADING,
    BELONGING,
    BULLET_COLUMN,
    INSIDE_POINT,
    LONE,
    NEVER,
    NOTE_BAR,
    NOTE_PADDING,
    NUMERAL_GAP,
    ArtPiece,
    LinePiece,
    LineRoom,
    MarkPiece,
    Slug,
    Tint,
    cast_words,
)
from brochure.layout.tables import cast_table

# While a leaflet is being edited, only the paragraphs that changed are cast again: at each place what it held last.
_CAST: LastResults[tuple[int, float, Pt, str], object, tuple[Slug, ...]] = LastResults(2048)


PICTURE_SHARES = (0.4, 0.3, 0.2)  # of a frame's height that a picture takes at most; less before type is smaller
SIGN_COLUMN = 2.0  # in heights of capitals
NUMBER_GAP = 0.7  # of the size of a number in a list, between it and the text
SIGN_HEIGHT = 1.15  # of a box or a tick, in heights of capitals


class Caster(NamedTuple):
    """Casts stories at one scale into one measure."""

    manuscript: Manuscript
    faces: Faces
    sizes: TypeSizes
    measure: Pt
    tallest: Pt = NEVER  # no picture is higher
    share: float = PICTURE_SHARES[0]

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

    def within(self, measure: Pt) -> "Caster":
        """The same for a narrower measure."""
        return self._replace(measure=measure)

    def words(self, words: Words) -> tuple[Slug, ...]:
        """The rows of one paragraph."""
        return self._cast_words(words, self.sizes.of(words.style))

    def _cast_block(self, block: Block, own_size: Pt) -> tuple[Slug, ...] | list[Slug]:
        match block:
            case Words():
                style = self.sizes.of(block.style, size=own_size)
                return self._cast_button(block, style) if block.is_button else self._cast_words(block, style)
            case Figure():
                return self._cast_figure(block)
            case Note():
                return self._kept(block.number, block, lambda: self._cast_note(block))
            case TableBlock():
                return self._kept(block.number, block, lambda: cast_table(block, self))
            case Group():
                return self._kept(block.number, block, lambda: cast_group(block, self))
            case ItemList():
                first = [item.blocks[0].number for item in block.items]
                column = self._column(block)
                form = (block.numbered, block.ruled, column)
                rows = [
                    list(self._kept(number, (item, form), partial(self._cast_item, item, block, column)))
                    for number, item in zip(first, block.items, strict=True)
                ]
                if not block.numbered:
                    for at, row in enumerate(rows[:-1]):
                        is_lone = at in (0, len(rows) - 2)  # what it parts off is one entry
                        row[-1] = row[-1]._replace(penalty=LONE if is_lone else BELONGING)
                return [slug for row in rows for slug in row]
            case _:
                assert_never(block)

    def _kept(self, number: int, what: object, cast: Callable[[], list[Slug]]) -> tuple[Slug, ...]:
        """The rows that were cast at this place last, where nothing changed that they depend on."""
        manuscript = self.manuscript
        key = (number, self.sizes.scale, self.measure, manuscript.layout_name)
        look = (manuscript.brand, manuscript.layout, manuscript.edition, manuscript.language, ById(self.faces))
        given = (what, look, manuscript.artwork, self.tallest, self.share)
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
        art = self._in_shape(figure, self.art(figure))
        scale = self.manuscript.layout.figure_scale
        is_free = figure.kind in ("picture", "risk")  # as wide as the text
        leading = self.sizes.of("body").leading
        height = self._free_height(art) if is_free else figure.height * (scale.value if scale else 1.0)
        width = height * art.width / art.height
        is_code = figure.kind == "qr"
        if not is_code:  # a code that is made smaller may be unreadable; a mark or picture gives way to its frame
            share = min(1.0, self.measure / width, self.tallest / height) if height else 1.0
            height, width = height * share, width * share
        slug = Slug(
            height,
            height,
            before=leading * 0.6 if figure.kind == "outline" else max(height * 0.15, leading * 0.6 if is_free else 0.0),
            # The quiet zone of a QR code is white on white: its dark modules line up with the text.
            indent=-width * QUIET_ZONE / art.width if is_code else 0.0,
            pieces=(ArtPiece(art, height, width, figure.number),),
            # Caption and name stay with what they belong to.
            penalty=NEVER if figure.kind in ("qr", "logo", "risk") else 0.0,
            element=figure.number,
            on_grid=False,
            too_wide=max(0.0, width - self.measure) if is_code else 0.0,
        )
        return [slug]

    def _free_height(self, art: Drawing | Picture) -> Pt:
        """Of a picture that takes the whole measure, and no more than its share of a frame."""
        return min(self.measure * art.height / art.width, self.tallest * self.share)

    def _in_shape(self, figure: Figure, art: Drawing | Picture) -> Drawing | Picture:
        """A photograph that is too high for its place loses its edges, so that it stays as wide as the words."""
        if figure.kind != "picture" or isinstance(art, Drawing) or not may_be_cropped(art, figure.focus):
            return art
        natural, room = self.measure * art.height / art.width, self.tallest * self.share
        if room >= natural:
            return art
        return cropped(art, self.measure / max(room, natural * LEAST_KEPT), figure.focus)

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

    def art(self, figure: Figure) -> Drawing | Picture:
        """What a figure shows."""
        artwork = self.manuscript.artwork
        match figure.kind:
            case "logo":
                return artwork.logo_reversed if figure.source == "reversed" else artwork.logo
            case "photo" if artwork.photo is not None:
                return artwork.photo
            case "qr":
                role = figure.colour if figure.colour in ROLE_NAMES else "text"
                return qr_drawing(figure.source, self.sizes.brand.colour(role)).drawing
            case "picture":
                return artwork.picture(figure.source)
            case "partner":
                return artwork.partner(figure.source)
            case "risk" | "outline":
                from_right = self.manuscript.language.direction == "rtl"
                return told_drawing(figure.kind, figure.source, self.sizes.brand, from_right=from_right)
            case "photo" | "art" | "blank" | "box" | "tick" | "cross":
                message = f"figure '{figure.kind}' has nothing to show"
                raise BadInput(Finding("empty-figure", message, figure.origin, "ask with {% if %} before writing it"))
            case _:
                assert_never(figure.kind)

    def _column(self, items: ItemList) -> Pt:
        """In which signs stand, or numerals: wider than the layout says where they have two figures."""
        if not items.numbered:
            wide = self.sizes.of("body").cap_height * SIGN_COLUMN if items.sign != "bullet" else 0.0
            return max(BULLET_COLUMN, wide)
        styles = {item.label.style for item in items.items if isinstance(item.label, Words)}
        is_display = "numeral" in styles
        counted = items.items[9:] if is_display else items.items
        labels = [piece for item in counted if isinstance(piece := self._label(item, items, 0.0), LinePiece)]
        widest = max((piece.cut.width * piece.style.size for piece in labels), default=0.0)
        gap = labels[0].style.size * (NUMERAL_GAP if is_display else NUMBER_GAP) if labels else 0.0
        return max(self.manuscript.layout.numeral_column.points if is_display else 0.0, widest + gap)

    def _cast_item(self, item: Item, items: ItemList, indent: Pt) -> list[Slug]:
        slugs: list[Slug] = []
        for block in item.blocks:
            if isinstance(block, Words):
                slugs += self._cast_words(block, self.sizes.of(block.style), indent=indent)
            else:
                slugs += (slug.indented(indent) for slug in self.within(self.measure - indent)._cast_block(block, 0.0))
        slugs = [slug._replace(penalty=max(slug.penalty, INSIDE_POINT)) for slug in slugs]
        # The numeral is read before what it counts.
        slugs[0] = slugs[0]._replace(pieces=(self._label(item, items, indent), *slugs[0].pieces))
        slugs[-1] = slugs[-1]._replace(penalty=0.0 if items.numbered else AFTER_PARAGRAPH)
        if items.ruled:
            rule = MarkPiece("rule", self.sizes.brand.colour("rule"))
            last = slugs[-1]
            slugs[-1] = last._replace(pieces=(*last.pieces, rule), pad_bottom=last.height * 0.22)
        return slugs

    def _label(self, item: Item, items: ItemList, indent: Pt) -> LinePiece | ArtPiece | MarkPiece:
        words = next((block for block in item.blocks if isinstance(block, Words)), None)
        colour = self.sizes.brand.colour("accent" if words is None or not words.colour else words.colour)
        if item.label is None:
            return MarkPiece(items.sign if items.sign in ("tick", "cross") else "bullet", colour)
        if isinstance(item.label, Figure):
            body = self.sizes.of("body")
            art = sign_drawing(item.label.kind, self.sizes.brand.colour("text"))
            side = body.cap_height * SIGN_HEIGHT
            return ArtPiece(art, side, side, item.label.number, -indent, body.baseline - side)
        (slug,) = self._cast_words(item.label, self.sizes.of(item.label.style))
        (piece,) = slug.pieces
        assert isinstance(piece, LinePiece)
        return piece._replace(dx=-indent)

    def _cast_button(self, words: Words, style: TypeSize) -> list[Slug]:
        """The rows of a button on a band that is as wide as the longest of them."""
        rows = self._cast_words(words, style, indent=NOTE_PADDING, right=NOTE_PADDING)
        lines = [piece for row in rows for piece in row.pieces if isinstance(piece, LinePiece)]
        width = max(line.cut.width * line.style.size for line in lines) + 2 * NOTE_PADDING
        tint = Tint(words.number, self.sizes.brand.colour("cover"), width=width)
        slugs = [row._replace(penalty=NEVER, ground=tint) for row in rows]
        slugs[0] = slugs[0]._replace(before=style.leading, pad_top=NOTE_PADDING * 0.6)
        slugs[-1] = slugs[-1]._replace(pad_bottom=NOTE_PADDING * 0.6, penalty=AFTER_PARAGRAPH)
        return slugs

    def _cast_note(self, note: Note) -> list[Slug]:
        slugs: list[Slug] = []
        indent = NOTE_BAR + NOTE_PADDING
        for block in note.blocks:
            if isinstance(block, Words):
                slugs += self._cast_words(block, self.sizes.of(block.style), indent=indent, right=NOTE_PADDING)
            else:
                inner = self.within(self.measure - indent - NOTE_PADDING)
                slugs += (slug.indented(indent) for slug in inner._cast_block(block, 0.0))
        brand = self.sizes.brand
        form = self.manuscript.dress.note if self.manuscript.dress else "bar"
        tint = Tint(note.number, brand.colour("note"), brand.colour("note_bar"), form=form)
        slugs = [slug._replace(penalty=NEVER, ground=tint) for slug in slugs]
        slugs[0] = slugs[0]._replace(pad_top=NOTE_PADDING * 0.7)
        slugs[-1] = slugs[-1]._replace(pad_bottom=NOTE_PADDING * 0.85, penalty=0.0)
        return slugs


def _penalty_before(block: Block, first: Slug) -> float:
    """For ending a column between a paragraph and this block."""
    belongs = AFTER_PARAGRAPH if first.before else BELONGING
    match block:
        case Words():
            return BEFORE_HEADING if block.tag != "P" else belongs
        case Note():
            return BEFORE_HEADING
        case ItemList():
            return LONE
        case Group(belongs=True):
            return INSIDE_POINT
        case Figure() | TableBlock() | Group():
            return belongs
        case _:
            assert_never(block)
