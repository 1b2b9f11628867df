"""The first walk over a list: which letters its values need, and the longest of each field. It keeps no person.

What must hold, and why:
- The same values bring the same letters in whatever order they come, because faces are subset by them.
- A word is learned as it will be written (`slots.filled_units`), or a copy asks for letters that the file has not.
- A paragraph with a value that is not plain is learned whole, as it will be set.
- What is remembered of values is bounded, and saves work only: to learn a value again changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from brochure.base.keep import Recent
from brochure.base.manuscript import Manuscript
from brochure.base.personal import fields_in, fill_words
from brochure.base.records import NamedTuple
from brochure.base.story import Words
from brochure.copies.slots import Room, Unit, WordSetter, filled_units, takes, takes_all_of, units_of, whole_lines
from brochure.draft.personal import Values
from brochure.layout.sizes import TypeSize, TypeSizes
from brochure.pdf import Shown, shown_by

_KEPT: Final = 20_000
_WIDE: Final = 20.0  # ems: any measure shows the same letters


class Learned(NamedTuple):
    """What the first walk found; whoever has it composes the same, in any process and on any machine."""

    longest: tuple[tuple[frozenset[str], tuple[tuple[str, float, str], ...]], ...]
    shown: frozenset[Shown]


class _WordToFill(NamedTuple):
    """A word of a paragraph with its places for values."""

    unit: Unit
    names: tuple[str, ...]


class _LeafToFill(NamedTuple):
    """A paragraph with personal words."""

    words: Words
    style: TypeSize  # at some size: letters are the same at any
    names: tuple[str, ...]
    parts: tuple[_WordToFill, ...]
    by_word: bool  # whether its own words are set one by one


class _GuessedWidths(dict[str, float]):
    """A guess at how wide a character is: wide letters count more."""

    def __missing__(self, character: str) -> float:
        width = 1.0 if ord(character) >= 0x2E80 else 0.75 if character.isupper() else 0.55
        self[character] = width = 0.3 if character in "iljt.,' " else width
        return width


class FirstWalk:
    """What the rows of a list need of letters and room."""

    def __init__(self, manuscript: Manuscript, setter: WordSetter, leaves: Callable[[frozenset[str]], Iterable[Words]]):
        """`leaves` are the paragraphs with personal words, by the choices that hold."""
        self.manuscript, self.setter, self._find = manuscript, setter, leaves
        self.shown: set[Shown] = set()
        self.longest: dict[frozenset[str], dict[str, tuple[float, str]]] = {}
        fields = manuscript.leaflet.personal or {}
        self._addresses = {name for name, field in fields.items() if field.type == "link"}  # their length sets a code
        self._leaves: dict[frozenset[str], tuple[_LeafToFill, ...]] = {}
        self._widths = _GuessedWidths()
        self._seen: Recent[tuple[object, ...], bool] = Recent(_KEPT)
        self._met: Recent[tuple[frozenset[str], str, str], bool] = Recent(_KEPT)
        self._noted: set[int] = set()  # letters by their objects; the setter keeps them

    @property
    def learned(self) -> Learned:
        """What was found so far."""
        longest = tuple(
            (holds, tuple((name, width, said) for name, (width, said) in rows.items()))
            for holds, rows in sorted(self.longest.items(), key=lambda each: sorted(each[0]))
        )
        return Learned(longest, frozenset(self.shown))

    def take(self, learned: Learned) -> None:
        """What another walk found."""
        self.shown |= learned.shown
        for holds, rows in learned.longest:
            self.longest[holds] = {name: (width, said) for name, width, said in rows}

    def learn(self, values: Values) -> None:
        """What this copy needs of letters and room.

        Raises:
            NoGlyph: characters that no face has.
        """
        said, holds = values.said, values.holds
        met = self._met
        keys = ((name, text, (holds, name, text)) for name, text in said.items())
        fresh = {name: text for name, text, key in keys if not (met.get(key) or met.again(key))}
        if not fresh:
            return
        for leaf in self._personal(holds):
            self._learn_leaf(leaf, said, fresh)
        # What no face can show ends above, and leaves no trace.
        longest = self.longest.setdefault(holds, {})
        for name, text in fresh.items():
            width = float(len(text)) if name in self._addresses else self._width(text)
            if width > longest.get(name, (-1.0, ""))[0]:
                longest[name] = (width, text)
            met.keep((holds, name, text), thing=True)

    def _learn_leaf(self, leaf: _LeafToFill, said: Mapping[str, str], fresh: Mapping[str, str]) -> None:
        language = self.manuscript.language
        if leaf.by_word and False not in [takes(said[name]) for name in leaf.names]:
            for part in leaf.parts:
                if len(part.names) == 1 and part.names[0] not in fresh:
                    continue
                key = (leaf.words.style, part, *[said[name] for name in part.names])
                if not (self._seen.get(key) or self._seen.again(key)):
                    for unit in filled_units(part.unit, said):
                        self._note_word(unit, leaf.style)
                    self._seen.keep(key, thing=True)
            return
        room = Room(leaf.words, leaf.style, 1.0, 0.0, (), language, 0.0, self.manuscript.brand.colour("text"))
        for line in whole_lines(fill_words(leaf.words, said), room, _WIDE, self.setter.faces):
            self.shown |= shown_by(line)

    def _note_word(self, unit: Unit, style: TypeSize) -> None:
        for strip in self.setter.word(unit, style, self.manuscript.language).strips:
            for cluster in strip.clusters:
                if id(cluster) not in self._noted:
                    self._noted.add(id(cluster))
                    self.shown.add(Shown(strip.face, cluster.text, cluster.glyphs, cluster.advance))

    def _personal(self, holds: frozenset[str]) -> tuple[_LeafToFill, ...]:
        if holds not in self._leaves:
            manuscript = self.manuscript
            sizes = TypeSizes(manuscript.brand, manuscript.language, self.setter.faces, manuscript.edition, 1.0)
            self._leaves[holds] = tuple(self._leaf(words, sizes.of(words.style)) for words in self._find(holds))
        return self._leaves[holds]

    def _leaf(self, words: Words, style: TypeSize) -> _LeafToFill:
        units = units_of(words, None)
        parts = (_WordToFill(unit, tuple(name for text, _ in unit for name in fields_in(text))) for unit in units)
        by_word = takes_all_of(words, self.manuscript.language)
        return _LeafToFill(words, style, tuple(fields_in(words.text)), tuple(parts), by_word)

    def _width(self, text: str) -> float:
        total = 0.0
        for character in text:
            total += self._widths[character]
        return total
