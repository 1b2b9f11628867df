"""What each command does: words become a wish, its events words again; every command returns its exit code."""

import json
import re
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import brochure
from brochure.base.code_names import RELEASE_CODES
from brochure.base.findings import BadInput, Finding, Severity, did_you_mean
from brochure.base.records import replace
from brochure.base.report import count_line
from brochure.desk.here import desk_shelf, made_at, out_folder, private_words, run_place, today, who
from brochure.desk.saying import CLEAN, FINDINGS, WRONG_USE, Desk, Stop

if TYPE_CHECKING:
    from brochure.base.events import Event, Events, Result_co
    from brochure.base.wishes import MakeWish, OutboxTask
    from brochure.content.shelf import Shelf
    from brochure.desk.listening import Heard

Say = Callable[[str], None]


def build(arguments: Namespace, say: Say) -> int:
    """Set the leaflets and write them."""
    desk = _desk(arguments, say)
    return desk.tell(_built(arguments, desk))


def _built(arguments: Namespace, desk: Desk) -> list[Finding]:
    return _heard(brochure.build(make_wish(arguments), _shelf(arguments)), desk).findings


def make_wish(arguments: Namespace) -> "MakeWish":
    """What `brochure build` was told."""
    named = _named_of(("release", "overwrite"), arguments)
    return brochure.MakeWish(**_asked(arguments), **named, out=out_folder(arguments.out))


def prove(arguments: Namespace, say: Say) -> int:
    """Make every edition in memory and hold them against each other; write nothing."""
    from brochure.desk.words import proved_words  # noqa: PLC0415

    desk = _desk(arguments, say)

    def listen(event: object) -> None:
        if isinstance(event, brochure.Together) and desk.wants_words and (words := proved_words(event)):
            say(words)

    events = brochure.prove(brochure.ProveWish(**_asked(arguments)), _shelf(arguments))
    return desk.tell(_heard(events, desk, listen).findings)


def check(arguments: Namespace, say: Say) -> int:
    """Find what is wrong in a leaflet, or in a finished PDF; write no edition. Warnings count here."""
    from brochure.desk.inspecting import names_a_file, rules  # noqa: PLC0415

    if arguments.rules:
        say(rules())
        return CLEAN
    desk = _desk(arguments, say)
    findings, what = (_check_file if names_a_file(arguments.leaflet) else _check_leaflets)(arguments, desk)
    code = desk.tell(findings)
    if desk.wants_words and what:
        say(f"checked {what}: {count_line(findings)}")
        if arguments.report:
            say(f"report: {arguments.report}")
    return FINDINGS if any(finding.severity is Severity.WARNING for finding in findings) else code


def _check_leaflets(arguments: Namespace, desk: Desk) -> tuple[list[Finding], str]:
    """The findings, and what was checked; nothing where that cannot be said."""
    _refuse_file_options(arguments)
    events = brochure.check(brochure.CheckWish(**_asked(arguments)), _shelf(arguments))
    findings, done = _heard(events, desk)
    if done is None:
        return findings, ""
    return findings, "1 leaflet" if done.leaflets == 1 else f"{done.leaflets} leaflets"


def _check_file(arguments: Namespace, desk: Desk) -> tuple[list[Finding], str]:
    """The findings, and what was checked.

    Raises:
        BadInput: a file cannot be read or written, or an option makes no sense.
    """
    from brochure.desk.inspecting import decoder, folds_of, read_file, timer, write_report  # noqa: PLC0415

    path = Path(arguments.leaflet)
    wish = brochure.FileWish(
        read_file(path),
        str(path),
        arguments.profile,
        folds_of(arguments.folds) if arguments.folds else None,
        read_file(Path(arguments.icc)) if arguments.icc else b"",
        arguments.icc,
        arguments.note,
        arguments.review_by,
        today(),
        private_words(),
    )

    findings, inspection = _heard(brochure.check_file(wish, decode=decoder(), in_time=timer()), desk)
    if inspection is None:
        raise BadInput(*findings)
    if arguments.report:
        write_report(arguments.report, brochure.report_page(inspection, name=path.name))
    return findings, f"{path} for {wish.profile}"


def _refuse_file_options(arguments: Namespace) -> None:
    """Options of a finished file make no sense for a leaflet.

    Raises:
        BadInput: one of them was given.
    """
    given = [name for name in ("report", "folds", "note", "review_by") if getattr(arguments, name)]
    given += ["profile"] if arguments.profile != "any" else []
    if given:
        message = f"--{given[0].replace('_', '-')} is for a finished PDF, and no file is named"
        raise BadInput(Finding("bad-form", message, None, "name the file: `brochure check FILE.pdf`"))


