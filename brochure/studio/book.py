"""One leaflet in one language, open in the studio: its file, what is typed and not yet written, and the way back."""

import codecs
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from brochure.base.brand import Brand
from brochure.base.edition import OFFICE
from brochure.base.findings import BadInput, Finding
from brochure.base.leaflet import Leaflet
from brochure.base.made import Laid, Made
from brochure.base.model import Model
from brochure.base.order import Order
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple, replace
from brochure.content.edit import Edit, edited
from brochure.content.editing import edit_of, own_brand, own_file, text_at, tidy, tree_of
from brochure.content.nodes import read_document, read_file_bytes
from brochure.content.read import read_yaml
from brochure.content.shelf import Shelf, shown
from brochure.content.spans import Step, spans_of, texts_of
from brochure.content.stamping import stamp_translation
from brochure.files import write_whole
from brochure.pipeline import lay, make
from brochure.studio.history import open_history, version_of

FieldPath = tuple[Step, ...]
_LOOKS_BACK = 5  # states


class TypedText(NamedTuple):
    """What somebody typed into one field."""

    path: FieldPath
    text: str


class Tried(NamedTuple):
    """A file that is not written, as it would be printed; no pages where nothing can be set of it."""

    data: bytes
    laid: Laid | None
    findings: tuple[Finding, ...]


class TextClash(NamedTuple):
    """A field that was changed here, and meanwhile in the file."""

    path: FieldPath
    mine: str
    theirs: str


class Saved(NamedTuple):
    """What became of what was typed: written, or held back where somebody else changed the same field."""

    version: str  # of the file as it is now
    clashes: tuple[TextClash, ...] = ()
    joined: bool = False  # other fields of the file had changed: both changes are in it


class _Growing(NamedTuple):
    """A text at which a hand still is: its lines are broken from what stood there when the hand came."""

    version: str
    paths: frozenset[FieldPath]
    start: bytes


