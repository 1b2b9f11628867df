"""A file as checks see it: pages with their boxes and marks, fonts, annotations, tags and what it says about itself."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.opened import objects
from brochure.opened.fonts import FoundFont
from brochure.opened.interpret import marks_of
from brochure.opened.marks import GlyphRun, Mark, Seen
from brochure.opened.objects import Pdf, Raw
from brochure.opened.spaces import space_of
from brochure.opened.tags import Tag, tags_of

MOST_PAGES = 400
_A4 = Box(0.0, 0.0, 595.28, 841.89)
_ACTIONS = ("URI", "GoTo", "GoToR", "GoToE", "Named", "Launch", "JavaScript", "SubmitForm", "ImportData", "Movie")


class FoundAnnotation(NamedTuple):
    """Something that lies on a page without being part of its content."""

    kind: str
    box: Box
    action: str  # its kind; empty for none
    address: str
    contents: str


class OpenedPage(NamedTuple):
    """One page."""

    number: int  # counted from 1
    media: Box
    crop: Box
    trim: Box  # where it is cut: TrimBox, or else the CropBox
    bleed: Box
    declared: frozenset[str]  # the boxes that the page names itself
    turn: int  # /Rotate
    unit: float  # /UserUnit
    seen: Seen
    annotations: tuple[FoundAnnotation, ...]
    blend_space: str | None  # model of the page's group; None without a group
    tabs: str
    own_folds: tuple[float, ...]  # points from the left edge of the trim, as the private key says
    actions: bool

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.seen.marks


class OutputIntent(NamedTuple):
    """The printing condition that a file names."""

    kind: str
    condition: str
    profile: bytes  # embedded; empty without one
    components: int  # as the stream says


class Document(NamedTuple):
    """A file, read once."""

    version: str
    encrypted: bool
    sheets: tuple[OpenedPage, ...]
    fonts: dict[int, FoundFont]  # that show something, by identity
    info: dict[str, str]
    xmp: str
    intents: tuple[OutputIntent, ...]
    ids: int
    language: str
    marked: bool
    tags: tuple[Tag, ...]
    shows_title: bool
    print_scaling: str
    duplex: str
    scripts: bool
    actions: tuple[str, ...]  # kinds of the actions of the document itself
    attached: tuple[str, ...]
    layers: tuple[str, ...]
    form_fields: int
    xfa: bool
    review_by: str  # ISO date, as the private key says
    index_found: bool  # the table of objects stands where the end of the file says
    more_pages: int  # beyond those that were read

    def said(self, key: str) -> str:
        """What XMP says under a name such as `dc:title`; empty for nothing.

        The packet is read as text: properties stand in it as attributes or as elements, and no entity is expanded.
        """
        attribute = re.search(rf"\b{re.escape(key)}\s*=\s*([\"'])(.*?)\1", self.xmp, re.S)
        if attribute:
            return unescape(attribute[2]).strip()
        element = re.search(rf"<{re.escape(key)}(?:\s[^>]*)?>(.*?)</{re.escape(key)}>", self.xmp, re.S)
        return unescape(re.sub(r"<[^>]*>", " ", element[1])).strip() if element else ""

    @property
    def is_ours(self) -> bool:
        """Whether this program made it."""
        return self.info.get("Producer") == "Brochure"


def read_document(data: bytes, *, in_time: Callable[[], bool] = lambda: True, encrypted: bool = False) -> Document:
    """Read a file; `encrypted` says that it was, before the caller opened it.

    Raises:
        Unreadable: it is no PDF, or too damaged.
        Locked: it needs a password, or a cipher that is not at hand.
    """
    pdf = Pdf(data)
    fonts: dict[int, FoundFont] = {}
    sheets = tuple(_sheet(number, page, fonts, in_time) for number, page in enumerate(pdf.pages[:MOST_PAGES], 1))
    root = pdf.catalogue
    form, preferences = objects.get(root, "AcroForm"), objects.get(root, "ViewerPreferences")
    info = {key: objects.text(objects.get(pdf.information, key)) for key in objects.keys(pdf.information)}
    trapped = objects.name(objects.get(pdf.information, "Trapped"))
    return Document(
        version=pdf.version,
        encrypted=encrypted or pdf.encrypted,
        sheets=sheets,
        fonts=fonts,
        info={**info, "Trapped": trapped or info.get("Trapped", "")},
        xmp=objects.data_of(objects.get(root, "Metadata"))[:2_000_000].decode("utf-8", "replace"),
        intents=tuple(_intent(each) for each in objects.listed(objects.get(root, "OutputIntents"))),
        ids=len(pdf.ids),
        language=objects.text(objects.get(root, "Lang")),
        marked=objects.flag(objects.get(root, "MarkInfo", "Marked")),
        tags=tags_of(objects.get(root, "StructTreeRoot"), _texts_by_mark(pdf, sheets)),
        shows_title=objects.flag(objects.get(preferences, "DisplayDocTitle")),
        print_scaling=objects.name(objects.get(preferences, "PrintScaling")),
        duplex=objects.name(objects.get(preferences, "Duplex")),
        scripts=_has_scripts(pdf, root),
        actions=tuple(_document_actions(root)),
        attached=tuple(name for name, _ in objects.name_tree(objects.get(root, "Names", "EmbeddedFiles")))
        + tuple("associated" for _ in objects.listed(objects.get(root, "AF"))),
        layers=tuple(objects.text(objects.get(each, "Name")) for each in _layers(root)),
        form_fields=len(objects.listed(objects.get(form, "Fields"))),
        xfa=objects.get(form, "XFA") is not None,
        review_by=objects.text(objects.get(root, "PieceInfo", "Brochure", "Private", "ReviewBy")),
        index_found=_index_found(data),
        more_pages=max(0, len(pdf.pages) - MOST_PAGES),
    )


def _index_found(data: bytes) -> bool:
    end = data[-2048:]
    said = re.search(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z", end)
    if said is None:
        return False
    start = int(said[1])
    return re.match(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)", data[start : start + 40]) is not None


def _sheet(number: int, page: Raw, fonts: dict[int, FoundFont], in_time: Callable[[], bool]) -> OpenedPage:
    media = _sound(objects.box(objects.inherited(page, "MediaBox"))) or _A4
    crop = _sound(objects.box(objects.inherited(page, "CropBox"))) or media
    trim = _sound(objects.box(objects.get(page, "TrimBox"))) or _sound(objects.box(objects.get(page, "ArtBox"))) or crop
    folds = objects.numbers(objects.get(page, "PieceInfo", "Brochure", "Private", "Folds"))
    group = objects.get(page, "Group")
    blend = objects.get(group, "CS")
    annotations = tuple(_annotation(each) for each in objects.listed(objects.get(page, "Annots"))[:5000])
    return OpenedPage(
        number=number,
        media=media,
        crop=crop,
        trim=trim,
        bleed=_sound(objects.box(objects.get(page, "BleedBox"))) or crop,
        declared=frozenset(key for key in ("TrimBox", "ArtBox", "BleedBox", "CropBox") if "/" + key in page),
        turn=int(objects.number(objects.inherited(page, "Rotate"))) % 360,
        unit=objects.number(objects.get(page, "UserUnit"), 1.0),
        seen=marks_of(page, media, fonts, in_time=in_time),
        annotations=annotations,
        blend_space=None if group is None else space_of(blend).model if blend is not None else "",
        tabs=objects.name(objects.get(page, "Tabs")),
        own_folds=folds,
        actions=objects.get(page, "AA") is not None,
    )


def _sound(box: Box | None) -> Box | None:
    """The box, unless it has no size or is larger than a PDF page may be."""
    return box if box and 1 <= box.width <= 14_400 * 4 and 1 <= box.height <= 14_400 * 4 else None


def _annotation(raw: Raw) -> FoundAnnotation:
    action = objects.get(raw, "A")
    kind = objects.name(objects.get(action, "S"))
    if not kind and objects.get(raw, "Dest") is not None:
        kind = "GoTo"
    if not kind and objects.get(raw, "AA") is not None:
        kind = "AA"
    return FoundAnnotation(
        kind=objects.name(objects.get(raw, "Subtype")),
        box=objects.box(objects.get(raw, "Rect")) or Box(0, 0, 0, 0),
        action=kind,
        address=objects.text(objects.get(action, "URI")),
        contents=objects.text(objects.get(raw, "Contents")),
    )


def _intent(raw: Raw) -> OutputIntent:
    profile = objects.get(raw, "DestOutputProfile")
    condition = objects.text(objects.get(raw, "OutputConditionIdentifier")) or objects.text(objects.get(raw, "Info"))
    count = int(objects.number(objects.get(profile, "N")))
    return OutputIntent(objects.name(objects.get(raw, "S")), condition, objects.data_of(profile), count)


def _document_actions(root: Raw) -> Iterator[str]:
    opened = objects.get(root, "OpenAction")
    if isinstance(opened, dict):
        yield objects.name(objects.get(opened, "S"))
    if objects.get(root, "AA") is not None:
        yield "AA"


def _has_scripts(pdf: Pdf, root: Raw) -> bool:
    if objects.get(root, "Names", "JavaScript") is not None:
        return True
    if objects.name(objects.get(root, "OpenAction", "S")) == "JavaScript":
        return True
    holders = [objects.get(root, "AA"), *(objects.get(page, "AA") for page in pdf.pages[:MOST_PAGES])]
    for page in pdf.pages[:MOST_PAGES]:
        for each in objects.listed(objects.get(page, "Annots"))[:5000]:
            holders += [{"/A": objects.get(each, "A")}, objects.get(each, "AA")]
    return any(
        objects.name(objects.get(holder, key, "S")) == "JavaScript"
        for holder in holders
        for key in objects.keys(holder)
    )


def _layers(root: Raw) -> list[Raw]:
    return objects.listed(objects.get(root, "OCProperties", "OCGs"))


def _texts_by_mark(pdf: Pdf, sheets: tuple[OpenedPage, ...]) -> dict[tuple[int, int], str]:
    """The text of marked content by the identity of its page, or form, and MCID."""
    texts: dict[tuple[int, int], list[str]] = {}
    for page, sheet in zip(pdf.pages, sheets, strict=False):
        for mark in sheet.marks:
            if mark.look.mcid is not None and isinstance(mark, GlyphRun):
                owner = mark.look.owner or objects.identity(page)
                texts.setdefault((owner, mark.look.mcid), []).append(mark.text)
    return {key: "".join(parts) for key, parts in texts.items()}
