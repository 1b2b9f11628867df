"""The editions: one row each. A row says what the paper or the reader asks for.

Standards are sets: what each requires and what it forbids. A row that asks for what its standards forbid is refused
when this module is read, so that no such file can be made.
"""

from enum import StrEnum
from typing import Literal

from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.records import NamedTuple
from brochure.base.units import Pt, mm

Form = Literal["sheet", "pages", "text", "html"]
Profile = Literal["press", "master", "office", "email", "large-print", "any"]  # what a PDF is held against


class Standard(StrEnum):
    """What a file claims to be."""

    X4 = "PDF/X-4"  # ISO 15930-7
    UA1 = "PDF/UA-1"  # ISO 14289-1
    UA2 = "PDF/UA-2"  # ISO 14289-2, and WTPDF 1.0 for accessibility
    A2A = "PDF/A-2a"  # ISO 19005-2, level A


class Features(NamedTuple):
    """What a standard requires, and what it forbids, by the names of an edition's own features."""

    requires: frozenset[str]
    forbids: frozenset[str]


STANDARDS: dict[Standard, Features] = {
    Standard.UA1: Features(frozenset({"tags"}), frozenset()),
    Standard.UA2: Features(frozenset({"tags", "links"}), frozenset()),
    Standard.A2A: Features(frozenset({"tags", "profile"}), frozenset({"encryption"})),
    # 15930-7, 6.16: annotations lie outside the bleed; a leaflet's links lie on its words.
    Standard.X4: Features(frozenset({"profile", "inks"}), frozenset({"links", "encryption"})),
}


ASKED: dict[str, Standard] = {"ua2": Standard.UA2}  # what may be asked in place of an edition's own standards


class Edition(NamedTuple):
    """One way in which a leaflet leaves the house."""

    name: str
    about: str
    form: Form = "sheet"
    layout: str = ""  # the layout that it is made for; empty: a folded one, as asked
    standards: frozenset[Standard] = frozenset()
    features: frozenset[str] = frozenset()
    scale: float = 1.0  # of all type styles
    family: str = ""  # a face that takes the place of the brand's, where it has the script
    margin: Pt = 0.0  # outer strip free of ink
    smallest_text: Pt = 9.0  # nothing is set smaller; EC readability guideline (2009)
    smallest_body: Pt = 12.0  # running text and the safety note; UKAAF G003, clear print
    budget: int | None = None  # most bytes that a file may have; None: as many as it needs
    ppi: int = 300  # of pictures; those that have more are made smaller
    bleed: Pt = 0.0  # ink beyond the trim on every side
    slug_area: Pt = 0.0  # paper beyond the bleed, for marks
    safe: Pt = 0.0  # words keep this distance from the trim
    duplex: bool = False  # whether the printer is asked to print both sides
    ending: str = "pdf"

    @property
    def has_links(self) -> bool:
        return "links" in self.features

    @property
    def is_on_screen(self) -> bool:
        """Whether it is read on the very screen that would scan a code."""
        return "screen" in self.features

    @property
    def is_easy(self) -> bool:
        """Whether it says what stands under `easy:` in place of the whole text."""
        return "easy" in self.features

    @property
    def has_inks(self) -> bool:
        """Whether colours are inks of a press and not lights of a screen."""
        return "inks" in self.features

    def scaled(self, factor: float) -> "Edition":
        """The same edition with all its type larger, as on a poster; the floors rise with it."""
        text, body = self.smallest_text * max(factor, 1.0), self.smallest_body * max(factor, 1.0)
        return self._replace(scale=self.scale * factor, smallest_text=text, smallest_body=body)

    def locked(self) -> "Edition":
        """The same edition for copies with a password; it claims no standard that forbids them."""
        kept = frozenset(each for each in self.standards if "encryption" not in STANDARDS[each].forbids)
        return self._replace(standards=kept, features=self.features | {"encryption"})


