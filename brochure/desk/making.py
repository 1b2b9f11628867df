"""Orders made, proved against each other, and written; a leaflet that cannot be made does not hold up the next."""

import argparse
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.order import Order
from brochure.content.shelf import Shelf
from brochure.desk.orders import desk_shelf, orders_of, today
from brochure.pipeline import Made, make_proved, twins
from brochure.send.files import prepare_folder, refuse_foreign, remember_made, write_whole

Say = Callable[[str], None]


def make_all(arguments: argparse.Namespace, say: Say) -> list[Finding]:
    """Make and write what was ordered; gives what is to be said about it."""
    try:
        shelf = desk_shelf(arguments.leaflet)
        orders = orders_of(arguments, shelf, today=today() if arguments.release else "")
        prepare_folder(arguments.out)
    except BadInput as fault:
        return list(fault.findings)
    findings: list[Finding] = []
    for group in _groups(orders):
        for made in _make_group(group, shelf, findings):
            path = arguments.out / made.printed.name
            try:
                if not arguments.overwrite:
                    refuse_foreign(path)
                write_whole(path, made.printed.data)
                if path.suffix != ".pdf":  # a PDF says itself who made it
                    remember_made(path, made.printed.data)
            except BadInput as fault:
                _gather(findings, fault.findings)
                continue
            if arguments.output_format == "full":
                say(_made_lines(path, made))
    return findings


def prove_all(arguments: argparse.Namespace, say: Say) -> list[Finding]:
    """Make what was ordered in memory, and tell what the editions have in common."""
    try:
        shelf = desk_shelf(arguments.leaflet)
        orders = orders_of(arguments, shelf)
    except BadInput as fault:
        return list(fault.findings)
    findings: list[Finding] = []
    for group in _groups(orders):
        made = _make_group(group, shelf, findings)
        if made and arguments.output_format == "full":
            names = ", ".join(each.printed.edition.name for each in made)
            leaves = len(made[0].spoken)
            leaflet, language = group[0].leaflet, group[0].language
            say(f"{leaflet}.{language}: {names}")
            say(f"  proved: {made[0].words} words in {leaves} leaves, the same in {len(made)} of {len(group)} editions")
    return findings


def _groups(orders: list[Order]) -> Iterator[list[Order]]:
    """The orders of one leaflet in one language."""
    for _, group in groupby(orders, key=lambda order: (order.leaflet, order.language)):
        yield list(group)


def _make_group(group: list[Order], shelf: Shelf, findings: list[Finding]) -> list[Made]:
    """The editions that could be made; none where they do not say the same."""
    made: list[Made] = []
    for order in group:
        try:
            made.append(make_proved(order, shelf))
        except BadInput as fault:
            _gather(findings, fault.findings)
            continue
        _gather(findings, made[-1].printed.findings)
    differences = twins(made) if len(made) > 1 else ()
    _gather(findings, differences)
    return [] if differences else made


def _gather(findings: list[Finding], more: tuple[Finding, ...]) -> None:
    findings += [finding for finding in more if finding not in findings]


def _made_lines(path: Path, made: Made) -> str:
    printed = made.printed
    lines = [f"{path}  {len(printed.data) / 1000:.1f} KB"]
    if printed.fit is None:
        lines.append(f"  proved: {made.words} words, each once, in order, and read back from the file")
        return "\n".join(lines)
    fit = printed.fit
    fills = ", ".join(f"{fill.panel} {fill.fill:.0%}" for fill in fit.panels)
    title = f", title {fit.title_size:.3g} pt" if fit.title_size else ""
    lines.append(f"  body {fit.body_size:g} pt on {fit.leading:g} pt{title}; filled: {fills}")
    lines.append(f"  proved: {made.words} words, each once, in order, visible, and read back from the file")
    return "\n".join(lines)
