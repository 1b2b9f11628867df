"""The brand's faces for a page without fixed width: each with the letters that the page shows in it."""

from typing import Final

from brochure.base.art import WEB_FAMILIES, WebFace
from brochure.base.manuscript import Manuscript
from brochure.base.records import NamedTuple
from brochure.base.spoken import without_invisible
from brochure.base.story import Story, Words, leaves
from brochure.glyphs import Face, Faces, NoGlyph, choose_faces, may_be_shown, web_font

_TEXT, _DISPLAY = WEB_FAMILIES
MOST_BYTES: Final = (
    200_000  # of all faces: a Chinese leaflet has 150,000; what is over is left to the reader's own faces
)
_DISPLAYED: Final = ("name", "strapline", "lead", "contact_name", "item", "numeral")


class _WebLook(NamedTuple):
    """How a page asks for a face, and what the house calls it."""

    family: str
    weight: int
    face_weight: str


_LOOKS: Final = (_WebLook(_TEXT, 400, "regular"), _WebLook(_DISPLAY, 600, "semibold"), _WebLook(_TEXT, 700, "bold"))


def web_faces(stories: tuple[Story, ...], manuscript: Manuscript, faces: Faces) -> tuple[WebFace, ...]:
    """The faces of the text, whatever its scripts; those that no web page may carry are left out.

    Letters that no face has are left to the reader's own.

    Raises:
        BadInput: a font file that cannot be read.
    """
    shown: dict[_WebLook, list[str]] = {look: [] for look in _LOOKS}
    for story in stories:
        for leaf in leaves(story.blocks):
            if isinstance(leaf, Words):
                for run in leaf.runs:
                    shown[_look(leaf, strong=run.strong)].append(run.text)
    made: list[WebFace] = []
    for look, texts in shown.items():
        for face, own in _by_face(" ".join(texts), look, manuscript, faces).items():
            program = web_font(face, own, look.family) if may_be_shown(face) else b""
            if program and len(program) + sum(len(each.program) for each in made) <= MOST_BYTES:
                made.append(WebFace(look.family, look.weight, own, program))
    return tuple(made)


def _look(words: Words, *, strong: bool) -> _WebLook:
    """As the style sheet of the page has it."""
    text, display, bold = _LOOKS
    if words.tag in ("H1", "H2", "H3") or words.style in _DISPLAYED:
        return display
    return bold if strong or words.style == "formats" else text


def _by_face(text: str, look: _WebLook, manuscript: Manuscript, faces: Faces) -> dict[Face, str]:
    named = manuscript.brand.faces
    family = (named.display if look.family == _DISPLAY else named.text).text
    text = without_invisible(text)
    weights = [look.face_weight] * len(text)
    try:
        chosen = choose_faces(text, weights, family=family, language=manuscript.language, faces=faces)
    except NoGlyph as fault:
        lacking = dict.fromkeys((ord(each.character) for each in fault.characters), "")
        return _by_face(text.translate(lacking), look, manuscript, faces)
    # A space stands beside letters of any face.
    by_face = {face: {" "} for face in chosen}
    for face, letter in zip(chosen, text, strict=True):
        by_face[face].add(letter)
    return {face: "".join(sorted(own)) for face, own in by_face.items()}
