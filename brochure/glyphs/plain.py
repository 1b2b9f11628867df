"""A word of plain letters, shaped by a short way: one face, one call, no levels, scripts or breaks to tell apart.

In: a word with the space after it. Out: the strip that `shape` and `set_line` make of it; or none, where it has to go
the long way: a letter has another face, joins, carries marks or differs beside the cut. A test holds the two together.
"""

from typing import Final

from brochure.base.language import Language
from brochure.base.page import Cluster, GlyphAt, Strip
from brochure.base.records import NamedTuple
from brochure.glyphs.faces import Face, Faces
from brochure.glyphs.pieces import Setting

_MARKS: Final = "\u2018\u2019\u201c\u201d\u2026"


class PlainWord(NamedTuple):
    """A shaped word. All its clusters begin at 0; the same letter beside the same letter is the same cluster."""

    strip: Strip
    advance: float  # ems, spaces included


class PlainWords:
    """The words of one face. What is kept is the letters, in as many widths as kerning gives them."""

    def __init__(self, family: str, weight: str, language: Language, faces: Faces) -> None:
        self.face = faces.family(family, weight)
        self.setting = Setting(self.face, language.script, language.tag, rtl=False, features=())
        self._takes = language.script == "Latn" and language.direction == "ltr"
        self._clusters: dict[tuple[int, str, int, int, int], Cluster] = {}

    def word(self, text: str) -> PlainWord | None:
        """A word with at most one space after it."""
        end = len(text.rstrip(" "))
        if not self._takes or not end or len(text) > end + 1 or not has_plain_letters(self.face, text):
            return None
        setting = self.setting
        letters = self.face.font.letters(text, end, script=setting.script, language=setting.language)
        if letters is None:
            return None
        clusters, pens, pen, sum_, units = [], [], 0, 0.0, self.face.units_per_em
        for letter in letters:
            cluster = self._clusters.get(letter)
            if cluster is None:
                cluster = self._clusters[letter] = self._cluster(*letter)
            clusters.append(cluster)
            pens.append(pen / units)
            pen += cluster.advance
            sum_ += cluster.advance / units
        return PlainWord(Strip(self.face.name, units, 0, tuple(clusters), tuple(pens)), sum_)

    @staticmethod
    def _cluster(glyph: int, text: str, advance: int, dx: int, dy: int) -> Cluster:
        return Cluster((GlyphAt(glyph, dx, dy),), text, advance, 0)


def has_plain_letters(face: Face, text: str) -> bool:
    """Whether a text is nothing but plain letters that a face has."""
    if face.plain_letters.issuperset(text):
        return True
    fresh = {*text} - face.plain_letters
    if not all(is_plain_letter(letter) and face.has(letter) for letter in fresh):
        return False
    face.plain_letters.update(fresh)
    return True


def is_plain_letter(character: str) -> bool:
    """Whether it is Latin or common to all scripts, runs from left to right, shows and is no space but U+0020."""
    if character < "\u0250":
        return " " <= character <= "~" or (character >= "\u00a0" and character != "\u00ad")
    return "\u1e00" <= character < "\u1f00" or character in _MARKS
