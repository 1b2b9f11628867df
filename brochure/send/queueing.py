"""What letters were wished for, judged, and the outbox filled with them."""

from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path

from brochure.base.brand import Brand
from brochure.base.edition import NAMED_EDITIONS
from brochure.base.events import LettersQueued, LetterState, Told
from brochure.base.findings import BadInput, Finding, Severity, did_you_mean
from brochure.base.leaflet import Leaflet, PersonalField
from brochure.base.order import Order
from brochure.base.records import NamedTuple, replace
from brochure.base.wishes import SendWish
from brochure.content.orders import languages_of
from brochure.content.read import find_brand, find_leaflet, read, read_yaml
from brochure.content.shelf import Shelf, missing_file, shown
from brochure.copies import source_mark
from brochure.copies.manifest import Manifest, copy_mark, is_run, read_manifest
from brochure.people.columns import file_of
from brochure.people.keys import Key, open_key
from brochure.people.recipients import Recipient, RecipientFile, fields_of
from brochure.send.bodies import BodyMaker, LeafletBodies, PersonalBodies
from brochure.send.campaign import Campaign, campaign_of
from brochure.send.filling import Filled, fill
from brochure.send.letters import BY_DESIGN, Hold
from brochure.send.mailing import Languages, Letterhead, OneForAll, RunCopies
from brochure.send.outbox import FILE, Outbox

_NAMED = 5  # rows that a warning names


class MailTask(NamedTuple):
    """What was wished for, judged."""

    wish: SendWish
    shelf: Shelf
    manifest: Manifest | None  # of a merged run
    order: Order  # of the leaflet, in the language for those who name none
    campaign: Campaign


def task_of(wish: SendWish, shelf: Shelf) -> MailTask:
    """What was wished for, judged.

    Raises:
        BadInput: an unknown leaflet, wishes that exclude each other, or a campaign that cannot be sent.
    """
    ways = [name for name, said in (("--dry-run", wish.dry_run), ("--to", wish.to), ("--eml", wish.eml)) if said]
    if ways[1:]:
        message = f"{ways[0]} does not go with {ways[1]}: each stands in the place of sending"
        raise BadInput(Finding("options-clash", message, None, "leave one of the two out"))
    folder = Path(wish.what)
    manifest = read_manifest(folder) if is_run(folder) else None
    name = manifest.header.leaflet if manifest else folder.name if folder.is_dir() else wish.what
    if name not in shelf.leaflets or not (manifest or _is_on(shelf, folder)):
        raise missing_file("leaflet", wish.what, shelf.leaflets)
    edition = NAMED_EDITIONS.get(wish.edition)
    if edition is not None and edition.ending != "pdf":  # an unknown one is told when it is made
        message = f"edition '{edition.name}' is no PDF; text and HTML are the bodies of every letter"
        raise BadInput(Finding("mail-edition", message, None, "attach email, large-print or office"))
    languages = languages_of(name, shelf)
    default = wish.language or (languages[0] if len(languages) == 1 else "")
    # Patients act on what they are sent: a draft goes to nobody but the desk.
    release = not (wish.allow_draft or wish.to)
    order = Order(name, default, "", wish.edition, wish.brand, wish.made_at, release, wish.today)
    campaign = campaign_of(wish, manifest.header.campaign if manifest else name)
    campaign = campaign._replace(unsubscribe=campaign.unsubscribe or _one_click(order, shelf))
    return MailTask(wish, shelf, manifest, order, campaign)


def _one_click(order: Order, shelf: Shelf) -> str:
    """The address at which one click ends letters, where the brand says one; its faults are told where it is set."""
    try:
        order = order if order.language else replace(order, language=languages_of(order.leaflet, shelf)[0])
        leaflet = read_yaml(find_leaflet(order, shelf), Leaflet, shelf)
        said = read_yaml(find_brand(leaflet.brand, order, shelf), Brand, shelf).contact.unsubscribe
    except BadInput:
        return ""
    return said.text if said else ""


