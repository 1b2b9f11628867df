"""What may be asked of the program: one frozen request for each command, told by whoever has a face of it.

No request reads a clock or the environment: the day and the time come with it. Paths count from the working folder.
Names of leaflets, layouts, languages, brands and editions are held against the known ones before they meet a path.
"""

from datetime import datetime
from pathlib import Path
from typing import Literal

from brochure.base.edition import Profile
from brochure.base.lists import HeldList
from brochure.base.records import NamedTuple, dataclass
from brochure.base.units import Pt

ALL = "all"  # every edition

LinkSecurity = Literal["starttls", "tls", "insecure-loopback"]
OutboxState = Literal["queued", "dot", "sent", "failed", "unknown", "held"]


@dataclass(frozen=True, slots=True)
class LeafletWish:
    """Which leaflets, in which languages, layouts and editions."""

    leaflet: str = ""  # a name of the shelf, or the path of a leaflet's folder or file; empty: all of the first folder
    language: str = ""  # tag, such as zh-Hans; empty: every language that the leaflet is written in
    layout: str = ""  # a name of the shelf; empty: those of the leaflet, or the one of the edition
    edition: str = ""  # a name of `EDITIONS`, or `ALL`; empty: those that the leaflet names, or office
    brand: str = ""  # a name of the shelf, or the path of a YAML file; empty: the brand that the leaflet names
    paper: float | None = None  # g/m2 of the paper that is folded; None: the layout's own allowance
    icc: str = ""  # path of the print shop's profile, for press and master; empty: FOGRA39
    saver: bool = False  # spare the toner of the office printer: no solid panels
    standard: str = ""  # that a PDF keeps to in place of those of its edition: `ua2`
    budget: int | None = None  # most bytes of a file; None: what the edition allows
    made_at: datetime | None = None  # time that the files carry; None: midnight of the day of issue
    today: str = ""  # ISO date, for the review day; empty: nobody asks the calendar


@dataclass(frozen=True, slots=True)
class MakeWish(LeafletWish):
    """Editions as files."""

    release: bool = False  # for patients: drafts, samples, stale translations, passed review days are refused
    out: Path = Path("build")  # folder; made where its parent is there
    overwrite: bool = False  # replace files that this program did not make


@dataclass(frozen=True, slots=True)
class ProveWish(LeafletWish):
    """Editions in memory, read back and held against each other."""

    edition: str = ALL  # a name of `EDITIONS`, or `ALL`


@dataclass(frozen=True, slots=True)
class CheckWish(LeafletWish):
    """Leaflets judged: all that a build would say, plain language, and the review day against `today`."""


@dataclass(frozen=True, slots=True)
class ProofWish(LeafletWish):
    """The folded piece as a reader meets it, as PNG and PDF."""

    grey: bool = False  # as a printer without colours shows it
    fold_test: bool = False  # in its place a sheet with scales at the folds, for the printer
    mock_up: bool = False  # in its place one clean page of the finished piece, for whoever signs
    out: Path = Path("build")  # folder
    overwrite: bool = False  # replace files that this program did not make


@dataclass(frozen=True, slots=True)
class PackWish(LeafletWish):
    """The folder that a print shop gets; what nobody has signed, and a review day before `today`, is refused."""

    allow_draft: bool = False  # pack a leaflet that may not go to patients

    edition: str = "press"  # or `master`
    quantity: int = 0  # copies; 0: not yet said
    stock: str = ""  # the paper by name; empty: not yet said
    out: Path = Path("build")  # folder in which the pack's own folder is made
    overwrite: bool = False  # replace a folder that this program did not make


@dataclass(frozen=True, slots=True)
class PrintWish(LeafletWish):
    """Sheets for the printer of the office; what nobody has signed, and a review day before `today`, is refused."""

    allow_draft: bool = False  # print a leaflet that may not go to patients
    copies: int = 1  # sheets of each piece
    printer: str = ""  # its name; empty: the one that the system takes by itself


