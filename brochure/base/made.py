"""What the journey gives: a leaflet laid out, an edition that is finished, and editions that were made together."""

from brochure.base.edition import Edition
from brochure.base.findings import Finding
from brochure.base.manuscript import Manuscript
from brochure.base.order import Fit, Order
from brochure.base.page import Page, PlacedLine
from brochure.base.records import NamedTuple
from brochure.base.spoken import Spoken
from brochure.base.story import Story


class Laid(NamedTuple):
    """A leaflet laid out, before a file is made of it."""

    manuscript: Manuscript  # with the short texts, where they took the place of the long ones
    stories: tuple[Story, ...]
    pages: tuple[Page, ...] = ()  # none for text that finds its own lines
    fit: Fit | None = None
    over: tuple[PlacedLine, ...] = ()  # for which there is no room, where they would stand; each with its box in `ink`
    findings: tuple[Finding, ...] = ()  # what is to be said about it
    shortened: int = 0  # how many short texts stand in place of long ones


class Made(NamedTuple):
    """A finished edition: its bytes, what it was made of, and what its proof found."""

    name: str  # file name
    data: bytes
    laid: Laid
    findings: tuple[Finding, ...]
    words: int  # that were placed and read back
    spoken: tuple[Spoken, ...]  # what it says, read back from its bytes
    is_seen: bool = False  # whether its words were looked for on the painted pages too

    @property
    def manuscript(self) -> Manuscript:
        """All that was read for it; the short texts where they took the place of the long ones."""
        return self.laid.manuscript

    @property
    def edition(self) -> Edition:
        """The edition that it is."""
        return self.laid.manuscript.edition

    @property
    def pages(self) -> tuple[Page, ...]:
        """What it was painted from; nothing for text that finds its own lines."""
        return self.laid.pages

    @property
    def stories(self) -> tuple[Story, ...]:
        """The words in order."""
        return self.laid.stories

    @property
    def fit(self) -> Fit | None:
        """How it was fitted; nothing for text that finds its own lines."""
        return self.laid.fit

    @property
    def shortened(self) -> int:
        """How many short texts stand in place of long ones."""
        return self.laid.shortened


class Together(NamedTuple):
    """The editions of one leaflet in one language; none of them where they do not say the same."""

    orders: tuple[Order, ...]
    made: tuple[Made, ...]
    findings: tuple[Finding, ...]
