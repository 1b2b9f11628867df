"""What is at hand: the clinic's own folder first, then what ships with the program."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, assert_never

from brochure.base.code_names import Code
from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.origin import Origin, Said
from brochure.base.records import NamedTuple, dataclass, replace
from brochure.content.nodes import read_file_bytes
from brochure.glyphs.faces import Faces, open_faces

NO_LEAFLETS = ("brands", "starters")  # folders of `content/` that hold others
Unsaved = Mapping[str | Path, str | bytes | Mapping[str, object]]


class FileText(NamedTuple):
    """The bytes of a file."""

    data: bytes
    is_typed: bool = True  # else values as JSON, whose places are the paths of their keys


class Shelving(NamedTuple):
    """What another process opens the same shelf of."""

    folders: tuple[str, ...] = ()  # of the clinic, from the root; every machine knows its own program's
    unsaved: tuple[tuple[Path, FileText], ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Folders that hold `content/`, `layouts/` and `fonts/`, searched in order, and the faces found there."""

    folders: tuple[Path, ...]
    faces: Faces
    unsaved: tuple[tuple[Path, FileText], ...] = ()  # lie over the files of these paths, whether those exist or not

    def with_unsaved(self, unsaved: Unsaved) -> "Shelf":
        """The shelf with texts laid over its files, which stay as they are; what was laid over others before stays.

        A path counts from the first folder of the shelf, unless it is absolute. A mapping is the content of a YAML file
        that nobody typed: its findings name the path of a key in place of a line.

        Raises:
            BadInput: a path or a text that no file can have.
        """
        over = {}
        for path, text in unsaved.items():
            try:
                over[(self.folders[0] / path).resolve()] = _file_text(text)
            except RecursionError:
                message = f"what is given for '{path}' holds itself, or is too deep"
                raise BadInput(Finding("yaml-too-deep", message, None, "give plain mappings and lists")) from None
            except ValueError as fault:  # a NUL in a path, half a character in a text
                message = f"what is given for '{path}' cannot be a file: {fault}"
                raise BadInput(
                    Finding("bad-character", message, None, "give whole characters, and a plain path")
                ) from None
        return replace(self, unsaved=tuple((dict(self.unsaved) | over).items()))

    def has(self, path: Path) -> bool:
        """Whether there is a file, saved or not."""
        return path.is_file() or self.laid_over(path) is not None

    def text_of(self, path: Path, *, name: str, origin: Origin | None = None) -> FileText:
        """What stands in a file, or what is laid over it; `name` is how messages call it.

        Raises:
            BadInput: the file cannot be read, or is no regular file, or is too large.
        """
        return self.laid_over(path) or FileText(read_file_bytes(path, name=name, origin=origin))

    def find(self, *parts: str) -> Path | None:
        """The first file of this name, if any folder has it."""
        for folder in self.folders:
            path = folder.joinpath(*parts)
            if self.has(path):
                return path
        return None

    @property
    def shelving(self) -> Shelving:
        """What another process opens it of."""
        own = program_folder()
        return Shelving(tuple(str(each.resolve()) for each in self.folders if each.resolve() != own), self.unsaved)

    def laid_over(self, path: Path) -> FileText | None:
        """What is laid over a file, if anything is."""
        return dict(self.unsaved).get(path.resolve()) if self.unsaved else None

    def read(self, *parts: str) -> str:
        """The text of the first file of this name, saved or not.

        Raises:
            BadInput: no folder has it, or it cannot be read.
        """
        path = self.find(*parts)
        name = "/".join(parts)
        if path is None:
            raise BadInput(Finding("file-missing", f"there is no file '{name}' on the shelf", None, "check the name"))
        return self.text_of(path, name=shown(path)).data.decode("utf-8-sig", "replace")

    def names(self, *parts: str) -> tuple[str, ...]:
        """Names of the folders inside `parts`, from every folder of the shelf."""
        found = {
            entry.name
            for folder in self.folders
            if (inside := folder.joinpath(*parts)).is_dir()
            for entry in inside.iterdir()
            if entry.is_dir() and not entry.name.startswith((".", "_"))
        }
        for folder in self.folders if self.unsaved else ():
            inside = folder.joinpath(*parts).resolve()
            below = (path.relative_to(inside).parts for path, _ in self.unsaved if path.is_relative_to(inside))
            found |= {steps[0] for steps in below if len(steps) > 1}
        return tuple(sorted(found))

    @property
    def leaflets(self) -> tuple[str, ...]:
        """Every leaflet. A folder that holds finished files and no text is none: somebody built into `content/`."""
        return tuple(name for name in self.names("content") if name not in NO_LEAFLETS and not self._is_made(name))

    def has_leaflet(self, name: str) -> bool:
        """Whether there is a leaflet of this name; quicker than to look through all."""
        return name not in NO_LEAFLETS and name in self.names("content") and not self._is_made(name)

    def _is_made(self, name: str) -> bool:
        homes = [folder / "content" / name for folder in self.folders]
        return not self.languages(name) and any(any(home.glob("*.pdf")) for home in homes)

    def languages(self, leaflet: str, folder: str = "") -> tuple[str, ...]:
        """The languages that a leaflet is written in, in any folder; `folder` is its own, if it was named by path."""
        homes = [Path(folder)] if folder else [each / "content" / leaflet for each in self.folders]
        return tuple(sorted({tag for home in homes for tag in self.stems(home)}))

    def stems(self, folder: Path) -> tuple[str, ...]:
        """Names of the YAML files in a folder, without their ending."""
        here = folder.resolve()
        unsaved = {path.stem for path, _ in self.unsaved if path.parent == here and path.suffix == ".yaml"}
        stems = {file.stem for file in folder.glob("*.yaml")} | unsaved
        return tuple(sorted(stem for stem in stems if not stem.startswith("_")))  # a record is no language


