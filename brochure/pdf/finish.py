"""A drawn canvas in, the bytes of a tagged PDF out: fonts, tree, catalogue, metadata."""

from datetime import datetime
from typing import Any, ClassVar

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString

from brochure.base.design import Layout
from brochure.base.edition import Standard
from brochure.base.folds import flip_edge
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page
from brochure.base.story import Story
from brochure.paint import Inked
from brochure.pdf.fonts import FontBook, FontProgram
from brochure.pdf.links import annotate, link_places
from brochure.pdf.metadata import PRODUCER, Metadata, metadata, xmp_packet
from brochure.pdf.outline import outline
from brochure.pdf.tree import build_tree
from brochure.pdf.writer import SerialDocument, serialise, write_document


class _Information(pdfdoc.PDFInfo):
    """Only what we know; ReportLab fills the gaps with 'anonymous'."""

    said: Metadata

    def format(self, document: PDFDocument) -> bytes:
        entries = {
            "Title": PDFString(self.said.title),
            "Author": PDFString(self.said.author),
            "Subject": PDFString(self.said.subject),
            "Creator": PDFString(PRODUCER),
            "Producer": PDFString(PRODUCER),
            "CreationDate": PDFString(self.said.pdf_date),
            "ModDate": PDFString(self.said.pdf_date),
        }
        if Standard.X4 in self.said.standards:
            entries["Trapped"] = "/False"
        formatted: bytes = PDFDictionary(entries).format(document)
        return formatted


class _Catalogue(pdfdoc.PDFCatalog):
    """A catalogue that may carry an output intent and a note of our own."""

    __NoDefault__: ClassVar[list[str]] = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "PieceInfo"]


def finish(
    inked: Inked,
    pages: tuple[Page, ...],
    stories: tuple[Story, ...],
    manuscript: Manuscript,
    *,
    book: FontBook,
    made_at: datetime,
) -> bytes:
    """Add fonts, tags and metadata to what was drawn, and write it."""
    document = finish_document(inked, pages, stories, manuscript, book=book, made_at=made_at)
    return write_document(document, version=version_of(manuscript))


def version_of(manuscript: Manuscript) -> str:
    """PDF/X-4 stops at 1.6; what the other editions need is of 1.7. Source: ISO 15930-7, 6.1."""
    return "1.6" if Standard.X4 in manuscript.edition.standards else "1.7"


def finish_document(
    inked: Inked,
    pages: tuple[Page, ...],
    stories: tuple[Story, ...],
    manuscript: Manuscript,
    *,
    book: FontBook,
    made_at: datetime,
) -> SerialDocument:
    """All objects of the file, not yet written."""
    document: PDFDocument = inked.canvas._doc
    said = metadata(manuscript, made_at)
    fonts = document.idToObject["BasicFonts"]
    programs = book.programs()
    to_unicode = PDFStream(PDFDictionary(), programs[0].to_unicode if programs else b"")
    for program in programs:
        fonts.dict[program.resource] = document.Reference(_font(program, to_unicode, document))
    document.info.__class__ = _Information
    document.info.said = said
    catalogue = document.Catalog
    edition = manuscript.edition
    places = link_places(pages, stories) if edition.has_links else ()
    annotations = annotate(places, len(pages), document)
    catalogue.Outlines = outline(pages, stories, document) if edition.form == "pages" else None
    catalogue.__class__ = _Catalogue
    catalogue.OutputIntents = catalogue.PieceInfo = None
    if edition.form == "sheet":
        _note_folds(pages, document, said.pdf_date)
        day = manuscript.leaflet.review_by.value.isoformat()
        catalogue.PieceInfo = _own_note({"ReviewBy": PDFString(day)}, said.pdf_date)
    if "profile" in edition.features:
        catalogue.OutputIntents = PDFArray(_output_intents(manuscript, document))
    catalogue.Lang = PDFString(said.language)
    catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
    catalogue.ViewerPreferences = _preferences(manuscript)
    catalogue.StructTreeRoot = build_tree(stories, manuscript.layout, pages, inked.marks, annotations)
    # Programs that do not know PDF find metadata that is not packed; where each byte is sent by post, that is a luxury.
    filters: list[Any] | None = [] if edition.budget is None else None
    packet = PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), xmp_packet(said), filters)
    catalogue.Metadata = packet
    return serialise(document)


