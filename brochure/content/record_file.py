"""The record beside a leaflet, and the words that were signed, as files: read only."""

from collections.abc import Iterator
from pathlib import Path

from brochure.base.blocks import blocks_of, files_of
from brochure.base.brand import Brand
from brochure.base.findings import BadInput
from brochure.base.leaflet import Leaflet
from brochure.base.signing import RECORD, Record
from brochure.content.model import read_model
from brochure.content.nodes import Map, Scalar, read_file_bytes, read_nodes
from brochure.content.shelf import Shelf, shown
from brochure.record.marks import brand_digest, files_digest
from brochure.record.standing import Life

ARCHIVE = "_archive"  # beside the record: the words of each text that was signed


def read_record(path: Path) -> Record:
    """What happened to the leaflet whose file, or record, this is; nothing where there is no record.

    Raises:
        BadInput: the record is at fault.
    """
    home = path.with_name(RECORD)
    if not home.is_file():
        return Record()
    return read_model(read_nodes(read_file_bytes(home, name=shown(home)), file=shown(home)), Record)


def brand_signed(brand: Brand, path: Path) -> str:
    """The digest of what is signed of the brand in this file: its name, and its marks as they are drawn."""
    named = (brand.logo.file, brand.logo.reversed, *(each.file for each in brand.partners))
    files = [path.parent / each.text for each in named if each is not None]
    # One that is missing is told where the marks are loaded.
    return brand_digest(brand, [read_file_bytes(file, name=shown(file)) for file in files if file.is_file()])


def pictures_signed(leaflet: Leaflet, path: Path) -> str:
    """The digest of the pictures that the leaflet in this file shows; empty where it shows none."""
    named = files_of(leaflet)
    files = [(path.parent / each.text, each.text) for each in named]
    drawn = [text.encode() for file, text in files if "." not in text and not file.is_file()]  # by the program
    return files_digest([*(read_file_bytes(file, name=shown(file)) for file, _ in files if file.is_file()), *drawn])


def signed_words(folder: Path, record: Record, leaflet: Leaflet) -> dict[str, str] | None:
    """The words that were signed last in this language, by their paths; None where they were not kept.

    Raises:
        BadInput: the file that keeps them is no YAML.
    """
    own = record.signatures(leaflet.language.text)
    return archived_words(folder, own[-1].text.text) if own else None


def archived_words(folder: Path, mark: str) -> dict[str, str] | None:
    """The words of a text that was signed, by their paths; None where they were not kept.

    Raises:
        BadInput: the file that keeps them is no YAML.
    """
    path = folder / ARCHIVE / f"{mark}.yaml"
    if not path.is_file():
        return None
    node = read_nodes(read_file_bytes(path, name=shown(path)), file=shown(path))
    entries = node.entries if isinstance(node, Map) else []
    return {entry.key.text: entry.value.text for entry in entries if isinstance(entry.value, Scalar)}


def words_of(leaflet: Leaflet) -> dict[str, str]:
    """The words of a leaflet as the archive keeps them: by their paths, however their lines are broken."""
    return {path: " ".join(said.text.split()) for path, said in blocks_of(leaflet)}


def as_signed(held: Life, path: Path, name: str, shelf: Shelf) -> Life:
    """The leaflet in this file with what its record, its pictures and its neighbours say of it.

    Raises:
        BadInput: a file is at fault.
    """
    return held._replace(
        signed_words=signed_words(path.parent, held.record, held.leaflet),
        same_code=tuple(of_same_code(held.leaflet, name, shelf)),
        pictures=pictures_signed(held.leaflet, path),
    )


def of_same_code(leaflet: Leaflet, name: str, shelf: Shelf) -> Iterator[str]:
    """Other leaflets of the clinic's own folder, for which a copy of leaflet `name` would be taken."""
    for other in shelf.leaflets:
        home = shelf.folders[0] / "content" / other
        if other != name and any(_code_of(path) == leaflet.code.text for path in sorted(home.glob("[!_]*.yaml"))[:1]):
            yield other


def _code_of(path: Path) -> str:
    try:
        node = read_nodes(read_file_bytes(path, name=shown(path)), file=shown(path))
    except BadInput:  # told when that leaflet is built
        return ""
    entries = node.entries if isinstance(node, Map) else []
    found = next((entry.value for entry in entries if entry.key.text == "code"), None)
    return found.text if isinstance(found, Scalar) else ""
