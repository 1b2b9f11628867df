"""An order in, a manuscript out: every file that the order names, read and judged."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar, cast

from brochure.base.art import Drawing, Picture
from brochure.base.brand import Brand
from brochure.base.design import Layout
from brochure.base.edition import NAMED_EDITIONS, Edition, keeping
from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.language import language_at
from brochure.base.leaflet import CLINIC_FIELDS, Leaflet
from brochure.base.manuscript import Artwork, Manuscript, TemplateText
from brochure.base.order import Order
from brochure.base.origin import Origin, Said
from brochure.base.records import NamedTuple, dataclass, field, replace
from brochure.base.signing import Record
from brochure.content.brand_defaults import with_defaults
from brochure.content.conditions import IccProfile, press_profile, screen_profile
from brochure.content.dressing import dressed, easy_picture_faults, text_for
from brochure.content.folding import fold_layout
from brochure.content.given import nodes_of_values
from brochure.content.leaflet_rules import (
    brace_findings,
    edition_name_faults,
    leaflet_findings,
    names_in,
    template_findings,
)
from brochure.content.looks import look_alikes
from brochure.content.model import read_model
from brochure.content.nodes import Map, TypedFile, read_document, read_file_bytes
from brochure.content.own_words import own_words
from brochure.content.palette import NamedColours, palette_of
from brochure.content.record_file import as_signed, brand_signed, read_record
from brochure.content.rules import brand_findings, edition_findings, layout_findings
from brochure.content.sample_data import sample_findings
from brochure.content.saver import spare_toner
from brochure.content.shelf import FileText, Shelf, missing_file, resolve_inside, root_of, shown
from brochure.content.svg import read_svg
from brochure.record.marks import text_mark
from brochure.record.standing import Life, fitting_signature, standing

Typed = TypeVar("Typed", Leaflet, Brand, Layout)
Thing = TypeVar("Thing")


class Read(NamedTuple):
    """A manuscript, and what is to be said about it without stopping."""

    manuscript: Manuscript
    findings: tuple[Finding, ...]


def read(order: Order, shelf: Shelf) -> Read:
    """Read leaflet, brand, layout, template and pictures.

    Raises:
        BadInput: with the faults of all files together.
    """
    return _Desk(order, shelf).manuscript()


@dataclass(slots=True)
class _Desk:
    """One order's files, read one after the other; a fault in one does not hide those of the next."""

    order: Order
    shelf: Shelf
    faults: list[Finding] = field(default_factory=list)
    record: Record = Record()

    def manuscript(self) -> Read:
        leaflet_path = self._try(lambda: find_leaflet(self.order, self.shelf))
        leaflet = self._try(lambda: read_yaml(leaflet_path, Leaflet, self.shelf)) if leaflet_path else None
        edition = self._try(lambda: self._edition(leaflet))
        named = {} if leaflet else _named_in(leaflet_path, self.shelf)
        said = leaflet.brand if leaflet else next(iter(named.get("brand", ())), None)
        named_brand = bool(said or self.order.brand)
        brand_path = self._try(lambda: find_brand(said, self.order, self.shelf)) if named_brand else None
        brand = self._try(lambda: read_yaml(brand_path, Brand, self.shelf)) if brand_path else None
        brand = _brand_in(brand, self.order.language) if brand else None
        name, named_at = layout_name(self.order, edition, leaflet)
        layout = self._try(lambda: self._layout(name, named_at))
        for each in (*named.get("layout", ()), *named.get("layouts", ())):
            self._try(partial(self._layout, each.text, each.origin))
        self.faults += edition_name_faults(named.get("editions", ()))
        if leaflet:
            self.faults += (each for each in leaflet_findings(leaflet, self.order.language) if each not in self.faults)
            self.faults += easy_picture_faults(leaflet, leaflet_path or Path(), self.shelf)
            self.faults += self._try(lambda: self._standing(leaflet, leaflet_path, brand, brand_path)) or ()
        if brand:
            self.faults += brand_findings(brand, self.shelf.faces.families)
        if leaflet and brand and self.order.release:
            self.faults += sample_findings(leaflet, brand)
        if layout:
            self.faults += layout_findings(layout)
        if layout and edition:
            self.faults += edition_findings(layout, edition, name)
        template = self._try(lambda: self._template(layout)) if layout else None
        text = self._try(partial(text_for, leaflet, edition)) if leaflet and edition else leaflet
        artwork = None
        if text and leaflet_path and brand and brand_path:
            artwork = self._artwork(text, leaflet_path, brand, brand_path)
        whole = not any(fault.blocks for fault in self.faults)
        if whole and leaflet and text and brand and layout and template and edition and artwork:
            self.faults += template_findings(leaflet, brand, template, release=self.order.release)
            self.faults += look_alikes(leaflet)
            language = language_at(leaflet.language.text, brand.region)
            design = _mirrored(layout) if language.direction == "rtl" else layout
            if layout.type_scale:
                edition = edition.scaled(layout.type_scale.value)
            profile = self._try(lambda: self._profile(edition)) or IccProfile(b"", "")
            manuscript = Manuscript(
                text, brand, design, name, language, edition, template, artwork,
                self.order.made_at or datetime.combine(leaflet.issued.value, time(), UTC),
                profile.data, profile.condition, text_mark(leaflet), self._is_signed(leaflet, template),
            )  # fmt: skip
            if self.order.saver and edition.form == "sheet":
                manuscript = spare_toner(manuscript)
            manuscript, told = dressed(manuscript, spared=self.order.saver and edition.form == "sheet")
            self.faults += told
            if manuscript.artwork.is_wordmark:
                manuscript = replace(manuscript, layout=_with_wordmark(manuscript.layout))
            if not any(fault.blocks for fault in self.faults):
                return Read(manuscript, tuple(self.faults))
        raise BadInput(*self.faults)

    def _is_signed(self, leaflet: Leaflet, template: TemplateText) -> bool:
        signature = fitting_signature(leaflet, self.record) if self.record.entries else None
        return signature is not None and not any(own_words(template))

    def _try(self, step: Callable[[], Thing]) -> Thing | None:
        try:
            return step()
        except BadInput as fault:
            self.faults += [finding for finding in fault.findings if finding not in self.faults]
            return None

    def _edition(self, leaflet: Leaflet | None) -> Edition:
        name = self.order.edition
        if name not in NAMED_EDITIONS:
            hint = did_you_mean(name, NAMED_EDITIONS)
            origin = next((said.origin for said in leaflet.editions if said.text == name), None) if leaflet else None
            raise BadInput(Finding("unknown-edition", f"there is no edition '{name}'", origin, hint))
        return keeping(NAMED_EDITIONS[name], self.order.standard)

    def _standing(
        self, leaflet: Leaflet, path: Path | None, brand: Brand | None, brand_path: Path | None
    ) -> tuple[Finding, ...]:
        source = self._try(lambda: read_source(leaflet, self.order, self.shelf))
        self.record = read_record(path) if path is not None else self.record
        book = None
        if self.order.release:  # else what the words claim is asked by `check`, and where a short text stands
            from brochure.content.claims_file import book_of  # noqa: PLC0415

            book = self._try(lambda: book_of(leaflet, brand, self.shelf))
        number = brand.number_to_call if brand else ""
        held = Life(leaflet, source, self.record, "", book=book, number=number)
        if path is not None and self.order.release:
            drawn = brand_signed(brand, brand_path) if brand and brand_path else ""
            held = as_signed(held._replace(brand=drawn), path, self.order.leaflet, self.shelf)
        return standing(held, today=self.order.today, release=self.order.release)

    def _profile(self, edition: Edition) -> IccProfile:
        if edition.has_inks:
            return press_profile(self.order.icc)
        return screen_profile() if "profile" in edition.features else IccProfile(b"", "")

    def _layout(self, name: str, named_at: Origin | None) -> Layout:
        known = self.shelf.names("layouts")
        path = self.shelf.find("layouts", name, "layout.yaml") if name in known else None
        if path is None:
            raise missing_file("layout", name, known, named_at)
        return _folded(read_yaml(path, Layout, self.shelf), self.order.paper)

    def _template(self, layout: Layout) -> TemplateText:
        said = layout.template
        path = self.shelf.find("layouts", *said.text.split("/"))
        inside = path is not None and any(
            path.resolve().is_relative_to((folder / "layouts").resolve()) for folder in self.shelf.folders
        )
        if path is None or not inside:
            hint = "name a template from the layouts folder, such as `trifold-a4/stories.xml`"
            raise BadInput(Finding("unknown-template", f"there is no template '{said.text}'", said.origin, hint))
        data = self.shelf.text_of(path, name=shown(path)).data
        try:
            return TemplateText(data.decode("utf-8-sig"), shown(path))
        except UnicodeDecodeError as fault:
            message = f"template '{shown(path)}' is not UTF-8 at byte {fault.start}"
            raise BadInput(Finding("yaml-encoding", message, said.origin, "save it with the encoding UTF-8")) from None

    def _artwork(self, leaflet: Leaflet, leaflet_path: Path, brand: Brand, brand_path: Path) -> Artwork | None:
        palette = palette_of(brand)
        logo = self._try(lambda: self._art(brand.logo.file, brand_path, palette))
        other = brand.logo.reversed
        reversed_logo = self._try(lambda: self._art(other, brand_path, palette)) if other else logo
        photo = leaflet.photo
        picture = self._try(lambda: self._picture(photo.file, leaflet_path)) if photo else None
        cover = leaflet.cover
        cover_picture = self._try(lambda: self._picture(cover.file, leaflet_path)) if cover else None
        pictures = self._arts([each.file for each in leaflet.pictures], leaflet_path, palette)
        partners = self._arts([each.file for each in brand.partners], brand_path, palette)
        if logo is None or reversed_logo is None or (photo and picture is None) or pictures is None or partners is None:
            return None
        return Artwork(logo, reversed_logo, picture, pictures, partners, cover_picture)

    def _arts(
        self, files: list[Said], beside: Path, palette: NamedColours
    ) -> tuple[tuple[str, Drawing | Picture], ...] | None:
        """Pictures by the names of their files; nothing where one of them is at fault."""
        read = [(said.text, self._try(partial(self._art, said, beside, palette))) for said in files]
        found = tuple((name, art) for name, art in read if art is not None)
        return found if len(found) == len(read) else None

    def _art(self, said: Said, beside: Path, palette: NamedColours) -> Drawing | Picture:
        drawn = None if "." in said.text else self.shelf.find("layouts", "easy-a4", f"{said.text}.svg")
        path = drawn or resolve_inside(said, beside, self.shelf)
        if path.suffix.lower() == ".svg":
            data = self.shelf.text_of(path, name=said.text, origin=said.origin).data
            return _read_drawing(data, shown(path), palette)
        return self._pixels(path, beside, said)

    def _picture(self, said: Said, leaflet_path: Path) -> Picture:
        path = resolve_inside(said, leaflet_path, self.shelf)
        return self._pixels(path, leaflet_path, said)

    def _pixels(self, path: Path, beside: Path, said: Said) -> Picture:
        from brochure.content.pictures import read_picture  # noqa: PLC0415 - most leaflets hold no pixels

        over = self.shelf.laid_over(path)
        inside = root_of(beside, self.shelf)
        found = read_picture(path, inside=inside, origin=said.origin, unsaved=over.data if over else None)
        self.faults += [finding for finding in found.findings if finding not in self.faults]
        return found.picture


