"""What was wished of leaflets becomes orders: which leaflets, which languages, which editions."""

from collections.abc import Collection, Iterator
from pathlib import Path

from brochure.base.edition import EASY_READ, EDITIONS, NAMED_EDITIONS, OFFICE, able_to_keep
from brochure.base.findings import BadInput, Finding
from brochure.base.leaflet import Leaflet
from brochure.base.names import refuse_names
from brochure.base.order import Order
from brochure.base.records import NamedTuple
from brochure.base.wishes import ALL, LeafletWish
from brochure.content.read import find_leaflet, read_yaml
from brochure.content.shelf import Shelf, missing_file


def orders_of(wish: LeafletWish, shelf: Shelf, *, release: bool = False, today: str = "") -> list[Order]:
    """One order for each leaflet, language and edition that is wished for; `today` for what goes to patients.

    Raises:
        BadInput: a name that is none, a leaflet that does not exist, or a folder without any.
    """
    refuse_names(wish)
    chosen = [_choice_of(wish.leaflet, shelf)] if wish.leaflet else [_Choice(name) for name in _own_leaflets(shelf)]
    orders = []
    for leaflet, said_language, folder in chosen:
        if said_language and wish.language not in ("", said_language):
            message = f"--language {wish.language} does not go with '{wish.leaflet}', which is one language"
            raise BadInput(Finding("options-clash", message, None, "leave --language out, or name the folder"))
        language = wish.language or said_language
        languages = [language] if language else languages_of(leaflet, shelf, folder)
        orders += [
            Order(
                leaflet,
                language,
                layout,
                edition,
                wish.brand,
                wish.made_at,
                release=release,
                today=today,
                folder=folder,
                paper=wish.paper,
                icc=wish.icc,
                saver=wish.saver,
                standard=wish.standard,
                budget=wish.budget,
            )
            for language in languages
            for edition, layout in _pieces(wish, _said_by(Order(leaflet, language, folder=folder), shelf))
        ]
    return orders


def _said_by(order: Order, shelf: Shelf) -> Leaflet | None:
    """The leaflet, for the layouts and editions that it names; what is wrong with it is told when it is made."""
    try:
        return read_yaml(find_leaflet(order, shelf), Leaflet, shelf)
    except BadInput:
        return None


def _pieces(wish: LeafletWish, leaflet: Leaflet | None) -> Iterator[tuple[str, str]]:
    """Edition and layout of each piece. Of all editions only the folded ones are set in a layout that was asked for."""
    editions = [said.text for said in leaflet.editions] if leaflet else []
    layouts = [said.text for said in leaflet.printed_in] if leaflet else []
    own = [*EDITIONS, *([EASY_READ.name] if leaflet and leaflet.easy else [])]
    every = [name for name in own if name in able_to_keep(wish.standard)]
    for edition in every if wish.edition == ALL else [wish.edition] if wish.edition else editions or [OFFICE.name]:
        folded = edition not in NAMED_EDITIONS or NAMED_EDITIONS[edition].form == "sheet"
        if wish.layout:
            yield edition, wish.layout if wish.edition != ALL or folded else ""
        else:
            yield from ((edition, layout) for layout in (layouts if folded else [""]) or [""])


def languages_of(leaflet: str, shelf: Shelf, folder: str = "") -> list[str]:
    """The languages that a leaflet is written in where it is found first; `folder` is its own, if it was named by path.

    Raises:
        BadInput: its folder holds no text.
    """
    homes = [Path(folder)] if folder else [each / "content" / leaflet for each in shelf.folders]
    for home in homes:
        found = shelf.stems(home)
        if found:
            return list(found)
    message = f"leaflet '{leaflet}' holds no text"
    raise BadInput(Finding("file-missing", message, None, f"write content/{leaflet}/en.yaml"))


class _Choice(NamedTuple):
    leaflet: str
    language: str = ""  # empty for every one
    folder: str = ""  # of the leaflet, where a path was named


def _choice_of(said: str, shelf: Shelf) -> _Choice:
    """A leaflet may be named by its folder or by a file in it; then it is that one, whatever has its name elsewhere.

    Raises:
        BadInput: neither a leaflet of the shelf nor a folder.
    """
    path = Path(said)
    if shelf.has_leaflet(said):
        return _Choice(said)
    is_file = path.suffix == ".yaml" and not path.is_dir()
    folder = path.parent if is_file else path
    if is_file:
        is_there = shelf.has(path) or (len(path.parts) > 1 and folder.is_dir())
    else:  # any other folder is no leaflet only because it is there
        is_there = bool(shelf.stems(folder)) or (folder.is_dir() and folder.resolve().parent.name == "content")
    if not is_there:
        raise missing_file("leaflet", said, shelf.leaflets)
    return _Choice(folder.resolve().name, path.stem if is_file else "", str(folder))


def _own_leaflets(shelf: Shelf) -> Collection[str]:
    """The leaflets of the first folder: the clinic's own where there is one."""
    first = shelf.folders[0] / "content"
    names = [name for name in shelf.leaflets if (first / name).is_dir() or shelf.stems(first / name)]
    if not names:
        message = "there is no leaflet in the folder 'content'"
        raise BadInput(Finding("unknown-leaflet", message, None, "write content/my-leaflet/en.yaml, or name a leaflet"))
    return names
