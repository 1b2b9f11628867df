"""Pictures and marks that somebody hands in: judged as the program judges those on the disk, named, and written.

A drawing is written as our own paths, and shown as these: of a foreign SVG nothing else is kept. The name that a
browser tells becomes letters, figures and hyphens; it is never a path.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from brochure.base.art import Drawing, PixelPiece
from brochure.base.findings import BadInput, Finding
from brochure.base.matrix import Matrix
from brochure.base.names import is_kept_name
from brochure.base.origin import Origin, Said
from brochure.base.records import NamedTuple
from brochure.content.beginnings import put_value
from brochure.content.edit import AddItem, Edit, SetText, Typed
from brochure.content.editing import text_at, tree_of
from brochure.content.pictures import read_picture
from brochure.content.shelf import resolve_inside
from brochure.content.svg import read_svg
from brochure.files import write_whole
from brochure.reflow.svg import svg_of
from brochure.studio.book import Book, FieldPath, Saved

_LONGEST_NAME: Final = 40
_HEAD: Final = 1000  # bytes in which an SVG says that it is one
_FIELDS: Final = ("file", "reversed", "picture")


class HandedIn(NamedTuple):
    """A file for a field; `alt` are its words, where the field has none yet."""

    data: bytes
    name: str
    alt: str = ""


def take_art(book: Book, version: str, path: FieldPath, handed: HandedIn) -> Saved:
    """Write the file beside that of the book, and its name into the field.

    Raises:
        BadInput: it is no picture that is taken, its words are missing, or the disk refuses.
        ValueError: the field is none for a picture.
    """
    if path[-1] not in _FIELDS and path[:1] != ("body",):
        raise ValueError(path)
    data, ending = _judged(handed, book)
    home = book.file.parent
    name = _free_name(home, handed.name, ending, data)
    edits = _edits(book, path, name, handed.alt.strip())
    is_new = not (home / name).exists()
    if is_new:
        write_whole(home / name, data)
    try:
        saved = book.shape(version, *edits)
    except BadInput:
        if is_new:
            (home / name).unlink(missing_ok=True)
        raise
    if saved.joined and is_new:
        (home / name).unlink(missing_ok=True)
    return saved


def shown_art(book: Book, path: FieldPath) -> str | None:
    """The picture of a field as an SVG of ours; nothing where there is none, or none that can be shown."""
    named = text_at(book.tree(), path)
    if not named or path[-1] not in _FIELDS:
        return None
    try:
        file = resolve_inside(Said(named, Origin(book.name, 1, 1)), book.file, book.shelf)
        return _shown(file, book.shelf.folders[0], file.stat().st_mtime_ns)
    except (BadInput, OSError):
        return None


@lru_cache(maxsize=8)
def _shown(file: Path, inside: Path, _: int) -> str:
    origin = Origin(file.name, 1, 1)
    if file.suffix.lower() == ".svg":
        return _standing(read_svg(file.read_bytes(), file=file.name, palette={}))
    picture = read_picture(file, inside=inside, origin=origin).picture
    width, height = float(picture.width), float(picture.height)
    return _standing(Drawing(width, height, (PixelPiece(picture, Matrix(width, 0, 0, height, 0, 0)),)))


def _judged(handed: HandedIn, book: Book) -> tuple[bytes, str]:
    """What is written, and how its name ends."""
    head = handed.data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype")):
        drawing = read_svg(handed.data, file="the drawing", palette={})
        return _standing(drawing).encode(), "svg"
    read_picture(Path("picture"), inside=book.file.parent, origin=Origin("the picture", 1, 1), unsaved=handed.data)
    return handed.data, "png" if handed.data.startswith(b"\x89PNG") else "jpg"


def _standing(drawing: Drawing) -> str:
    """A drawing as a file of its own."""
    size = f'width="{drawing.width:g}" height="{drawing.height:g}"'
    return svg_of(drawing).replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" {size} ', 1)


def _free_name(home: Path, told: str, ending: str, data: bytes) -> str:
    """Nothing that lies there is written over: a state that is taken back still has its picture."""
    bare = PureWindowsPath(PurePosixPath(told).name).stem
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "picture"
    stem = f"{stem}-picture" if is_kept_name(stem) else stem
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.{ending}" for number in range(1, 1000))
    return next(name for name in names if not (home / name).exists() or (home / name).read_bytes() == data)


def _edits(book: Book, path: FieldPath, name: str, alt: str) -> tuple[Edit, ...]:
    """The name in its field; a field that is not there comes with the words for it, a cover with the look for it."""
    data = book.read()
    tree = tree_of(data, book.name)
    if isinstance(path[-1], int):  # a part of the text
        return (AddItem(path[:-1], path[-1] + 1, {"picture": {"file": name, **_worded(alt)}}),)
    if text_at(tree, path):
        return (SetText(path, name),)
    if path[-1] == "reversed":
        return (put_value(path, name, data, book.model),)
    if path[0] == "cover":
        look = ("art_direction",)
        is_said = bool(text_at(tree, look))
        how = SetText(look, "photo") if is_said else put_value(look, "photo", data, book.model)
        return put_value(path[:-1], {"file": name}, data, book.model), how
    value: Typed = {"file": name, **_worded(alt)}
    return (put_value(path if path[-1] == "picture" else path[:-1], value, data, book.model),)


def _worded(alt: str) -> dict[str, str]:
    if not alt:
        hint = "say in words what it shows"
        raise BadInput(Finding("missing-field", "a picture has words for people who cannot see it", None, hint))
    return {"alt": alt}
