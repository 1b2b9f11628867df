"""`brochure pack press LEAFLET`: one folder with all that a print shop asks for, or none."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from brochure.base.events import Ended, Events, FilesDone, FileWritten, Told
from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.records import NamedTuple, replace
from brochure.base.report import report
from brochure.base.wishes import PackWish
from brochure.content.folding import folding_of
from brochure.content.orders import orders_of
from brochure.content.shelf import Shelf, open_shelf
from brochure.files import prepare_folder, write_whole
from brochure.pipeline import make
from brochure.press.proofing import proof_files
from brochure.press.ticket import plan_of, rows_of, ticket_of
from brochure.press.ticket_page import make_ticket

SUMS = "SHA256SUMS"


class _Packed(NamedTuple):
    """The files of a pack by name, and what is to be said about them."""

    folder: str
    files: dict[str, bytes]
    findings: tuple[Finding, ...]


def pack(wish: PackWish, shelf: Shelf | None = None) -> Events[FilesDone]:
    """A folder for each leaflet and language that is wished for.

    Raises:
        BadInput: nothing that is wished for can be begun; a fault of one leaflet is told instead.
    """
    shelf = shelf or open_shelf()
    if wish.edition not in (editions := ("press", "master")):
        message = f"edition '{wish.edition}' is not for a print shop"
        raise BadInput(Finding("unknown-edition", message, None, did_you_mean(wish.edition, editions)))
    orders = orders_of(wish, shelf, release=not wish.allow_draft, today=wish.today)
    prepare_folder(wish.out)
    folders = []
    for order in orders:
        try:
            packed = _pack(order, shelf, wish)
            folder = wish.out / packed.folder
            _write_folder(folder, packed.files, overwrite=wish.overwrite)
        except BadInput as fault:
            yield from map(Told, fault.findings)
            continue
        yield from map(Told, packed.findings)
        folders.append(folder)
        yield FileWritten(folder, sum(len(data) for data in packed.files.values()), len(packed.files))
    yield Ended(FilesDone(tuple(folders)))


def _pack(order: Order, shelf: Shelf, wish: PackWish) -> _Packed:
    """Everything in memory.

    Raises:
        BadInput: the edition cannot be made, or it does not pass its own preflight.
    """
    from brochure.preflight import Options, look_at, report_page  # noqa: PLC0415

    made = make(order, shelf, seen=True)
    name = made.name
    inspection = look_at(
        made.data, Options(profile="press" if order.edition == "press" else "master"),
        file=name, pages=made.pages, stories=made.stories,
    )  # fmt: skip
    faults = [finding for finding in inspection.findings if finding.blocks]
    if faults:
        raise BadInput(*faults)
    inspection = inspection._replace(findings=tuple(_public(finding) for finding in inspection.findings))
    stem = name.removesuffix(".pdf")
    files = {name: made.data}
    files |= dict(proof_files(made, order, shelf))
    files[f"{stem}.preflight.html"] = report_page(inspection, name=name).encode()
    said = report(list(inspection.findings), "json", colour=False)
    files[f"{stem}.preflight.json"] = (said + "\n").encode()
    files |= _ticket_files(order, shelf, wish, stem, made)
    lines = [f"{hashlib.sha256(data).hexdigest()}  {file}\n" for file, data in sorted(files.items())]
    files[SUMS] = "".join(lines).encode()
    return _Packed(stem, files, (*made.findings, *inspection.findings))


def _public(finding: Finding) -> Finding:
    """The finding without the folders of the clinic's machine: its file from `content` or `layouts` on."""
    if finding.origin is None:
        return finding
    parts = Path(finding.origin.file).parts
    start = max((at for at, part in enumerate(parts) if part in ("content", "layouts")), default=len(parts) - 1)
    return replace(finding, origin=finding.origin._replace(file="/".join(parts[start:])))


def _ticket_files(order: Order, shelf: Shelf, wish: PackWish, stem: str, made: Made) -> dict[str, bytes]:
    manuscript = made.manuscript
    about = {
        made.name: "the file to print",
        f"{stem}.proof.pdf": "what the folded piece looks like",
        f"{stem}.preflight.html": "what was checked before",
        f"{stem}.ticket.json": "this page as data",
        SUMS: "checksums of all files",
    }
    folding = folding_of(manuscript.layout, order.paper)
    ticket = ticket_of(manuscript, folding, wish, about, pages=len(made.pages))
    page = make_ticket(manuscript, rows_of(ticket), shelf.faces, plan_of(manuscript, folding))
    data = json.dumps(ticket, indent=1, ensure_ascii=False) + "\n"
    return {f"{stem}.ticket.json": data.encode(), f"{stem}.ticket.pdf": page}


def _write_folder(folder: Path, files: dict[str, bytes], *, overwrite: bool) -> None:
    """The whole folder under its name, or nothing.

    Raises:
        BadInput: a folder of this name that the program did not make, or no room for it.
    """
    if folder.exists() and not overwrite and not _is_ours(folder):
        message = f"'{folder}' exists and was not made by this program"
        raise BadInput(Finding("output-exists", message, None, "move it away, or say --overwrite"))
    try:
        temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".brochure-"))
        try:
            for name, data in files.items():
                write_whole(temporary / name, data)
            temporary.chmod(0o755)
            if folder.exists():
                shutil.rmtree(folder)
            temporary.rename(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise BadInput(Finding("not-written", f"'{folder}' is not written: {reason}", None, "make room")) from None


def _is_ours(folder: Path) -> bool:
    """A pack that was not changed since: every file is in its list of checksums, with its digest."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        listed = {line[66:]: line[:64] for line in lines}
        there = {path.name: path for path in folder.iterdir() if path.name != SUMS}
        return there.keys() == listed.keys() and all(
            hashlib.sha256(path.read_bytes()).hexdigest() == listed[name] for name, path in there.items()
        )
    except OSError:
        return False
