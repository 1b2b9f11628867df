"""What is at hand: the clinic's own folder first, then what ships with the program."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from brochure.base.code_names import Code
from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.origin import Origin, Said
from brochure.glyphs.faces import Faces, open_faces


@dataclass(frozen=True, slots=True)
class Shelf:
    """Folders that hold `content/`, `layouts/` and `fonts/`, searched in order, and the faces found there."""

    folders: tuple[Path, ...]
    faces: Faces

    def find(self, *parts: str) -> Path | None:
        """The first file of this name, if any folder has it."""
        for folder in self.folders:
            path = folder.joinpath(*parts)
            if path.is_file():
                return path
        return None

    def names(self, *parts: str) -> tuple[str, ...]:
        """Names of the folders inside `parts`, from every folder of the shelf."""
        found = {
            entry.name
            for folder in self.folders
            if (inside := folder.joinpath(*parts)).is_dir()
            for entry in inside.iterdir()
            if entry.is_dir() and not entry.name.startswith((".", "_"))
        }
        return tuple(sorted(found))


def program_folder() -> Path:
    """Where `content`, `layouts` and `fonts` of the program lie: beside the package, or inside an installed one."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shelf"
    return installed if installed.is_dir() else package.parent


def open_shelf(*clinic: Path) -> Shelf:
    """The shelf of a clinic's folders and the program's own."""
    folders: list[Path] = []
    for folder in (*clinic, program_folder()):
        if folder.resolve() not in [known.resolve() for known in folders]:
            folders.append(folder)
    fonts = [folder / "fonts" for folder in folders if (folder / "fonts" / "manifest.json").is_file()]
    return Shelf(tuple(folders), open_faces(*fonts))


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
    if not resolved.exists():
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
