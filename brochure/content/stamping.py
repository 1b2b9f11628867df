"""Fingerprints written into a translation: its `made_from:` map is made anew, every other byte stays."""

from pathlib import Path

from brochure.base.blocks import blocks_of
from brochure.base.findings import BadInput, Finding
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.base.records import NamedTuple
from brochure.content.nodes import Map, Node, read_file_bytes, read_nodes
from brochure.content.read import find_leaflet, read_source, read_yaml
from brochure.content.shelf import Shelf, root_of, shown
from brochure.files import write_whole
from brochure.record.fingerprints import fingerprint, stale_findings

_KEY = "made_from"
_COMMENT = "# Written by `brochure stamp`: which text of the source each block was translated from."


class Stamped(NamedTuple):
    """What one stamping did."""

    file: str
    blocks: int  # that carry a fingerprint now
    renewed: tuple[str, ...]  # paths whose fingerprint is new
    dropped: tuple[str, ...]  # paths whose fingerprint was taken out
    findings: tuple[Finding, ...]  # what stamping cannot mend


class _Mark(NamedTuple):
    """The fingerprint of one block."""

    path: str
    digits: str


class _Span(NamedTuple):
    """Lines of a file, counted from 0, without the last."""

    first: int
    after: int


def stamp_translation(order: Order, shelf: Shelf) -> Stamped:
    """Renew the fingerprints of one translation of the desk's own folder.

    Raises:
        BadInput: there is no such translation, it names no source, or it lies outside the desk's own folder.
    """
    path = find_leaflet(order, shelf)
    data = read_file_bytes(path, name=shown(path))
    node = read_nodes(data, file=shown(path))
    translation = read_yaml(path, Leaflet, shelf)
    _refuse_foreign(path, translation, shelf)
    source = read_source(translation, order, shelf)
    if source is None:
        message = f"'{shown(path)}' names no source, so it is no translation"
        hint = "write `source:` with the language that it was made from"
        raise BadInput(Finding("not-a-translation", message, translation.language.origin, hint))
    marks = _marks(translation, source)
    old = _old_marks(translation)
    edited = _edited(data, node, marks) if marks != old else data
    stamped = _read_again(path, shelf.with_unsaved({path: edited}), translation, marks)
    if edited != data:
        write_whole(path, edited)
    renewed = tuple(mark.path for mark in marks if mark not in old)
    dropped = tuple(mark.path for mark in old if mark.path not in [kept.path for kept in marks])
    return Stamped(shown(path), len(marks), renewed, dropped, stale_findings(stamped, source))


def _refuse_foreign(path: Path, translation: Leaflet, shelf: Shelf) -> None:
    own = shelf.folders[0]
    if root_of(path, shelf) != own:
        message = f"'{shown(path)}' belongs to the program, not to this folder"
        hint = f"copy it to content/{path.parent.name}/ first"
        raise BadInput(Finding("outside-project", message, translation.language.origin, hint))


def _marks(translation: Leaflet, source: Leaflet) -> tuple[_Mark, ...]:
    """The fingerprints of every block that both have: of the source, and of the translation."""
    own = {path: fingerprint(said.text) for path, said in blocks_of(translation)}
    return tuple(
        _Mark(path, f"{fingerprint(said.text)}-{own[path]}") for path, said in blocks_of(source) if path in own
    )


def _old_marks(translation: Leaflet) -> tuple[_Mark, ...]:
    return tuple(_Mark(path, said.text) for path, said in (translation.made_from or {}).items())


def _edited(data: bytes, node: Node, marks: tuple[_Mark, ...]) -> bytes:
    """The file with a new map in place of the old, or at its end."""
    lines = data.decode().splitlines(keepends=True)
    line_end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    rows = [f"{_KEY}:", *(f'  {mark.path}: "{mark.digits}"' for mark in marks)]
    span = _old_span(node, lines)
    if span is None:
        if not lines[-1].endswith(("\n", "\r")):
            lines[-1] += line_end
        rows = ["", _COMMENT, *rows]
        span = _Span(len(lines), len(lines))
    lines[span.first : span.after] = [row + line_end for row in rows]
    return "".join(lines).encode()


def _old_span(node: Node, lines: list[str]) -> _Span | None:
    """Where the old map stands; blank lines and comments after it are not its own."""
    starts = [entry.key.origin.line - 1 for entry in node.entries] if isinstance(node, Map) else []
    keys = [entry.key.text for entry in node.entries] if isinstance(node, Map) else []
    if _KEY not in keys:
        return None
    first = starts[keys.index(_KEY)]
    after = min([start for start in starts if start > first], default=len(lines))
    while after > first + 1 and (not lines[after - 1].strip() or lines[after - 1].startswith("#")):
        after -= 1
    return _Span(first, after)


def _read_again(path: Path, edited: Shelf, translation: Leaflet, marks: tuple[_Mark, ...]) -> Leaflet:
    """The edited file as a leaflet.

    Raises:
        BadInput: it does not say the same as before, with the new fingerprints.
    """
    try:
        again = read_yaml(path, Leaflet, edited)
    except BadInput:
        again = None
    if again is None or _old_marks(again) != marks or _texts(again) != _texts(translation):
        message = f"the end of '{shown(path)}' takes no fingerprints"
        hint = "write the leaflet as plain lines of `name: text`, without a closing `...`"
        raise BadInput(Finding("not-stamped", message, translation.language.origin, hint))
    return again


def _texts(leaflet: Leaflet) -> list[str]:
    return [block.said.text for block in blocks_of(leaflet)]
