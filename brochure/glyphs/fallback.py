"""Which face sets which character.

In: a paragraph, the weight of each character, the main family. Out: a face for each character, or every character that
no face has.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from brochure.base.language import Language
from brochure.base.records import NamedTuple
from brochure.base.spoken import without_invisible
from brochure.glyphs.characters import is_invisible, joins_previous
from brochure.glyphs.faces import Face, Faces
from brochure.glyphs.scripts import script_of

# Urdu is read in Nastaliq; whoever writes Arabic finds it hard to read.
_FIRST_FAMILY: Final = {"ur": "Noto Nastaliq Urdu"}
_LAST_FAMILIES: Final = frozenset(_FIRST_FAMILY.values())

# HarfBuzz sets the one with the other where a font lacks it.
_STANDS_IN: Final = {"\u2011": "\u2010"}

# Marks that Latin faces have too, but narrow and low: in Chinese they are as wide as a character (GB/T 15834).
_CHINESE_MARKS: Final = frozenset("\u00b7\u2014\u2018\u2019\u201c\u201d\u2026")
_CHINESE_BLOCKS: Final = (range(0x3001, 0x3040), range(0xFE30, 0xFE50), range(0xFF00, 0xFFF0))
_APOSTROPHE: Final = "\u2019"


class Missing(NamedTuple):
    """A character that no face has, and its place in the paragraph."""

    character: str
    position: int


class NoGlyph(Exception):
    """Characters without a glyph: all of a paragraph, in its order. The caller knows who wrote them, and where."""

    def __init__(self, characters: tuple[Missing, ...]) -> None:
        named = ", ".join(f"U+{ord(character):04X} at {position}" for character, position in characters)
        super().__init__(f"no face has {named}")
        self.characters = characters


def choose_faces(
    text: str, weights: Sequence[str], *, family: str, language: Language, faces: Faces
) -> tuple[Face, ...]:
    """The face of each character; `weights` has one for each.

    The main family comes first, then those of the language's script, then those of the character's script, then all
    others in the order of the manifest. What belongs to one letter has one face, and a space follows what is before it.
    Chinese marks in a Chinese text come from a Chinese family.

    Raises:
        BadInput: `unknown-face`, or `font-damaged` for a font that has to be opened.
        NoGlyph: all characters that no face has.
    """
    chooser = _Chooser(family, language, faces)
    return chooser.plain_choice(text, weights) or chooser.choose(text, weights)


class _Asked(NamedTuple):
    letter: str
    weight: str
    follows: str  # family that a space follows
    chinese: bool


class _Chooser:
    """The order of families for one paragraph."""

    def __init__(self, family: str, language: Language, faces: Faces) -> None:
        self._main = family
        self._language = language
        self._faces = faces
        self._by_script: dict[str, tuple[str, ...]] = {}
        self._found: dict[_Asked, str] = {}

    def plain_choice(self, text: str, weights: Sequence[str]) -> tuple[Face, ...]:
        """The main family for all, where it has all; nothing where it has not."""
        if self._language.script == "Hani":
            return ()
        by_weight = {weight: self._faces.family(self._main, weight) for weight in dict.fromkeys(weights)}
        needed = without_invisible("".join(dict.fromkeys(text)))
        if all(face.has(character) for face in by_weight.values() for character in needed):
            return tuple(by_weight[weight] for weight in weights)
        return ()

    def choose(self, text: str, weights: Sequence[str]) -> tuple[Face, ...]:
        chosen: list[Face] = []
        missing: list[Missing] = []
        current = self._main
        for start, end in _letters(text):
            letter = text[start:end]
            found = self._family_for(text, start, letter, current, weights[start])
            if found:
                current = found
            else:
                missing += self._lacking(letter, start, weights[start])
            chosen += [self._faces.family(current, weights[start])] * (end - start)
        if missing:
            raise NoGlyph(tuple(missing))
        return tuple(chosen)

    def _family_for(self, text: str, start: int, letter: str, current: str, weight: str) -> str:
        if not without_invisible(letter):
            return current
        is_space = unicodedata.category(letter[0]) == "Zs"
        chinese = self._language.script == "Hani" and _is_chinese_mark(text, start)
        asked = _Asked(letter, weight, current if is_space else "", chinese)
        if asked not in self._found:
            order = (family for family in self._order(asked) if _covers(self._faces.family(family, weight), letter))
            self._found[asked] = next(order, "")
        return self._found[asked]

    def _order(self, asked: _Asked) -> Iterator[str]:
        """Families in the order of asking; some come twice."""
        own = self._of_script(self._language.script)
        if asked.follows:
            yield asked.follows
        if asked.chinese:
            yield from own
        yield self._main
        yield from own
        yield from self._of_script(script_of(asked.letter[0]))
        yield from self._faces.families

    def _of_script(self, script: str) -> tuple[str, ...]:
        if script not in self._by_script:
            first = _FIRST_FAMILY.get(self._language.tag.partition("-")[0], "")
            found = [family for family in self._faces.families if self._faces.script_of(family) == script]
            found.sort(key=lambda family: (family != first, family in _LAST_FAMILIES))
            self._by_script[script] = tuple(found)
        return self._by_script[script]

    def _lacking(self, letter: str, start: int, weight: str) -> list[Missing]:
        """The characters of a letter that no face has; or, where each is in some face, those that its base lacks."""
        everywhere = [self._faces.family(family, weight) for family in self._faces.families]
        places = [at for at in range(len(letter)) if without_invisible(letter[at])]
        lost = [at for at in places if not any(_covers(face, letter[at]) for face in everywhere)]
        if not lost:
            base = next(face for face in everywhere if _covers(face, letter[places[0]]))
            lost = [at for at in places if not _covers(base, letter[at])]
        return [Missing(letter[at], start + at) for at in lost]


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Starts and ends of what has to stay in one face: a character with its marks, or an emoji sequence."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (joins_previous(text[end]) or _is_joined_emoji(text, end)):
            end += 1
        yield start, end
        start = end


def _is_joined_emoji(text: str, at: int) -> bool:
    return text[at - 1] == "\u200d" and unicodedata.category(text[at]) == "So"


def _covers(face: Face, letter: str) -> bool:
    """Whether HarfBuzz can spell the letter with this face: as it is written, composed or decomposed."""
    return any(
        all(_has(face, character) for character in unicodedata.normalize(form, letter)) for form in ("NFC", "NFD")
    ) or all(_has(face, character) for character in letter)


def _has(face: Face, character: str) -> bool:
    if face.has(character) or is_invisible(character):
        return True
    if unicodedata.category(character) == "Zs":
        return face.has(" ")
    return character in _STANDS_IN and face.has(_STANDS_IN[character])


def _is_chinese_mark(text: str, at: int) -> bool:
    character = text[at]
    if character == _APOSTROPHE and 0 < at < len(text) - 1:
        return not (script_of(text[at - 1]) == "Latn" == script_of(text[at + 1]))
    return character in _CHINESE_MARKS or any(ord(character) in block for block in _CHINESE_BLOCKS)
