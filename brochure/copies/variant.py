"""The copies of one set of choices: words, codes and addresses into the slots of a template.

What must hold, and why:
- A slot is filled for everybody in the same order of trials: as it is, closer, then smaller down to the limit of its
  style. None is a word that no line can hold, and the copy is then laid out by itself: nothing is ever cut.
- The letters of a copy are those of the faces that the first walk subset: a value that was not learned may have no
  glyph here, so whoever fills a slot learned its values first.
- What is written into a slot begins and ends with the marks that the template has room for (one MCID, q and Q);
  colours and overprint are those of the template, because a page names its inks once.
- A word is written once and used again by its unit, style and room; the caches are bounded, and hold operators of
  words, not of people.
- A code is a sum of parts (`codes.py`); `untrue_codes` holds what was summed against the library, copy by copy that
  is proved.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.keep import Recent
from brochure.base.personal import fields_in, fill_words, filled
from brochure.base.records import NamedTuple
from brochure.base.units import Pt
from brochure.copies.codes import QrFamily
from brochure.copies.slots import (
    Room,
    SetWord,
    Unit,
    WordSetter,
    break_words,
    filled_units,
    is_plain,
    units_of,
    whole_lines,
)
from brochure.copies.splice import Slot, Template
from brochure.layout.qr import QUIET_ZONE
from brochure.paint import show_strip, strip_items
from brochure.paint.inks import KNOCK_OUT, OVERPRINT, Inks
from brochure.paint.operators import number
from brochure.paint.text import LEAST_SHIFT, said_strips
from brochure.pdf import FontBook

_TRACKINGS: Final = (0.0, -0.008, -0.015)  # ems between letters; tighter than that is seen
_STEP: Pt = 0.25
_KEPT: Final = 20_000
_NEVER: Final = 1000  # more lines than any room has


@lru_cache(maxsize=256)
def _size_said(size: Pt) -> str:
    return number(size)


class CodeRoom(NamedTuple):
    """Where the QR code of a personal link goes, with its quiet zone."""

    source: str  # with its place for the value
    box: Box
    colour: Colour
    family: QrFamily


class Rooms(NamedTuple):
    """What differs from copy to copy, by the numbers of the elements."""

    words: Mapping[int, Room]
    codes: Mapping[int, CodeRoom]
    links: Mapping[int, str]  # addresses with their places for values


class _Said(NamedTuple):
    """A word as operators show it: stretches of one font, and its widths in ems, with its space and without."""

    parts: tuple[tuple[str, str], ...]  # resource, what stands between the brackets of TJ
    full: float
    bare: float
    letters: int


class Variant:
    """The copies of one set of choices."""

    def __init__(self, template: Template, rooms: Rooms, book: FontBook, inks: Inks, setter: WordSetter) -> None:
        self.template, self.rooms = template, rooms
        self.book, self.inks, self.setter = book, inks, setter
        self._said: Recent[tuple[int, Unit], _Said] = Recent(_KEPT)
        self._filled: Recent[tuple[object, ...], tuple[_Said, ...]] = Recent(_KEPT)
        self._names = {element: fields_in(room.words.text) for element, room in rooms.words.items()}
        self._heads = {slot: self._head(slot) for slot in template.slots}
        # Words that hold no value are the same in every copy.
        self._pattern = {element: self._patterned(element, room) for element, room in rooms.words.items()}

    def contents(self, said: Mapping[str, str]) -> list[bytes] | None:
        """The operators that go into the slots, without the mark around them; None where a paragraph does not fit."""
        contents = []
        for slot in self.template.slots:
            code = self.rooms.codes.get(slot.element)
            content = self._code(slot, code, said) if code else self._content(slot, said)
            if content is None:
                return None
            contents.append(content)
        return contents

    def misfits(self, said: Mapping[str, str]) -> tuple[str, ...]:
        """The fields in the first slot that does not take its values."""
        for slot in self.template.slots:
            code = self.rooms.codes.get(slot.element)
            if (self._code(slot, code, said) if code else self._content(slot, said)) is None:
                return tuple(fields_in(code.source)) if code else tuple(self._names[slot.element])
        return ()

    def targets(self, said: Mapping[str, str]) -> list[str]:
        """Where the links of the template lead, in its order."""
        return [filled(self.rooms.links[link.element], said) for link in self.template.links]

    def untrue_codes(self, said: Mapping[str, str]) -> list[int]:
        """Elements whose code is not what the library alone makes of their address; none, unless this room is wrong."""
        codes = self.rooms.codes.items()
        texts = ((element, code.family, filled(code.source, said)) for element, code in codes)
        return [
            element
            for element, family, text in texts
            if family.holds(text) and family.modules(text) != family.encoded(text)
        ]

    def _head(self, slot: Slot) -> str:
        code = self.rooms.codes.get(slot.element)
        colour = code.colour if code else self.rooms.words[slot.element].colour
        over = self.inks.overprints(colour)
        # What is drawn knocks out; only text lies on top.
        state = "" if over is None else f"/{OVERPRINT if over and not code else KNOCK_OUT} gs "
        return f"{state}{self.inks.fill(colour)}\n{'' if code else 'BT' + chr(10)}"

    def _code(self, slot: Slot, room: CodeRoom, said: Mapping[str, str]) -> bytes | None:
        text, family, box = filled(room.source, said), room.family, room.box
        if not family.holds(text):
            return None
        module = box.width / (family.side + 2 * QUIET_ZONE)
        scale, edge = number(module, 5), QUIET_ZONE * module
        place = f"{scale} 0 0 {scale} {number(box.left + edge)} {number(box.bottom + edge)} cm"
        return f"{self._heads[slot]}{place}\n{family.path(family.modules(text))} f\n".encode("ascii")

    def _patterned(self, element: int, room: Room) -> list[tuple["_Said | Unit", list[str]]]:
        pattern: list[tuple[_Said | Unit, list[str]]] = []
        for unit in units_of(room.words, None):
            names = [name for text, _ in unit for name in fields_in(text)]
            pattern.append((unit if names else self._word(element, unit, room), names))
        return pattern

    def _words(self, element: int, room: Room, said: Mapping[str, str]) -> list[_Said]:
        words: list[_Said] = []
        for part, names in self._pattern[element]:
            if isinstance(part, _Said):
                words.append(part)
                continue
            # Days, hours, sites and clinicians come again and again.
            key = (element, part, *[said[name] for name in names])
            words += self._filled.get(key) or self._filled.keep(
                key, tuple(self._word(element, unit, room) for unit in filled_units(part, said))
            )
        return words

    def _content(self, slot: Slot, said: Mapping[str, str]) -> bytes | None:
        room = self.rooms.words[slot.element]
        if room.language.direction == "rtl" or not all(is_plain(said[name]) for name in self._names[slot.element]):
            return self._whole_content(slot, room, said)
        words = self._words(slot.element, room, said)
        size = room.style.size
        for tracking in _TRACKINGS:
            lines = self._broken(words, room.measure / size, tracking)
            if len(lines) <= len(room.baselines):
                return self._operators(slot, room, words, lines, size, tracking)
        while (size := size - _STEP) >= room.smallest:
            lines = self._broken(words, room.measure / size, _TRACKINGS[-1])
            if len(lines) <= len(room.baselines):
                return self._operators(slot, room, words, lines, size, _TRACKINGS[-1])
        return None

    @staticmethod
    def _broken(words: list[_Said], measure: float, tracking: float) -> list[tuple[int, int]]:
        if tracking:
            fulls = [each.full + tracking * each.letters for each in words]
            bares = [each.bare + tracking * each.letters for each in words]
        else:
            fulls, bares = [each.full for each in words], [each.bare for each in words]
        if max(bares) > measure + 1e-6:
            return [(0, 0)] * _NEVER  # a word that no line can hold
        return break_words(fulls, bares, measure)

    def _word(self, element: int, unit: Unit, room: Room) -> _Said:
        key = (element, unit)
        found = self._said.get(key)
        if found is None:
            word = self.setter.word(unit, room.style, room.language)
            parts = tuple(self._parts(word, room.style.size))
            found = self._said.keep(key, _Said(parts, word.full, word.bare, word.letters))
        return found

    def _parts(self, word: SetWord, size: Pt) -> Iterator[tuple[str, str]]:
        for strip in word.strips:
            yield self.book.resource(strip.face), "".join(strip_items(strip, self.book, LEAST_SHIFT / size))

    def _operators(
        self, slot: Slot, room: Room, words: list[_Said], lines: list[tuple[int, int]], size: Pt, tracking: float
    ) -> bytes:
        out = [self._heads[slot]]
        if tracking:
            out.append(f"{number(tracking * size, 3)} Tc\n")
        font, at_size = "", _size_said(size)
        for moved, (start, end) in zip(room.moves, lines, strict=False):
            move, run = moved, list[str]()
            for word in words[start:end]:
                for resource, inner in word.parts:
                    if resource != font:
                        if run:
                            out.append(f"{move}[{''.join(run)}]TJ\n")
                            run, move = [], ""
                        font = resource
                        move = f"/{font} {at_size} Tf {move}"
                    run.append(inner)
            out.append(f"{move}[{''.join(run)}]TJ\n")
        out.append("ET\n")
        return "".join(out).encode("ascii")

    def _whole_content(self, slot: Slot, room: Room, said: Mapping[str, str]) -> bytes | None:
        """By the whole engine, for scripts that it knows and the short way does not."""
        words = fill_words(room.words, said)
        size = room.style.size
        while size >= room.smallest:
            lines = whole_lines(words, room, room.measure / size, self.setter.faces)
            if len(lines) <= len(room.baselines) and all(line.width * size <= room.measure + 0.01 for line in lines):
                break
            size -= _STEP
        else:
            return None
        out = [self._heads[slot]]
        x = y = 0.0
        for line, baseline in zip(lines, room.baselines, strict=False):
            left = room.start if room.language.direction == "ltr" else room.start - line.width * size
            for strip in said_strips(line):
                place = round(left + strip.pens[0] * size, 2)
                shown = show_strip(strip, self.book, LEAST_SHIFT / size)
                font = f"/{self.book.resource(strip.face)} {number(size)} Tf"
                out.append(f"{font} {number(place - x)} {number(round(baseline, 2) - y)} Td{shown}\n")
                x, y = place, round(baseline, 2)
        out.append("ET\n")
        return "".join(out).encode("ascii")
