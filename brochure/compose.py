"""What every file of a leaflet goes through once: a text that fits, pages, faces, ink, document."""

from collections.abc import Callable, Collection, Iterator

from brochure.base.colour import Cmyk
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.leads import with_links
from brochure.base.made import Laid, Made
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page
from brochure.base.personal import relinked
from brochure.base.records import NamedTuple, replace
from brochure.base.story import Story
from brochure.draft.write import write
from brochure.glyphs import Faces
from brochure.layout import reflow_drawings
from brochure.paint import ink, seen_in_inks
from brochure.paint.inks import Inks
from brochure.pdf import FontBook, finish_document, version_of
from brochure.pdf.writer import SerialDocument, write_document
from brochure.proof import Proof, Seen, prove_spoken, source_findings

_TOO_LONG = ("booklet-long", "overset-text", "word-too-wide")


class FilledStories(NamedTuple):
    """What the template makes of a leaflet, and what the layout leaves out of it on purpose."""

    stories: tuple[Story, ...]
    findings: tuple[Finding, ...]


class Composed(NamedTuple):
    """A document that is not yet written, and what it was made of."""

    manuscript: Manuscript
    stories: tuple[Story, ...]
    pages: tuple[Page, ...]
    document: SerialDocument
    inks: Inks  # as they were named
    converted: tuple[tuple[str, Cmyk], ...] = ()  # colours without a recipe, and what the press prints

    def written(self) -> bytes:
        """The bytes of the file."""
        return write_document(self.document, version=version_of(self.manuscript))


def fill(manuscript: Manuscript) -> FilledStories:
    """The stories of a leaflet, without the values of anybody.

    Raises:
        BadInput: a fault of the template, or a text that it leaves out without a word.
    """
    stories = write(manuscript)
    told = source_findings(stories, manuscript)
    if any(finding.blocks for finding in told):
        raise BadInput(*told)
    return FilledStories(stories, told)


def press_view(manuscript: Manuscript) -> Seen | None:
    """How the press shows a colour; none for an edition that is not printed with inks."""
    return seen_in_inks(manuscript.profile) if manuscript.edition.has_inks else None


def see(made: Made, faces: Faces) -> Made:
    """The edition, with each word found on its painted pages; text that finds its own lines has none.

    Raises:
        BadInput: words or figures that nobody can see.
    """
    if not made.pages or made.is_seen:
        return made
    found = unseen_findings(made.data, made.laid, faces)
    if any(finding.blocks for finding in found):
        raise BadInput(*made.findings, *found)
    return made._replace(is_seen=True, findings=(*made.findings, *found))


def unseen_findings(data: bytes, laid: Laid, faces: Faces, *, slots: Collection[int] = ()) -> tuple[Finding, ...]:
    """What nobody can see of a finished file, as `proof.painted` tells it."""
    # Whoever only builds does not pay for the room.
    from brochure.proof.letters import FaceFile  # noqa: PLC0415
    from brochure.proof.painted import painted_findings  # noqa: PLC0415

    def file_of(name: str) -> FaceFile:
        face = faces.named(name)
        return FaceFile(face.program, face.units_per_em)

    return painted_findings(data, laid, file_of, press_view(laid.manuscript), slots=slots)


def compose(
    laid: Laid,
    book: FontBook,
    *,
    slots: Collection[int] = (),
    links: Collection[int] = (),
    turned: Collection[int] = (),
) -> Composed:
    """The document of pages that are laid out, with the faces of `book`.

    For copies, by their numbers: elements in `slots` are left out, those in `links` have a gap for where they lead, and
    those in `turned` one for what they say, because they may be painted in another order.
    """
    manuscript, stories, pages = laid[:3]
    edition = manuscript.edition
    live = with_links(stories, manuscript.brand.contact if edition.has_links else None, but=slots)
    press = manuscript.profile if edition.has_inks else b""
    inked = ink(pages, live, book, press=press, ppi=edition.ppi, slots=frozenset(slots))
    if turned:
        marks = tuple(mark._replace(is_turned=True) if mark.element in turned else mark for mark in inked.marks)
        inked = inked._replace(marks=marks)
    told = relinked(live, links) if links else live
    document = finish_document(inked, pages, told, manuscript, book=book, made_at=manuscript.made_at)
    return Composed(manuscript, stories, pages, document, inked.inks, inked.converted)


