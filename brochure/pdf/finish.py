"""A drawn canvas in, the bytes of a tagged PDF out: fonts, tree, catalogue, metadata."""

from collections.abc import Collection, Sequence
from datetime import datetime

from brochure.base.edition import Standard
from brochure.base.folds import flip_edge
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page
from brochure.base.records import NamedTuple
from brochure.base.story import Story
from brochure.paint import Inked
from brochure.pdf.drawn import Shared, page_entries, sheets_of, spaces_of, states_of
from brochure.pdf.fonts import FontBook, FontProgram
from brochure.pdf.links import annotate, link_places
from brochure.pdf.metadata import Metadata, information, metadata, xmp_packet
from brochure.pdf.objects import Entries, Objects, PdfName, Value, Whole, entries, text
from brochure.pdf.outline import outline
from brochure.pdf.packing import packed_stream
from brochure.pdf.standards import claims_of, newest_version
from brochure.pdf.tree import build_tree
from brochure.pdf.writer import SerialDocument, SerialPage, write_document


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
    """The version of PDF that the standards of the edition allow."""
    return newest_version(manuscript.edition.standards)


def finish_document(
    inked: Inked,
    pages: tuple[Page, ...],
    stories: tuple[Story, ...],
    manuscript: Manuscript,
    *,
    book: FontBook,
    made_at: datetime,
) -> SerialDocument:
    """All objects of the file, not yet written. They are numbered in the order in which they are made here."""
    edition, said = manuscript.edition, metadata(manuscript, made_at)
    objects = Objects()
    fonts = objects.add()
    sheets, pictures = sheets_of(inked, objects)
    own = tuple(sheet.page for sheet in sheets)
    fonts.value = entries(_fonts(book.programs(), objects))
    links = annotate(link_places(pages, stories) if edition.has_links else (), len(pages), objects)
    structure = build_tree(stories, manuscript.layout, pages, inked.marks, links, own)
    structure.namespace = _namespace(edition.standards)
    trees = _Trees(
        Whole(entries({"Type": PdfName("Pages"), "Kids": own, "Count": len(own)})),
        structure,
        outline(pages, stories, own, structure, objects) if edition.form == "pages" else None,
    )
    intents = _output_intents(manuscript, objects)
    root = objects.refer(_catalogue(manuscript, pages, said, trees, intents))
    info = objects.refer(Whole(information(said)))
    shared = Shared(pictures, states_of(inked), spaces_of(inked), fonts, trees.pages)
    for each in (trees.pages, *shared.states.values(), *shared.spaces.values()):
        objects.refer(each)
    for at, (sheet, page) in enumerate(zip(sheets, pages, strict=True)):
        more: Entries = {"Annots": tuple(each.thing for each in links if each.place.page == at) or None}
        sheet.page.value = page_entries(sheet, at, shared, {**more, **_folds(page, said.pdf_date)})
    numbered = tuple(objects.serial())
    places = tuple(
        SerialPage(objects.refer(sheet.page).number, objects.refer(sheet.content).number, sheet.drawn)
        for sheet in sheets
    )
    return SerialDocument(numbered, root.number, info.number, places)


def _namespace(standards: Collection[Standard]) -> Whole | None:
    """Whose types the elements have, for a standard that wants it told. Source: ISO 32000-2, 14.7.4."""
    named = next((each.namespace for each in claims_of(standards) if each.namespace), "")
    return Whole({"Type": PdfName("Namespace"), "NS": text(named)}) if named else None


class _Trees(NamedTuple):
    """What the catalogue leads to."""

    pages: Whole
    structure: Whole
    outline: Whole | None


def _catalogue(
    manuscript: Manuscript, pages: Sequence[Page], said: Metadata, trees: _Trees, intents: tuple[Value, ...]
) -> Whole:
    """Source: ISO 32000-1, 7.7.2."""
    leaflet, edition = manuscript.leaflet, manuscript.edition
    packet = xmp_packet(said)
    kind: Entries = {"Type": PdfName("Metadata"), "Subtype": PdfName("XML")}
    # Programs that do not know PDF find metadata that is not packed; where each byte is sent by post, that is a luxury.
    plain = Whole(entries({**kind, "Length": len(packet)}), packet)
    parts: dict[str, Whole | None] = {
        "Outlines": trees.outline,
        "Pages": trees.pages,
        "ViewerPreferences": Whole(_preferences(manuscript, pages)),
        "StructTreeRoot": trees.structure,
        "MarkInfo": Whole({"Marked": True}),
        "Metadata": plain if edition.budget is None else packed_stream(kind, packet),
    }
    note: Entries = {"ReviewBy": text(leaflet.review_by.value.isoformat()), "Mark": text(manuscript.mark)}
    if not manuscript.signed:
        note["Draft"] = True
    more: Entries = {
        "Type": PdfName("Catalog"),
        "PageMode": PdfName("UseNone"),
        "Lang": text(said.language),
        "OutputIntents": intents or None,
        "PieceInfo": _own_note(note, said.pdf_date),
    }
    return Whole(entries({**parts, **more}), early=tuple(filter(None, parts.values())))