def _note_folds(pages: tuple[Page, ...], document: PDFDocument, date: str) -> None:
    """Where each side folds, from the left edge of its trim: `brochure check` looks there for words."""
    for at, page in enumerate(pages, 1):
        if page.folds:
            own = document.idToObject[f"Page{at}"]
            own.PieceInfo = _own_note({"Folds": PDFArray([round(fold, 3) for fold in page.folds])}, date)
            own.LastModified = PDFString(date)


def _own_note(entries: dict[str, Any], date: str) -> PDFDictionary:
    """Private data, as a file may carry it. Source: ISO 32000-1, 14.5."""
    note = {"LastModified": PDFString(date), "Private": PDFDictionary(entries)}
    return PDFDictionary({"Brochure": PDFDictionary(note)})


def _output_intents(manuscript: Manuscript, document: PDFDocument) -> list[PDFDictionary]:
    """What the colours mean, for each standard that asks; all share one profile.

    Source: ISO 19005-2, 6.2.3; ISO 15930-7, 6.3.
    """
    edition = manuscript.edition
    stream = PDFStream(PDFDictionary({"N": 4 if edition.has_inks else 3}), manuscript.profile)
    name = PDFString(manuscript.condition)
    entries = {"Type": "/OutputIntent", "OutputConditionIdentifier": name, "Info": name}
    if edition.has_inks:
        entries["RegistryName"] = PDFString("http://www.color.org")
    entries["DestOutputProfile"] = document.Reference(stream)
    kinds = {Standard.X4: "/GTS_PDFX", Standard.A2A: "/GTS_PDFA1"}
    return [PDFDictionary({"S": kind, **entries}) for standard, kind in kinds.items() if standard in edition.standards]


def _preferences(manuscript: Manuscript) -> PDFDictionary:
    entries: dict[str, Any] = {"DisplayDocTitle": "true"}
    if manuscript.edition.form == "sheet":
        entries["PrintScaling"] = "/None"  # folds miss by millimetres when a driver scales the page
    if manuscript.edition.duplex:
        entries["Duplex"] = PDFName(_duplex(manuscript.layout))
    return PDFDictionary(entries)


def _duplex(layout: Layout) -> str:
    """How a printer turns the sheet so that both sides stand upright. Source: ISO 32000-1, table 150."""
    if len(layout.sides) == 1:
        return "Simplex"
    edge = flip_edge(layout.sheet.width.points, layout.sheet.height.points)
    return "DuplexFlipShortEdge" if edge == "short" else "DuplexFlipLongEdge"


def _font(program: FontProgram, to_unicode: PDFStream, document: PDFDocument) -> PDFDictionary:
    """A Type 0 font with one CIDFontType2 descendant. Source: ISO 32000-1, 9.7."""
    reference = document.Reference
    file = PDFStream(PDFDictionary({"Length1": len(program.program)}), program.program)
    descriptor = _whole(
        {
            "Type": "/FontDescriptor",
            "FontName": PDFName(program.base_font),
            "Flags": program.flags,
            "FontBBox": PDFArray(program.bbox),
            "ItalicAngle": program.italic_angle,
            "Ascent": program.ascent,
            "Descent": program.descent,
            "CapHeight": program.cap_height,
            "XHeight": program.x_height,
            "StemV": program.stem_v,
            "FontFile2": reference(file),
        }
    )
    system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
    descendant = _whole(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": PDFName(program.base_font),
            "CIDSystemInfo": PDFDictionary(system),
            "FontDescriptor": reference(descriptor),
            "W": PDFArray([entry for run in program.widths for entry in (run.first, PDFArray(run.widths))]),
            "CIDToGIDMap": "/Identity",
        }
    )
    return _whole(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": PDFName(program.base_font),
            "Encoding": "/Identity-H",
            "DescendantFonts": PDFArray([reference(descendant)]),
            "ToUnicode": reference(to_unicode),
        }
    )


def _whole(entries: dict[str, Any]) -> PDFDictionary:
    """A dictionary that is an object of its own."""
    dictionary = PDFDictionary(entries)
    dictionary.__RefOnly__ = 1
    return dictionary