def find_leaflet(order: Order, shelf: Shelf) -> Path:
    """The file of a leaflet in one language.

    Raises:
        BadInput: there is no such leaflet, or it is not written in this language.
    """
    if not order.folder and not shelf.has_leaflet(order.leaflet):
        raise missing_file("leaflet", order.leaflet, shelf.leaflets)
    path = _text_in(order.language, order, shelf)
    if path is None:
        message = f"leaflet '{order.leaflet}' has no language '{order.language}'"
        hint = did_you_mean(order.language, shelf.languages(order.leaflet, order.folder))
        raise BadInput(Finding("unknown-language", message, None, hint))
    return path


def find_brand(said: Said | None, order: Order, shelf: Shelf) -> Path:
    """The file of the brand that a leaflet says; of that which was asked for in its place.

    Raises:
        BadInput: there is no such brand.
    """
    asked = Path(order.brand)
    if asked.suffix in (".yaml", ".yml"):
        return asked
    name, origin = (order.brand, None) if order.brand or said is None else said
    known = shelf.names("content", "brands")
    path = shelf.find("content", "brands", name, "brand.yaml") if name in known else None
    if path is None:
        raise missing_file("brand", name, known, origin)
    return path


def read_source(leaflet: Leaflet, order: Order, shelf: Shelf) -> Leaflet | None:
    """The leaflet that a translation was made from; none for an original.

    Raises:
        BadInput: the translation names itself or a language that the leaflet does not have, or its source is faulty.
    """
    said = leaflet.source
    if said is None:
        return None
    path = _text_in(said.text, order, shelf)
    if path is None or said.text == order.language:
        others = [language for language in shelf.languages(order.leaflet, order.folder) if language != order.language]
        message = f"there is no source '{said.text}.yaml' beside this translation"
        if said.text == order.language:
            message = f"this translation names itself as its source: '{said.text}'"
        raise BadInput(Finding("translation-source", message, said.origin, did_you_mean(said.text, others)))
    return read_yaml(path, Leaflet, shelf)


