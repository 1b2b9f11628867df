"""Compose once, stamp many: one leaflet for many people, each file tagged, whole and standing alone.

A first walk over the list learns which letters and how much room the values need; then the leaflet is laid out once for
each set of choices, and each copy is spliced from it: only the personal paragraphs are broken and written again. A
paragraph that does not fit its room is set tighter, then smaller down to the limit of its style; then that one copy is
laid out by itself; if that fails too, the row is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from brochure.base.findings import BadInput, Finding
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.base.page import PlacedLine, SetLine
from brochure.base.personal import PLACE, fields_in, fill_stories, fill_words, filled, personal_leaves
from brochure.base.story import Figure, Run, Story, Words
from brochure.base.units import Pt
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.draft.personal import Values
from brochure.draft.write import write
from brochure.layout import set_pages
from brochure.layout.sizes import TypeSize, TypeSizes
from brochure.layout.slots import (
    Room,
    SetWord,
    Unit,
    WordSetter,
    break_words,
    is_plain,
    parts_of,
    rooms_of,
    units_of,
    whole_lines,
)
from brochure.paint import ink, show_strip
from brochure.paint.inks import KNOCK_OUT, OVERPRINT, Inks, PressInks, ScreenInks
from brochure.paint.operators import number
from brochure.paint.profile import converter
from brochure.paint.text import said_strips
from brochure.pdf import FontBook, Shown, book_of, finish_document, shown_by, version_of
from brochure.pdf.lock import Lock
from brochure.pdf.stamp import Slot, Template
from brochure.pdf.writer import lockable
from brochure.pipeline import made_at_of, make_proved
from brochure.preflight.written import spoken_by, spoken_findings

_TRACKINGS: Final = (0.0, -0.008, -0.015)  # ems between letters; tighter than that is seen
_STEP: Pt = 0.25
_LEAST_SHIFT: Pt = 0.06  # as in paint.text
_KEPT: Final = 20_000
_NEVER: Final = 1000  # more lines than any room has


class _Said(NamedTuple):
    """A word as operators show it: stretches of one font, and its widths in ems, with its space and without."""

    parts: tuple[tuple[str, str], ...]  # resource, what stands between the brackets of TJ
    full: float
    bare: float
    word: SetWord


class Learned(NamedTuple):
    """What the first walk found; whoever has it composes the same, in any process and on any machine."""

    longest: tuple[tuple[frozenset[str], tuple[tuple[str, float, str], ...]], ...]
    shown: frozenset[Shown]


class Copier:
    """A leaflet ready to be stamped."""

    def __init__(self, order: Order, shelf: Shelf, learned: Learned | None = None, *, locked: bool = False) -> None:
        """Read the leaflet; `learned` takes the place of a first walk, `locked` is for copies with a password.

        Raises:
            BadInput: with every finding.
        """
        self.order, self.shelf = order, shelf
        self.manuscript = read(order, shelf).manuscript
        self.is_locked = locked
        if locked:
            self.manuscript = replace(self.manuscript, edition=self.manuscript.edition.locked())
        self._setter = WordSetter(shelf.faces)
        self._shown: set[Shown] = set()
        self._longest: dict[frozenset[str], dict[str, tuple[float, str]]] = {}
        self._generic: dict[frozenset[str], tuple[Story, ...]] = {}
        self._variants: dict[frozenset[str], _Variant | None] = {}
        self._widths: dict[str, float] = {}
        self._seen: set[tuple[str, Unit]] = set()
        self._met: set[tuple[frozenset[str], str, str]] = set()
        self._leaves: dict[frozenset[str], dict[int, Words]] = {}

        if learned is not None:
            self._shown |= learned.shown
            for holds, rows in learned.longest:
                self._longest[holds] = {name: (width, said) for name, width, said in rows}

    @property
    def learned(self) -> Learned:
        """What the first walk found."""
        longest = tuple(
            (holds, tuple((name, width, said) for name, (width, said) in rows.items()))
            for holds, rows in sorted(self._longest.items(), key=lambda each: sorted(each[0]))
        )
        return Learned(longest, frozenset(self._shown))

    def learn(self, values: Values) -> None:
        """First walk: what this copy needs of letters and room.

        Raises:
            NoGlyph: characters that no face has.
        """
        fresh = [(name, said) for name, said in values.said.items() if (values.holds, name, said) not in self._met]
        # Words are shaped one by one, so that values which were all met before bring nothing new.
        for leaf in self._personal(values.holds).values() if fresh else ():
            self._learn_leaf(leaf, values.said)
        # What no face can show ends above, and leaves no trace.
        longest = self._longest.setdefault(values.holds, {})
        for name, said in fresh:
            width = self._width(said)
            if width > longest.get(name, (-1.0, ""))[0]:
                longest[name] = (width, said)
        if len(self._met) >= _KEPT:
            self._met.clear()
        self._met.update((values.holds, name, said) for name, said in fresh)

    def _learn_leaf(self, leaf: Words, said: Mapping[str, str]) -> None:
        style, language = self._style_of(leaf), self.manuscript.language
        text = "".join(said[name] for name in fields_in(leaf.text))
        if language.direction == "ltr" and is_plain(text):
            for unit in units_of(leaf, said):
                key = (leaf.style, unit)
                if key not in self._seen:
                    if len(self._seen) >= _KEPT:
                        self._seen.clear()
                    for line in self._setter.word(unit, style, language).lines:
                        self._note(line)
                    self._seen.add(key)
            return
        room = Room(leaf, style, 1.0, 0.0, (), language, 0.0, self.manuscript.brand.colour("text"))
        for line in whole_lines(fill_words(leaf, said), room, 20.0, self.shelf.faces):
            self._note(line)

    def _note(self, line: SetLine) -> None:
        shown = shown_by(line)
        if not shown <= self._shown:
            self._shown |= shown

    def _style_of(self, leaf: Words) -> TypeSize:
        """The style at some size: letters are the same at any."""
        manuscript = self.manuscript
        sizes = TypeSizes(manuscript.brand, manuscript.language, self.shelf.faces, manuscript.edition, 1.0)
        return sizes.of(leaf.style)

    def _width(self, text: str) -> float:
        """A guess at how wide a value is: wide letters count more."""
        widths = self._widths
        total = 0.0
        for character in text:
            if character not in widths:
                width = 1.0 if ord(character) >= 0x2E80 else 0.75 if character.isupper() else 0.55
                widths[character] = 0.3 if character in "iljt.,' " else width
            total += widths[character]
        return total

    def _stories(self, holds: frozenset[str]) -> tuple[Story, ...]:
        if holds not in self._generic:
            self._generic[holds] = write(self._manuscript(holds))
        return self._generic[holds]

    def _manuscript(self, holds: frozenset[str]) -> Manuscript:
        return replace(self.manuscript, leaflet=self.manuscript.leaflet.for_choices(holds))

    def _personal(self, holds: frozenset[str]) -> dict[int, Words]:
        if holds not in self._leaves:
            found = personal_leaves(self._stories(holds))
            self._leaves[holds] = {leaf.number: leaf for leaf in found if isinstance(leaf, Words)}
        return self._leaves[holds]

    def copy(self, values: Values, raw: Mapping[str, str]) -> bytes:
        """The file of one person.

        Raises:
            BadInput: it does not fit, even laid out by itself.
        """
        variant = self._variant(values.holds)
        contents = variant.contents(values.said) if variant else None
        if variant is None or contents is None:
            return make_proved(replace(self.order, values=raw), self.shelf).printed.data
        return variant.template.copy(contents)

    def locked_copy(self, values: Values, lock: Lock) -> bytes:
        """The file of one person, behind a password.

        Raises:
            BadInput: it does not fit, even laid out by itself.
        """
        variant = self._variant(values.holds)
        contents = variant.contents(values.said) if variant else None
        if contents is None:
            alone = Copier(self.order, self.shelf, locked=True)
            alone.learn(values)
            variant = alone._variant(values.holds)
            contents = variant.contents(values.said) if variant else None
        if variant is None or contents is None:
            message = "a copy with a password cannot be set"
            hint = "shorten its values; a personal link cannot be locked"
            raise BadInput(Finding("value-does-not-fit", message, None, hint))
        return variant.template.locked_copy(contents, lock)

    def prove(self, values: Values, data: bytes) -> tuple[Finding, ...]:
        """Whether a copy says, by its own tags, what it should; empty where it does."""
        manuscript = self._manuscript(values.holds)
        stories = fill_stories(self._stories(values.holds), values.said)
        try:
            return spoken_findings(spoken_by(data), stories, manuscript.layout)
        except BadInput as fault:
            return fault.findings

    def prepare(self) -> None:
        """Lay out every variant now, so that workers share it."""
        for holds in self._longest:
            self._variant(holds)

    def _variant(self, holds: frozenset[str]) -> "_Variant | None":
        if holds not in self._variants:
            self._variants[holds] = self._composed(holds)
        return self._variants[holds]

    def _composed(self, holds: frozenset[str]) -> "_Variant | None":
        """None where such copies cannot be stamped: a personal link or picture, or a paragraph that is parted."""
        stories, manuscript = self._stories(holds), self._manuscript(holds)
        if any(isinstance(leaf, Figure) or leaf.link for leaf in personal_leaves(stories)):
            return None
        longest = {name: said for name, (_, said) in self._longest.get(holds, {}).items()}
        filled = fill_stories(stories, longest)
        try:
            done = set_pages(filled, manuscript, self.shelf.faces)
        except BadInput:
            return None
        personal = self._personal(holds)
        placed = (item for page in done.pages for item in page.placed if isinstance(item, PlacedLine))
        rooms = rooms_of(done.fitted, personal, placed)
        if rooms.keys() != personal.keys():
            return None
        book = book_of(done.pages, self.shelf.faces, self._shown)
        edition = manuscript.edition
        profile = manuscript.profile if edition.has_inks else b""
        inked = ink(done.pages, filled, book, press=profile, ppi=edition.ppi, slots=frozenset(rooms))
        made_at = made_at_of(self.order, manuscript)
        document = finish_document(inked, done.pages, filled, manuscript, book=book, made_at=made_at)
        template = Template(lockable(document) if self.is_locked else document, version=version_of(manuscript))
        inks: Inks = PressInks(converter(profile)) if profile else ScreenInks()
        tags = {leaf.number: leaf.tag for leaf in personal.values()}
        return _Variant(template, rooms, tags, book, inks, self._setter)


class _Variant:
    """The copies of one set of choices."""

    def __init__(
        self,
        template: Template,
        rooms: dict[int, Room],
        tags: Mapping[int, str],
        book: FontBook,
        inks: Inks,
        setter: WordSetter,
    ) -> None:
        self.template, self.rooms, self.tags = template, rooms, tags
        self.book, self.inks, self.setter = book, inks, setter
        self._said: dict[tuple[int, Unit], _Said] = {}
        self._names = {element: fields_in(room.words.text) for element, room in rooms.items()}
        self._heads = {slot: self._head(slot) for slot in template.slots}
        # Words that hold no value are the same in every copy.
        self._pattern = {element: self._patterned(element, room) for element, room in rooms.items()}

    def contents(self, said: Mapping[str, str]) -> list[bytes] | None:
        """What goes into the slots, or None where a paragraph does not fit its room."""
        contents = []
        for slot in self.template.slots:
            content = self._content(slot, said)
            if content is None:
                return None
            contents.append(content)
        return contents

    def _head(self, slot: Slot) -> str:
        room = self.rooms[slot.element]
        over = self.inks.overprints(room.colour)
        state = "" if over is None else f"/{OVERPRINT if over else KNOCK_OUT} gs "
        return f"q /{self.tags[slot.element]} <</MCID {slot.mcid}>> BDC {state}{self.inks.fill(room.colour)}\nBT\n"

    def _patterned(self, element: int, room: Room) -> list["_Said | Unit"]:
        return [
            unit if any(PLACE.search(text) for text, _ in unit) else self._word(element, unit, room)
            for unit in units_of(room.words, None)
        ]

    def _words(self, element: int, room: Room, said: Mapping[str, str]) -> list[_Said]:
        words: list[_Said] = []
        for part in self._pattern[element]:
            if isinstance(part, _Said):
                words.append(part)
            elif len(part) == 1:
                (text, strong) = part[0]
                words += [self._word(element, ((piece, strong),), room) for piece in parts_of(filled(text, said))]
            else:
                runs = tuple(Run(text, strong) for text, strong in part)
                own = replace(room.words, runs=runs)
                words += [self._word(element, unit, room) for unit in units_of(own, said)]
        return words

    def _content(self, slot: Slot, said: Mapping[str, str]) -> bytes | None:
        room = self.rooms[slot.element]
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
            own = [each.word.tracked(tracking) for each in words]
            fulls, bares = [word.full for word in own], [word.bare for word in own]
        else:
            fulls, bares = [each.full for each in words], [each.bare for each in words]
        if max(bares) > measure + 1e-6:
            return [(0, 0)] * _NEVER  # a word that no line can hold
        return break_words(fulls, bares, measure)

    def _word(self, element: int, unit: Unit, room: Room) -> _Said:
        key = (element, unit)
        found = self._said.get(key)
        if found is None:
            if len(self._said) >= _KEPT:
                self._said.clear()
            word = self.setter.word(unit, room.style, room.language)
            found = self._said[key] = _Said(tuple(self._parts(word, room.style.size)), word.full, word.bare, word)
        return found

    def _parts(self, word: SetWord, size: Pt) -> Iterator[tuple[str, str]]:
        for line in word.lines:
            for strip in said_strips(line):
                shown = show_strip(strip, self.book, _LEAST_SHIFT / size)
                inner = shown[1:-3] if shown.endswith("TJ") else shown[:-2]
                yield self.book.resource(strip.face), inner

    def _operators(
        self, slot: Slot, room: Room, words: list[_Said], lines: list[tuple[int, int]], size: Pt, tracking: float
    ) -> bytes:
        out = [self._heads[slot]]
        if tracking:
            out.append(f"{number(tracking * size, 3)} Tc\n")
        font, at_size = "", number(size)
        for at, (start, end) in enumerate(lines):
            move = room.moves[at]
            run: list[str] = []
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
        out.append("ET\nEMC Q\n")
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
                shown = show_strip(strip, self.book, _LEAST_SHIFT / size)
                font = f"/{self.book.resource(strip.face)} {number(size)} Tf"
                out.append(f"{font} {number(place - x)} {number(round(baseline, 2) - y)} Td{shown}\n")
                x, y = place, round(baseline, 2)
        out.append("ET\nEMC Q\n")
        return "".join(out).encode("ascii")
