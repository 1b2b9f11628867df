"""A paragraph, shaped: faces chosen, scripts and directions told apart, each run given to HarfBuzz.

In: text, the spans of it that differ, family, language, faces. Out: a `Shaped` paragraph, ready to be broken and set.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from brochure.base.language import Language
from brochure.base.records import NamedTuple, dataclass
from brochure.glyphs.bidi import resolve
from brochure.glyphs.characters import with_spaces_for_line_ends
from brochure.glyphs.faces import Face, Faces
from brochure.glyphs.fallback import Missing, NoGlyph, choose_faces
from brochure.glyphs.paragraph import FaceRun, Shaped, assemble
from brochure.glyphs.pieces import CONTEXT, JOINING_SCRIPTS, Setting, shape_piece
from brochure.glyphs.plain import has_plain_letters
from brochure.glyphs.scripts import scripts_of

# The tongue that words in a script are read in, where they stand in a text of another.
_LANGUAGES_OF_SCRIPTS: Final = {
    "Latn": "en",
    "Grek": "el",
    "Cyrl": "ru",
    "Hani": "zh-Hans",
    "Hira": "ja",
    "Kana": "ja",
    "Hang": "ko",
    "Arab": "ar",
    "Hebr": "he",
    "Deva": "hi",
    "Beng": "bn",
    "Guru": "pa",
    "Gujr": "gu",
    "Taml": "ta",
    "Thai": "th",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph in another weight or language, or with OpenType features such as `tnum`."""

    start: int
    end: int
    weight: str = ""  # empty: as the paragraph
    features: tuple[str, ...] = ()
    language: str = ""  # tag, where the writer names one


def shape(
    text: str, spans: tuple[Span, ...] = (), *, family: str, weight: str, language: Language, faces: Faces
) -> Shaped:
    """Shape a paragraph; the result is in ems, so that it serves every size.

    Raises:
        BadInput: `unknown-face` or `font-damaged`.
        NoGlyph: all characters that no face has.
        ValueError: a span that does not lie in the text, or over the one before it.
    """
    main = faces.family(family, weight)
    if plain := _plain_item(text, spans, family=family, weight=weight, language=language, faces=faces):
        return assemble(text, text, language=language, levels=(0,) * len(text), items=(plain,), main=main)
    shown = with_spaces_for_line_ends(text)
    looks = _spread(spans, weight, len(text))
    chosen = choose_faces(shown, [look.weight for look in looks], family=family, language=language, faces=faces)
    levels = resolve(text, language.direction)
    scripts = scripts_of(shown, language.script)
    places = [
        _Place(face, level, script, look.features, look.language)
        for face, level, script, look in zip(chosen, levels, scripts, looks, strict=True)
    ]
    items = tuple(_item(shown, start, end, places[start], language) for start, end in _runs(places))
    _refuse_missing(text, items)
    return assemble(text, shown, language=language, levels=levels, items=items, main=main)


def _plain_item(
    text: str, spans: tuple[Span, ...], *, family: str, weight: str, language: Language, faces: Faces
) -> FaceRun | None:
    """The one run of a text of plain Latin letters, of one look, that its face has: a short way, for speed.

    What it leaves out would find nothing: no other face, level or script.
    """
    span = spans[0] if spans else Span(0, len(text))
    is_whole = len(spans) <= 1 and span.start == 0 and span.end == len(text) and not span.language
    if not text or not is_whole or (language.script, language.direction) != ("Latn", "ltr"):
        return None
    face = faces.family(family, span.weight or weight)
    if not has_plain_letters(face, text):
        return None
    setting = Setting(face, "Latn", language.tag, False, tuple(sorted(span.features)))
    return FaceRun(0, len(text), setting, 0, "", shape_piece(text, setting))


class _Look(NamedTuple):
    weight: str
    features: tuple[str, ...]
    language: str


class _Place(NamedTuple):
    """What a run has in common."""

    face: Face
    level: int
    script: str
    features: tuple[str, ...]
    language: str


def _spread(spans: tuple[Span, ...], weight: str, length: int) -> list[_Look]:
    looks = [_Look(weight, (), "")] * length
    reached = 0
    for span in spans:
        if not reached <= span.start <= span.end <= length:
            raise ValueError(f"span from {span.start} to {span.end} of {length} characters, {reached} are taken")
        look = _Look(span.weight or weight, tuple(sorted(span.features)), span.language)
        looks[span.start : span.end] = [look] * (span.end - span.start)
        reached = span.end
    return looks


def _runs(places: Sequence[_Place]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or places[end] != places[start]:
            yield start, end
            start = end


def _item(shown: str, start: int, end: int, place: _Place, language: Language) -> FaceRun:
    guessed = "" if place.script == language.script else _LANGUAGES_OF_SCRIPTS.get(place.script, "")
    foreign = (place.language or guessed) if place.language != language.tag else ""
    setting = Setting(place.face, place.script, foreign or language.tag, place.level % 2 == 1, place.features)
    joins = place.script in JOINING_SCRIPTS
    before = shown[max(0, start - CONTEXT) : start] if joins else ""
    after = shown[end : end + CONTEXT] if joins else ""
    return FaceRun(start, end, setting, place.level, foreign, shape_piece(shown[start:end], setting, before, after))


def _refuse_missing(text: str, items: tuple[FaceRun, ...]) -> None:
    """A last look: coverage is judged by characters, but what counts is that HarfBuzz shows no glyph 0."""
    places = [item.start + place for item in items for place in item.piece.absent]
    if places:
        raise NoGlyph(tuple(Missing(text[place], place) for place in places))
