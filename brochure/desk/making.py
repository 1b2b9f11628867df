"""Orders made, proved against each other, and written; a leaflet that cannot be made does not hold up the next."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.made import Made
from brochure.desk.orders import desk_shelf, orders_of, today
from brochure.files import prepare_folder, refuse_foreign, remember_made, write_whole
from brochure.pipeline import make_all

Say = Callable[[str], None]


def build_all(arguments: argparse.Namespace, say: Say) -> list[Finding]:
    """Make and write what was ordered; gives what is to be said about it."""
    try:
        shelf = desk_shelf(arguments.leaflet)
        orders = orders_of(arguments, shelf, today=today() if arguments.release else "")
        prepare_folder(arguments.out)
    except BadInput as fault:
        return list(fault.findings)
    findings: list[Finding] = []
    for together in make_all(orders, shelf):
        _gather(findings, together.findings)
        for made in together.made:
            path = arguments.out / made.name
            try:
                if not arguments.overwrite:
                    refuse_foreign(path)
                write_whole(path, made.data)
                if path.suffix != ".pdf":  # a PDF says itself who made it
                    remember_made(path, made.data)
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
    for orders_of_one, made, told in make_all(orders, shelf):
        _gather(findings, told)
        if made and arguments.output_format == "full":
            names = ", ".join(each.edition.name for each in made)
            leaves = len(made[0].spoken)
            say(f"{orders_of_one[0].leaflet}.{orders_of_one[0].language}: {names}")
            same = f"the same in {len(made)} of {len(orders_of_one)} editions"
            say(f"  proved: {made[0].words} words in {leaves} leaves, {same}")
    return findings


def _gather(findings: list[Finding], more: Iterable[Finding]) -> None:
    findings += [finding for finding in more if finding not in findings]


def _made_lines(path: Path, made: Made) -> str:
    lines = [f"{path}  {len(made.data) / 1000:.1f} KB"]
    if made.fit is None:
        lines.append(f"  proved: {made.words} words, each once, in order, and read back from the file")
        return "\n".join(lines)
    fit = made.fit
    fills = ", ".join(f"{fill.panel} {fill.fill:.0%}" for fill in fit.panels)
    title = f", title {fit.title_size:.3g} pt" if fit.title_size else ""
    lines.append(f"  body {fit.body_size:g} pt on {fit.leading:g} pt{title}; filled: {fills}")
    lines.append(f"  proved: {made.words} words, each once, in order, visible, and read back from the file")
    return "\n".join(lines)