def _text_in(language: str, order: Order, shelf: Shelf) -> Path | None:
    """The leaflet's file in a language: of the folder that was named, or the first of the shelf."""
    if language not in shelf.languages(order.leaflet, order.folder):
        return None
    if not order.folder:
        return shelf.find("content", order.leaflet, f"{language}.yaml")
    return Path(order.folder, f"{language}.yaml")


def _named_in(leaflet_path: Path | None, shelf: Shelf) -> dict[str, list[Said]]:
    """What a faulty leaflet names, so that the faults of all that it names come together."""
    try:
        text = shelf.text_of(leaflet_path, name=shown(leaflet_path)) if leaflet_path else None
        return names_in(_document(text, shown(leaflet_path)).root) if text and leaflet_path else {}
    except BadInput:
        return {}


def layout_name(order: Order, edition: Edition | None, leaflet: Leaflet | None) -> tuple[str, Origin | None]:
    """The layout that is asked for, that the edition is made for, or that the leaflet names, and where it does."""
    name = order.layout or (edition.layout if edition else "")
    # An order for a piece that the leaflet asks for names its layout too.
    said = next((each for each in leaflet.printed_in if name in ("", each.text)), None) if leaflet else None
    return (said.text, said.origin) if said else (name or "trifold-a4", None)


