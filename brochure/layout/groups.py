"""Blocks that belong together, cast into slugs: on a tint, beside each other, with lines to write on."""

from itertools import pairwise
from typing import Final, Protocol, assert_never

from brochure.base.art import Drawing, Picture
from brochure.base.manuscript import Manuscript
from brochure.base.story import Block, Figure, Group, Words
from brochure.base.units import Pt, mm
from brochure.glyphs import Faces
from brochure.layout.signs import blank_drawing
from brochure.layout.sizes import TypeSizes
from brochure.layout.slugs import (
    AFTER_PARAGRAPH,
    INSIDE_POINT,
    NEVER,
    NOTE_BAR,
    NOTE_PADDING,
    ArtPiece,
    LinePiece,
    MarkPiece,
    Slug,
    Tint,
)

COLUMN_GAP: Final[Pt] = mm(5)
LEAST_COLUMN: Final[Pt] = mm(48)  # about 25 letters of body type
_LEAST_LINE: Final[Pt] = mm(40)  # to write a name on
_TO_SIGN: Final[Pt] = mm(14)
_EASY_SHARE: Final = 0.24  # of a picture before its words
_PICTURE_SHARE: Final = 0.38  # of the measure, beside its words
_ABOVE = 0.3  # lines of body before a line to write on
_MARK_GAP: Final[Pt] = mm(6)
_MARK_ROOT: Final[Pt] = mm(11)  # side of a square mark
_AROUND = 0.7  # lines of body before a group
WHOLE = 0.5  # of a frame; a group that is no higher is not parted


class BlockCaster(Protocol):
    """What casts the blocks of a group."""

    @property
    def manuscript(self) -> Manuscript:
        """What is set."""

    @property
    def faces(self) -> Faces:
        """The faces of the shelf."""

    @property
    def sizes(self) -> TypeSizes:
        """The type at its scale."""

    @property
    def measure(self) -> Pt:
        """Width that there is."""

    @property
    def tallest(self) -> Pt:
        """Height of the highest frame."""

    def within(self, measure: Pt) -> "BlockCaster":
        """The same for a narrower measure."""

    def cast(self, blocks: tuple[Block, ...]) -> tuple[Slug, ...]:
        """The slugs of some blocks."""

    def words(self, words: Words) -> tuple[Slug, ...]:
        """The rows of one paragraph."""

    def art(self, figure: Figure) -> Drawing | Picture:
        """What a figure shows."""


def cast_group(group: Group, caster: BlockCaster) -> list[Slug]:
    """The slugs of a group.

    Raises:
        BadInput: a character that no face has.
    """
    match group.kind:
        case "box" | "urgent" | "quote":
            slugs = _cast_tinted(group, caster)
        case "pair" | "beside":
            slugs = _cast_beside(group, caster)
        case "marks":
            slugs = [_cast_marks(group, caster)]
        case "write":
            slugs = _cast_line_to_write(group, caster)
        case "sign":
            slugs = _cast_lines_to_sign(group, caster)
        case "picture":
            *kept, last = caster.cast(group.blocks)
            slugs = [*(slug._replace(penalty=NEVER) for slug in kept), last._replace(penalty=AFTER_PARAGRAPH)]
        case "column":
            slugs = list(caster.cast(group.blocks))
        case _:
            assert_never(group.kind)
    return slugs


def beside(columns: list[tuple[Pt, tuple[Slug, ...]]]) -> Slug:
    """One row of several columns, each so far in; it is never parted."""
    baseline = columns[0][1][0].baseline
    pieces: list[LinePiece | ArtPiece | MarkPiece] = []
    height = 0.0
    for dx, slugs in columns:
        top = 0.0
        for at, slug in enumerate(slugs):
            top += (slug.before if at else 0.0) + slug.pad_top
            down = top + slug.baseline - baseline
            foot = top + slug.height + slug.pad_bottom
            for piece in slug.pieces:
                match piece:
                    case LinePiece():
                        pieces.append(piece._replace(dx=piece.dx + slug.indent + dx, dy=piece.dy + down))
                    case ArtPiece():
                        pieces.append(piece._replace(dx=piece.dx + slug.indent + dx, dy=piece.dy + top))
                    case MarkPiece(kind="rule"):
                        pieces.append(piece._replace(dx=piece.dx + dx, dy=piece.dy or foot))
                    case MarkPiece():
                        pieces.append(piece._replace(dx=piece.dx + dx, dy=piece.dy + down))
                    case _:
                        assert_never(piece)
            top = foot
        height = max(height, top)
    first = columns[0][1][0]
    wide = max(slug.too_wide for _, slugs in columns for slug in slugs)
    return Slug(
        height, baseline, first.before, pieces=tuple(pieces), element=first.element, on_grid=False, too_wide=wide
    )


