"""What each command does; every one returns its exit code."""

import argparse
import json
import shlex
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from brochure.base.findings import BadInput, Finding, Severity, did_you_mean
from brochure.base.report import count_line, report

if TYPE_CHECKING:
    from brochure.base.made import Made
    from brochure.preflight import Profile

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2


def build(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Set the leaflets and write them."""
    from brochure.desk.making import build_all  # noqa: PLC0415 - `--help` needs no PDF library

    return _tell(build_all(arguments, say), arguments, say)


def prove(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Make every edition in memory and hold them against each other; write nothing."""
    from brochure.desk.making import prove_all  # noqa: PLC0415

    return _tell(prove_all(arguments, say), arguments, say)


def check(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Find what is wrong in a leaflet, or in a finished PDF; write no edition. Warnings count here."""
    from brochure.desk.inspecting import names_a_file, refuse_file_options, rules  # noqa: PLC0415

    if arguments.rules:
        say(rules())
        return CLEAN
    if names_a_file(arguments.leaflet):
        return _check_file(arguments, say)
    refuse_file_options(arguments)
    from brochure.content.plain import plain_findings  # noqa: PLC0415
    from brochure.desk.orders import desk_shelf, orders_of, today  # noqa: PLC0415
    from brochure.pipeline import make  # noqa: PLC0415

    try:
        shelf = desk_shelf(arguments.leaflet)
        orders = orders_of(arguments, shelf)
    except BadInput as fault:
        return _tell(list(fault.findings), arguments, say)
    findings: list[Finding] = []
    for order in orders:
        try:
            made = make(order, shelf)
            found = [*made.findings, *(_inspected(made) if made.edition.has_inks else ())]
        except BadInput as fault:
            found = list(fault.findings)
        found += plain_findings(order, shelf, today=today())
        findings += [finding for finding in found if finding not in findings]
    code = _tell(findings, arguments, say)
    if arguments.output_format == "full":
        what = "1 leaflet" if len(orders) == 1 else f"{len(orders)} leaflets"
        say(f"checked {what}: {count_line(findings)}")
    return FINDINGS if any(finding.severity is Severity.WARNING for finding in findings) else code


def _inspected(made: "Made") -> tuple[Finding, ...]:
    """What the print shop would meet; what comes from the content names its line in the YAML."""
    from brochure.preflight import inspect  # noqa: PLC0415 - a sheet for the office does not pay for the room

    profile = cast("Profile", made.edition.name)
    return inspect(made.data, profile, pages=made.pages, stories=made.stories)


def proof(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Show the folded piece as a reader meets it, or write a fold-test sheet."""
    from brochure.press.proofing import write_proofs  # noqa: PLC0415

    return _tell(write_proofs(arguments, say), arguments, say)


def merge(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Write a personal copy for each recipient."""
    from brochure.copies.merging import merge_run  # noqa: PLC0415

    return _tell(merge_run(arguments, say), arguments, say)


def pack(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Make the folder that a print shop gets."""
    from brochure.press.packing import pack_press  # noqa: PLC0415

    return _tell(pack_press(arguments, say), arguments, say)


def impose(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Lay pages of a finished PDF side by side on a larger sheet."""
    from brochure.desk.imposing import impose_file  # noqa: PLC0415

    return _tell(impose_file(arguments, say), arguments, say)


def _check_file(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    from brochure.desk.inspecting import check_file  # noqa: PLC0415

    findings = check_file(arguments)
    code = _tell(findings, arguments, say)
    if arguments.output_format == "full":
        say(f"checked {arguments.leaflet} for {arguments.profile}: {count_line(findings)}")
        if arguments.report:
            say(f"report: {arguments.report}")
    return FINDINGS if any(finding.severity is Severity.WARNING for finding in findings) else code


def watch(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Build again whenever a file is saved, until stopped; one line a pass."""
    from brochure.desk.making import build_all  # noqa: PLC0415
    from brochure.desk.watching import changes  # noqa: PLC0415

    named = [Path(arguments.brand)] if arguments.brand else []
    if arguments.leaflet and (path := Path(arguments.leaflet)).exists():
        named.append(path if path.is_file() else path / "en.yaml")  # what lies beside it is watched
    for _ in changes(*named):
        start = time.perf_counter()
        findings = build_all(arguments, _keep_silent)
        spent = (time.perf_counter() - start) * 1000
        clock = time.strftime("%H:%M:%S")
        faults = [finding for finding in findings if finding.blocks]
        if faults:
            more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
            say(f"{clock} not built: {report(faults[:1], 'concise', colour=arguments.colour)}{more}")
        else:
            said = f"; {count_line(findings)}" if findings else ""
            say(f"{clock} built in {spent:.0f} ms{said}")
    return CLEAN


def new(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Make a clinic's own folder."""
    from brochure.content.starting import start_folder  # noqa: PLC0415

    try:
        start_folder(arguments.folder)
    except BadInput as fault:
        return _tell(list(fault.findings), arguments, say)
    if arguments.output_format == "full":
        folder = arguments.folder
        page = folder / "content" / "my-leaflet" / "en.yaml"
        say(f"made {folder}: write in {page}, then `cd {shlex.quote(str(folder))}` and `brochure build`")
    return _tell([], arguments, say)


def stamp(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Note which source text each block of a translation was made from."""
    from brochure.base.order import Order  # noqa: PLC0415
    from brochure.content.stamping import stamp_translation  # noqa: PLC0415
    from brochure.desk.orders import desk_shelf  # noqa: PLC0415

    try:
        done = stamp_translation(Order(arguments.leaflet, arguments.language), desk_shelf())
    except BadInput as fault:
        return _tell(list(fault.findings), arguments, say)
    if arguments.output_format == "full":
        say(f"{done.file}: stamped {len(done.renewed)} of {done.blocks} blocks")
        for path in done.renewed:
            say(f"  {path}")
        for path in done.dropped:
            say(f"  taken out: {path}")
    return _tell(list(done.findings), arguments, say)


def send(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """E-mail a leaflet, or the copies of a merged run, to the recipients on a list."""
    from brochure.send.sending import send_letters  # noqa: PLC0415

    done = send_letters(arguments, say)
    return max(_tell(done.findings, arguments, say), done.code)


def outbox(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Look after letters that were queued."""
    from brochure.desk.tending import tend_outbox  # noqa: PLC0415

    done = tend_outbox(arguments, say)
    return max(_tell(done.findings, arguments, say), done.code)


def schema(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Print a JSON Schema."""
    from brochure.content.schema import schema_text  # noqa: PLC0415

    say(schema_text(arguments.kind))
    return CLEAN


def explain(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Explain a code, or list them."""
    from brochure.base.codes import CODES  # noqa: PLC0415
    from brochure.desk.inspecting import explanations  # noqa: PLC0415

    codes = CODES | explanations()
    if not arguments.code:
        say("\n".join(f"{code}: {text.splitlines()[0]}" for code, text in sorted(codes.items())))
        return CLEAN
    if arguments.code not in codes:
        hint = did_you_mean(arguments.code, codes)
        return _tell(
            [Finding("unknown-code", f"there is no code '{arguments.code}'", None, hint)], arguments, say, WRONG_USE
        )
    say(f"{arguments.code}\n{codes[arguments.code]}")
    return CLEAN


def fonts(arguments: argparse.Namespace, say: Callable[[str], None]) -> int:
    """List the faces, or try a font file."""
    from brochure.desk.orders import desk_shelf  # noqa: PLC0415
    from brochure.glyphs.admit import admit_font  # noqa: PLC0415

    if arguments.admit:
        found = list(admit_font(arguments.admit))
        if not found:
            say(f"'{arguments.admit}' may join fonts/: add its row to fonts/manifest.json")
        return _tell(found, arguments, say)
    try:
        faces = desk_shelf().faces
        rows = [faces.named(name) for name in faces.names]
        for face in rows:
            face.metrics  # noqa: B018 - opening it compares the file with the manifest
    except BadInput as fault:
        return _tell(list(fault.findings), arguments, say)
    if arguments.output_format == "json":
        data = [{"name": f.name, "family": f.family, "weight": f.weight, "script": f.script} for f in rows]
        say(json.dumps(data, indent=1))
    else:
        say("\n".join(f"{face.family:28} {face.weight:9} {face.slant:8} {face.script}" for face in rows))
    return CLEAN


def _keep_silent(_: str) -> None:
    pass


def _tell(
    findings: list[Finding], arguments: argparse.Namespace, say: Callable[[str], None], code: int = FINDINGS
) -> int:
    if findings or arguments.output_format == "json":
        say(report(findings, arguments.output_format, colour=getattr(arguments, "colour", False)))
    return code if any(finding.blocks for finding in findings) else CLEAN


COMMANDS: dict[str, Callable[[argparse.Namespace, Callable[[str], None]], int]] = {
    "build": build,
    "check": check,
    "prove": prove,
    "proof": proof,
    "impose": impose,
    "pack": pack,
    "merge": merge,
    "watch": watch,
    "new": new,
    "stamp": stamp,
    "send": send,
    "outbox": outbox,
    "schema": schema,
    "explain": explain,
    "fonts": fonts,
}