def reflowed(laid: Laid, faces: Faces, *, for_mail: bool = False) -> tuple[bytes, Proof]:
    """The text or HTML edition of stories without pages, and what it says when it is read back."""
    # A sheet for the printer does not pay for the room.
    from brochure.reflow import html_edition, leaves_of_html, leaves_of_text, text_edition  # noqa: PLC0415

    if laid.manuscript.edition.form == "text":
        text = text_edition(laid.stories, laid.manuscript, isolated=for_mail)
        spoken = leaves_of_text(text)
    else:
        drawings = reflow_drawings(laid.stories, laid.manuscript, faces, with_faces=not for_mail)
        text = html_edition(laid.stories, laid.manuscript, drawings=drawings)
        spoken = leaves_of_html(text)
    return text.encode(), prove_spoken(spoken, laid.stories, laid.manuscript)


def set_to_fit(manuscript: Manuscript, attempt: Callable[[Manuscript, int], Laid]) -> Laid:
    """What `attempt` lays out of the whole texts, or of short ones where those are too long; each that stands is told.

    No more texts are shortened than must be, those that save most first, unless the layout is made for all of them.

    Raises:
        BadInput: neither fits, or another fault.
    """
    leaflet = manuscript.leaflet
    most = len(leaflet.short_texts)
    try:
        return attempt(manuscript, 0)
    except BadInput as fault:
        is_wide = fault.findings and all(each.code == "table-too-wide" for each in fault.findings)
        if is_wide and manuscript.layout.tables != "cards":
            laid = set_to_fit(replace(manuscript, layout=manuscript.layout.but(tables="cards")), attempt)
            return laid._replace(findings=(*laid.findings, *_cards_findings(manuscript, fault)))
        if not (most and is_too_long(fault)):
            raise
        if is_only_too_wide(fault) and manuscript.layout.short_texts == "fewest":
            raise  # a word that no line holds is told; it must not take texts that are not at fault
        first = fault
    laid = attempt(replace(manuscript, leaflet=leaflet.shortened()), most)
    too_few, enough = (most - 1 if manuscript.layout.short_texts == "all" else 0), most
    while enough - too_few > 1:
        count = (too_few + enough) // 2
        try:
            laid = attempt(replace(manuscript, leaflet=leaflet.shortened(count)), count)
            enough = count
        except BadInput as fault:
            if not is_too_long(fault):
                raise
            too_few = count
    return laid._replace(findings=(*laid.findings, *_shortened_findings(manuscript, first, enough)))


def _cards_findings(manuscript: Manuscript, fault: BadInput) -> Iterator[Finding]:
    message = f"each row of a table stands by itself in layout '{manuscript.layout_name}': its columns have no room"
    hint = "choose a layout with wider panels, or write fewer columns"
    yield Finding("table-in-cards", message, fault.findings[0].origin, hint, Severity.NOTE)


def is_too_long(fault: BadInput) -> bool:
    """Whether shorter texts could help."""
    return all(each.code in _TOO_LONG for each in fault.findings)


def is_only_too_wide(fault: BadInput) -> bool:
    """Whether nothing but words are too wide."""
    return all(each.code == "word-too-wide" for each in fault.findings)


def _shortened_findings(manuscript: Manuscript, fault: BadInput, count: int) -> Iterator[Finding]:
    """Nobody is left to believe that the whole text was printed."""
    texts = manuscript.leaflet.short_texts[:count]
    if manuscript.layout.short_texts == "all":
        told = "a short text stands" if count == 1 else f"{count} short texts stand"
        message = f"{told} in place of the long: {fault.findings[0].message}"
        hint = "choose a larger layout for the whole text"
        yield Finding("short-texts", message, manuscript.leaflet.title.origin, hint, Severity.NOTE)
        return
    for text in texts:
        message = f"this short text stands in place of {len(text.said.text) + text.saved} letters"
        hint = f"{fault.findings[0].hint}, for the whole text"
        yield Finding("short-texts", message, text.said.origin, hint, Severity.WARNING)