def proof(arguments: Namespace, say: Say) -> int:
    """Show the folded piece as a reader meets it, or write a fold-test sheet."""
    desk = _desk(arguments, say)
    wish = brochure.ProofWish(
        **_asked(arguments), grey=arguments.grey, fold_test=arguments.fold_test, mock_up=arguments.mock_up,
        out=out_folder(arguments.out), overwrite=arguments.overwrite,
    )  # fmt: skip
    return desk.tell(_heard(brochure.write_proofs(wish, _shelf(arguments)), desk).findings)


def merge(arguments: Namespace, say: Say) -> int:
    """Write a personal copy for each recipient."""
    from brochure.desk.words import merge_words  # noqa: PLC0415

    desk = _desk(arguments, say)
    out = run_place(arguments.out, arguments.leaflet, print_file=arguments.print_file, archive=arguments.zip)
    named = _named_of(brochure.MergeWish._fields, arguments) | {"out": out}
    way = brochure.ClusterWish(arguments.cluster, arguments.tls_ca_file, arguments.tls_cert, arguments.tls_key)
    wish = brochure.MergeWish(
        **named | {"cluster": way}, columns=tuple(arguments.column), archive=arguments.zip, made_at=made_at(),
        today=today(),
    )  # fmt: skip
    findings, done = _heard(brochure.merge(wish, _shelf(arguments, "")), desk)
    if done and desk.wants_words and (words := merge_words(wish, done)):
        say(words)
    return desk.tell([*map(_told_way_out, findings)])


def pack(arguments: Namespace, say: Say) -> int:
    """Make the folder that a print shop gets."""
    desk = _desk(arguments, say)
    wish = brochure.PackWish(
        **_asked(arguments) | {"edition": arguments.what}, quantity=arguments.quantity, stock=arguments.stock,
        out=out_folder(arguments.out), overwrite=arguments.overwrite, allow_draft=arguments.allow_draft,
    )  # fmt: skip
    return desk.tell([*map(_told_way_out, _heard(brochure.pack(wish, _shelf(arguments)), desk).findings)])


def impose(arguments: Namespace, say: Say) -> int:
    """Lay pages of a finished PDF side by side on a larger sheet."""
    from brochure.base.units import parse_length  # noqa: PLC0415

    desk = _desk(arguments, say)
    found = re.fullmatch(r"([1-9]\d?)x([1-9]\d?)", arguments.up)
    if arguments.up and found is None:
        message = f"'{arguments.up}' is no number of pages"
        raise BadInput(Finding("cannot-impose", message, None, "write columns and rows, such as --up 2x1"))
    try:
        gutter = parse_length(arguments.gutter)
    except ValueError:
        message = f"'{arguments.gutter}' is no length"
        raise BadInput(Finding("cannot-impose", message, None, "write a length such as --gutter 6mm")) from None
    columns, rows = (int(found[1]), int(found[2])) if found else (0, 0)
    named = _named_of(brochure.ImposeWish._fields, arguments)
    wish = brochure.ImposeWish(**named | {"columns": columns, "rows": rows, "gutter": gutter, "today": today()})
    return desk.tell([*map(_told_way_out, _heard(brochure.impose_file(wish, desk_shelf()), desk).findings)])


def watch(arguments: Namespace, say: Say) -> int:
    """Build again whenever a file is saved, until stopped; one line a pass."""
    from brochure.desk.watching import changes  # noqa: PLC0415
    from brochure.desk.words import pass_words  # noqa: PLC0415

    named = [Path(arguments.brand)] if arguments.brand else []
    if arguments.leaflet and (path := Path(arguments.leaflet)).exists():
        named.append(path if path.is_file() else path / "en.yaml")  # what lies beside it is watched
    sound = is_first = True
    for changed in changes(*named):
        if not (changed or sound):
            continue
        start = time.perf_counter()
        findings = _one_pass(arguments, Desk(say, "concise"), is_build=changed)
        if is_first and any(finding.code in ("unknown-leaflet", "unknown-folder") for finding in findings):
            return _desk(arguments, say).tell(findings, WRONG_USE)
        is_first = False
        clock, spent = time.strftime("%H:%M:%S"), (time.perf_counter() - start) * 1000
        say(f"{clock} {pass_words(findings, spent, is_build=changed, colour=arguments.colour)}")
        sound = not any(finding.blocks for finding in findings)
    return CLEAN