def _is_on(shelf: Shelf, folder: Path) -> bool:
    """Whether a leaflet was named, or a folder that the shelf finds first under its name."""
    first = next((each for each in shelf.folders if (each / "content" / folder.name).is_dir()), Path())
    return len(folder.parts) == 1 or folder.resolve() == (first / "content" / folder.name).resolve()


def telling_subjects(campaign: Campaign, leaflet: str) -> Iterator[Finding]:
    """A subject shows on locked screens and in the logs of servers."""
    for subject in dict.fromkeys(campaign.subjects.values()):
        words = [word for word in leaflet.split("-") if len(word) > 3 and word.casefold() in subject.casefold()]
        if words:
            message = f"the subject names what the leaflet is about ('{words[0]}'), and locked screens show it"
            yield Finding("mail-subject-tells", message, None, "write a neutral one", Severity.WARNING)


def key_file(outbox: Path, key: Path | None) -> Path:
    """Where the clinic's key lies."""
    return key or outbox / "key"


def clinic_key(outbox: Path, key: Path | None, *, first: bool) -> Key:
    """The clinic's key; made only where neither an outbox nor, unless it is the `first` use, anything else has one.

    Raises:
        BadInput: it is missing, damaged, or others may read it.
    """
    return open_key(key_file(outbox, key), make=first and not (outbox / FILE).exists())


def bodies_of(task: MailTask) -> BodyMaker:
    """What makes the bodies of the letters: the leaflet itself, for each recipient of a personal run their own.

    Raises:
        BadInput: a personal leaflet without a run, so that everybody would read the name of its example.
    """
    if task.manifest is not None and task.manifest.header.personal:
        return PersonalBodies(task.order, task.shelf)
    order = task.order
    if not order.language:
        order = replace(order, language=languages_of(order.leaflet, task.shelf)[0])
    if task.manifest is None and read_yaml(find_leaflet(order, task.shelf), Leaflet, task.shelf).personal:
        message = f"leaflet '{order.leaflet}' has personal fields; sent as it is, it tells everybody its examples"
        hint = f"run `brochure merge {order.leaflet} --recipients FILE`, then send the folder of the run"
        raise BadInput(Finding("run-personal", message, None, hint))
    return LeafletBodies(task.order, task.shelf)


def personal_fields(task: MailTask) -> Mapping[str, PersonalField]:
    """The fields that a personal run asks a list for; none of a leaflet that is the same for all.

    Raises:
        BadInput: the leaflet cannot be read.
    """
    if task.manifest is None or not task.manifest.header.personal:
        return {}
    order = replace(task.order, language=task.order.language or languages_of(task.order.leaflet, task.shelf)[0])
    return read_yaml(find_leaflet(order, task.shelf), Leaflet, task.shelf).personal or {}


def _refuse_lacking(task: MailTask, recipients: RecipientFile) -> None:
    """A column that is not there is one fault of the list, not one of every row."""
    personal = personal_fields(task)
    columns = {column.casefold() for column in recipients.columns}
    faults = [
        Finding("csv-column", f"there is no column '{name}'", field.label.origin, did_you_mean(name, columns))
        for name, field in personal.items()
        if name not in columns and field.type != "choice"
    ]
    if faults:
        raise BadInput(*faults)


