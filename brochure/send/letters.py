"""A letter as the outbox keeps it: its states, its columns, and what a server said of it."""

from enum import StrEnum

from brochure.base.events import LetterState
from brochure.base.records import NamedTuple

SCHEMA = """
CREATE TABLE IF NOT EXISTS about(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letter(
  campaign TEXT NOT NULL,
  recipient TEXT NOT NULL,       -- Key.recipient of the id
  row INTEGER NOT NULL,          -- of the file of recipients, when it was last read
  listed INTEGER NOT NULL,       -- the filling that last saw it
  address TEXT,                  -- erased by purge, as are pdf and body
  address_mark TEXT,             -- Key.address
  language TEXT NOT NULL,
  body TEXT,
  pdf TEXT,                      -- path of the attachment
  pdf_sha256 TEXT,
  state TEXT NOT NULL CHECK(state IN ('queued', 'dot', 'sent', 'failed', 'unknown', 'held')),
  why TEXT NOT NULL DEFAULT '',
  code INTEGER,                  -- of the server's last reply
  enhanced TEXT NOT NULL DEFAULT '',
  tries INTEGER NOT NULL DEFAULT 0,
  due REAL NOT NULL DEFAULT 0,   -- seconds since 1970
  mark TEXT NOT NULL DEFAULT '', -- of the text that goes, by which a copy is found again
  PRIMARY KEY(campaign, recipient)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS letter_due ON letter(campaign, state, due);
CREATE INDEX IF NOT EXISTS letter_address ON letter(campaign, address_mark);
CREATE TABLE IF NOT EXISTS body(
  digest TEXT PRIMARY KEY, text TEXT NOT NULL, html TEXT NOT NULL, visit TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS suppressed(
  address_mark TEXT PRIMARY KEY, at REAL NOT NULL,
  why TEXT NOT NULL DEFAULT '') WITHOUT ROWID; -- Suppression
CREATE TABLE IF NOT EXISTS event(
  number INTEGER PRIMARY KEY, at REAL NOT NULL, campaign TEXT NOT NULL, recipient TEXT NOT NULL,
  was TEXT NOT NULL, now TEXT NOT NULL, code INTEGER, enhanced TEXT NOT NULL, why TEXT NOT NULL);
"""

# For an outbox of an older version, whose letters carry no mark, whose bodies no visit, and where all have asked.
ADDED = (("letter", "mark"), ("body", "visit"), ("suppressed", "why"))
ADD_COLUMN = "ALTER TABLE {} ADD COLUMN {} TEXT NOT NULL DEFAULT ''"


class OutboxLetter(NamedTuple):
    """One letter as the outbox knows it."""

    campaign: str
    recipient: str
    row: int
    address: str
    language: str
    body: str
    pdf: str
    pdf_sha256: str
    state: LetterState
    why: str
    code: int | None
    enhanced: str
    tries: int
    due: float


COLUMNS = ", ".join(
    f"ifnull({name}, '')" if name in {"address", "body", "pdf", "pdf_sha256"} else name for name in OutboxLetter._fields
)


class Reply(NamedTuple):
    """What a server said, without its words: those repeat addresses."""

    code: int
    enhanced: str = ""  # RFC 3463


class Suppression(StrEnum):
    """Why an address is never written to again."""

    ASKED = ""
    DEAD = "dead"


class Hold(StrEnum):
    """What keeps a letter from being tried."""

    NO_CONSENT = "no consent"
    CONSENT_UNCLEAR = "consent neither yes nor no"
    BAD_ADDRESS = "bad address"
    SUPPRESSED = "address asked for no mail"
    SHARED = "address of several recipients"
    NO_LANGUAGE = "no leaflet in this language"
    NO_SUBJECT = "no subject in this language"
    NO_COPY = "no copy in the run"
    OTHER_COPY = "copy made of another list or leaflet"
    BAD_VALUE = "a value that cannot be printed"
    CHANGED = "PDF missing or changed"
    TOO_LARGE = "message too large"
    NOT_LISTED = "no longer in the list"
    PURGED = "purged"


BY_DESIGN = {Hold.NO_CONSENT, Hold.SUPPRESSED, Hold.NOT_LISTED, Hold.PURGED}  # nobody is missed by mistake


def item_of(row: tuple[object, ...]) -> OutboxLetter:
    """A row of `COLUMNS` as an item."""
    item = OutboxLetter(*row)  # type: ignore[arg-type]  # the columns are those of Item, and the schema holds their types
    return item._replace(state=LetterState(item.state))
