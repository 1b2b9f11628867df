"""`brochure diff`: two texts held against each other, as words, as JSON and as a page."""

import json
from pathlib import Path

from brochure.base.language import LANGUAGES, looked_up
from brochure.content.comparing import Compared, compare
from brochure.desk.here import desk_shelf
from brochure.desk.inspecting import read_file, write_report
from brochure.desk.saying import CLEAN, FINDINGS, Desk
from brochure.record.redline_page import TITLE, Heads, redline_lines, redline_page


def named_text(said: str) -> str:
    """A text as the shelf finds it: of a finished file of ours, the mark that it holds.

    Raises:
        BadInput: the file cannot be read, or is none of ours.
    """
    if Path(said).suffix.casefold() != ".pdf":
        return said
    from brochure.preflight import mark_in  # noqa: PLC0415 - few name a finished file

    return mark_in(read_file(Path(said)), said)


def diff(before: str, now: str, language: str, page: Path | None, desk: Desk) -> int:
    """Say what differs, the gravest first; 1 where anything does."""
    done = compare(named_text(before), named_text(now), language, desk_shelf())
    if desk.form == "json":
        desk.say(json.dumps(_data(done), indent=1, ensure_ascii=False))
    else:
        for line in _lines(done):
            desk.say(line)
    if page is not None:
        heads = Heads(
            done.before.name, done.now.name, tuple((each.file, each.paths) for each in done.redo), done.header
        )
        language_row = LANGUAGES[looked_up(done.now.language, tuple(LANGUAGES)) or "en"]
        write_report(page, redline_page(done.differences, heads, language_row), TITLE.encode())
        if desk.wants_words:
            desk.say(f"page: {page}")
    return FINDINGS if done.differences or done.header else CLEAN


def _lines(done: Compared) -> list[str]:
    count = len(done.differences)
    nothing = "no block differs" if done.header else "nothing differs"
    said = nothing if not count else "1 block differs" if count == 1 else f"{count} blocks differ"
    lines = [f"- {done.before.name}", f"+ {done.now.name}", said, *redline_lines(done.differences), *done.header]
    return [*lines, *(f"translate again in {each.file}: {', '.join(each.paths)}" for each in done.redo)]


def _data(done: Compared) -> dict[str, object]:
    rows = [each._asdict() | {"pieces": [piece._asdict() for piece in each.pieces]} for each in done.differences]
    sides = {name: {"name": side.name, "language": side.language, "mark": side.mark}
             for name, side in (("before", done.before), ("now", done.now))}  # fmt: skip
    return {**sides, "differences": rows, "header": done.header, "redo": [each._asdict() for each in done.redo]}
