"""What goes to whom: a copy of a merged run for each, or one PDF of a leaflet for all; then composed into messages."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256

from brochure.base.findings import BadInput, BadValues, Finding, Severity
from brochure.base.language import looked_up
from brochure.base.order import Order
from brochure.base.records import NamedTuple, replace
from brochure.content.shelf import Shelf
from brochure.copies.manifest import Copy, Manifest
from brochure.people.addresses import mailbox_of
from brochure.people.keys import Key
from brochure.people.recipients import Consent, Recipient
from brochure.pipeline import make
from brochure.send.bodies import Bodies, BodyMaker
from brochure.send.calendar import name_of
from brochure.send.campaign import Campaign
from brochure.send.filling import Addressed, Enclosed
from brochure.send.framing import framed
from brochure.send.letters import Hold, OutboxLetter
from brochure.send.message import Letter, message_of, size_findings
from brochure.send.outbox import Outbox

_NAMED = 5  # rows that a note names
Tell = Callable[[Finding], None]
Store = Callable[[bytes], str]  # keeps an attachment until it is sent; gives its path


class Languages(NamedTuple):
    """Which languages a leaflet is written in, and which one somebody gets who names none."""

    known: Collection[str]
    default: str  # empty: everybody must name one

    def of(self, recipient: Recipient, tell: Tell) -> str:
        """The language for a recipient; empty, and told, where there is none."""
        said = recipient.language or self.default
        found = looked_up(said, tuple(self.known)) if said else ""
        if not found and said:
            message = f"row {recipient.row}, 'language': the leaflet is not written in it"
            hint = f"known names: {', '.join(sorted(self.known))}"
            tell(Finding("unknown-language", message, recipient.origin, hint))
        elif not found:
            message = f"row {recipient.row} names no language, and the leaflet has several"
            tell(Finding("unknown-language", message, recipient.origin, "say --language en for those who name none"))
        return found


class Letterhead:
    """What a letter carries besides its PDF: a subject in its language, and the bodies."""

    def __init__(self, campaign: Campaign, bodies: BodyMaker) -> None:
        self.campaign, self.bodies = campaign, bodies
        self._missed: set[str] = set()

    def of(self, recipient: Recipient, language: str, tell: Tell) -> Bodies | Hold:
        """The bodies; or what holds the letter, told once for each language and for each bad value.

        Raises:
            BadInput: the leaflet cannot be made in this language.
        """
        if self.campaign.subject(language):
            try:
                return self.bodies(recipient, language)
            except BadValues as fault:
                if recipient.consent is Consent.YES:  # nobody mends the row of one who gets no letter
                    for finding in fault.findings:
                        tell(_of_row(finding, recipient))
                return Hold.BAD_VALUE
        if language not in self._missed:
            self._missed.add(language)
            hint = f"write `{language}:` under `subjects:`, or `subject:` for all languages"
            tell(Finding("mail-subject", f"no subject in the language '{language}'", None, hint))
        return Hold.NO_SUBJECT


def _of_row(finding: Finding, recipient: Recipient) -> Finding:
    """A fault of a value, at its row of the list; the line itself is not repeated, because it holds a patient."""
    field, _, said = finding.message.removeprefix("field '").partition("' ")
    message = f"{recipient.named(field)} {said}; the letter is held"
    return replace(finding, message=message, origin=recipient.at(field))


class OneForAll:
    """One PDF for everybody who reads the same language, made once."""

    def __init__(self, order: Order, shelf: Shelf, languages: Languages, head: Letterhead, *, store: Store) -> None:
        self.order, self.shelf, self.languages = order, shelf, languages
        self.head, self.store = head, store
        self._made: dict[str, tuple[str, str, str]] = {}  # path, digest and mark for each language

    def addressed(self, recipients: Iterable[Recipient], tell: Tell) -> Iterator[Addressed]:
        """Everybody on the list with what they get.

        Raises:
            BadInput: the leaflet cannot be made in a language that somebody wants.
        """
        nearest: dict[str, list[int]] = {}
        for recipient in recipients:
            language = self.languages.of(recipient, tell)
            if language and recipient.language and language.casefold() != recipient.language.casefold():
                nearest.setdefault(language, []).append(recipient.row)
            yield Addressed(recipient, self._enclosed(recipient, language, tell) if language else Hold.NO_LANGUAGE)
        for language, rows in nearest.items():
            tell(_nearest_finding(language, rows))

    def _enclosed(self, recipient: Recipient, language: str, tell: Tell) -> Enclosed | Hold:
        bodies = self.head.of(recipient, language, tell)
        if isinstance(bodies, Hold):
            return bodies
        if language not in self._made:
            order = self.order
            printed = make(replace(order, language=language, layout=""), self.shelf, seen=True)
            found = size_findings(bodies, len(printed.data))
            if any(finding.blocks for finding in found):
                raise BadInput(*found)
            for finding in (*printed.findings, *found):
                tell(finding)
            digest = sha256(printed.data).hexdigest()
            self._made[language] = (self.store(printed.data), digest, printed.manuscript.mark)
        return Enclosed(language, bodies, *self._made[language])


def _nearest_finding(language: str, rows: list[int]) -> Finding:
    named = ", ".join(map(str, rows[:_NAMED])) + (" and more" if rows[_NAMED:] else "")
    message = f"{len(rows):,} asked for a kind of '{language}' that the leaflet is not written in (row {named})"
    return Finding(
        "language-nearest", message, None, f"they get '{language}'; nothing, if that is meant", Severity.NOTE
    )


class RunCopies:
    """The copies of a merged run, each for its own recipient."""

    def __init__(
        self,
        manifest: Manifest,
        key: Key,
        head: Letterhead,
        mark_of: Callable[[Recipient], str] | None = None,
    ) -> None:
        """Read the manifest. `mark_of` gives the `copy_mark` of what a copy would be made of now.

        Raises:
            BadInput: the run was made with another key, or its manifest is damaged.
        """
        if manifest.header.key != key.mark:
            message = f"the run in '{manifest.folder}' was made with another key file"
            raise BadInput(Finding("key-differs", message, None, "name the key file of `brochure merge` with --key"))
        self.manifest, self.key, self.head, self.mark_of = manifest, key, head, mark_of
        self.copies = {copy.recipient: copy for copy in manifest.copies()}

    def addressed(self, recipients: Iterable[Recipient], tell: Tell) -> Iterator[Addressed]:
        """Everybody on the list with their copy; copies of nobody on the list are told."""
        left = set(self.copies)
        for recipient in recipients:
            copy = self.copies.get(self.key.recipient(recipient.id))
            left.discard(copy.recipient if copy else "")
            yield Addressed(recipient, self._enclosed(recipient, copy, tell) if copy else Hold.NO_COPY)
        if left:
            which = "copy belongs" if len(left) == 1 else "copies belong"
            message = f"{len(left):,} {which} to nobody on the list"
            hint = "send with the list that the run was merged from, or merge again with --resume"
            tell(Finding("run-unlisted", message, None, hint))

    def _enclosed(self, recipient: Recipient, copy: Copy, tell: Tell) -> Enclosed | Hold:
        language = self.manifest.header.language or recipient.language
        if not language:
            return Hold.NO_LANGUAGE
        bodies = self.head.of(recipient, language, tell)
        if isinstance(bodies, Hold):
            return bodies
        if self.mark_of is not None and self.mark_of(recipient) != copy.of:
            return Hold.OTHER_COPY  # the words of the message would not be those of the PDF
        for finding in size_findings(bodies, copy.bytes, recipient.origin):
            tell(finding)
            if finding.blocks:
                return Hold.TOO_LARGE
        path = (self.manifest.folder / copy.file).resolve()
        if not path.is_file():
            return Hold.NO_COPY
        return Enclosed(language, bodies, str(path), copy.sha256, copy.mark)


class Composer:
    """Letters of one campaign as messages."""

    def __init__(self, outbox: Outbox, campaign: Campaign, clock: Callable[[], float]) -> None:
        self.outbox, self.campaign, self.clock = outbox, campaign, clock
        self._bodies = lru_cache(maxsize=4)(lambda digest: Bodies(*outbox.bodies(digest)))

    def __call__(self, item: OutboxLetter, pdf: bytes) -> bytes:
        """The message for a letter."""
        to = mailbox_of(item.address)
        assert not isinstance(to, str), "the outbox keeps sound addresses only"
        mark = self.outbox.key.letter(item.campaign, item.recipient)
        date = datetime.fromtimestamp(self.clock(), UTC)
        bodies = framed(self._bodies(item.body), self.campaign, mark, item.language)
        visit = self.outbox.key.visit(item.recipient, name_of(bodies.visit)) if bodies.visit else ""
        return message_of(Letter(to, mark, item.language, bodies, pdf, date, visit), self.campaign)
