"""The kept states of a leaflet's file as a page: when each was written, and what it changed."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, cast

from brochure.base.findings import BadInput
from brochure.base.language import LANGUAGES
from brochure.base.records import NamedTuple
from brochure.content.editing import tree_of
from brochure.content.labels import ENTRIES, GROUPS, HIDDEN, label_of
from brochure.record.redline import WordStretch, redline
from brochure.studio.answers import Json
from brochure.studio.book import Book
from brochure.studio.desk_pages import named_words
from brochure.studio.history import MOST_STATES, version_of
from brochure.studio.spoken import _

UNITS = (
    ("1 day ago", "{n} days ago", 86_400), ("1 hour ago", "{n} hours ago", 3_600),
    ("1 minute ago", "{n} minutes ago", 60), ("1 second ago", "{n} seconds ago", 1),
)  # fmt: skip


class PastState(NamedTuple):
    """One state; nothing can be taken back of one that is now, or is damaged."""

    version: str
    ago: str
    is_now: bool
    is_whole: bool
    is_first: bool  # nothing older is kept
    changes: tuple["PastChange", ...]


class PastChange(NamedTuple):
    """A text that is not what it was in the state before."""

    label: str
    pieces: tuple[WordStretch, ...]


def history_words(book: Book, now: float) -> Json:
    """Every kept state, the newest first; `now` in seconds, as files tell their times."""
    data = book.read_if_there()
    try:
        tree = cast(Any, tree_of(data, book.name))
    except BadInput:  # it is here that one that was sound is looked for
        tree = {}
    return named_words(book, tree) | {
        "states": tuple(_states(book, version_of(data), now)), "version": version_of(data),
        "direction": LANGUAGES[book.order.language].direction,
    }  # fmt: skip


def ago(seconds: float) -> str:
    """How long something is past, in the largest unit that has passed."""
    for one, many, length in UNITS:
        if count := int(max(0.0, seconds) // length):
            return _(one) if count == 1 else _(many, n=count)
    return _("Just now")


def _states(book: Book, version: str, now: float) -> Iterator[PastState]:
    """A state that came back stands once, where it came last."""
    told: set[str] = set()
    for at, (name, before) in enumerate(pairwise((*reversed(book.history.states), ""))):
        data, when = book.history.of(name), book.history.when(name)
        if data is None or name in told:
            continue
        told.add(name)
        texts, old = _texts(data), _texts(book.history.of(before) or b"")
        changes = tuple(_changes(old, texts)) if texts and old else ()
        is_first = at == len(book.history.states) - 1
        yield PastState(name, ago(now - when), name == version, bool(texts), is_first, changes)


def _changes(before: dict[str, str], texts: dict[str, str]) -> Iterator[PastChange]:
    for each in redline(before, texts, None):
        if not HIDDEN & {*each.path.split()}:
            yield PastChange(_label(each.path.split()), each.pieces)


@lru_cache(maxsize=2 * MOST_STATES)
def _texts(data: bytes) -> dict[str, str]:
    """Every text of a state by its path; none of a damaged one."""
    try:
        return dict(_leaves(tree_of(data, "")))
    except (BadInput, ValueError):
        return {}


def _leaves(tree: object, path: str = "") -> Iterator[tuple[str, str]]:
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, each in inside:
        yield from _leaves(each, f"{path} {step}".strip())
    if isinstance(tree, str):
        yield path, tree


def _label(steps: list[str]) -> str:
    """A field by its place in the form."""
    names = [step for step in steps if not step.isdigit()]
    numbers = [int(step) + 1 for step in steps if step.isdigit()]
    label = label_of(names[-1], numbers[-1] if steps[-1].isdigit() else None)
    if names[0] in ENTRIES:
        return f"{ENTRIES[names[0]]} {numbers[0]}: {label}"
    group = next((title for title, fields in GROUPS.items() if names[0] in fields), "")
    return f"{group}: {label}" if group else label