class ImposeWish(NamedTuple):
    """Pages of a finished PDF side by side on a larger sheet; of our own drafts and what is past its day, none."""

    file: Path  # a PDF
    allow_draft: bool = False  # impose a leaflet that may not go to patients
    today: str = ""  # ISO date; empty: nobody asks the calendar
    sheet: str = "a4"  # a4, a3, sra4, sra3, letter, tabloid
    columns: int = 0  # 0 with 0 rows: as many as fit
    rows: int = 0  # as `columns`
    gutter: Pt = 0.0  # points between neighbours; twice the bleed, where pages have one
    repeat: bool = False  # the same page in every place, not one after another
    marks: bool = True  # crop marks
    out: Path | None = None  # file; None: FILE.imposed.pdf beside it
    overwrite: bool = False  # replace a file that this program did not make


class FileWish(NamedTuple):
    """A finished PDF, by whoever it was made, held against the rules of its use."""

    data: bytes  # of the file
    file: str = ""  # how findings call it
    profile: Profile = "any"  # what the file is for
    folds: tuple[Pt, ...] | None = None  # points from the left edge of page 1; None: read from the file
    icc: bytes = b""  # profile of the press; empty: what the file names
    icc_file: str = ""  # its file, for messages; its name is the printing condition where the profile tells none
    note: str = ""  # words of the safety note that must be there
    review_by: str = ""  # ISO date by which the text is to be read again; empty: nobody asks
    today: str = ""  # ISO date
    private: tuple[str, ...] = ()  # words that the file must not tell, such as the name of the user


class ClusterWish(NamedTuple):
    """Processes of other machines: a scheduler of Dask and, for tls, the files that prove who is who."""

    address: str = ""  # tls://HOST:PORT; empty: no cluster
    tls_ca_file: Path | None = None  # authority of the cluster's certificates
    tls_cert: Path | None = None  # certificate that proves who this machine is
    tls_key: Path | None = None  # key of that certificate


class MergeWish(NamedTuple):
    """A personal copy of a leaflet for each row of a list."""

    leaflet: str  # a name of the shelf; its leaflet has `personal:` fields
    recipients: Path | HeldList  # CSV, xlsx, ods, xls or YAML with an id a row
    columns: tuple[tuple[str, str], ...] = ()  # our name of a column, and what the list calls it
    columns_file: Path | None = None  # YAML that keeps such names; what is said here wins
    encoding: str = ""  # of the CSV file; empty: UTF-8
    edition: str = ""  # empty: email, or press for a print file
    layout: str = ""  # empty: the one of the edition
    language: str = "en"  # tag
    brand: str = ""  # as in `LeafletWish`
    standard: str = ""  # as in `LeafletWish`
    icc: str = ""  # path of the press profile, for a print file
    name: str = ""  # of the mailing; empty: the leaflet's
    out: Path | None = None  # folder of the run, archive or file; None: build/LEAFLET.run, .zip or .print.pdf
    key: Path = Path("outbox/key")  # the clinic's key file; made where there is none
    resume: bool = False  # make only the copies that are missing
    row: int | None = None  # only this row, counted as a spreadsheet does, beside the run
    dry_run: bool = False  # judge and set every row, write nothing
    archive: bool = False  # one ZIP in place of a folder
    print_file: bool = False  # one file for the press, a record for each row
    overwrite: bool = False  # replace a file that this program did not make
    allow_draft: bool = False  # merge a leaflet that may not go to patients
    allow_odd: bool = False  # take values that look like none, such as #N/A or NULL
    password_field: str = ""  # column with a password for each copy; empty: none has one
    force_passwords: bool = False  # take passwords that are guessed too soon
    jobs: int = 1  # processes at work, at most one for each core
    cluster: ClusterWish = ClusterWish()  # in place of own processes
    made_at: datetime | None = None  # as in `LeafletWish`
    today: str = ""  # ISO date; a leaflet whose review day lies before it is refused