class Book:
    """Everything that is asked of one file; the file on the disk is the truth, and others may write it too."""

    def __init__(self, order: Order, shelf: Shelf) -> None:
        """Open the file of a leaflet of the clinic's own; of the brand, where the order names one.

        Raises:
            BadInput: there is none.
        """
        self.order, self.shelf = order, shelf
        self.model: type[Model] = Brand if order.brand else Leaflet
        self.file = own_brand(order.brand, shelf) if order.brand else own_file(order, shelf)
        self.name = shown(self.file)
        kept = f"brands.{order.brand}" if order.brand else f"{order.leaflet}.{order.language}"
        self.history = open_history(shelf.folders[0] / ".brochure" / "history" / kept)
        self._growing = _Growing("", frozenset(), b"")
        self.keys = 0  # how often something was typed: whoever works on an older state may stop

    def read(self) -> bytes:
        """The file as it is; a state that nobody knew joins the history.

        Raises:
            BadInput: it cannot be read.
        """
        if not self.file.exists():
            hint = "open “History”, and take the last text back"
            raise BadInput(Finding("file-missing", f"'{self.name}' was deleted", None, hint))
        data = read_file_bytes(self.file, name=self.name)
        self._note(data)
        return data

    def read_if_there(self) -> bytes:
        """The same; nothing of a file that was deleted.

        Raises:
            BadInput: it cannot be read.
        """
        return self.read() if self.file.exists() else b""

    def tree(self) -> object:
        """Its texts, lists and fields.

        Raises:
            BadInput: it cannot be read.
        """
        return tree_of(self.read(), self.name)

    def typed(self, version: str, texts: Sequence[TypedText]) -> bytes:
        """The file with what is typed, from the state that it was typed over.

        Raises:
            BadInput: a path that leads nowhere, or a text that cannot stand there.
        """
        return self.changed(self._start(version, texts), texts)

    def tried(self, data: bytes) -> Tried:
        """How the leaflet would be printed from these bytes."""
        try:
            laid = lay(self.order, self.shelf.with_unsaved({self.file.resolve(): data}))
        except BadInput as fault:
            return Tried(data, None, fault.findings)
        # What hangs out left a panel empty: that is told once.
        told = tuple(each for each in laid.findings if not (laid.over and each.code == "empty-panel"))
        return Tried(data, laid, told)

    def for_patients(self, data: bytes) -> tuple[Tried, bytes]:
        """The pages for a telephone and the web page that would be made of these bytes; no page of what cannot be."""
        shelf = self.shelf.with_unsaved({self.file.resolve(): data})
        try:
            laid = lay(replace(self.order, edition="email"), shelf)
        except BadInput as fault:
            return Tried(data, None, fault.findings), b""
        try:
            return Tried(data, laid, laid.findings), make(replace(self.order, edition="html"), shelf).data
        except BadInput as fault:
            return Tried(data, laid, fault.findings), b""

    def sound_before(self) -> Tried | None:
        """How the newest state is printed that can be, of the last few."""
        for version in self.history.states[: -_LOOKS_BACK - 1 : -1]:
            if (data := self.history.of(version)) and (tried := self.tried(data)).laid and tried.laid.pages:
                return tried
        return None

    def save(self, version: str, texts: Sequence[TypedText], *, knows: str = "") -> Saved:
        """Write what is typed, if nobody else changed the same fields since `version`.

        `knows` is the state that the page wrote itself meanwhile, with its other fields: nobody else did that.

        Raises:
            BadInput: the file cannot be read, changed or written.
        """
        disk = self.read()
        is_same = version_of(disk) == version
        if not is_same and (clashes := self._clashes(version, disk, texts)):
            return Saved(version_of(disk), clashes)
        start = self._start(version, texts) if is_same else disk
        new = self.changed(start, texts)
        self._write(disk, new)
        paths = frozenset(each.path for each in texts)
        self._growing = _Growing(version_of(new), paths, start)
        return Saved(version_of(new), joined=not is_same and version_of(disk) != knows)

    def shape(self, version: str, *edits: Edit) -> Saved:
        """Add, take out or move an entry; nothing where the file has changed meanwhile.

        Raises:
            BadInput: the file cannot be read, changed or written.
        """
        disk = self.read()
        if version_of(disk) != version:
            return Saved(version_of(disk), joined=True)
        new = edited(disk, edits, file=self.name)
        self._write(disk, new)
        return Saved(version_of(new))

    def back(self, version: str, state: str) -> Saved:
        """Write a kept state again, as a step that can be undone; nothing where the file has changed meanwhile.

        Raises:
            BadInput: the file cannot be read or written.
            ValueError: the state is not kept.
        """
        disk = self.read_if_there()
        if version_of(disk) != version:
            return Saved(version_of(disk), joined=True)
        data = self.history.of(state)
        if data is None:
            raise ValueError(state)
        self._write(disk, data)
        return Saved(version_of(data))

    def mend(self, version: str, text: str) -> Saved:
        """Write the whole file as somebody mended it, if it can be read then; nothing where it changed meanwhile.

        Raises:
            BadInput: it cannot be read still, or not be written.
        """
        disk = self.read()
        if version_of(disk) != version:
            return Saved(version_of(disk), joined=True)
        bom = codecs.BOM_UTF8 if disk.startswith(codecs.BOM_UTF8) else b""
        plain = text.replace("\r\n", "\n")
        new = bom + (plain.replace("\n", "\r\n") if b"\r\n" in disk else plain).encode()
        read_document(new, file=self.name)
        self._write(disk, new)
        return Saved(version_of(new))

    def stamp(self, version: str) -> Saved:
        """Note that the translation says what its source says now; nothing where the file has changed meanwhile.

        Raises:
            BadInput: it is no translation, or cannot be read or written.
        """
        disk = self.read()
        if version_of(disk) != version:
            return Saved(version_of(disk), joined=True)
        stamp_translation(self.order, self.shelf)
        return Saved(version_of(self.read()))

    def step(self, by: int) -> str:
        """Undo (-1) or redo (1): the file is what it was; its version.

        Raises:
            BadInput: the file cannot be read or written.
        """
        disk = self.read()
        data = self.history.step(by)
        while data is not None and not self._is_sound(data):  # somebody's slip in between leads nowhere
            data = self.history.step(by)
        if data is not None and data != disk:
            write_whole(self.file, data, mode=self.file.stat().st_mode & 0o777)
        return version_of(disk if data is None else data)

    def _is_sound(self, data: bytes) -> bool:
        try:
            read_document(data, file=self.name)
        except BadInput:
            return False
        return True

    def brand_file(self) -> Path | None:
        """The file of the leaflet's brand, if it is the clinic's own to change."""
        if self.model is Brand:
            return None
        try:
            return own_brand(read_yaml(self.file, Leaflet, self.shelf).brand.text, self.shelf)
        except BadInput:
            return None

    def proved(self, today: str, edition: str = OFFICE.name) -> Made:
        """An edition of the file as it is, with each word looked for on its painted pages.

        Raises:
            BadInput: with every finding.
        """
        return make(replace(self.order, today=today, edition=edition), self.shelf, seen=True)

    def _write(self, disk: bytes, new: bytes) -> None:
        if new != disk:
            write_whole(self.file, new, mode=self.file.stat().st_mode & 0o777 if self.file.exists() else 0o644)
            self._note(new)

    def _note(self, data: bytes) -> None:
        """A disk that refuses the way back costs no word, and no page."""
        with suppress(BadInput, OSError):
            self.history.note(data)

    def _start(self, version: str, texts: Sequence[TypedText]) -> bytes:
        growing = self._growing
        if growing.version == version and growing.paths == {each.path for each in texts}:
            return growing.start
        return self.history.of(version) or self.read()

    def changed(self, data: bytes, texts: Sequence[TypedText]) -> bytes:
        """These bytes of the file with what is typed.

        Raises:
            BadInput: a path that leads nowhere, or a text that cannot stand there.
        """
        for path, text in texts:
            root = spans_of(data.decode("utf-8-sig"))
            data = edited(
                data, [edit_of(root, path, tidy(path, text, self.model), self.name, self.model)], file=self.name
            )
        return data

    def _clashes(self, version: str, disk: bytes, texts: Sequence[TypedText]) -> tuple[TextClash, ...]:
        base = self.history.of(version)
        before = tree_of(base, self.name) if base is not None else None
        now = tree_of(disk, self.name)
        found = ((each, text_at(before, each.path), text_at(now, each.path)) for each in texts)
        return tuple(
            TextClash(each.path, each.text, theirs)
            for each, was, theirs in found
            if theirs != tidy(each.path, each.text, self.model) and (base is None or theirs != was)
        )