def fill_box(
    task: MailTask, outbox: Outbox, recipients: RecipientFile, store: Callable[[bytes], str]
) -> Generator[Told | LettersQueued, None, None]:
    """Queue or hold a letter for everybody on the list, and tell what is to be sent.

    Raises:
        BadInput: list, leaflet or run cannot be used; nothing is queued.
    """
    bodies = bodies_of(task)
    _refuse_lacking(task, recipients)
    source: RunCopies | OneForAll
    if task.manifest is None:
        languages = Languages(languages_of(task.order.leaflet, task.shelf), task.order.language)
        source = OneForAll(task.order, task.shelf, languages, Letterhead(task.campaign, bodies), store=store)
    else:
        source = RunCopies(task.manifest, outbox.key, Letterhead(task.campaign, bodies), _mark_of(task, outbox.key))
    told: list[Finding] = []
    name, shared = task.campaign.name, task.wish.allow_shared_address
    try:
        filled = fill(outbox, name, source.addressed(recipients, told.append), allow_shared=shared)
    except BadInput as fault:
        raise BadInput(*recipients.findings, *told, *fault.findings) from None
    assert task.wish.recipients is not None, "somebody is written to"
    file = str(file_of(task.wish.recipients))
    yield from map(Told, (*recipients.findings, *told, *_held_findings(filled, file), *_list_findings(filled, file)))
    yield LettersQueued(name, outbox.counts(name), outbox.recovered)


def _mark_of(task: MailTask, key: Key) -> Callable[[Recipient], str] | None:
    """What a copy would be made of now; nothing for a run in which no word differs."""
    assert task.manifest is not None
    header = task.manifest.header
    if not header.personal:
        return None
    order = Order(header.leaflet, header.language, header.layout, header.edition, header.brand)
    manuscript = read(order, task.shelf).manuscript
    source, names = source_mark(manuscript), tuple(manuscript.leaflet.personal or {})
    return lambda recipient: copy_mark(key, source, fields_of(recipient), names)


def _list_findings(filled: Filled, file: str) -> Iterator[Finding]:
    """What a list that was cut short by mistake would do in silence."""
    if not filled.added and not filled.known:
        yield Finding(
            "recipients-missing", f"nobody is on the list '{shown(Path(file))}'", None, "see that it is whole"
        )
    if filled.nowhere:
        rows = ", ".join(map(str, filled.nowhere[:_NAMED])) + (" and more" if filled.nowhere[_NAMED:] else "")
        message = f"{len(filled.nowhere):,} addresses are of domains where nobody is, such as .example (row {rows})"
        hint = "see whether the list is a sample; no server can deliver these letters"
        yield Finding("mail-nowhere", message, None, hint, Severity.WARNING)
    if filled.changed:
        message = f"{filled.changed:,} letters that were queued before now carry the leaflet as it is today"
        yield Finding("mail-text-changed", message, None, "", Severity.WARNING)
    if filled.unlisted:
        message = f"{filled.unlisted:,} letters that were queued are held: their recipients are no longer in the list"
        hint = "if that is not meant, put them back and run the same command again"
        yield Finding("letter-held", message, None, hint, Severity.WARNING)


_HINTS = {
    Hold.BAD_ADDRESS: "mend the address in the list, then run the same command again",
    Hold.SHARED: "if these people do share a mailbox, say --allow-shared-address",
    Hold.NO_COPY: "merge the run again with --resume",
    Hold.OTHER_COPY: "merge the run again with --resume, then run the same command again",
}


def _held_findings(filled: Filled, file: str) -> list[Finding]:
    """One warning for each letter that is held by mistake; unclear consent and languages are told already."""
    found = []
    for held in filled.held:
        if held.why in _HINTS:
            what = f"'email' {held.detail}" if held.detail else held.why.value
            message = f"{shown(Path(file))}, row {held.row}: {what}; the letter is held"
            found.append(Finding("letter-held", message, None, _HINTS[held.why], Severity.WARNING))
    return found


def waits(counts: Mapping[LetterState, int], outbox: Outbox, task: MailTask, *, would: bool = False) -> bool:
    """Whether a letter waits for somebody; who said no is no fault."""
    open_states = (LetterState.FAILED, LetterState.UNKNOWN, LetterState.DOT, *(() if would else (LetterState.QUEUED,)))
    held = outbox.items(task.campaign.name, LetterState.HELD)
    return any(counts[state] for state in open_states) or any(item.why not in BY_DESIGN for item in held)
