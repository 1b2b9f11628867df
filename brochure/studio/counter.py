"""For whoever stands at the counter with something in the hand: a copy with a mark, a PDF, a code that was told."""

import re
from pathlib import Path
from typing import Any, Final, cast, get_args

from brochure.base.codes import CODES
from brochure.base.edition import Profile
from brochure.base.events import outcome
from brochure.base.findings import BadInput
from brochure.base.language import LANGUAGES
from brochure.base.wishes import FileWish
from brochure.content.editing import tree_of
from brochure.content.labels import plainly, way_out
from brochure.content.recording import which_is
from brochure.content.shelf import Shelf, program_folder
from brochure.content.starting import start_leaflet, starter_names
from brochure.studio.answers import Json, finding_rows

STATES: Final = {
    "current": "This is the text that counts today",
    "superseded": "A newer text was signed since: give out that one",
    "changed since": "The text was changed since, and nobody has signed that yet",
    "withdrawn": "This text was withdrawn: collect its copies",
}
PROFILES: Final = {
    "any": "Just look", "office": "For the office printer", "press": "For a print shop", "email": "To send by e-mail",
    "large-print": "In large print",
}  # fmt: skip


def copy_words(mark: str, shelf: Shelf) -> Json:
    """Which text a copy is, by the mark at its foot."""
    told: Json = {"mark": mark, "found": None, "findings": [], "home": "Leaflets"}
    if not mark:
        return told
    try:
        found = which_is(mark, shelf)
    except BadInput as fault:
        return told | {"findings": finding_rows(fault.findings, None)}
    signed = found.signature
    language = LANGUAGES[signed.language.text].name if signed.language.text in LANGUAGES else signed.language.text
    return told | {
        "found": found, "language": language, "version": signed.version.text, "who": signed.who.text,
        "day": signed.day.value.isoformat(), "says": STATES[found.state], "is_good": found.state == "current",
    }  # fmt: skip


def new_words() -> Json:
    """What a leaflet may begin with."""
    homes = [(name, program_folder() / "content" / "starters" / name) for name in starter_names()]
    rows = [(name, _title_of(home), _languages(home)) for name, home in homes]
    return {"starters": sorted(rows, key=lambda row: row[1].casefold()), "home": "Leaflets"}


def begun(starter: str, shelf: Shelf) -> str:
    """Where the leaflet that was begun is written.

    Raises:
        BadInput: there is no such starter, or it cannot be copied.
    """
    home = start_leaflet(starter, shelf)
    tags = sorted(file.stem for file in home.glob("*.yaml"))
    return f"/l/{home.name}/{'en' if 'en' in tags else tags[0]}"


def _title_of(home: Path) -> str:
    tree = cast(Any, tree_of((home / "en.yaml").read_bytes(), home.name))
    return re.sub(r"\[([^\]]*)\](\{[^}]*\}|\([^)]*\))", r"\1", str(tree["title"]))  # marks of a language or a link


def _languages(home: Path) -> str:
    return ", ".join(LANGUAGES[file.stem].name for file in sorted(home.glob("*.yaml")) if file.stem in LANGUAGES)


def help_words() -> Json:
    """Every code that the program may tell, why it is told, and the way out."""
    parted = [(code, *text.split("\n", 1)) for code, text in sorted(CODES.items())]
    rows = [(code, plainly(why), way_out(code, way)) for code, why, way in parted]
    return {"rows": rows, "home": "Leaflets"}


def check_words() -> Json:
    """For what a PDF may be checked."""
    return {
        "profiles": PROFILES,
        "home": "Leaflets",
    }


def checked_pdf(data: bytes, profile: str, today: str) -> list[Json]:
    """What is wrong in a finished file, whoever made it.

    Raises:
        BadInput: there is no such profile.
    """
    from brochure.preflight import check_file  # noqa: PLC0415 - the room takes 0.2 s to load

    wish = FileWish(data, "the file", cast(Any, profile if profile in get_args(Profile) else "any"), today=today)
    return finding_rows(outcome(check_file(wish)).findings, None)