def _cast_tinted(group: Group, caster: BlockCaster) -> list[Slug]:
    brand, body = caster.sizes.brand, caster.sizes.of("body")
    is_quote = group.kind == "quote"
    tint = {
        "box": Tint(group.number, brand.colour("aside"), width=caster.measure),
        "urgent": Tint(group.number, brand.colour("cover"), width=caster.measure),
    }.get(group.kind, Tint(group.number, None, brand.colour("accent")))
    pad = NOTE_BAR + NOTE_PADDING * 0.7 if is_quote else NOTE_PADDING
    inside = caster.within(caster.measure - pad - (0.0 if is_quote else pad)).cast(group.blocks)
    slugs = [slug.indented(pad)._replace(ground=tint) for slug in inside]
    above = 0.0 if is_quote else NOTE_PADDING * 0.7
    slugs[0] = slugs[0]._replace(before=body.leading * _AROUND, pad_top=slugs[0].pad_top + above)
    slugs[-1] = slugs[-1]._replace(pad_bottom=slugs[-1].pad_bottom + above, penalty=AFTER_PARAGRAPH)
    if sum(slug.before + slug.height for slug in slugs) <= caster.tallest * WHOLE:
        slugs[:-1] = [slug._replace(penalty=NEVER) for slug in slugs[:-1]]
    return slugs


def _cast_beside(group: Group, caster: BlockCaster) -> list[Slug]:
    """Columns beside each other where there is room, else one after the other."""
    count = len(group.blocks)
    room = caster.measure - COLUMN_GAP * (count - 1)
    shares = [1 - _PICTURE_SHARE, _PICTURE_SHARE] if group.kind == "beside" else [1 / count] * count
    is_easy = group.kind == "beside" and caster.manuscript.edition.is_easy
    if is_easy:  # what the eye looks at first leads to the words
        shares = [_EASY_SHARE, 1 - _EASY_SHARE]
    widths = [room * share for share in shares]
    if widths[-1 if is_easy else 0] >= LEAST_COLUMN:
        starts = [0.0]
        for width in widths[:-1]:
            starts.append(starts[-1] + width + COLUMN_GAP)
        cast = [caster.within(width).cast((block,)) for width, block in zip(widths, group.blocks, strict=True)]
        if is_easy:
            cast[1] = _centred(cast[1], cast[0])
        row = beside(list(zip(starts, cast, strict=True)))
        if row.height <= caster.tallest and not row.too_wide:
            return [row._replace(penalty=AFTER_PARAGRAPH)]
    slugs = list(caster.cast(group.blocks))
    if sum(slug.before + slug.height for slug in slugs) <= caster.tallest:  # what is to be compared is seen together
        slugs[:-1] = [slug._replace(penalty=max(slug.penalty, INSIDE_POINT)) for slug in slugs[:-1]]
    return slugs


def _centred(slugs: tuple[Slug, ...], other: tuple[Slug, ...]) -> tuple[Slug, ...]:
    """Slugs as far down as they stand at the middle of a higher column."""
    spare = (_height(other) - _height(slugs)) / 2
    return (slugs[0]._replace(pad_top=slugs[0].pad_top + max(0.0, spare)), *slugs[1:])


def _height(slugs: tuple[Slug, ...]) -> Pt:
    parts = (
        slug.pad_top + slug.height + slug.pad_bottom + (slug.before if at else 0.0) for at, slug in enumerate(slugs)
    )
    return sum(parts)