def program_folder() -> Path:
    """Where `content`, `layouts` and `fonts` of the program lie: beside the package, or inside an installed one."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shelf"
    return installed if installed.is_dir() else package.parent


def open_shelf(*clinic: str | Path, unsaved: Unsaved | None = None) -> Shelf:
    """The shelf of a clinic's folders and the program's own, with `unsaved` texts as `Shelf.with_unsaved` takes them.

    Raises:
        BadInput: a folder is not there.
    """
    folders: list[Path] = []
    for folder in (*(Path(each) for each in clinic), program_folder()):
        if not folder.is_dir():
            message = f"there is no folder '{folder}'"
            hint = "name the folder that holds `content/`; `brochure new` makes one"
            raise BadInput(Finding("unknown-folder", message, None, hint))
        if folder.resolve() not in [known.resolve() for known in folders]:
            folders.append(folder)
    fonts = [folder / "fonts" for folder in folders if (folder / "fonts" / "manifest.json").is_file()]
    shelf = Shelf(tuple(folders), open_faces(*fonts))
    return shelf.with_unsaved(unsaved) if unsaved else shelf


def reopened(shelving: Shelving) -> Shelf:
    """The shelf that `Shelf.shelving` stands for."""
    return replace(open_shelf(*shelving.folders), unsaved=shelving.unsaved)


def _file_text(text: str | bytes | Mapping[str, object]) -> FileText:
    match text:
        case bytes():
            return FileText(text)
        case str():
            return FileText(text.encode())
        case Mapping():
            return FileText(json.dumps(_without_gaps(text), ensure_ascii=False, indent=1, default=str).encode(), False)
        case _:
            assert_never(text)


def _without_gaps(value: object) -> object:
    """Values without those that say nothing, which a YAML file would leave out."""
    if isinstance(value, Mapping):
        return {str(key): _without_gaps(each) for key, each in value.items() if each is not None}
    return [_without_gaps(each) for each in value] if isinstance(value, list | tuple) else value


def shown(path: Path) -> str:
    """The path as a person at this desk would type it."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if relative.startswith(os.pardir) else relative.replace(os.sep, "/")


def resolve_inside(said: Said, beside: Path, shelf: Shelf) -> Path:
    """The file that a YAML text names, looked up beside the YAML file.

    Raises:
        BadInput: it lies outside the folder of the shelf that the YAML file belongs to, links resolved, or is no file.
    """
    root = root_of(beside, shelf)
    path = beside.parent.joinpath(said.text)
    resolved = path.resolve()
    if Path(said.text).is_absolute() or not resolved.is_relative_to(root.resolve()):
        message = f"'{said.text}' lies outside the project"
        raise BadInput(Finding("outside-project", message, said.origin, f"copy the file into '{beside.parent.name}/'"))
    if not (resolved.exists() or shelf.has(resolved)):
        names = [entry.name for entry in beside.parent.iterdir()] if beside.parent.is_dir() else []
        raise BadInput(
            Finding("file-missing", f"there is no file '{said.text}'", said.origin, did_you_mean(said.text, names))
        )
    return resolved


def root_of(path: Path, shelf: Shelf) -> Path:
    """The folder of the shelf that a file belongs to; its own folder where it belongs to none."""
    resolved = path.resolve()
    for folder in shelf.folders:
        if resolved.is_relative_to(folder.resolve()):
            return folder
    return path.parent


Thing = Literal["leaflet", "brand", "layout"]
_UNKNOWN: dict[Thing, Code] = {"leaflet": "unknown-leaflet", "brand": "unknown-brand", "layout": "unknown-layout"}


def missing_file(what: Thing, name: str, known: tuple[str, ...], origin: Origin | None = None) -> BadInput:
    """The refusal of a name that stands for no folder."""
    return BadInput(Finding(_UNKNOWN[what], f"there is no {what} '{name}'", origin, did_you_mean(name, known)))
