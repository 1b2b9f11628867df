"""Recipients typed in YAML: a list of entries with plain texts; no fault repeats what a line holds."""

import re
from collections.abc import Collection
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.origin import Origin, Said
from brochure.content.characters import forbidden_characters
from brochure.content.nodes import Entry, List, Map, Node, Scalar, read_file_bytes, read_nodes
from brochure.content.shelf import shown
from brochure.people.table import MOST_LETTERS


def read_entries(path: Path, findings: list[Finding]) -> list[Map]:
    """The entries of a list of recipients; those that hold no fields are told.

    Raises:
        BadInput: the file cannot be read, or holds no list.
    """
    try:
        root = read_nodes(read_file_bytes(path, name=shown(path)), file=shown(path))
    except BadInput as fault:  # its findings show the line, and the line may hold a patient
        raise BadInput(*(_without_line(finding) for finding in fault.findings)) from None
    if isinstance(root, Map) and len(root.entries) == 1 and root.entries[0].key.text == "recipients":
        root = root.entries[0].value
    if not isinstance(root, List):
        message = f"'{shown(path)}' holds no list of recipients"
        hint = "write `recipients:`, then `- id: ...` for each, its other fields under it"
        raise BadInput(Finding("wrong-shape", message, bare(root.origin), hint))
    found = []
    for number, item in enumerate(root.items, 1):
        if isinstance(item, Map):
            found.append(item)
        else:
            message = f"entry {number} holds no fields"
            hint = "write `- id: ...`, and its other fields under it"
            findings.append(Finding("wrong-shape", message, bare(item.origin), hint))
    return found


def entry_fault(entry: Entry, where: str, known: Collection[str]) -> Finding | None:
    """What is wrong with a field of an entry, if anything; `known` are the fields before it. No value is repeated."""
    name = entry.key.text
    plain = re.fullmatch(r"\w[\w -]{0,40}", name)
    where = f"{where}, '{name}'" if plain else f"{where}, a field"
    if not plain:
        hint = "write short plain names of fields, such as `id:` and `email:`"
        return Finding("csv-header", f"{where} has a name that cannot be read", bare(entry.key.origin), hint)
    if name.casefold() in {other.casefold() for other in known}:
        return Finding("yaml-duplicate", f"{where} stands twice", bare(entry.key.origin), "keep one of the two")
    return _value_fault(entry.value, where)


def _value_fault(node: Node, where: str) -> Finding | None:
    if not isinstance(node, Scalar):
        return Finding("wrong-shape", f"{where} holds no text", bare(node.origin), "write a plain text after the colon")
    if "\n" in node.text:
        return Finding("csv-line-break", f"{where} holds a line break", bare(node.origin), "write it in one line")
    if len(node.text) > MOST_LETTERS:
        message = f"{where} is longer than {MOST_LETTERS:,} letters"
        return Finding("csv-long", message, bare(node.origin), "cut it")
    for finding in forbidden_characters(Said(node.text, bare(node.origin)), where):
        return Finding("csv-character", finding.message, finding.origin, finding.hint)
    return None


def bare(origin: Origin) -> Origin:
    """The place without the line that stands there."""
    return Origin(origin.file, origin.line, origin.column)


def _without_line(finding: Finding) -> Finding:
    told = finding.message if finding.code.startswith("yaml-") else "cannot be read"
    if finding.code == "yaml-duplicate":
        told = "a field stands twice in one entry"
    if finding.code in {"yaml-alias", "yaml-tag"}:
        told = "anchors, aliases and tags are not allowed"
    origin = finding.origin
    return Finding(finding.code, told, None if origin is None else bare(origin), finding.hint, finding.severity)