def _one_pass(arguments: Namespace, desk: Desk, *, is_build: bool) -> list[Finding]:
    """What a build tells; or what nobody sees of the pages that it painted, now that the hand rests."""
    try:
        if is_build:
            return _built(arguments, desk)
        return _heard(brochure.prove(brochure.ProveWish(**_asked(arguments)), _shelf(arguments)), desk).findings
    except BadInput as fault:
        return list(fault.findings)


def begin(arguments: Namespace, say: Say) -> int:
    """Whatever is done with the files of a clinic's own folder."""
    from brochure.desk import shapes  # noqa: PLC0415

    ways = {"new": shapes.new, "layouts": shapes.layouts, "migrate": shapes.bring_over, "set": shapes.set_text}
    ways |= {"review": shapes.review_by(brochure.make), "studio": shapes.studio} | dict.fromkeys(
        ("print", "doctor", "completion"), shapes.at_desk
    )
    return ways.get(arguments.command, shapes.keep_record)(arguments, say)


def stamp(arguments: Namespace, say: Say) -> int:
    """Note which source text each block of a translation was made from."""
    path = Path(arguments.leaflet)
    folder = str(path) if len(path.parts) > 1 and path.is_dir() else ""
    order = brochure.Order(path.name, arguments.language, folder=folder)
    done = brochure.stamp_translation(order, desk_shelf(arguments.leaflet))
    if arguments.output_format == "full":
        say(f"{done.file}: stamped {len(done.renewed)} of {done.blocks} blocks")
        for renewed in done.renewed:
            say(f"  {renewed}")
        for dropped in done.dropped:
            say(f"  taken out: {dropped}")
    return _desk(arguments, say).tell(list(done.findings))


def send(arguments: Namespace, say: Say) -> int:
    """E-mail a leaflet, or the copies of a merged run, to the recipients on a list."""
    from brochure.desk.login import login_at_desk  # noqa: PLC0415
    from brochure.desk.post_words import queued_words, recovered_words, sent_code, sent_words  # noqa: PLC0415
    from brochure.send.campaign import plain_number  # noqa: PLC0415
    from brochure.send.domain import ask_domain  # noqa: PLC0415

    desk = _desk(arguments, say)
    named = _named_of(brochure.SendWish._fields, arguments)
    for name, most in (("port", 65_535), ("rate", 99_999)):
        if named[name] is not None:
            named[name] = plain_number(named[name], f"--{name}", most)
    wish = brochure.SendWish(**named, columns=tuple(arguments.column), made_at=made_at(), today=today())

    def listen(event: object) -> None:
        if isinstance(event, brochure.LettersQueued):
            if event.recovered:
                say(recovered_words(event))
            if desk.wants_words:
                say(queued_words(event))

    stop = Stop()
    with ExitStack() as until_sent:

        def find_login(server: brochure.Server) -> brochure.Login | None:
            login = login_at_desk(server)
            if not wish.to:  # from here on letters are on their way
                until_sent.enter_context(stop.within())
            return login

        shelf = _shelf(arguments, wish.what)
        events = brochure.send_letters(wish, shelf, find_login=find_login, stop=stop, ask_domain=ask_domain)
        findings, done = _heard(events, desk, listen)
    for words in sent_words(done, wish.eml) if done and desk.wants_words else ():
        say(words)
    return max(desk.tell([_told_way_out(finding) for finding in findings]), sent_code(done) if done else CLEAN)


def _told_way_out(finding: Finding) -> Finding:
    """Of a draft or a sample, also how it is sent all the same."""
    if finding.code not in RELEASE_CODES or not finding.blocks:
        return finding
    return replace(finding, hint=f"{finding.hint}; or say --allow-draft")


def outbox(arguments: Namespace, say: Say) -> int:
    """Look after letters that were queued."""
    from brochure.desk.post_words import outbox_code, outbox_words  # noqa: PLC0415

    desk = _desk(arguments, say)
    task = OUTBOX_TASKS[arguments.task](arguments)
    name = getattr(arguments, "name", "")
    findings, done = _heard(
        brochure.tend_outbox(brochure.OutboxWish(task, name, arguments.outbox, arguments.key, who())), desk
    )
    for words in outbox_words(done, desk.form) if done else ():
        say(words)
    return max(desk.tell(findings), outbox_code(done) if done else CLEAN)


