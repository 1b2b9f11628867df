"""Runs of a paragraph, as a word processor has them, with the marks of a leaflet's text.

A word processor may set any letter apart; a leaflet's marks stand round whole words and never inside each other. What
no mark can say stays as plain words, and is told.
"""

import re
from typing import Final

from brochure.base.records import NamedTuple

_SIGNS: Final = re.compile(r"[*\[\]~^_<#\\]")
_TARGET: Final = re.compile(r"(?:https?://[^\s()\[\]{}@<>]+|mailto:[^\s()\[\]{}?<>]+@[^\s()\[\]{}?<>]+|tel:[+\d() -]+)")
_NARROW: Final = str.maketrans("{}", "()")
_SMALL: Final = re.compile(r"[0-9A-Za-z+−-]{1,6}")


class TextRun(NamedTuple):
    """Some letters of one look."""

    text: str
    mark: str = ""  # `**`, `*`, `^` or `~`
    target: str = ""  # where a link leads


class MarkedRuns(NamedTuple):
    """A paragraph with its marks, and what they cannot say."""

    text: str
    told: tuple[str, ...]


def mark_runs(runs: list[TextRun]) -> MarkedRuns:
    """The paragraph of these runs."""
    parts: list[str] = []
    told: list[str] = []
    merged = _merged(runs)
    for at, run in enumerate(merged):
        text = run.text.translate(_NARROW)
        if text != run.text:
            told.append(f"braces, which ask for a person's words here; they are round now: '{run.text.strip()[:40]}'")
        before = parts[-1][-1:] if parts and parts[-1] else ""
        after = merged[at + 1].text[:1] if at + 1 < len(merged) else ""
        parts.append(_with_mark(run._replace(text=text), before, after, told))
    return MarkedRuns("".join(parts), tuple(told))


def _merged(runs: list[TextRun]) -> list[TextRun]:
    merged: list[TextRun] = []
    for run in runs:
        if merged and merged[-1][1:] == run[1:]:
            merged[-1] = merged[-1]._replace(text=merged[-1].text + run.text)
        elif run.text:
            merged.append(run)
    return merged


def _with_mark(run: TextRun, before: str, after: str, told: list[str]) -> str:
    plain = _SIGNS.sub(r"\\\g<0>", run.text)
    bare = plain.strip()
    if not bare:
        return plain
    lead, tail = plain[: len(plain) - len(plain.lstrip())], plain[len(plain.rstrip()) :]
    if run.target:
        if _TARGET.fullmatch(run.target):
            return f"{lead}[{bare}]({run.target}){tail}"
        told.append(f"where '{bare[:40]}' leads: {run.target[:60]}")
    if run.mark in ("^", "~"):
        if _SMALL.fullmatch(bare) and before.isalnum():
            return f"{run.mark}{bare}{run.mark}{tail}"
        told.append(f"small raised or lowered words: '{bare[:40]}'")
    elif run.mark:
        is_apart = (lead or not (before.isalnum() or before in "*^~")) and (tail or not after.isalnum())
        if is_apart:
            return f"{lead}{run.mark}{bare}{run.mark}{tail}"
        told.append(f"letters that stand out inside a word, or right beside others: '{bare[:40]}'")
    return plain
