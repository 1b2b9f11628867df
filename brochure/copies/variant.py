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

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, assert_never

from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.keep import Recent
from brochure.base.marks import LINE_BREAK
from brochure.base.page import PlacedLine
from brochure.base.personal import fields_in, fill_words, filled
from brochure.base.records import NamedTuple
from brochure.base.story import Words
from brochure.base.units import Pt
from brochure.copies.codes import QrFamily
from brochure.copies.slots import (
    STEP,
    Room,
    Unit,
    WordSetter,
    break_words,
    filled_units,
    placed_lines,
    takes,
    takes_all_of,
    units_of,
)
from brochure.copies.splice import Slot, Template, ValueSlot
from brochure.layout.qr import QUIET_ZONE
from brochure.layout.sense import joint_costs
from brochure.paint import show_strip, strip_items
from brochure.paint.inks import KNOCK_OUT, OVERPRINT, Inks
from brochure.paint.operators import number
from brochure.paint.readers import shown_of
from brochure.paint.text import LEAST_SHIFT
from brochure.pdf import FontBook
from brochure.pdf.links import lead_places, outline_of
from brochure.pdf.objects import Value, wide_text

_TRACKINGS: Final = (0.0, -0.008, -0.015)  # ems between letters; tighter than that is seen
_KEPT: Final = 10_000  # words of a paragraph
_KEPT_VALUES: Final = 1_000  # of a place in it
_NOT_SAID: Final = {ord(LINE_BREAK): " ", **dict.fromkeys(range(0x2066, 0x206A))}  # isolates are for the setter
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
    font: str  # the one of all its parts; empty where there are several
    inner: str  # all of it, where it has one font
    full: float
    bare: float
    letters: int
    text: str  # with the space after it


class _PatternPart(NamedTuple):
    """A stretch of a paragraph: words that are the same in every copy, or one with places for values."""

    words: tuple[_Said, ...]
    unit: Unit
    names: tuple[str, ...]  # none where the words are the same
    known: Recent[str | tuple[str, ...], tuple[_Said, ...]]  # days, hours, sites and clinicians come again and again


class _Paragraph:
    """A slot with personal words: its room, its parts, and how they are shown."""

    def __init__(self, room: Room, book: FontBook, setter: WordSetter, head: str) -> None:
        self.room, self.book, self.setter, self.head = room, book, setter, head
        self.names = tuple(fields_in(room.words.text))
        self._takes = takes_all_of(room.words, room.language)
        self._said: Recent[Unit, _Said] = Recent(_KEPT)
        self._parts = list(self._patterned()) if self._takes else []

    def takes(self, said: Mapping[str, str]) -> bool:
        """Whether the copy is set word by word."""
        return self._takes and False not in [takes(said[name]) for name in self.names]

    def words(self, said: Mapping[str, str]) -> list[_Said]:
        """The words of one copy."""
        words: list[_Said] = []
        for part in self._parts:
            if not part.names:
                words += part.words
                continue
            key = said[part.names[0]] if len(part.names) == 1 else tuple([said[name] for name in part.names])
            known = part.known
            words += known.get(key) or known.again(key) or known.keep(key, self._filled(part.unit, said))
        return words

    def _filled(self, unit: Unit, said: Mapping[str, str]) -> tuple[_Said, ...]:
        return tuple(self._word(each) for each in filled_units(unit, said))

    def _patterned(self) -> Iterator[_PatternPart]:
        same: list[_Said] = []
        for unit in units_of(self.room.words, None):
            names = tuple(name for text, _ in unit for name in fields_in(text))
            if not names:
                same.append(self._word(unit))
                continue
            yield _PatternPart(tuple(same), (), (), Recent(0))
            yield _PatternPart((), unit, names, Recent(_KEPT_VALUES))
            same = []
        yield _PatternPart(tuple(same), (), (), Recent(0))

    def _word(self, unit: Unit) -> _Said:
        return self._said.get(unit) or self._said.again(unit) or self._said.keep(unit, self._shown(unit))

    def _shown(self, unit: Unit) -> _Said:
        word = self.setter.word(unit, self.room.style, self.room.language)
        least = LEAST_SHIFT / self.room.style.size
        parts = [
            (self.book.resource(strip.face), "".join(strip_items(strip, self.book, least))) for strip in word.strips
        ]
        fonts = {font for font, _ in parts}
        font = fonts.pop() if len(fonts) == 1 else ""
        return _Said(tuple(parts), font, "".join(inner for _, inner in parts), word.full, word.bare, word.letters,
                     "".join(text for text, _ in unit))  # fmt: skip

    def lines(self, words: Sequence[_Said], lines: Sequence[tuple[int, int]], size: Pt) -> Iterator[str]:
        """The operators of lines of words."""
        at_size, moves = _size_said(size), self.room.moves
        font = words[0].font
        fonts, inner = {word.font for word in words}, [word.inner for word in words]
        if len(fonts) == 1 and font:
            yield f"/{font} {at_size} Tf "
            for move, (start, end) in zip(moves, lines, strict=False):
                yield f"{move}[{''.join(inner[start:end])}]TJ\n"
            return
        font = ""
        for moved, (start, end) in zip(moves, lines, strict=False):
            move, run = moved, list[str]()
            for word in words[start:end]:
                for resource, inner_part in word.parts:
                    if resource != font:
                        if run:
                            yield f"{move}[{''.join(run)}]TJ\n"
                            run, move = [], ""
                        font = resource
                        move = f"/{font} {at_size} Tf {move}"
                    run.append(inner_part)
            yield f"{move}[{''.join(run)}]TJ\n"