OUTBOX_TASKS: dict[str, Callable[[Namespace], "OutboxTask"]] = {
    "status": lambda _: brochure.CountLetters(),
    "list": lambda said: brochure.ListLetters(said.state),
    "resolve": lambda said: brochure.ResolveLetters(tuple(said.letters), said.all, said.resend),
    "reconcile": lambda said: brochure.ReconcileLetters(said.file, said.complete),
    "suppress": lambda said: brochure.SuppressAddresses(said.file),
    "bounces": lambda said: brochure.ReadBounces(said.source, said.agree),
    "export": lambda said: brochure.ExportLetters(said.file, said.addresses, said.overwrite, tuple(said.only)),
    "purge": lambda said: brochure.PurgeLetters(said.every),
}


def schema(arguments: Namespace, say: Say) -> int:
    """Print a JSON Schema."""
    from brochure.content.schema import schema_text  # noqa: PLC0415

    say(schema_text(arguments.kind))
    return CLEAN


def explain(arguments: Namespace, say: Say) -> int:
    """Explain a code, or list them."""
    from brochure.base.codes import CODES  # noqa: PLC0415

    codes = dict[str, str](CODES.items())
    if arguments.code not in CODES:  # the room of the checks takes 0.2 s to load
        from brochure.desk.inspecting import explanations  # noqa: PLC0415

        codes |= explanations()
    if not arguments.code:
        say("\n".join(f"{code}: {text.splitlines()[0]}" for code, text in sorted(codes.items())))
        return CLEAN
    if arguments.code not in codes:
        hint = did_you_mean(arguments.code, codes)
        finding = Finding("unknown-code", f"there is no code '{arguments.code}'", None, hint)
        return _desk(arguments, say).tell([finding], WRONG_USE)
    say(f"{arguments.code}\n{codes[arguments.code]}")
    return CLEAN


def fonts(arguments: Namespace, say: Say) -> int:
    """List the faces, try a font file, or let files join."""
    if arguments.admit or arguments.action:
        from brochure.desk.font_files import admit, join  # noqa: PLC0415

        desk = _desk(arguments, say)
        return admit(arguments.admit, desk) if arguments.admit else join(arguments.files, desk)
    faces = desk_shelf(samples=True).faces
    rows = [faces.named(name) for name in faces.names]
    for face in rows:
        face.metrics  # noqa: B018 - opening it compares the file with the manifest
    if arguments.output_format == "json":
        data = [{"name": f.name, "family": f.family, "weight": f.weight, "script": f.script} for f in rows]
        say(json.dumps(data, indent=1))
    else:
        say("\n".join(f"{face.family:28} {face.weight:9} {face.slant:8} {face.script}" for face in rows))
    return CLEAN


def _heard(
    events: "Events[Result_co]", desk: Desk, listen: "Callable[[Event[Result_co]], None]" = lambda _: None
) -> "Heard[Result_co]":
    from brochure.desk.listening import heard  # noqa: PLC0415 - `--help` needs no event

    return heard(events, desk, listen)


def _shelf(arguments: Namespace, named: str | None = None) -> "Shelf":
    return desk_shelf(arguments.leaflet if named is None else named, samples=arguments.samples)


def _desk(arguments: Namespace, say: Say) -> Desk:
    return Desk(say, arguments.output_format, getattr(arguments, "colour", False))


def _asked(arguments: Namespace) -> dict[str, Any]:
    """What every command about leaflets may be told."""
    names = ("layout", "edition", "brand", "paper", "icc", "saver", "standard", "budget")
    either = {"leaflet": arguments.leaflet or "", "language": arguments.language or ""}
    return either | _named_of(names, arguments) | {"made_at": made_at(), "today": today()}


def _named_of(names: tuple[str, ...], arguments: Namespace) -> dict[str, Any]:
    """Options that a wish calls by the same name."""
    return {name: value for name, value in vars(arguments).items() if name in names}


COMMANDS: dict[str, Callable[[Namespace, Say], int]] = {
    "build": build,
    "check": check,
    "prove": prove,
    "proof": proof,
    "impose": impose,
    "pack": pack,
    "merge": merge,
    "watch": watch,
    **dict.fromkeys(("new", "layouts", "migrate", "set", "review", "studio", "print", "doctor", "completion"), begin),
    **dict.fromkeys(("sign", "status", "whichis", "record-line", "diff", "claims", "ask", "literacy"), begin),
    "stamp": stamp,
    "send": send,
    "outbox": outbox,
    "schema": schema,
    "explain": explain,
    "fonts": fonts,
}
