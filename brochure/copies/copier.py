"""Compose once, stamp many: one leaflet for many people, each file tagged, whole and standing alone.

A first walk over the list learns which letters and how much room the values need; then the leaflet is laid out once for
each set of choices, and each copy is spliced from it: only the personal paragraphs are broken and written again. A
paragraph that does not fit its room is set tighter, then smaller down to the limit of its style; then that one copy is
laid out by itself; if that fails too, the row is told.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import chain
from typing import TypeVar

from brochure.base.colour import Colour
from brochure.base.findings import BadInput, Finding
from brochure.base.leads import with_moving_leads
from brochure.base.made import Laid
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.base.page import Page, PlacedLine, PlacedPath
from brochure.base.personal import PLACE, fill_stories, filled, personal_leaves
from brochure.base.records import NamedTuple, replace
from brochure.base.story import Figure, Story, Words
from brochure.base.version import __version__
from brochure.compose import compose, fill, is_too_long, press_view, set_to_fit, unseen_findings
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.copies.codes import QrFamily
from brochure.copies.learning import FirstWalk, Learned
from brochure.copies.slots import WordSetter, rooms_of
from brochure.copies.splice import Template
from brochure.copies.variant import CodeRoom, Rooms, Variant
from brochure.draft.personal import Judge, Values, examples
from brochure.draft.write import write
from brochure.glyphs import needs_levels
from brochure.layout import set_pages
from brochure.layout.copyfit import Fitted
from brochure.pdf import FontBook, book_of, version_of
from brochure.pdf.lock import Lock
from brochure.pdf.writer import lockable
from brochure.pipeline import make
from brochure.proof import placed_findings
from brochure.proof.written import spoken_by, spoken_findings

Item = TypeVar("Item", PlacedLine, PlacedPath)


class _Spacious(NamedTuple):
    """One set of choices, laid out with room for the longest values."""

    laid: Laid
    fitted: Fitted


class _Plan(NamedTuple):
    """One set of choices laid out, and the rooms for what differs."""

    laid: Laid
    rooms: Rooms


class Copier:
    """A leaflet ready to be stamped."""

    def __init__(self, order: Order, shelf: Shelf, learned: Learned | None = None, *, locked: bool = False) -> None:
        """Read the leaflet; `learned` takes the place of a first walk, `locked` is for copies with a password.

        Raises:
            BadInput: with every finding.
        """
        self.order, self.shelf = order, shelf
        self.manuscript, self.findings = read(order, shelf)
        self.is_locked = locked
        if locked:
            self.manuscript = replace(self.manuscript, edition=self.manuscript.edition.locked())
        self.judge = Judge(self.manuscript.leaflet, self.manuscript.language)
        self._setter = WordSetter(shelf.faces)
        self._walk = FirstWalk(self.manuscript, self._setter, self._personal)
        self._generic: dict[tuple[frozenset[str], int], tuple[Story, ...]] = {}  # by how many texts are short
        self._short: dict[frozenset[str], tuple[Finding, ...]] = {}
        self._told: dict[Finding, None] = {}  # what the layout leaves out
        self._variants: dict[frozenset[str], Variant | None] = {}
        self._to_search: set[frozenset[str]] = set()  # templates of which each copy is searched
        self._to_see: dict[frozenset[str], Laid] = {}  # templates whose painted pages nobody has looked at
        self._families: dict[int, QrFamily] = {}
        if learned is not None:
            self._walk.take(learned)

    @property
    def learned(self) -> Learned:
        """What the first walk found."""
        return self._walk.learned

    def learn(self, values: Values) -> None:
        """First walk: what this copy needs of letters and room.

        Raises:
            NoGlyph: characters that no face has.
        """
        self._walk.learn(values)

    def _stories(self, holds: frozenset[str], *, short: int = 0) -> tuple[Story, ...]:
        if (holds, short) not in self._generic:
            filled_in, contact = fill(self._manuscript(holds, short=short)), self.manuscript.brand.contact
            is_live = self.manuscript.edition.has_links
            stories = with_moving_leads(filled_in.stories, contact) if is_live else filled_in.stories
            self._generic[holds, short] = stories
            self._told |= dict.fromkeys(filled_in.findings)
        return self._generic[holds, short]

    def _manuscript(self, holds: frozenset[str], *, short: int = 0) -> Manuscript:
        leaflet = self.manuscript.leaflet.for_choices(holds)
        return replace(self.manuscript, leaflet=leaflet.shortened(short) if short else leaflet)

    @property
    def _most_short(self) -> int:
        """How many texts may be short."""
        return len(self.manuscript.leaflet.short_texts)

    def _personal(self, holds: frozenset[str]) -> list[Words]:
        """Every paragraph with personal words, of the long texts and the short ones."""
        found = (leaf for short in {0, self._most_short} for leaf in personal_leaves(self._stories(holds, short=short)))
        shown = {leaf.text: leaf for leaf in found if isinstance(leaf, Words) and PLACE.search(leaf.text)}
        return list(shown.values())

    def copy(self, values: Values, raw: Mapping[str, str]) -> bytes:
        """The file of one person.

        Raises:
            BadInput: it does not fit, even laid out by itself.
        """
        variant = self._variant(values.holds)
        contents = variant.contents(values.said) if variant else None
        if variant is None or contents is None:
            return make(replace(self.order, values=raw), self.shelf).data
        return variant.template.copy(contents, variant.gap_values(values.said))

    def sha256(self, values: Values, data: bytes) -> str:
        """The digest of a file of this person, in hexadecimal."""
        variant = self._variants.get(values.holds)
        return variant.template.sha256(data) if variant else sha256(data).hexdigest()

    def see_fit(self, values: Values, raw: Mapping[str, str]) -> None:
        """Whether the file of one person could be made.

        Raises:
            BadInput: it does not fit, even laid out by itself.
        """
        variant = self._variant(values.holds)
        if variant is None or variant.contents(values.said) is None:
            self.copy(values, raw)

    def locked_copy(self, values: Values, lock: Lock) -> bytes:
        """The file of one person, behind a password.

        Raises:
            BadInput: it does not fit, even laid out by itself.
        """
        variant, contents = self.stamped(values)
        return variant.template.locked_copy(contents, lock, variant.gap_values(values.said))

    def stamped(self, values: Values) -> tuple[Variant, list[bytes]]:
        """A template for one person, and what goes into its slots; a template of its own where the words need one.

        Raises:
            BadInput: it does not fit, even laid out by itself.
        """
        variant = self._variant(values.holds)
        contents = variant.contents(values.said) if variant else None
        if contents is None:
            alone = Copier(self.order, self.shelf, locked=self.is_locked)
            alone.learn(values)
            variant = alone._variant(values.holds)
            contents = variant.contents(values.said) if variant else None
        if variant is None or contents is None:
            message = "a copy cannot be stamped"
            hint = "shorten its values; part a paragraph that holds both a personal link and personal words"
            raise BadInput(Finding("value-does-not-fit", message, None, hint))
        return variant, contents

    def misfits(self, values: Values) -> tuple[str, ...]:
        """The fields of the first paragraph that does not take its values."""
        variant = self._variant(values.holds)
        return variant.misfits(values.said) if variant else ()

    def is_shared(self, variant: Variant) -> bool:
        """Whether other copies are stamped from the same template."""
        return variant in self._variants.values()

    def prove(self, values: Values, data: bytes) -> tuple[Finding, ...]:
        """Whether a copy says, by its own tags and codes, what it should; empty where it does."""
        variant = self._variant(values.holds)
        if variant and (untrue := variant.untrue_codes(values.said)):
            return (Finding("code-untrue", f"the QR code of element {untrue[0]} leads elsewhere"),)
        found: list[tuple[Finding, ...]] = []
        try:
            spoken = spoken_by(data)
        except BadInput as fault:
            return fault.findings
        if variant and variant.contents(values.said) is not None and (unseen := self._unseen(values.holds, data)):
            return unseen
        if self.is_searched(values) and (lost := self._lost(values, data)):
            return lost
        for short in range(self._most_short + 1):  # one that was laid out by itself may have taken short texts
            stories = fill_stories(self._stories(values.holds, short=short), values.said)
            found.append(spoken_findings(spoken, stories, self.manuscript.layout))
            if not found[-1]:
                break
        return () if () in found else found[0]

    def is_searched(self, values: Values) -> bool:
        """Whether words of some person could not be found, so that each copy is searched for its own."""
        return values.holds in self._to_search

    def _lost(self, values: Values, data: bytes) -> tuple[Finding, ...]:
        """What of one person's words is not found by who searches the copy."""
        from brochure.proof.painted import lost_words  # noqa: PLC0415 - hardly any list needs it

        found: tuple[Finding, ...] = ()
        for short in range(self._most_short + 1):
            stories = self._stories(values.holds, short=short)
            said = [filled(leaf.text, values.said) for leaf in personal_leaves(stories) if isinstance(leaf, Words)]
            if not (found := lost_words(data, said)):
                break
        return found

    def _unseen(self, holds: frozenset[str], data: bytes) -> tuple[Finding, ...]:
        """What nobody can see of a copy; the first of each set of choices stands for all that are stamped like it."""
        laid = self._to_see.pop(holds, None)
        if laid is None:
            return ()
        slots = {leaf.number for leaf in personal_leaves(self._stories(holds, short=laid.shortened))}
        found = unseen_findings(data, laid, self.shelf.faces, slots=slots)
        return tuple(finding for finding in found if finding.blocks)

    def short_findings(self) -> tuple[Finding, ...]:
        """What copies lack, short texts or left-out ones; nobody is to believe that the whole was printed."""
        return tuple(dict.fromkeys((*self._told, *chain.from_iterable(self._short.values()))))

    def prepare(self, *, together: bool = False) -> None:
        """Lay out every variant now; `together` gives all of them the same faces, for one file that holds them.

        Raises:
            BadInput: nobody could see all words of one, with the longest values.
        """
        if together:
            plans = {holds: plan for holds in self._walk.longest if (plan := self._planned(holds))}
            pages = tuple(page for plan in plans.values() for page in plan.laid.pages)
            book = book_of(pages, self.shelf.faces, self._walk.shown)
            self._variants |= {holds: self._composed(plan, book) for holds, plan in plans.items()}
        for holds in self._walk.longest:
            variant = self._variant(holds)
            if variant and (laid := self._to_see.get(holds)):
                whole = compose(laid, variant.book).written()
                unseen = unseen_findings(whole, laid, self.shelf.faces)
                if any(each.blocks for each in unseen):
                    slots = {leaf.number for leaf in personal_leaves(self._stories(holds, short=laid.shortened))}
                    rest = unseen_findings(whole, laid, self.shelf.faces, slots=slots)
                    if any(each.blocks for each in rest):
                        raise BadInput(*unseen)
                    self._to_search.add(holds)  # the words of one person, who alone is to go without
                    unseen = rest
                self._told |= dict.fromkeys(unseen)

    def _variant(self, holds: frozenset[str]) -> Variant | None:
        if holds not in self._variants:
            plan = self._planned(holds)
            self._variants[holds] = plan and self._composed(
                plan, book_of(plan.laid.pages, self.shelf.faces, self._walk.shown)
            )
        return self._variants[holds]

    def _planned(self, holds: frozenset[str]) -> _Plan | None:
        """None where such copies cannot be stamped: a personal picture, or a paragraph that is linked or parted."""
        spacious = self._laid_out(holds)
        if spacious is None:
            return None
        laid, fitted = spacious
        told = placed_findings(laid.pages, laid.stories, laid.manuscript, press_view(laid.manuscript))
        if any(finding.blocks for finding in told):
            raise BadInput(*told)
        stories = self._stories(holds, short=laid.shortened)
        longest = {name: said for name, (_, said) in self._walk.longest.get(holds, {}).items()}
        leaves = list(personal_leaves(stories))
        words = {leaf.number: leaf for leaf in leaves if isinstance(leaf, Words) and PLACE.search(leaf.text)}
        codes = {leaf.number: leaf for leaf in leaves if isinstance(leaf, Figure) and PLACE.search(leaf.source)}
        linked = self.manuscript.edition.has_links and any(leaf.link for leaf in words.values())
        if linked or any(leaf.kind != "qr" for leaf in codes.values()):
            return None
        rooms = rooms_of(fitted, words, _placed(laid.pages, PlacedLine))
        if rooms.keys() != words.keys():
            return None
        drawn = {item.element: item for item in _placed(laid.pages, PlacedPath) if item.element in codes}
        if drawn.keys() != codes.keys():
            return None
        code_rooms = {
            number: CodeRoom(
                leaf.source, drawn[number].box, _fill(drawn[number]), self._family(filled(leaf.source, longest))
            )
            for number, leaf in codes.items()
        }
        links = {leaf.number: leaf.link for leaf in leaves if PLACE.search(leaf.link)}
        self._to_see[holds] = laid
        return _Plan(laid, Rooms(rooms, code_rooms, links))

    def _laid_out(self, holds: frozenset[str]) -> _Spacious | None:
        """Pages with room for the longest values; none where such a copy has to be laid out by itself.

        Where one value is longer than any room, those that people have make the room, and that one is on its own.
        """
        longest = {name: said for name, (_, said) in self._walk.longest.get(holds, {}).items()}
        usual = examples(self.manuscript.leaflet, self.manuscript.language).said
        fitted: dict[int, Fitted] = {}  # by how many texts are short

        def set_with(values: Mapping[str, str], manuscript: Manuscript, short: int) -> Laid:
            stories = fill_stories(self._stories(holds, short=short), values)
            done = set_pages(stories, manuscript, self.shelf.faces)
            fitted[short] = done.fitted
            return Laid(manuscript, stories, done.pages, done.fit, shortened=short)

        def attempt(manuscript: Manuscript, short: int) -> Laid:
            try:
                return set_with(longest, manuscript, short)
            except BadInput as fault:
                if not is_too_long(fault):
                    raise
                first = fault
            try:
                return set_with(usual, manuscript, short)
            except BadInput as fault:
                raise first if is_too_long(fault) else fault from None

        whole = self._manuscript(holds)
        try:
            laid = set_to_fit(whole, attempt)
        except BadInput:
            return None
        if laid.findings:
            self._short[holds] = laid.findings
        return _Spacious(laid, fitted[laid.shortened])

    @property
    def _runs_from_right(self) -> bool:
        """Whether words of somebody may run from right to left."""
        is_turned = self.manuscript.language.direction == "rtl"
        return is_turned or any(map(needs_levels, {each.text for each in self._walk.shown}))

    def _family(self, longest: str) -> QrFamily:
        return self._families.setdefault(len(longest), QrFamily(longest))

    def _composed(self, plan: _Plan, book: FontBook) -> Variant:
        rooms = plan.rooms
        turned = rooms.words if self._runs_from_right else ()
        composed = compose(plan.laid, book, slots=(*rooms.words, *rooms.codes), links=rooms.links, turned=turned)
        version = version_of(composed.manuscript)
        document = lockable(composed.document, version) if self.is_locked else composed.document
        template = Template(document, version=version)
        return Variant(template, rooms, book, composed.inks, self._setter)


def _placed(pages: tuple[Page, ...], kind: type[Item]) -> Iterator[Item]:
    return (item for page in pages for item in page.placed if isinstance(item, kind))


def _fill(drawn: PlacedPath) -> Colour:
    """The one colour of a code."""
    (piece,) = drawn.paths
    assert isinstance(piece.fill, Colour)
    return piece.fill


def source_mark(manuscript: Manuscript) -> str:
    """A digest of what all copies are made of: the words with every choice, layout, brand, pictures, program.

    Copies of another mark are not what the leaflet says now.
    """
    leaflet = manuscript.leaflet
    choices = frozenset(name for name, field in (leaflet.personal or {}).items() if field.type == "choice")
    stories = write(replace(manuscript, leaflet=leaflet.for_choices(choices)))
    said = (stories, manuscript.layout, manuscript.brand, manuscript.artwork, manuscript.condition)
    edition = manuscript.edition
    named = (manuscript.layout_name, edition.name, *sorted(edition.standards), manuscript.language.tag, __version__)
    return sha256(repr((said, named)).encode()).hexdigest()
