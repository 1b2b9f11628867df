"""Which column of a list is which of ours: by its name, by what clinics call it, or as a person said once."""

import json
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.lists import HeldList
from brochure.base.origin import Origin
from brochure.content.nodes import Map, Scalar, read_file_bytes, read_nodes
from brochure.content.shelf import shown
from brochure.people.column_names import SYNONYMS

ListSource = Path | HeldList


def file_of(source: ListSource) -> Path:
    """How messages call a list."""
    return Path(source.name) if isinstance(source, HeldList) else source


@lru_cache(maxsize=1024)
def same_name(name: str) -> str:
    """A name as it is compared: `First name`, `first_name` and `FIRST-NAME` are one."""
    parted = unicodedata.normalize("NFKD", name).replace("ł", "l").replace("Ł", "l")
    return "".join(each for each in parted.casefold() if each.isalnum())


def synonym_of(wanted: str, header: Sequence[str]) -> str:
    """The column that clinics use to call like this one of ours; empty where there is none, or more than one."""
    names = {same_name(each) for each in SYNONYMS.get(wanted, "").split("|")} - {""}
    found = [each for each in header if same_name(each) in names]
    return found[0] if len(found) == 1 else ""


def same_column(wanted: str, header: Sequence[str]) -> str:
    """The column of this name, however it is written; empty where there is none, or more than one."""
    found = [each for each in header if each.casefold() == wanted.casefold()]
    found = found or [each for each in header if same_name(wanted) and same_name(each) == same_name(wanted)]
    return found[0] if len(found) == 1 else ""


def proposed_columns(header: Sequence[str], wanted: Collection[str], kept: Mapping[str, str]) -> dict[str, str]:
    """Our names of columns, and the column of the list that each seems to be; a person looks at it.

    What a file `kept` comes first, where the list still has that column. No column is taken twice.
    """
    left = dict.fromkeys(header)
    found: dict[str, str] = {}
    ways = (
        lambda name, free: same_column(kept[name], free) if name in kept else "",
        same_column,
        synonym_of,
    )
    for way in ways:
        for name in wanted:
            if name not in found and (column := way(name, tuple(left))):
                found[name] = column
                del left[column]
    return found


def columns_of(file: Path | None, said: Collection[tuple[str, str]]) -> dict[str, str]:
    """Our names of columns, and what the list calls them: of a file, and of what was said, which wins.

    Raises:
        BadInput: the file cannot be read, or holds something else.
    """
    return (read_columns(file) if file else {}) | dict(said)


def read_columns(path: Path) -> dict[str, str]:
    """The file that keeps them: `columns:`, and under it a line for each, such as `email: E-Mail`.

    Raises:
        BadInput: it cannot be read, or holds something else.
    """
    name = shown(path)
    hint = "write `columns:`, and under it lines such as `email: E-Mail`: our name, then that of the list"
    if path.suffix.lower() not in {".yaml", ".yml"}:
        raise BadInput(Finding("not-a-file", f"'{name}' keeps no columns", None, f"name a YAML file; {hint}"))
    root = read_nodes(read_file_bytes(path, name=name), file=name)
    entries = root.entries if isinstance(root, Map) else ()
    inner = entries[0].value if len(entries) == 1 and entries[0].key.text == "columns" else None
    if not isinstance(inner, Map):
        raise BadInput(Finding("wrong-shape", f"'{name}' keeps no columns", Origin(name, 1, 1), hint))
    found: dict[str, str] = {}
    faults = []
    for entry in inner.entries:
        value = entry.value
        if isinstance(value, Scalar) and value.text.strip():
            found[entry.key.text.strip().casefold()] = value.text.strip()
        else:
            faults.append(Finding("wrong-shape", f"'{entry.key.text[:40]}' names no column", entry.key.origin, hint))
    if faults:
        raise BadInput(*faults)
    return found


def columns_text(columns: Mapping[str, str]) -> str:
    """What the file says that keeps them."""
    lines = [f"  {name}: {json.dumps(column, ensure_ascii=False)}\n" for name, column in columns.items()]
    return "# Which column of the list is which: our name, then that of the list.\ncolumns:\n" + "".join(lines)