class Variant:
    """The copies of one set of choices."""

    def __init__(self, template: Template, rooms: Rooms, book: FontBook, inks: Inks, setter: WordSetter) -> None:
        self.template, self.rooms = template, rooms
        self.book, self.inks, self.setter = book, inks, setter
        # The paragraphs of the last copy: their links are placed after their words.
        self._last_lines: dict[int, tuple[Words, tuple[PlacedLine, ...] | None]] = {}
        self._heads = {slot: self._head(slot) for slot in template.slots}
        self._paragraphs = {
            slot.element: _Paragraph(rooms.words[slot.element], book, setter, self._heads[slot])
            for slot in template.slots
            if slot.element in rooms.words
        }

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
                return tuple(fields_in(code.source)) if code else self._paragraphs[slot.element].names
        return ()

    def gap_values(self, said: Mapping[str, str]) -> list[tuple[Value, ...]]:
        """What fills the gaps of the template, in their order: where links lead or lie, and what is said."""
        return [self._gap_values(gap, said) for gap in self.template.gaps]

    def _gap_values(self, gap: ValueSlot, said: Mapping[str, str]) -> tuple[Value, ...]:
        match gap.kind:
            case "address":
                return (filled(self.rooms.links[gap.element], said).encode("ascii"),)  # ISO 32000-1, 12.6.4.7
            case "words":
                return (wide_text(filled(self.rooms.words[gap.element].words.text, said).translate(_NOT_SAID)),)
            case "place":
                words = fill_words(self.rooms.words[gap.element].words, said)
                lines = self._whole_lines(self.rooms.words[gap.element], said)
                assert lines is not None, "whoever asks has filled the slots"
                return outline_of(lead_places(lines, words)[gap.lead])
            case _:
                assert_never(gap.kind)

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

    def _content(self, slot: Slot, said: Mapping[str, str]) -> bytes | None:
        paragraph = self._paragraphs[slot.element]
        room = paragraph.room
        if not paragraph.takes(said):
            return self._whole_content(slot, room, said)
        words = paragraph.words(said)
        size = room.style.size
        for tracking in _TRACKINGS:
            lines = self._broken(words, room, size, tracking)
            if len(lines) <= len(room.baselines):
                return _operators(paragraph, words, lines, size, tracking)
        while (size := size - STEP) >= room.smallest:
            lines = self._broken(words, room, size, _TRACKINGS[-1])
            if len(lines) <= len(room.baselines):
                return _operators(paragraph, words, lines, size, _TRACKINGS[-1])
        if max(each.bare for each in words) * room.smallest > room.measure:
            return self._whole_content(slot, room, said)  # where a name parts at any letter
        return None

    @staticmethod
    def _broken(words: list[_Said], room: Room, size: Pt, tracking: float) -> list[tuple[int, int]]:
        measure = room.measure / size
        if tracking:
            fulls = [each.full + tracking * each.letters for each in words]
            bares = [each.bare + tracking * each.letters for each in words]
        else:
            fulls, bares = [each.full for each in words], [each.bare for each in words]
        if max(bares) > measure + 1e-6:
            return [(0, 0)] * _NEVER  # a word that no line can hold
        return break_words(fulls, bares, measure, lambda: joint_costs([w.text for w in words], room.language.tag))

    def _whole_content(self, slot: Slot, room: Room, said: Mapping[str, str]) -> bytes | None:
        """By the whole engine, for what it knows and the short way does not."""
        if (lines := self._whole_lines(room, said)) is None:
            return None
        out = [self._heads[slot]]
        x = y = 0.0
        for line in lines:
            baseline, size = round(line.baseline, 2), line.size
            for each in shown_of(line.line):  # of one person: not remembered
                if isinstance(each, str):
                    out.append(f"{each}\n")
                    continue
                place = round(line.x + each.pens[0] * size, 2)
                shown = show_strip(each, self.book, LEAST_SHIFT / size)
                font = f"/{self.book.resource(each.face)} {number(size)} Tf"
                out.append(f"{font} {number(place - x)} {number(baseline - y)} Td{shown}\n")
                x, y = place, baseline
        out.append("ET\n")
        return "".join(out).encode("ascii")

    def _whole_lines(self, room: Room, said: Mapping[str, str]) -> tuple[PlacedLine, ...] | None:
        """Lines by the whole engine at their places, as large as they may be; None where they do not fit."""
        words = fill_words(room.words, said)
        last = self._last_lines.get(words.number)
        if last is None or last[0] != words:
            last = self._last_lines[words.number] = words, placed_lines(words, room, self.setter.faces)
        return last[1]


def _operators(
    paragraph: _Paragraph, words: Sequence[_Said], lines: Sequence[tuple[int, int]], size: Pt, tracking: float
) -> bytes:
    closer = f"{number(tracking * size, 3)} Tc\n" if tracking else ""
    return f"{paragraph.head}{closer}{''.join(paragraph.lines(words, lines, size))}ET\n".encode("ascii")