def read_yaml(path: Path, model: type[Typed], shelf: Shelf | None = None) -> Typed:
    """Read a YAML file into its model; what is laid over it on a `shelf` takes its place.

    Raises:
        BadInput: with every fault of the file.
    """
    name = shown(path)
    text = shelf.text_of(path, name=name) if shelf else FileText(read_file_bytes(path, name=name))
    clinic = _clinic_file(path, shelf) if model is Leaflet else None
    return cast(Typed, _parsed(text, name, model, clinic))  # type: ignore[arg-type]  # mypy takes the hash of a class for its own


def _clinic_file(path: Path, shelf: Shelf | None) -> tuple[FileText, str] | None:
    """What the clinic says for all its leaflets, from beside their folders."""
    beside = path.parent.parent / "clinic.yaml"
    if shelf and shelf.has(beside):
        return shelf.text_of(beside, name=shown(beside)), shown(beside)
    return None


# A living process reads a folder again and again; only what changed is parsed again.
@lru_cache(maxsize=24)
def _parsed(
    text: FileText, name: str, model: type[Leaflet | Brand | Layout], clinic: tuple[FileText, str] | None
) -> Leaflet | Brand | Layout:
    document = _document(text, name)
    if model is Brand:
        document = document._replace(root=with_defaults(document.root))
    if clinic:
        document = _with_clinic(document, _document(*clinic))
    try:
        return read_model(document.root, model, document.faults)
    except BadInput as fault:
        # The rules ask a leaflet that is whole; words in braces are told beside the faults that keep them from asking.
        more = brace_findings(document.root) if model is Leaflet else ()
        raise BadInput(*fault.findings, *(each for each in more if each not in fault.findings)) from None


def _with_clinic(document: TypedFile, clinic: TypedFile) -> TypedFile:
    """The leaflet with what the clinic says for all of its own."""
    if not isinstance(clinic.root, Map):
        message = "'clinic.yaml' takes fields, and holds something else"
        finding = Finding("wrong-shape", message, clinic.root.origin, "write `name: value`, one field a line")
        return document._replace(faults=(*document.faults, *clinic.faults, finding))
    if not isinstance(document.root, Map):
        return document._replace(faults=(*document.faults, *clinic.faults))
    typed = {entry.key.text for entry in document.root.entries}
    faults = []
    for entry in clinic.root.entries:
        if entry.key.text not in CLINIC_FIELDS:
            hint = did_you_mean(entry.key.text, CLINIC_FIELDS)
            message = f"'{entry.key.text}' is no field that all leaflets share"
            faults.append(Finding("unknown-field", message, entry.key.origin, hint))
    more = [e for e in clinic.root.entries if e.key.text in CLINIC_FIELDS and e.key.text not in typed]
    root = Map(document.root.origin, [*document.root.entries, *more])
    return TypedFile(root, (*document.faults, *clinic.faults, *faults))


# The same files give the same records, not equal ones: all that is remembered of an edition is known by them.
@lru_cache(maxsize=64)
def _brand_in(brand: Brand, language: str) -> Brand:
    return brand.for_language(language)


@lru_cache(maxsize=64)
def _folded(layout: Layout, grammage: float | None) -> Layout:
    return fold_layout(layout, grammage)


@lru_cache(maxsize=64)
def _with_wordmark(layout: Layout) -> Layout:
    return layout.with_wordmark()


@lru_cache(maxsize=64)
def _mirrored(layout: Layout) -> Layout:
    return layout.mirrored()


def _document(text: FileText, name: str) -> TypedFile:
    return read_document(text.data, file=name) if text.is_typed else nodes_of_values(text.data, file=name)


@lru_cache(maxsize=16)
def _read_drawing(data: bytes, name: str, palette: NamedColours) -> Drawing:
    return read_svg(data, file=name, palette=dict(palette))