def _cast_marks(group: Group, caster: BlockCaster) -> Slug:
    """Marks in one row, each of the same area, since a wide one as high as a square one would outweigh it."""
    marks = [(figure, caster.art(figure)) for figure in group.blocks if isinstance(figure, Figure)]
    ratios = [art.width / art.height for _, art in marks]
    room = caster.measure - _MARK_GAP * (len(marks) - 1)
    root = min(_MARK_ROOT, room / sum(ratio**0.5 for ratio in ratios))  # of the area of each
    row, pieces, dx = max(root / ratio**0.5 for ratio in ratios), [], 0.0
    for (figure, art), ratio in zip(marks, ratios, strict=True):
        height, width = root / ratio**0.5, root * ratio**0.5
        pieces.append(ArtPiece(art, height, width, figure.number, dx, (row - height) / 2))
        dx += width + _MARK_GAP
    below = caster.sizes.of("imprint").leading * 0.5
    return Slug(row, row, pad_bottom=below, pieces=tuple(pieces), element=marks[0][0].number, on_grid=False)


def _pairs(group: Group) -> list[tuple[Words, Figure]]:
    """Labels, each with its line."""
    found = [
        (label, line) for label, line in pairwise(group.blocks) if isinstance(label, Words) and isinstance(line, Figure)
    ]
    assert found, "a line to write on has a label"
    return found


def _line(figure: Figure, start: Pt, width: Pt, foot: Pt, caster: BlockCaster) -> ArtPiece:
    """A line to write on, `foot` below the top of its row."""
    art = blank_drawing(width, caster.sizes.brand.colour("text"))
    return ArtPiece(art, art.height, width, figure.number, start, foot - art.height)


def _cast_line_to_write(group: Group, caster: BlockCaster) -> list[Slug]:
    """A label and its line on one row, where there is room, and further lines below."""
    ((label, figure),) = _pairs(group)
    lines, style, measure = int(figure.source), caster.sizes.of(label.style), caster.measure
    rows = caster.words(label)
    words = [piece for row in rows for piece in row.pieces if isinstance(piece, LinePiece)]
    start = words[0].cut.width * style.size + style.size * 0.4
    is_beside = len(rows) == 1 and measure - start >= _LEAST_LINE
    pitch = figure.height / lines
    drawn = [_line(figure, 0.0, measure, (at + 1) * pitch, caster) for at in range(lines)]
    if not is_beside:
        space = Slug(figure.height, figure.height, pieces=tuple(drawn), element=figure.number, on_grid=False)
        rows = (rows[0]._replace(before=style.leading * _ABOVE), *rows[1:])
        return [*(row._replace(penalty=NEVER) for row in rows), space._replace(penalty=AFTER_PARAGRAPH)]
    drawn[0] = _line(figure, start, measure - start, pitch, caster)
    word = words[0]._replace(dy=-style.size * 0.12)
    row = Slug(figure.height, pitch, pieces=(word, *drawn), element=label.number, penalty=AFTER_PARAGRAPH)
    return [row._replace(before=style.leading * _ABOVE, on_grid=False, too_wide=rows[0].too_wide)]


def _cast_lines_to_sign(group: Group, caster: BlockCaster) -> list[Slug]:
    """Lines side by side where there is room, each with its label under it."""
    pairs = _pairs(group)
    across = min(len(pairs), max(1, int((caster.measure + COLUMN_GAP) // (_LEAST_LINE + COLUMN_GAP))))
    width = (caster.measure - COLUMN_GAP * (across - 1)) / across
    style, slugs = caster.sizes.of(pairs[0][0].style), []
    for at in range(0, len(pairs), across):
        pieces: list[LinePiece | ArtPiece | MarkPiece] = []
        height = 0.0
        for column, (label, figure) in enumerate(pairs[at : at + across]):
            dx = column * (width + COLUMN_GAP)
            words = tuple(row._replace(before=0.0) for row in caster.within(width).words(label))
            said = beside([(dx, (Slug(_TO_SIGN + style.descent, _TO_SIGN), *words))])
            pieces += (*said.pieces, _line(figure, dx, width, _TO_SIGN, caster))
            height = max(height, said.height)
        row = Slug(height, _TO_SIGN, pieces=tuple(pieces), element=pairs[at][0].number, penalty=NEVER, on_grid=False)
        slugs.append(row)
    return [*slugs[:-1], slugs[-1]._replace(penalty=AFTER_PARAGRAPH)]
