"""What a clinic begins with, and what becomes of its files: a folder, layouts, older forms, signatures."""

import json
import os
import shlex
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from brochure.base.design import Layout
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.order import Order
from brochure.base.records import NamedTuple, replace
from brochure.base.units import in_mm
from brochure.base.wishes import PrintWish
from brochure.content.migrating import migrate
from brochure.content.read import read_yaml
from brochure.content.shelf import Shelf
from brochure.content.starting import layout_file, start_folder, start_from_word, start_layout
from brochure.content.word_in import read_word
from brochure.desk.here import desk_shelf, out_folder, today
from brochure.desk.saying import CLEAN, Desk

Say = Callable[[str], None]


def new(arguments: Namespace, say: Say) -> int:
    """Make a clinic's own folder, or copy a layout into one that is there."""
    desk = Desk(say, arguments.output_format)
    folder: Path = arguments.folder
    is_layout_only = arguments.layout and not arguments.starter and (folder / "content").is_dir()
    if arguments.layout and not is_layout_only:  # a wrong name is told before anything is made
        layout_file(arguments.layout, desk_shelf(samples=True))
    steps = [] if is_layout_only else _started(folder, arguments.starter)
    if arguments.layout:
        made = start_layout(folder, arguments.layout, desk_shelf(samples=True))
        steps.insert(-1 if steps else 0, f"change {made}, and write `layout: {made.parent.name}` in a leaflet")
    if desk.wants_words:
        say("\n".join([f"made {folder}", *(f"  {at}. {step}" for at, step in enumerate(steps, 1))]))
    return desk.tell([])


def _started(folder: Path, starter: str) -> list[str]:
    """What comes next in a new folder."""
    steps = []
    if starter.casefold().endswith(".docx"):
        document = read_word(Path(starter))
        made = start_from_word(folder, document, date.fromisoformat(today()))
        steps += [f"see to what is not brought over: {each}" for each in document.homeless]
        steps += [f"write the safety note under `safety:` in {made.leaflet}, or `kind: practical`"]
    else:
        made = start_folder(folder, starter)
    return [
        *steps,
        f"write your words in {made.leaflet}",
        f"write your name, address and colours in {made.brand}",
        f"run `cd {quoted_path(str(folder), os.name)}` and `brochure build`; the leaflet is then in build/",
    ]


def quoted_path(path: str, system: str) -> str:
    """A path as the shell of a system takes it (`os.name`); that of Windows knows no single quotes."""
    if system == "nt":
        return f'"{path}"' if " " in path or "&" in path else path
    return shlex.quote(path)


def layouts(arguments: Namespace, say: Say) -> int:
    """List the layouts of the shelf; one that is faulty is told."""
    desk, shelf = Desk(say, arguments.output_format, getattr(arguments, "colour", False)), desk_shelf(samples=True)
    rows: list[_Listed] = []
    faults: list[Finding] = []
    for name in shelf.names("layouts"):
        try:
            if path := shelf.find("layouts", name, "layout.yaml"):
                rows.append(_row(name, read_yaml(path, Layout, shelf)))
        except BadInput as fault:
            faults += fault.findings
    if arguments.output_format == "json" and not faults:
        say(json.dumps([row._asdict() for row in rows], indent=1, ensure_ascii=False))
        return CLEAN
    for row in rows if desk.form != "json" else ():
        say(f"{row.name:20} {row.sheet:12} {row.fold:6} {row.panels:9} {row.title}")
        if row.omits:
            say(f"{'':20} without {', '.join(row.omits)}")
        if row.limits:
            say(f"{'':20} {', '.join(row.limits)}")
    return desk.tell(faults)


def keep_record(arguments: Namespace, say: Say) -> int:
    """Sign or withdraw a text, list where all stand or what one claims, compare two, or find the text of a copy."""
    # A new folder has nothing to sign.
    from brochure.desk import asking, claiming, comparing, finding, literacy, signing  # noqa: PLC0415

    desk, said = Desk(say, arguments.output_format, getattr(arguments, "colour", False)), arguments

    def sign() -> int:
        if said.withdraw:
            return signing.withdraw_text(said.leaflet, said.language, said.withdraw, said.why, desk)
        return signing.sign_text(
            said.leaflet, said.language, signing.Signer(said.who, said.role, tuple(said.seen)), desk
        )

    def which() -> int:
        return finding.which(said.mark, finding.Places(said.runs, said.outbox, said.recipients, said.key), desk)

    def ask() -> int:
        if said.results:
            results = tuple(said.results)
            return asking.keep(said.leaflet, said.language, results, said.people, said.changed, desk)
        return asking.ask(said.leaflet, said.language, said.people, desk)

    ways: dict[str, Callable[[], int]] = {
        "sign": sign,
        "status": lambda: signing.status(desk),
        "whichis": which,
        "record-line": lambda: finding.consent_line(said.leaflet, said.language, desk),
        "diff": lambda: comparing.diff(said.before, said.now, said.language, said.html, desk),
        "ask": ask,
        "literacy": lambda: literacy.literacy_of(said.leaflet, said.language, desk),
        "claims": lambda: claiming.claims_of(said.leaflet, said.language, desk),
    }
    return ways[said.command]()


