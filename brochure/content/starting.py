"""A clinic's own folder: a leaflet and a brand to change, and the schemas that help while typing."""

import shutil
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.content.schema import SCHEMAS, schema_text
from brochure.content.shelf import program_folder

_LEAFLET, _BRAND = "acupuncture-pain", "riverside"


def start_folder(folder: Path) -> None:
    """Copy a leaflet and its brand under new names.

    Raises:
        BadInput: the folder holds something already, or cannot be made.
    """
    try:
        there = folder.exists()
        if there and (not folder.is_dir() or any(folder.iterdir())):
            raise BadInput(
                Finding("output-exists", f"'{folder}' is not empty", None, "name a folder that does not exist")
            )
        try:
            _fill(folder)
        except OSError:
            _empty(folder, keep=there)
            raise
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise BadInput(
            Finding("bad-folder", f"cannot make '{folder}': {reason}", None, "choose another folder")
        ) from None


def _fill(folder: Path) -> None:
    content = program_folder() / "content"
    leaflet = folder / "content" / "my-leaflet"
    brand = folder / "content" / "brands" / "my-clinic"
    for made in (leaflet, brand.parent, folder / "schema"):
        made.mkdir(parents=True)
    shutil.copytree(content / "brands" / _BRAND, brand)
    _copy_text(content / _LEAFLET / "en.yaml", leaflet / "en.yaml")
    _copy_text(brand / "brand.yaml", brand / "brand.yaml")
    for kind in SCHEMAS:
        (folder / "schema" / f"{kind}.json").write_text(schema_text(kind) + "\n", encoding="utf-8")


def _empty(folder: Path, *, keep: bool) -> None:
    """Take back a half made folder, which the next try would refuse as not empty."""
    shutil.rmtree(folder, ignore_errors=True)
    if keep:
        folder.mkdir(exist_ok=True)


def _copy_text(source: Path, target: Path) -> None:
    text = source.read_text(encoding="utf-8")
    text = text.replace("/docs/schema/", "/schema/").replace(f"brand: {_BRAND}\n", "brand: my-clinic\n")
    target.write_text(text, encoding="utf-8")