def _folds(page: Page, date: str) -> Entries:
    """Where a side folds, from the left edge of its trim: `brochure check` looks there for words."""
    if not page.folds:
        return {}
    folds = tuple(round(fold, 3) for fold in page.folds)
    return {"PieceInfo": _own_note({"Folds": folds}, date), "LastModified": text(date)}


def _own_note(private: Entries, date: str) -> Value:
    """Private data, as a file may carry it. Source: ISO 32000-1, 14.5."""
    return {"Brochure": {"LastModified": text(date), "Private": private}}


def _output_intents(manuscript: Manuscript, objects: Objects) -> tuple[Value, ...]:
    """What the colours mean, for each standard that asks; all share one profile."""
    edition = manuscript.edition
    kinds = [each.intent for each in claims_of(edition.standards) if each.intent]
    if not kinds:
        return ()
    profile = packed_stream({"N": 4 if edition.has_inks else 3}, manuscript.profile)
    objects.refer(profile)
    name = text(manuscript.condition)
    said: Entries = {
        "Type": PdfName("OutputIntent"),
        "OutputConditionIdentifier": name,
        "Info": name,
        "RegistryName": text("http://www.color.org") if edition.has_inks else None,
        "DestOutputProfile": profile,
    }
    return tuple(entries({"S": PdfName(kind), **said}) for kind in reversed(kinds))  # that of a press comes first


def _preferences(manuscript: Manuscript, pages: Sequence[Page]) -> Value:
    # What has a margin for a printer is printed, on whatever paper there is.
    is_printed = manuscript.edition.form == "sheet" or manuscript.edition.margin > 0
    return entries(
        {
            "DisplayDocTitle": True,
            # A driver that scales the page misses the folds by millimetres, and makes large print small.
            "PrintScaling": PdfName("None") if is_printed else None,
            "Duplex": PdfName(_duplex(pages)) if manuscript.edition.duplex else None,
        }
    )


def _duplex(pages: Sequence[Page]) -> str:
    """How a printer turns the sheet so that both sides stand upright. Source: ISO 32000-1, table 150."""
    if len(pages) == 1:
        return "Simplex"
    edge = flip_edge(pages[0].width, pages[0].height)
    return "DuplexFlipShortEdge" if edge == "short" else "DuplexFlipLongEdge"


def _fonts(programs: Sequence[FontProgram], objects: Objects) -> Entries:
    """The fonts by their names on a page; one map of codes to letters serves them all."""
    to_unicode = packed_stream({}, programs[0].to_unicode) if programs else None
    fonts: Entries = {}
    for program in programs:
        assert to_unicode is not None
        fonts[program.resource] = _font(program, to_unicode, objects)
    return fonts


def _font(program: FontProgram, to_unicode: Whole, objects: Objects) -> Whole:
    """A Type 0 font with one CIDFontType2 descendant. Source: ISO 32000-1, 9.7."""
    name = PdfName(program.base_font)
    file = packed_stream({"Length1": len(program.program)}, program.program)
    descriptor = Whole(_descriptor(program, file))
    descendant = Whole(
        entries(
            {
                "Type": PdfName("Font"),
                "Subtype": PdfName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": {"Ordering": text("Identity"), "Registry": text("Adobe"), "Supplement": 0},
                "FontDescriptor": descriptor,
                "W": tuple(entry for run in program.widths for entry in (run.first, run.widths)),
                "CIDToGIDMap": PdfName("Identity"),
            }
        )
    )
    font = Whole(
        entries(
            {
                "Type": PdfName("Font"),
                "Subtype": PdfName("Type0"),
                "BaseFont": name,
                "Encoding": PdfName("Identity-H"),
                "DescendantFonts": (descendant,),
                "ToUnicode": to_unicode,
            }
        )
    )
    for each in (file, descriptor, descendant, to_unicode, font):
        objects.refer(each)
    return font


def _descriptor(program: FontProgram, file: Whole) -> Entries:
    """Source: ISO 32000-1, 9.8."""
    return entries(
        {
            "Type": PdfName("FontDescriptor"),
            "FontName": PdfName(program.base_font),
            "Flags": program.flags,
            "FontBBox": program.bbox,
            "ItalicAngle": program.italic_angle,
            "Ascent": program.ascent,
            "Descent": program.descent,
            "CapHeight": program.cap_height,
            "XHeight": program.x_height,
            "StemV": program.stem_v,
            "FontFile2": file,
        }
    )