def at_desk(arguments: Namespace, say: Say) -> int:
    """Print sheets, say what this desk lacks, or make a shell complete words."""
    from brochure.desk import doctor, printing  # noqa: PLC0415
    from brochure.desk.completion import completion_script  # noqa: PLC0415

    if arguments.command == "completion":
        say(completion_script(arguments.shell))
        return CLEAN
    desk = Desk(say, arguments.output_format, getattr(arguments, "colour", False))
    if arguments.command == "doctor":
        return doctor.look_after(desk)
    wish = PrintWish(
        arguments.leaflet, arguments.language, arguments.layout, arguments.edition, today=today(),
        allow_draft=arguments.allow_draft, copies=arguments.copies, printer=arguments.printer,
    )  # fmt: skip
    return desk.tell(printing.print_sheets(wish, desk_shelf(arguments.leaflet), desk))


def bring_over(arguments: Namespace, say: Say) -> int:
    """Bring the files of the clinic's own folder to the form of today, and say what became of each."""
    desk = Desk(say, arguments.output_format)
    try:
        done = migrate(desk_shelf(), write=not arguments.dry_run)
    except BadInput as fault:
        if desk.wants_words:
            say("nothing was written, in no file: mend this first, and run it again")
        return desk.tell(list(fault.findings))
    got, lost = ("would get", "would lose") if arguments.dry_run else ("got", "lost")
    for each in done if desk.wants_words else ():
        parts = [f"{verb} {'; '.join(lines)}" for verb, lines in ((got, each.added), (lost, each.taken_out)) if lines]
        say(f"{each.file}: " + ", ".join(parts))
    if desk.wants_words and not done:
        say("every file has the form of today")
    return desk.tell([replace(finding, severity=Severity.WARNING) for each in done for finding in each.unsaid])


def set_text(arguments: Namespace, say: Say) -> int:
    """Type one text into a leaflet."""
    from brochure.content.editing import set_text as typed  # noqa: PLC0415
    from brochure.content.shelf import shown  # noqa: PLC0415
    from brochure.desk.signing import order_of  # noqa: PLC0415

    desk = Desk(say, arguments.output_format, getattr(arguments, "colour", False))
    file = typed(
        order_of(arguments.leaflet, arguments.language), arguments.path, arguments.text, desk_shelf(arguments.leaflet)
    )
    if desk.wants_words:
        say(f"{shown(file)}: {arguments.path} is set")
    return desk.tell([])


def review_by(make: Callable[[Order, Shelf], object]) -> Callable[[Namespace, Say], int]:
    """The command `review`, with what makes an edition, or says why not."""
    return lambda arguments, say: _review(arguments, say, make)


def _review(arguments: Namespace, say: Say, make: Callable[[Order, Shelf], object]) -> int:
    """Write a page for a reviewer, or take back what one wrote."""
    from brochure.desk import reviewing  # noqa: PLC0415 - few ask for it
    from brochure.desk.signing import order_of  # noqa: PLC0415

    desk = Desk(say, arguments.output_format, getattr(arguments, "colour", False))
    said, shelf = arguments, desk_shelf(arguments.leaflet)
    if said.back:
        return reviewing.take_review(order_of(said.leaflet, said.language), said.back, shelf, desk, make)
    out = out_folder(said.out)
    return reviewing.write_review(said.leaflet, said.language, out, shelf, desk, overwrite=said.overwrite)


def studio(arguments: Namespace, say: Say) -> int:
    """Open the studio, until it is stopped or left.

    Raises:
        BadInput: its libraries are not installed, or the port is taken.
    """
    missing = [name for name in ("starlette", "uvicorn") if find_spec(name) is None]
    if missing:
        message = f"the studio needs {' and '.join(missing)}"
        raise BadInput(Finding("missing-library", message, None, "install it: pip install 'brochure[studio]'"))
    from brochure.studio import StudioWish, open_studio  # noqa: PLC0415

    def say_now(words: str) -> None:  # whoever reads it through a pipe waits for the link
        say(words)
        sys.stdout.flush()

    open_studio(StudioWish(arguments.port, arguments.opens, arguments.idle), desk_shelf(), say_now, today)
    return CLEAN


class _Listed(NamedTuple):
    name: str
    title: str
    sheet: str
    fold: str
    panels: str
    omits: tuple[str, ...]
    limits: tuple[str, ...]


def _row(name: str, layout: Layout) -> _Listed:
    width, height = (in_mm(side.points) for side in (layout.sheet.width, layout.sheet.height))
    count = sum(len(side.panels) for side in layout.sides)
    panels = "pages" if layout.shape != "sheet" else "1 panel" if count == 1 else f"{count} panels"
    fold, omits = "flat" if layout.fold == "none" else layout.fold, tuple(said.text for said in layout.omits)
    return _Listed(name, layout.title.text, f"{width:.0f} x {height:.0f} mm", fold, panels, omits, _limits(layout))


def _limits(layout: Layout) -> tuple[str, ...]:
    """What its cover is too narrow for."""
    title, word = layout.longest_title, layout.longest_word
    said = [f"title up to {title} letters"] if title else []
    return (*said, f"words of the title up to {word} letters") if word else tuple(said)
