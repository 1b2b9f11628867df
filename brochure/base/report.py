"""Findings as a person or a program reads them: full, concise, json or github."""

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from brochure.base.findings import Finding, Severity
from brochure.base.patterns import late_pattern

Format = Literal["full", "concise", "json", "github"]
FORMATS: tuple[Format, ...] = ("full", "concise", "json", "github")

JSON_FORMAT = 1  # of a finding; more keys may come, another number says that one is gone or means something else

_COLOURS = {Severity.ERROR: "\033[1;31m", Severity.WARNING: "\033[1;33m", Severity.NOTE: "\033[1;36m"}
_PLAIN = "\033[0m"
_SHOWN, _SHOWN_BEFORE = 100, 60  # letters of a long line: in all, and before the caret
_LINE = late_pattern("(\n)")
_LINE_OR_COLOUR = late_pattern("(\n|\033\\[(?:0|1;31|1;33|1;36)m)")
_OBEYED = late_pattern("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def report(findings: Iterable[Finding], form: Format, *, colour: bool = False) -> str:
    """All findings in one text, without a line end after the last."""
    if form == "json":
        data = json.dumps([_as_data(finding) for finding in findings], ensure_ascii=False, indent=1)
        return "\n".join(_OBEYED.sub(_as_json, line) for line in data.split("\n"))
    write = {"full": _full, "concise": _concise, "github": _github}[form]
    return "\n".join(write(finding, colour) for finding in findings)


def count_line(findings: Iterable[Finding]) -> str:
    """How many errors and warnings there are, in words."""
    severities = [finding.severity for finding in findings]
    parts = []
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        count = severities.count(severity)
        if count:
            parts.append(f"{count} {severity.value}{'s' if count > 1 else ''}")
    return ", ".join(parts) or "nothing found"


def _concise(finding: Finding, colour: bool) -> str:
    kind = f"{finding.severity.value}[{finding.code}]"
    if colour:
        kind = f"{_COLOURS[finding.severity]}{kind}{_PLAIN}"
    where = finding.origin or finding.place
    place = f"{_harmless(str(where))}: " if where else ""
    return f"{place}{kind}: {_harmless(finding.message)}"


def _full(finding: Finding, colour: bool) -> str:
    lines = [_concise(finding, colour)]
    origin = finding.origin
    if origin is not None and origin.excerpt:
        excerpt = _harmless(origin.excerpt.replace("\t", " "))
        start = max(0, origin.column - 1 - _SHOWN_BEFORE)
        number = str(origin.line)
        caret = " " * _columns(excerpt[start : origin.column - 1].ljust(origin.column - 1 - start))
        lines.append(f"  {number} | {excerpt[start : start + _SHOWN].rstrip()}")
        lines.append(f"  {' ' * len(number)} | {caret}^")
    if origin is not None and finding.place is not None:
        lines.append(f"  seen: {_harmless(str(finding.place))}")
    if finding.hint:
        lines.append(f"  hint: {_harmless(finding.hint)}")
    return "\n".join(lines)


def _github(finding: Finding, colour: bool) -> str:
    level = "notice" if finding.severity is Severity.NOTE else finding.severity.value
    origin = finding.origin
    place = ""
    if origin is not None:
        file = _escaped(origin.file).replace(":", "%3A").replace(",", "%2C")
        place = f" file={file},line={origin.line},col={origin.column},title={finding.code}"
    elif finding.place is not None:
        file = _escaped(finding.place.file).replace(":", "%3A").replace(",", "%2C")
        place = f" file={file},title={finding.code}"
    text = finding.message + (f" ({finding.hint})" if finding.hint else "")
    return f"::{level}{place}::{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def harmless(text: str, *, colour: bool = False) -> str:
    """Lines for a terminal: nothing that it obeys is left but the ends of lines, and with `colour` our own colours."""
    kept = _LINE_OR_COLOUR if colour else _LINE
    return "".join(each if kept.fullmatch(each) else _harmless(each) for each in kept.split(text))


def _harmless(text: str) -> str:
    """The text with one mark for each character that a terminal obeys or that reorders words."""
    return _OBEYED.sub("�", text)


def _as_json(found: "re.Match[str]") -> str:
    return f"\\u{ord(found[0]):04x}"


def _columns(text: str) -> int:
    """Columns that a terminal takes for the text. Source: UAX #11, wide characters take two and marks none."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    marks = sum(unicodedata.category(each) in {"Mn", "Me", "Cf"} for each in text)
    return len(text) + wide - marks


def _as_data(finding: Finding) -> dict[str, object]:
    origin, place = finding.origin, finding.place
    seen = {"place": {key: value for key, value in place._asdict().items() if value is not None}} if place else {}
    return {
        "format": JSON_FORMAT,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": origin.file if origin else None,
        "line": origin.line if origin else None,
        "column": origin.column if origin else None,
        **seen,
    }