_ROWS = (
    Edition(
        "office",
        "for the office printer: both sides, flip on the short edge, no scaling",
        standards=frozenset({Standard.UA1}),
        features=frozenset({"tags"}),
        margin=18.0,  # 6.35 mm: the strip that common office printers cannot reach
        ppi=220,
        duplex=True,
    ),
    Edition(
        "press",
        "for the print shop: CMYK and spot inks, bleed, crop and fold marks",
        standards=frozenset({Standard.X4}),
        features=frozenset({"profile", "inks", "marks", "tags"}),
        bleed=mm(3),
        slug_area=mm(12),
        safe=mm(5),
    ),
    Edition(
        "master",
        "for the print shop and the archive: the press file that is also PDF/A-2a and PDF/UA-1",
        standards=frozenset({Standard.X4, Standard.A2A, Standard.UA1}),
        features=frozenset({"profile", "inks", "marks", "tags"}),
        bleed=mm(3),
        slug_area=mm(12),
        safe=mm(5),
    ),
    Edition(
        "email",
        "for a phone: one column in reading order, with live links",
        form="pages",
        layout="phone",
        standards=frozenset({Standard.UA1, Standard.A2A}),
        features=frozenset({"tags", "links", "profile", "screen"}),
        scale=14.5 / 13,
        smallest_text=14.0,
        smallest_body=14.0,
        ppi=150,
        budget=100_000,  # seconds on a poor connection; a Chinese leaflet has 83 KB, an English one 27
    ),
    Edition(
        "large-print",
        "for readers with low vision: one column, 18 pt, page numbers",
        form="pages",
        layout="large-print-a4",
        standards=frozenset({Standard.UA1, Standard.A2A}),
        features=frozenset({"tags", "links", "profile"}),
        scale=18 / 13,
        family="Atkinson Hyperlegible Next",
        margin=18.0,
        smallest_text=16.0,  # UKAAF G003, large print
        smallest_body=16.0,
    ),
    Edition(
        "text",
        "plain text for braille software and the body of a mail",
        form="text",
        features=frozenset({"screen"}),
        ending="txt",
    ),
    Edition(
        "html",
        "one page for browsers and mail, nothing outside it",
        form="html",
        features=frozenset({"screen"}),
        ending="html",
    ),
)


def able_to_keep(asked: str) -> tuple[str, ...]:
    """The editions that can keep to a standard of that name; all of them where none is asked."""
    needed = STANDARDS[ASKED[asked]].requires if asked in ASKED else frozenset()
    return tuple(row.name for row in NAMED_EDITIONS.values() if needed <= row.features)


def keeping(edition: Edition, asked: str) -> Edition:
    """The edition with the standard of that name in place of its own; as it is where none is asked.

    Raises:
        BadInput: no such standard, or one that the edition cannot keep to.
    """
    if not asked:
        return edition
    if asked not in ASKED:
        raise BadInput(Finding("edition-standard", f"there is no standard '{asked}'", None, did_you_mean(asked, ASKED)))
    standard = ASKED[asked]
    able = able_to_keep(asked)
    if edition.name not in able:
        message = f"edition '{edition.name}' cannot be {standard.value}"
        raise BadInput(Finding("edition-standard", message, None, f"ask it of {', '.join(able[:-1])} or {able[-1]}"))
    return edition._replace(standards=frozenset({standard}))


def _refuse_impossible(rows: tuple[Edition, ...]) -> None:
    for row in rows:
        for standard in row.standards:
            asked = STANDARDS[standard]
            missing, forbidden = asked.requires - row.features, asked.forbids & row.features
            if missing or forbidden:
                reason = f"lacks {sorted(missing)}" if missing else f"has {sorted(forbidden)}"
                raise ValueError(f"edition '{row.name}' cannot be {standard.value}: it {reason}")


OFFICE = _ROWS[0]
EDITIONS: dict[str, Edition] = {row.name: row for row in _ROWS}  # of every leaflet
EASY_READ = Edition(
    "easy-read",
    "for readers who find reading hard: short sentences with pictures, of leaflets that have them under `easy:`",
    form="pages",
    layout="easy-a4",
    standards=frozenset({Standard.UA1, Standard.A2A}),
    features=frozenset({"tags", "links", "profile", "easy"}),
    scale=18 / 13,
    family="Atkinson Hyperlegible Next",
    margin=18.0,
    smallest_text=14.0,
    smallest_body=16.0,
)
NAMED_EDITIONS: dict[str, Edition] = {**EDITIONS, EASY_READ.name: EASY_READ}
_refuse_impossible(tuple(NAMED_EDITIONS.values()))
