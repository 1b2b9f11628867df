"""The pages as HTML: what stands in `pages/`, filled with words that are escaped, and the files beside it."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import jinja2

from brochure.base.records import NamedTuple
from brochure.studio.spoken import NAMES, _, direction, labelled, spoken, words_for_scripts, words_of_script

_HERE: Final = Path(__file__).parent
_KINDS: Final = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class StaticFile(NamedTuple):
    """A file that pages use, and what it is."""

    data: bytes
    media_type: str


def page(name: str, **words: Any) -> str:
    """One page, filled."""
    told = {"spoken": spoken(), "script_words": words_for_scripts(_script_words()), "direction_of_page": direction()}
    return _environment().get_template(f"{name}.html").render(**told | words)


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(_HERE / "pages")
    made = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals |= {"_": _, "_l": labelled, "names": NAMES}
    made.filters["labelled"] = labelled
    return made


@lru_cache(maxsize=1)
def _script_words() -> frozenset[str]:
    scripts = [each.data.decode() for name, each in static_files().items() if name.endswith(".js")]
    return frozenset().union(*map(words_of_script, scripts))


@lru_cache(maxsize=1)
def static_files() -> dict[str, StaticFile]:
    """Every file that may be asked for, by its name."""
    return {
        path.name: StaticFile(path.read_bytes(), _KINDS[path.suffix])
        for path in (_HERE / "static").iterdir()
        if path.suffix in _KINDS
    }
