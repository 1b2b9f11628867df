"""A file as checks see it: pages with their boxes and marks, fonts, annotations, tags and what it says about itself.

Pages are read when they are asked for, and not kept: a file of four hundred takes the memory of the few that somebody
holds. What outlives its page is the text of its marked content, from which the tags get theirs.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from html import unescape
from typing import overload

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.opened import objects
from brochure.opened.fonts import FoundFont
from brochure.opened.interpret import marks_of
from brochure.opened.lexer import TooMuch
from brochure.opened.marks import GlyphRun, Mark, Seen
from brochure.opened.objects import Pdf, Raw
from brochure.opened.reach import Reach
from brochure.opened.spaces import space_of
from brochure.opened.tags import SaidStretch, Tag, TagsFound, has_tags, tags_of
from brochure.opened.work import Work

MOST_PAGES = 400
MOST_ANNOTATIONS = 5_000  # of a page
_LARGEST_XMP = 2_000_000  # bytes
_FONTS = 64  # kept from page to page
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

    @property
    def all_marks(self) -> tuple[Mark, ...]:
        """The marks of the page, and those that they are painted with: for what does not ask where they stand."""
        return self.seen.all_marks


class Sheets(Sequence[OpenedPage]):
    """The pages of a file, each read anew when it is asked for."""

    def __init__(self, pdf: Pdf, work: Work) -> None:
        self.pdf = pdf
        self.work = work
        self.reach = Reach()
        self.fonts: dict[int, FoundFont] = {}  # by identity, which is below nought for one that no other page can show
        self._texts: dict[tuple[int, int], SaidStretch] = {}  # of marked content, by page or form and MCID
        self._met: set[int] = set()

    def __len__(self) -> int:
        return min(len(self.pdf.pages), MOST_PAGES)

    @overload
    def __getitem__(self, at: int) -> OpenedPage: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[OpenedPage, ...]: ...
    def __getitem__(self, at: int | slice) -> OpenedPage | tuple[OpenedPage, ...]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(len(self))))
        if not 0 <= at < len(self):
            raise IndexError(at)
        sheet = _sheet(at + 1, self.pdf.pages[at], self)
        if at not in self._met:
            self._met.add(at)
            for key, (text, has_language) in _texts_by_mark(objects.identity(self.pdf.pages[at]), sheet).items():
                known = self._texts.get(key, SaidStretch("", True))  # a form may be drawn on several pages
                self._texts[key] = SaidStretch(known.text + text, known.has_language and has_language)
        return sheet

    def forget(self) -> None:
        """Let go of what the pages were read from, but for some fonts: most pages show those of the page before."""
        kept = [identity for identity in self.fonts if identity > 0][-_FONTS:]
        self.fonts = {identity: self.fonts[identity] for identity in kept}
        self.pdf.forget()

    @cached_property
    def tags(self) -> TagsFound:
        """All elements; pages that nobody asked for are read for the texts of theirs."""
        if not self.work.in_time():
            return TagsFound(cut=True)
        for at in set(range(len(self))) - self._met:
            self[at]
            self.forget()
        tags = tags_of(objects.get(self.pdf.catalogue, "StructTreeRoot"), self._texts, self.pdf.forget)
        self.pdf.forget()
        return tags


class OutputIntent(NamedTuple):
    """The printing condition that a file names."""

    kind: str
    condition: str
    profile: bytes  # embedded; empty without one
    components: int  # as the stream says


class Document(NamedTuple):
    """A file, and what it says of itself."""

    version: str
    encrypted: bool
    sheets: Sheets
    info: dict[str, str]
    xmp: str
    intents: tuple[OutputIntent, ...]
    ids: int
    language: str
    marked: bool
    tagged: bool  # there are tags
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
    mark: str  # of its words, as the private key says; empty for a file that is not ours
    draft: bool  # nobody had signed its words when it was made
    index_found: bool  # the table of objects stands where the end of the file says
    more_pages: int  # beyond those that were read

    def said(self, key: str) -> str:
        """What XMP says under a name such as `dc:title`; empty for nothing.

        The packet is read as text: properties stand in it as attributes or as elements, and no entity is expanded.
        """
        attribute = re.search(rf"\b{re.escape(key)}\s*=\s*[\"']", self.xmp)
        if attribute:
            return unescape(_until(self.xmp, attribute.end(), attribute[0][-1])).strip()
        element = re.search(rf"<{re.escape(key)}(?:\s[^<>]*)?>", self.xmp)
        if element is None:
            return ""
        said = _until(self.xmp, element.end(), f"</{key}>")
        # Of one text in several languages the first is the one that the other kind of metadata has.
        if "<rdf:Alt" in said and (first := re.search(r"<rdf:li\b[^<>]*>", said)):
            said = _until(said, first.end(), "</rdf:li>")
        return unescape(re.sub(r"<[^<>]*>", " ", said)).strip()

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The structure tree, flat."""
        return self.sheets.tags.tags

    @property
    def unspoken(self) -> int:
        """Stretches of words that neither the tags nor the content give a language."""
        return self.sheets.tags.unspoken

    @property
    def tags_cut(self) -> bool:
        """Whether there are more tags than were read."""
        return self.sheets.tags.cut

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
    root = pdf.catalogue
    form, preferences = objects.get(root, "AcroForm"), objects.get(root, "ViewerPreferences")
    own = objects.get(root, "PieceInfo", "Brochure", "Private")
    info = {key: objects.text(objects.get(pdf.information, key)) for key in objects.keys(pdf.information)}
    trapped = objects.name(objects.get(pdf.information, "Trapped"))
    return Document(
        version=pdf.version,
        encrypted=encrypted or pdf.encrypted,
        sheets=Sheets(pdf, Work(in_time)),
        info={**info, "Trapped": trapped or info.get("Trapped", "")},
        xmp=objects.data_of(objects.get(root, "Metadata"))[:_LARGEST_XMP].decode("utf-8", "replace"),
        intents=tuple(_intent(each) for each in objects.listed(objects.get(root, "OutputIntents"))),
        ids=len(pdf.ids),
        language=objects.text(objects.get(root, "Lang")),
        marked=objects.flag(objects.get(root, "MarkInfo", "Marked")),
        tagged=has_tags(objects.get(root, "StructTreeRoot")),
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
        review_by=objects.text(objects.get(own, "ReviewBy")),
        mark=objects.text(objects.get(own, "Mark")),
        draft=objects.flag(objects.get(own, "Draft")),
        index_found=_index_found(data),
        more_pages=max(0, len(pdf.pages) - MOST_PAGES),
    )


