"""A clinic's own folder: a leaflet and a brand to change, a layout where one is asked for, and their schemas."""

import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

from brochure.base.brand import Brand
from brochure.base.design import Layout
from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.leaflet import Leaflet
from brochure.base.names import is_kept_name
from brochure.base.records import NamedTuple
from brochure.content.migrating import bring_to_form
from brochure.content.read import read_yaml
from brochure.content.sample_data import SAMPLE_NAME
from brochure.content.schema import SCHEMAS, schema_text
from brochure.content.shelf import Shelf, missing_file, program_folder
from brochure.content.word_in import FromWord, leaflet_text

_PLAIN, _PLAIN_CLINIC = "acupuncture-pain", "Riverside Acupuncture"
_LONGEST_NAME = 80
_CLINIC = """# What all leaflets share; a leaflet that says it too goes before.
author: {name}
brand: {brand}
"""


class Started(NamedTuple):
    """What a new folder holds to write in; empty where it was not made."""

    leaflet: Path
    brand: Path


def starter_names() -> tuple[str, ...]:
    """The leaflets that one may start from."""
    return tuple(sorted(each.name for each in (program_folder() / "content" / "starters").iterdir() if each.is_dir()))


def start_folder(folder: Path, starter: str = "") -> Started:
    """Copy a starter, by default the plain leaflet, and a brand that has the folder's name.

    Raises:
        BadInput: there is no such starter; the folder holds something already, or cannot be made.
    """
    if starter and starter not in starter_names():
        hint = did_you_mean(starter, starter_names())
        raise BadInput(Finding("unknown-leaflet", f"there is no starter '{starter}'", None, hint))
    there = folder.is_dir()
    made: list[Started] = []
    _made_whole(folder, lambda: made.append(_fill(folder, starter)), keep=there)
    return made[0]


def start_from_word(folder: Path, document: FromWord, day: date) -> Started:
    """A clinic's folder whose one leaflet is a document of Word.

    Raises:
        BadInput: the folder holds something already, or cannot be made.
    """
    made: list[Started] = []

    def fill() -> None:
        started = _fill(folder, "")
        home = started.leaflet.parent
        started.leaflet.unlink()
        started = started._replace(leaflet=home / f"{document.language}.yaml")
        started.leaflet.write_text(leaflet_text(document, day), encoding="utf-8")
        for picture in document.pictures:
            (home / picture.name).write_bytes(picture.data)
        made.append(started)

    _made_whole(folder, fill, keep=folder.is_dir())
    return made[0]


def start_leaflet(starter: str, shelf: Shelf) -> Path:
    """Copy a starter into the clinic's own folder, under a name that is free there; gives its folder.

    It takes the brand of the clinic, and its name where the sample has one.

    Raises:
        BadInput: there is no such starter, the clinic has no brand of its own, or the folder cannot be made.
    """
    if starter not in starter_names():
        hint = did_you_mean(starter, starter_names())
        raise BadInput(Finding("unknown-leaflet", f"there is no starter '{starter}'", None, hint))
    own = shelf.folders[0] / "content"
    brands = sorted(own.glob("brands/*/brand.yaml"))
    if not brands:
        raise missing_file("brand", "own", ())
    names = (starter, *(f"{starter}-{number}" for number in range(2, 1000)))
    home = next(own / name for name in names if not (own / name).exists())

    def fill() -> None:
        shutil.copytree(program_folder() / "content" / "starters" / starter, home)
        for file in home.glob("*.yaml"):
            _adapt(file, read_yaml(brands[0], Brand, shelf).name.text)
            bring_to_form(file, Leaflet)

    _made_whole(home, fill, keep=False)
    if not (own / "clinic.yaml").exists():
        said = read_yaml(brands[0], Brand, shelf).name.text
        text = _CLINIC.format(name=json.dumps(said, ensure_ascii=False), brand=brands[0].parent.name)
        (own / "clinic.yaml").write_text(text, encoding="utf-8")
    return home


def layout_file(name: str, shelf: Shelf) -> Path:
    """The file of a layout.

    Raises:
        BadInput: there is no such layout.
    """
    path = shelf.find("layouts", name, "layout.yaml") if name in shelf.names("layouts") else None
    if path is None:
        raise missing_file("layout", name, shelf.names("layouts"))
    return path


