"""The journey on one page: an order and a shelf in, a finished edition out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from brochure.base.design import Layout
from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput, BadValues, Finding, Severity
from brochure.base.language import LANGUAGES
from brochure.base.manuscript import Manuscript
from brochure.base.order import Fit, Order, Printed
from brochure.base.page import Page
from brochure.base.personal import fill_stories
from brochure.base.spoken import Spoken
from brochure.base.story import Run, Story, Words
from brochure.content.folding import fold_layout
from brochure.content.press import colour_findings, picture_findings
from brochure.content.read import read, read_yaml
from brochure.content.shelf import Shelf, open_shelf
from brochure.draft.personal import judge
from brochure.draft.write import write
from brochure.layout import fold_test_pages, reflow_drawings, set_pages
from brochure.paint import ink, seen_in_inks
from brochure.pdf import book_of, finish, weight_findings
from brochure.preflight import Proof, Telling, prove, prove_spoken, source_findings, twin_findings

if TYPE_CHECKING:
    from brochure.preflight.print import Profile

_TOO_LONG = ("overset-text", "word-too-wide")


class Made(NamedTuple):
    """A finished edition with the figures of its proof."""

    printed: Printed
    words: int  # that were placed and read back
    spoken: tuple[Spoken, ...]  # what it says, read back from its bytes
    template: str  # that chose its blocks
    pages: tuple[Page, ...] = ()  # that it was painted from; none for text that finds its own lines
    stories: tuple[Story, ...] = ()


class _Product(NamedTuple):
    """Bytes and their proof."""

    data: bytes
    fit: Fit | None
    proof: Proof
    pages: tuple[Page, ...] = ()


def make(order: Order, shelf: Shelf | None = None) -> Printed:
    """Make one edition in memory.

    `shelf` defaults to what ships with the program; `open_shelf(folder)` adds a clinic's own folder.

    Raises:
        BadInput: with every finding; nothing is made.
    """
    return make_proved(order, shelf or open_shelf()).printed


def make_proved(order: Order, shelf: Shelf) -> Made:
    """As `make`, with the figures of the proof.

    Raises:
        BadInput: with every finding; nothing is made.
    """
    manuscript, said = (done := read(order, shelf)).manuscript, done.findings
    manuscript, values = _for_one(manuscript, order)
    stories, told = _stories(manuscript, values)
    said = (*said, *told)
    produce = _print_pages if manuscript.edition.form in ("sheet", "pages") else _reflow
    shortened = False
    try:
        product = produce(order, manuscript, stories, shelf)
    except BadInput as fault:
        if not (manuscript.leaflet.short_texts and is_too_long(fault)):
            raise
        manuscript, shortened = replace(manuscript, leaflet=manuscript.leaflet.shortened()), True
        stories, told = _stories(manuscript, values)
        product = produce(order, manuscript, stories, shelf)
        said = (*done.findings, *told, shortened_finding(done.manuscript, fault))
    edition = manuscript.edition
    too_large = weight_findings(product.data, order.budget or edition.budget, edition.name)
    findings = (*said, *product.proof.findings, *too_large)
    if too_large or not product.proof.holds:
        raise BadInput(*findings)
    printed = Printed(_name(order, manuscript), product.data, edition, product.fit, findings, shortened)
    proof, template = product.proof, manuscript.template.name
    return Made(printed, proof.words, proof.spoken, template, product.pages, stories)


def _stories(manuscript: Manuscript, values: Mapping[str, str]) -> tuple[tuple[Story, ...], tuple[Finding, ...]]:
    """What the template makes of the leaflet, and what it leaves out on purpose.

    Raises:
        BadInput: a fault of the template, or a text that it leaves out without a word.
    """
    stories = write(manuscript)
    told = source_findings(stories, manuscript)
    if any(finding.blocks for finding in told):
        raise BadInput(*told)
    return fill_stories(stories, values), told


def _for_one(manuscript: Manuscript, order: Order) -> tuple[Manuscript, Mapping[str, str]]:
    """What one person gets: the sections that are for them, and the values of the order, or those of nobody.

    Raises:
        BadValues: a value that cannot be printed; it names the field, never the value.
    """
    leaflet = manuscript.leaflet
    if leaflet.personal is None:
        return manuscript, {}
    given = (
        {name: field.example.text for name, field in leaflet.personal.items()} if order.values is None else order.values
    )
    values, faults = judge(given, leaflet, manuscript.language)
    if faults:
        fields = leaflet.personal
        raise BadValues(
            *(Finding(f.code, f"field '{f.field}' {f.message}", fields[f.field].label.origin, f.hint) for f in faults)
        )
    return replace(manuscript, leaflet=leaflet.for_choices(values.holds)), values.said


def make_fold_test(order: Order, shelf: Shelf) -> Printed:
    """The sheet that shows whether a printer and a hand fold where a layout thinks; no words, so no tags.

    Raises:
        BadInput: with every finding; nothing is made.
    """
    manuscript = read(order, shelf).manuscript
    bare = manuscript.edition._replace(standards=frozenset())
    manuscript = replace(manuscript, edition=bare)
    pages = fold_test_pages(manuscript, shelf.faces)
    book = book_of(pages, shelf.faces)
    data = finish(ink(pages, (), book), pages, (), manuscript, book=book, made_at=made_at_of(order, manuscript))
    return Printed(f"{manuscript.layout_name}.fold-test.pdf", data, bare, None, ())


def inspect_made(made: Made, *, today: str = "", file: str = "") -> tuple[Finding, ...]:
    """The print checks over a finished edition; what comes from the content names its line in the YAML."""
    from brochure.preflight.print import inspect  # noqa: PLC0415 - a sheet for the office does not pay for the room

    profile = cast("Profile", made.printed.edition.name)
    return inspect(made.printed.data, profile, file=file, pages=made.pages, stories=made.stories, today=today)


def make_ticket(order: Order, shelf: Shelf, rows: Sequence[tuple[str, str]]) -> bytes:
    """One page for the print shop: a heading, then a label and a text a row; set and proved as a leaflet is.

    Raises:
        BadInput: text that does not fit on the page, or a character that no face has.
    """
    manuscript = read(replace(order, language=order.language), shelf).manuscript
    layout = fold_layout(read_yaml(Path(__file__).parent / "press" / "ticket.yaml", Layout), None)
    edition = EDITIONS["office"]._replace(name="ticket", form="pages", scale=0.8, smallest_text=8.0, smallest_body=9.0)
    manuscript = replace(
        manuscript, layout=layout, layout_name="ticket", language=LANGUAGES["en"], edition=edition, profile=b""
    )
    (heading, *more) = rows
    words = [Words(1, "H1", "aside_heading", (Run(heading[1]),), None)]
    for number, (label, text) in enumerate(more, 2):
        words.append(Words(number, "P", "body", (Run(f"{label}: ", strong=True), Run(text)), None))
    stories = (Story("ticket", tuple(words)),)
    set_up = set_pages(stories, manuscript, shelf.faces)
    book = book_of(set_up.pages, shelf.faces)
    inked = ink(set_up.pages, stories, book)
    made_at = made_at_of(order, manuscript)
    data = finish(inked, set_up.pages, stories, manuscript, book=book, made_at=made_at)
    proof = prove(data, set_up.pages, stories, manuscript)
    if not proof.holds:
        raise BadInput(*proof.findings)
    return data


def twins(made: Sequence[Made]) -> tuple[Finding, ...]:
    """Whether all editions of one leaflet in one language say the same.

    Those with short texts, and those of another template, have twins among themselves only.
    """
    groups: dict[tuple[bool, str], list[Telling]] = {}
    for each in made:
        telling = Telling(each.printed.edition.name, each.spoken)
        groups.setdefault((each.printed.shortened, each.template), []).append(telling)
    return tuple(finding for group in groups.values() for finding in twin_findings(group))


def _print_pages(order: Order, manuscript: Manuscript, stories: tuple[Story, ...], shelf: Shelf) -> _Product:
    set_up = set_pages(stories, manuscript, shelf.faces)
    book = book_of(set_up.pages, shelf.faces)
    edition = manuscript.edition
    inked = ink(set_up.pages, stories, book, press=manuscript.profile if edition.has_inks else b"", ppi=edition.ppi)
    made_at = made_at_of(order, manuscript)
    data = finish(inked, set_up.pages, stories, manuscript, book=book, made_at=made_at)
    said = (*colour_findings(inked.converted, manuscript), *picture_findings(set_up.pages, manuscript))
    proof = prove(
        data, set_up.pages, stories, manuscript, seen_in_inks(manuscript.profile) if edition.has_inks else None
    )
    return _Product(data, set_up.fit, proof._replace(findings=(*proof.findings, *said)), set_up.pages)


def _reflow(_order: Order, manuscript: Manuscript, stories: tuple[Story, ...], shelf: Shelf) -> _Product:
    # A sheet for the printer does not pay for the room.
    from brochure.reflow import html_edition, leaves_of_html, leaves_of_text, text_edition  # noqa: PLC0415

    if manuscript.edition.form == "text":
        text = text_edition(stories, manuscript)
        spoken = leaves_of_text(text)
    else:
        text = html_edition(stories, manuscript, drawings=reflow_drawings(stories, manuscript, shelf.faces))
        spoken = leaves_of_html(text)
    return _Product(text.encode(), None, prove_spoken(spoken, stories, manuscript))


def _name(order: Order, manuscript: Manuscript) -> str:
    edition = manuscript.edition
    placed = f".{manuscript.layout_name}.{edition.name}" if edition.form in ("sheet", "pages") else ""
    return f"{order.leaflet}.{order.language}{placed}.{edition.ending}"


def is_too_long(fault: BadInput) -> bool:
    """Whether shorter texts could help."""
    return all(each.code in _TOO_LONG for each in fault.findings)


def shortened_finding(manuscript: Manuscript, fault: BadInput) -> Finding:
    """Nobody is left to believe that the whole text was printed."""
    count = manuscript.leaflet.short_texts
    texts = "a short text stands" if count == 1 else f"{count} short texts stand"
    message = f"{texts} in place of the long: {fault.findings[0].message}"
    hint = "choose a larger layout for the whole text"
    return Finding("short-texts", message, manuscript.leaflet.title.origin, hint, Severity.NOTE)


def made_at_of(order: Order, manuscript: Manuscript) -> datetime:
    """The time that stands in the file."""
    return order.made_at or datetime.combine(manuscript.leaflet.issued.value, time(), UTC)
