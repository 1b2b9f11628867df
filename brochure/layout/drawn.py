"""The picture of an art direction at its place: what the leaflet brings to it, its numbers, its mirror image."""

import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import Final

from brochure.base.art import Drawing, PathPiece, disc
from brochure.base.colour import Colour
from brochure.base.design import Calm
from brochure.base.directions import ArtRoom, Dress, seed_of
from brochure.base.geometry import Box
from brochure.base.manuscript import Manuscript
from brochure.base.matrix import Matrix
from brochure.base.units import Pt
from brochure.glyphs import Face, Faces, choose_faces, outline
from brochure.glyphs.characters import joins_previous
from brochure.glyphs.scripts import script_of
from brochure.layout.directions import DRAWERS, INSIDE, Area, Drawn, NumberAt

_NUMERAL: Final = 0.52  # of its disc: the height of a figure
_RING: Final[Pt] = 1.2
MOST_WORDS: Final = 6


def drawn_pieces(
    plan: Calm, room: ArtRoom, dress: Dress, manuscript: Manuscript, faces: Faces
) -> tuple[Colour, tuple[PathPiece, ...]]:
    """The ground of a room, and what the art direction draws there; it is cut off by the box of the room."""
    assert plan.drawn is not None, "a layout that is drawn has no other line"
    box, folds = room.box, room.folds
    is_cover = plan.drawn.kind == "cover"
    inks = dress.cover if is_cover else dress.band
    rtl = manuscript.language.direction == "rtl"
    points = len(manuscript.leaflet.points) if plan.numbered == "yes" and plan.disc and not is_cover else 0
    area = Area(
        box=box,
        trimmed=box.common(room.trim),
        inks=inks,
        paper=manuscript.brand.colour("paper"),
        seed=seed_of(manuscript.leaflet.code.text),
        letter=_first(manuscript, faces),
        title=_words(manuscript, faces),
        folds=tuple(sorted(box.left + box.right - fold for fold in folds)) if rtl else folds,
        points=points,
        radius=plan.disc.points / 2 if plan.disc and points else 0.0,
        mirrored=rtl,
    )
    drawer = DRAWERS[dress.direction]
    drawn = drawer.cover(area) if is_cover else drawer.band(area)
    if rtl and not drawn.stays:
        drawn = _mirrored(drawn, box)
    numbers = (piece for at in drawn.numbers for piece in _disc(at, area, dress, manuscript, faces))
    return drawn.ground, (*drawn.pieces, *numbers)


def reaching(pieces: tuple[PathPiece, ...], panel: Box) -> tuple[PathPiece, ...]:
    """Those that lie on a panel, where a knife that misses its line a little does not take them away."""
    return tuple(piece for piece in pieces if _reaches(piece, panel))


def _reaches(piece: PathPiece, panel: Box) -> bool:
    across = [number for segment in piece.path for number in segment.numbers[::2]]
    return min(across) < panel.right - INSIDE and max(across) > panel.left + INSIDE


def _first(manuscript: Manuscript, faces: Faces) -> Drawing:
    """The first letter of the title; its first word where letters join."""
    title, rtl = manuscript.leaflet.title.text, manuscript.language.direction == "rtl"
    first = next(at for at, character in enumerate(title) if character.isalnum())
    end = first + 1
    while end < len(title) and (joins_previous(title[end]) or (rtl and title[end].isalnum())):
        end += 1
    return _outlined(title[first:end], manuscript, faces)


def _words(manuscript: Manuscript, faces: Faces) -> tuple[Drawing, ...]:
    """The first word of the title, the first two, and so on, as long as one script sets them."""
    words = manuscript.leaflet.title.text.split()
    drawn: list[Drawing] = []
    for count in range(1, min(len(words), MOST_WORDS) + 1):
        text = " ".join(words[:count])
        if drawn and len({script_of(character) for character in text if character.isalpha()}) > 1:
            break
        drawn.append(_outlined(text, manuscript, faces))
    return tuple(drawn)


def _outlined(text: str, manuscript: Manuscript, faces: Faces) -> Drawing:
    style, brand = manuscript.brand.styles.title, manuscript.brand
    own = brand.faces.display.text if style.face == "display" else brand.faces.text.text
    family = manuscript.edition.family or own  # that of the title beside it
    first = unicodedata.normalize("NFD", text)[0]
    face = choose_faces(first, [style.weight], family=family, language=manuscript.language, faces=faces)[0]
    text = "".join(map(partial(_with_what, face), text))  # art; the words themselves are set beside it, whole
    script = next((script_of(character) for character in text if character.isalpha()), "Latn")
    return outline(face, text, script=script, rtl=manuscript.language.direction == "rtl")


def _with_what(face: Face, character: str) -> str:
    """A character as a face has it: as it is, in its parts, or without the marks that it lacks."""
    if face.has(character):
        return character
    return "".join(part for part in unicodedata.normalize("NFD", character) if face.has(part))


def _mirrored(drawn: Drawn, box: Box) -> Drawn:
    turn = Matrix(-1, 0, 0, 1, box.left + box.right, 0)
    pieces = tuple(
        piece._replace(path=tuple(segment.through(turn) for segment in piece.path)) for piece in drawn.pieces
    )
    return Drawn(drawn.ground, pieces, tuple(at._replace(x=box.left + box.right - at.x) for at in drawn.numbers))


def _disc(at: NumberAt, area: Area, dress: Dress, manuscript: Manuscript, faces: Faces) -> Iterator[PathPiece]:
    """A number in its disc: reversed out of it, or in a ring."""
    brand, radius = manuscript.brand, area.radius
    ground, ink = (area.inks.line, area.paper) if dress.solid_numbers else (area.paper, area.inks.line)
    ring: Colour = area.paper if dress.solid_numbers else area.inks.line
    yield PathPiece(disc(at.x, at.y, radius), fill=ground, stroke=ring, stroke_width=_RING)
    style = brand.styles.numeral
    family = brand.faces.display.text if style.face == "display" else brand.faces.text.text
    figure = outline(faces.family(family, style.weight), str(at.number))
    height = 2 * radius * _NUMERAL
    width = figure.width * height / figure.height
    yield from figure.outlined_in(Box(at.x - width / 2, at.y - height / 2, at.x + width / 2, at.y + height / 2), ink)