class FieldPlaces:
    """Which field stands at a place of a file."""

    def __init__(self, data: bytes, name: str) -> None:
        text = data.decode("utf-8-sig", "replace")
        self.name = name
        self.also: FieldPlaces | None = None  # of the brand, whose words stand on the same sheet
        self._lines = [0]
        for line in text.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._texts = sorted((node.start, node.end, path) for path, node in texts_of(spans_of(text)))
        self._starts = [start for start, _, _ in self._texts]

    def called(self, origin: Origin | None) -> str:
        """The field as a page names it; one of the brand begins with `@`. Nothing for what is nobody's."""
        if (path := self.field(origin)) is not None:
            return ".".join(map(str, path))
        path = self.also.field(origin) if self.also else None
        return "@" + ".".join(map(str, path)) if path else ""

    def field(self, origin: Origin | None) -> FieldPath | None:
        """The path of the field in which a place lies."""
        if origin is None or origin.file != self.name or not 0 < origin.line < len(self._lines):
            return None
        at = self._lines[origin.line - 1] + origin.column - 1
        number = bisect_right(self._starts, at) - 1
        if number >= 0 and at <= self._texts[number][1]:
            return self._texts[number][2]
        # Fields that are printed as one text, such as hours, are told by where the first of them begins.
        after = self._texts[number + 1] if number + 1 < len(self._texts) else None
        return after[2] if after and after[0] < self._lines[origin.line] else None