def _until(text: str, start: int, mark: str) -> str:
    """What stands before the next mark; nothing where there is none."""
    end = text.find(mark, start)
    return text[start:end] if end >= 0 else ""


def _index_found(data: bytes) -> bool:
    end = data[-2048:]
    said = re.search(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z", end)
    if said is None:
        return False
    start = int(said[1])
    return re.match(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)", data[start : start + 40]) is not None


def _seen(page: Raw, media: Box, sheets: Sheets) -> Seen:
    """What a page shows; nothing of one that would cost too much to unpack."""
    sheets.work.begin_page()
    try:
        sheets.reach.judge(page, sheets.work)
    except TooMuch as fault:
        return Seen((), (), False, False, str(fault), is_cut=True)
    return marks_of(page, media, sheets.fonts, sheets.work)


def _sheet(number: int, page: Raw, sheets: Sheets) -> OpenedPage:
    media = _sound(objects.box(objects.inherited(page, "MediaBox"))) or _A4
    crop = _sound(objects.box(objects.inherited(page, "CropBox"))) or media
    trim = _sound(objects.box(objects.get(page, "TrimBox"))) or _sound(objects.box(objects.get(page, "ArtBox"))) or crop
    folds = objects.numbers(objects.get(page, "PieceInfo", "Brochure", "Private", "Folds"))
    group = objects.get(page, "Group")
    blend = objects.get(group, "CS")
    listed = objects.listed(objects.get(page, "Annots"))
    seen = _seen(page, media, sheets)
    if len(listed) > MOST_ANNOTATIONS and not seen.damage:
        seen = seen._replace(damage=f"{len(listed)} links and notes; {MOST_ANNOTATIONS} were looked at")
    return OpenedPage(
        number=number,
        media=media,
        crop=crop,
        trim=trim,
        bleed=_sound(objects.box(objects.get(page, "BleedBox"))) or crop,
        declared=frozenset(key for key in ("TrimBox", "ArtBox", "BleedBox", "CropBox") if "/" + key in page),
        turn=int(objects.number(objects.inherited(page, "Rotate"))) % 360,
        unit=objects.number(objects.get(page, "UserUnit"), 1.0),
        seen=seen,
        annotations=tuple(_annotation(each) for each in listed[:MOST_ANNOTATIONS]),
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
    if objects.name(objects.get(root, "OpenAction", "S")) == "JavaScript" or _runs_script(objects.get(root, "AA")):
        return True
    return any(_runs_script(holder) for page in pdf.pages[:MOST_PAGES] for holder in _holders(page))


def _holders(page: Raw) -> Iterator[Raw]:
    """The dictionaries of a page in which actions stand."""
    yield objects.get(page, "AA")
    for each in objects.listed(objects.get(page, "Annots"))[:MOST_ANNOTATIONS]:
        yield {"/A": objects.get(each, "A")}
        yield objects.get(each, "AA")


def _runs_script(holder: Raw) -> bool:
    return any(objects.name(objects.get(holder, key, "S")) == "JavaScript" for key in objects.keys(holder))


def _layers(root: Raw) -> list[Raw]:
    return objects.listed(objects.get(root, "OCProperties", "OCGs"))


def _texts_by_mark(page: int, sheet: OpenedPage) -> dict[tuple[int, int], SaidStretch]:
    """The text of marked content by the identity of its page, or form, and MCID."""
    runs: dict[tuple[int, int], list[GlyphRun]] = {}
    for mark in sheet.marks:
        if mark.look.mcid is not None and isinstance(mark, GlyphRun):
            runs.setdefault((mark.look.owner or page, mark.look.mcid), []).append(mark)
    return {
        key: SaidStretch("".join(run.text for run in parts), all(run.look.language for run in parts))
        for key, parts in runs.items()
    }