def start_layout(folder: Path, name: str, shelf: Shelf) -> Path:
    """Copy a layout with its template into a clinic's folder, as `my-NAME`; gives the file to change.

    Raises:
        BadInput: there is no such layout, or the folder has its copy already, or it cannot be made.
    """
    path = layout_file(name, shelf)
    own = folder / "layouts" / f"my-{name}"
    template = read_yaml(path, Layout, shelf).template.text

    def fill() -> None:
        own.mkdir(parents=True)
        text = path.read_text(encoding="utf-8").replace("/docs/schema/", "/schema/")
        text = re.sub(r"(?m)^template:.*$", f"template: {own.name}/stories.xml", text)
        (own / "layout.yaml").write_text(text, encoding="utf-8")
        bring_to_form(own / "layout.yaml", Layout)
        (own / "stories.xml").write_text(shelf.read("layouts", *template.split("/")), encoding="utf-8")

    _made_whole(own, fill, keep=False)
    return own / "layout.yaml"


def _made_whole(folder: Path, fill: Callable[[], None], *, keep: bool) -> None:
    """Fill a folder, or leave none behind; `keep` it where it was there before.

    Raises:
        BadInput: it holds something already, or cannot be made.
    """
    if not folder.exists() and is_kept_name(folder.name):  # it goes from desk to desk
        message = f"cannot make '{folder}': Windows keeps this name for itself"
        raise BadInput(Finding("bad-folder", message, None, "choose another name"))
    try:
        what = "is not empty" if folder.is_dir() else "is a file"
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadInput(Finding("output-exists", f"'{folder}' {what}", None, "name a folder that does not exist"))
        try:
            fill()
        except OSError:
            # Half a folder would be refused at the next try, as it is not empty.
            shutil.rmtree(folder, ignore_errors=True)
            if keep:
                folder.mkdir(exist_ok=True)
            raise
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise BadInput(
            Finding("bad-folder", f"cannot make '{folder}': {reason}", None, "choose another folder")
        ) from None


def _fill(folder: Path, starter: str) -> Started:
    content, own = program_folder() / "content", folder / "content"
    name, brand = _name_of(folder), _folder_name(_name_of(folder))
    home, mark = own / (starter or "my-leaflet"), own / "brands" / brand
    mark.parent.mkdir(parents=True)
    (folder / "schema").mkdir()
    shutil.copytree(content / "brands" / "sample", mark)
    if starter:
        shutil.copytree(content / "starters" / starter, home)
    else:
        home.mkdir()
        shutil.copyfile(content / _PLAIN / "en.yaml", home / "en.yaml")
    for file in (*home.glob("*.yaml"), mark / "brand.yaml"):
        _adapt(file, name)
        bring_to_form(file, Brand if file.name == "brand.yaml" else Leaflet)
    quoted = json.dumps(name, ensure_ascii=False)
    (own / "clinic.yaml").write_text(_CLINIC.format(name=quoted, brand=brand), encoding="utf-8")
    for kind in SCHEMAS:
        (folder / "schema" / f"{kind}.json").write_text(schema_text(kind) + "\n", encoding="utf-8")
    shutil.copytree(Path(__file__).parent / "vscode", folder / ".vscode")  # an editor knows the fields then
    return Started(home / "en.yaml", mark / "brand.yaml")


def _adapt(file: Path, name: str) -> None:
    """The clinic's own: its name in place of samples, schemas where they lie now; `clinic.yaml` says the rest."""
    text = re.sub(r"(\.\./)+docs/schema/", "../../../schema/" if file.name == "brand.yaml" else "../../schema/",
                  file.read_text(encoding="utf-8"))  # fmt: skip
    text = re.sub(r"(?m)^(author|brand): .*\n", "", text)
    text = text.replace(f"name: {SAMPLE_NAME}\n", f"name: {json.dumps(name, ensure_ascii=False)}\n")
    plain = name.replace("\\", " ").replace('"', "'")  # inside quotes
    file.write_text(text.replace(SAMPLE_NAME, plain).replace(_PLAIN_CLINIC, plain), encoding="utf-8")


def _name_of(folder: Path) -> str:
    """The name of a folder in words: `river-clinic` is River Clinic."""
    words = re.sub(r"[-_\s]+", " ", folder.resolve().name).strip() or SAMPLE_NAME
    return " ".join(word[:1].upper() + word[1:] for word in words.split())[:_LONGEST_NAME].strip()


def _folder_name(name: str) -> str:
    """A name as that of a brand's folder: small letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "my-clinic"