class SendWish(NamedTuple):
    """A leaflet, or the copies of a merged run, to the recipients of a list."""

    what: str  # a name of the shelf, or the folder of a merged run
    recipients: Path | HeldList | None = None  # CSV, xlsx, ods, xls or YAML with id, email, consent, language
    columns: tuple[tuple[str, str], ...] = ()  # our name of a column, and what the list calls it
    columns_file: Path | None = None  # as in `MergeWish`
    encoding: str = ""  # of the CSV file; empty: UTF-8
    allow_odd: bool = False  # take ids that look like none, such as 4.5E+11
    allow_shared_address: bool = False  # write to several people at one address
    language: str = ""  # tag, for recipients who name none
    edition: str = "email"  # that is attached
    brand: str = ""  # as in `LeafletWish`
    campaign: Path | None = None  # YAML with name, sender, subject, server and more; what is said here wins
    name: str | None = None  # of the mailing: one letter each under one name; None: the leaflet's
    sender: str | None = None  # address
    subject: str | None = None  # neutral: it shows on locked screens
    allow_draft: bool = False  # send a leaflet that nobody has signed off
    server: str | None = None  # host name of the mail server for submission
    port: int | None = None  # None: 587; with tls 465
    security: LinkSecurity | None = None  # None: starttls
    ca_file: Path | None = None  # certificates to trust in place of the system's
    rate: int | None = None  # most letters in a minute; None: as many as the server takes
    wait: bool = False  # stay until no letter waits for another try
    dry_run: bool = False  # say what would be sent; write and send nothing
    to: str | None = None  # address of the desk that gets one sample; nobody else gets a letter
    eml: Path | None = None  # folder in which the messages are written as files; nothing is sent
    outbox: Path = Path("outbox")  # folder
    new_outbox: bool = False  # begin one where it was lost, and take one as it is that knows less than it did
    key: Path | None = None  # the clinic's key file; None: `key` in the outbox
    made_at: datetime | None = None  # as in `LeafletWish`
    today: str = ""  # ISO date; a leaflet whose review day lies before it is refused


class CountLetters(NamedTuple):
    """How many letters stand where, in each campaign."""


class ListLetters(NamedTuple):
    """Letters by row and state; no addresses."""

    state: OutboxState | None = None  # only these


class ResolveLetters(NamedTuple):
    """Letters in doubt are settled by a person; failed ones go again."""

    letters: tuple[str, ...] = ()  # marks of letters as listed, or `row:N`
    every: bool = False  # in place of `letters`: every letter in doubt
    resend: bool = False  # they did not arrive and go again; else they are taken as sent


class ReconcileLetters(NamedTuple):
    """Letters in doubt are settled by the server's list of Message-IDs."""

    file: Path  # text that names what the server accepted
    complete: bool = False  # what it does not name was not accepted


class SuppressAddresses(NamedTuple):
    """Addresses that are never written to again."""

    file: Path  # one address a line


class ReadBounces(NamedTuple):
    """Reports of letters that came back are counted; noted where a person agrees."""

    source: Path  # a folder of messages, a mailbox, or one message
    agreed: bool = False  # the letters are settled as failed, and addresses that are dead never written to again


class ExportLetters(NamedTuple):
    """Letters as CSV: all, or only those in some states, and those to addresses that asked for no mail."""

    file: Path  # to write
    addresses: bool = False  # with the addresses that were not purged
    overwrite: bool = False  # replace the file
    only: tuple[str, ...] = ()  # states, and `unsubscribed`


class PurgeLetters(NamedTuple):
    """Addresses and bodies of finished letters are erased."""

    every: bool = False  # of letters still to go and in doubt too


OutboxTask = (
    CountLetters
    | ListLetters
    | ResolveLetters
    | ReconcileLetters
    | SuppressAddresses
    | ReadBounces
    | ExportLetters
    | PurgeLetters
)


class OutboxWish(NamedTuple):
    """Letters that were queued are counted, listed, settled, exported or forgotten."""

    task: OutboxTask  # what is to be done
    name: str = ""  # only this campaign
    outbox: Path = Path("outbox")  # folder
    key: Path | None = None  # the clinic's key file; None: `key` in the outbox
    who: str = "the desk"  # who decides, noted beside what is settled
