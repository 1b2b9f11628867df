"""Two texts of leaflets found by what they are called, and held against each other."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from brochure.base.blocks import blocks_of
from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.base.origin import Said
from brochure.base.records import NamedTuple
from brochure.base.signing import Signature
from brochure.content.claims_file import read_words
from brochure.content.read import find_leaflet, read_yaml
from brochure.content.record_file import ARCHIVE, archived_words, words_of
from brochure.content.recording import all_signatures
from brochure.content.shelf import Shelf, shown
from brochure.record.fingerprints import fingerprint
from brochure.record.marks import nearest_mark, read_mark, text_mark
from brochure.record.redline import Difference, redline
from brochure.record.standing import header_of


class TextSide(NamedTuple):
    """One text that is compared."""

    name: str  # as messages tell it
    leaflet: str  # its folder; empty for a file that lies on no shelf
    language: str
    mark: str
    words: dict[str, str]  # by their paths
    header: dict[str, str]  # code, version and days, as far as they are known


class Redo(NamedTuple):
    """What of a translation was made from another text than the second one."""

    language: str
    file: str
    paths: tuple[str, ...]


class Compared(NamedTuple):
    """Two texts, what differs, and what is to be translated anew."""

    before: TextSide
    now: TextSide
    differences: tuple[Difference, ...]
    header: tuple[str, ...]  # what differs of what they say of themselves, in words
    redo: tuple[Redo, ...]


def compare(before: str, now: str, language: str, shelf: Shelf) -> Compared:
    """What differs between two texts, each a leaflet, `leaflet@version`, a mark or a file; `language` may be empty.

    Raises:
        BadInput: there is no such text, its words were not kept, a file is at fault, or they are in two languages.
    """
    first, second = (_side(each, language, shelf) for each in (before, now))
    if first.language != second.language:
        message = f"{first.name} is in '{first.language}', {second.name} in '{second.language}'"
        raise BadInput(Finding("bad-form", message, None, "compare texts of one language; say which with --language"))
    differences = redline(first.words, second.words, read_words(second.language, shelf))
    header = tuple(
        f"{name}: '{was}' became '{second.header[name]}'"
        for name, was in first.header.items()
        if name in second.header and second.header[name] != was
    )
    return Compared(first, second, differences, header, tuple(_redone(second, differences, shelf)))


def _side(said: str, language: str, shelf: Shelf) -> TextSide:
    path = Path(said)
    if path.suffix in (".yaml", ".yml") and path.parent.name == ARCHIVE:
        return text_of_mark(path.stem, shelf)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise BadInput(Finding("file-missing", f"there is no file '{said}'", None, "check the name"))
        home = path.resolve().parent
        return _as_it_is(path, home.name if home.parent.name == "content" else "", shelf)
    name, _, version = said.partition("@")
    if name in shelf.leaflets:
        tag = language or _first_language(name, shelf)
        return _of_version(name, version, tag, shelf) if version else _as_it_is(
            find_leaflet(Order(name, tag), shelf), name, shelf
        )  # fmt: skip
    if read_mark(said):
        return text_of_mark(said, shelf)
    if version or len(said) != len("7F3C-9A2E") or said != said.upper():
        message, hint = f"there is no leaflet '{name}'", did_you_mean(name, shelf.leaflets)
        raise BadInput(Finding("unknown-leaflet", message, None, hint))
    return text_of_mark(said, shelf)


def _first_language(name: str, shelf: Shelf) -> str:
    languages = shelf.languages(name)
    return "en" if "en" in languages or not languages else languages[0]


def _as_it_is(path: Path, name: str, shelf: Shelf) -> TextSide:
    leaflet = read_yaml(path, Leaflet, shelf)
    mark = text_mark(leaflet)
    return TextSide(
        f"{shown(path)} as it is, {mark}", name, leaflet.language.text, mark, words_of(leaflet), header_of(leaflet)
    )


def _of_version(name: str, version: str, language: str, shelf: Shelf) -> TextSide:
    """The text that was signed last under a version; where nobody signed it, the one that has it now.

    Raises:
        BadInput: there is none.
    """
    found = [
        (signature, path)
        for _, (at, signature, _, path) in all_signatures(shelf)
        if at == name and signature.language.text == language
    ]
    of_version = [each for each in found if each[0].version.text == version]
    if of_version:
        return _kept(name, *of_version[-1])
    path = find_leaflet(Order(name, language), shelf)
    now = read_yaml(path, Leaflet, shelf).version.text
    if now == version:
        return _as_it_is(path, name, shelf)
    known = dict.fromkeys((*(signature.version.text for signature, _ in found), now))
    message = f"nobody signed a version '{version}' of '{name}' ({language})"
    raise BadInput(Finding("unknown-mark", message, None, f"known versions: {', '.join(known)}"))


def text_of_mark(typed: str, shelf: Shelf) -> TextSide:
    """The text of a mark: signed and kept, or as a leaflet is now.

    Raises:
        BadInput: it is of none.
    """
    mark = read_mark(typed)
    known: dict[str, str] = {}
    for each, (name, signature, _, path) in all_signatures(shelf):
        if each == mark:
            return _kept(name, signature, path)
        known[each] = name
    for side in _standing_texts(shelf):
        if side.mark == mark:
            return side
        known[side.mark] = side.leaflet
    message = f"'{typed[:40]}' is the mark of no text that was signed here, or stands here now"
    nearest = nearest_mark(typed, known)
    raise BadInput(Finding("unknown-mark", message, None, f"did you mean '{nearest}'?" if nearest else "look again"))


def _standing_texts(shelf: Shelf) -> Iterator[TextSide]:
    """Every text as it stands; one that cannot be read is told where it is built."""
    for name in shelf.leaflets:
        for language in shelf.languages(name):
            with suppress(BadInput):
                yield _as_it_is(find_leaflet(Order(name, language), shelf), name, shelf)


def _kept(name: str, signature: Signature, path: Path) -> TextSide:
    mark, language = signature.text.text, signature.language.text
    words = archived_words(path.parent, mark)
    if words is None:
        message = f"the words of {mark} are not kept any more"
        hint = f"bring {shown(path.parent / ARCHIVE)}/{mark}.yaml back"
        raise BadInput(Finding("file-missing", message, None, hint))
    return TextSide(
        f"{name} ({language}) {signature.version}, {mark}", name, language, mark, words, header_of(signature)
    )


def _redone(now: TextSide, differences: tuple[Difference, ...], shelf: Shelf) -> Iterator[Redo]:
    """Of each translation, the blocks that differ and were not made from the second text."""
    for language in shelf.languages(now.leaflet) if now.leaflet in shelf.leaflets else ():
        path = find_leaflet(Order(now.leaflet, language), shelf)
        translation = read_yaml(path, Leaflet, shelf)
        if translation.source is None or translation.source.text != now.language:
            continue
        own, stamps = dict(blocks_of(translation)), translation.made_from or {}
        paths = tuple(
            each.path
            for each in differences
            if (each.path in own if not each.now else not _is_made_from(each, own, stamps))
        )
        if paths:
            yield Redo(language, shown(path), paths)


def _is_made_from(each: Difference, own: Mapping[str, Said], stamps: Mapping[str, Said]) -> bool:
    made = fingerprint(each.now)
    return each.path in own and each.path in stamps and stamps[each.path].text[: len(made)] == made
