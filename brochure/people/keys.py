"""The clinic's key: what stands for a recipient where no name may stand.

A keyed hash cannot be turned back by trying all addresses, as a bare one can. Whoever loses the key file loses the
tie between outbox, runs and recipients; it is kept with the outbox and never inside a run.
"""

import hashlib
import hmac
import os
import secrets
import tempfile
import unicodedata
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.files import failed_write

_BYTES = 32
_DIGITS = 32  # 128 bits of each hash are kept


class Key(NamedTuple):
    """The secret, and the hashes made with it. Source: RFC 2104, HMAC, here with SHA-256."""

    secret: bytes

    def recipient(self, identity: str) -> str:
        """What stands for the recipient of this id, in every campaign; however its accents are composed."""
        return self._hash("recipient", unicodedata.normalize("NFC", identity))

    def address(self, folded: str) -> str:
        """What stands for an address, written as `addresses.folded` gives it."""
        return self._hash("address", folded)

    def letter(self, campaign: str, recipient: str) -> str:
        """What stands for the letter of a campaign to a recipient; both `Message-ID` and list-unsubscribe use it."""
        return self._hash("letter", f"{campaign}\0{recipient}")

    def visit(self, recipient: str, name: str) -> str:
        """What stands for one visit of a recipient, whatever becomes of its hour."""
        return self._hash("visit", f"{recipient}\0{name}")

    def values(self, said: str) -> str:
        """What stands for the values of a copy."""
        return self._hash("values", said)

    @property
    def mark(self) -> str:
        """Tells two keys apart without telling either."""
        return self._hash("key", "")[:8]

    def _hash(self, kind: str, text: str) -> str:
        return hmac.digest(self.secret, f"{kind}\0{text}".encode(), hashlib.sha256).hex()[:_DIGITS]


def passing_key() -> Key:
    """A key for one look; nothing made with it is kept."""
    return Key(secrets.token_bytes(_BYTES))


def open_key(path: Path, *, make: bool = True) -> Key:
    """The key of this file; the file is made at its first use, for its owner's eyes only.

    `make` is whether this may be its first use: an outbox or a run that exists already has a key somewhere.

    Raises:
        BadInput: it cannot be read or made, holds no key, or others may read it.
    """
    if not make and not path.exists():
        hint = "restore it, or name it with --key; with a new one everybody would be written to again"
        raise BadInput(Finding("key-missing", f"there is no key file '{path}'", None, hint))
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not path.exists():
            _make(path)
        text = path.read_text(encoding="ascii", errors="replace").strip()
        shared = os.name == "posix" and path.stat().st_mode & 0o077
    except OSError as fault:
        raise BadInput(failed_write(path, fault)) from None
    if shared:
        message = f"others may read the key file '{path}'"
        raise BadInput(Finding("key-shared", message, None, f"chmod 600 '{path}'"))
    try:
        secret = bytes.fromhex(text)
    except ValueError:
        secret = b""
    if len(secret) != _BYTES:
        message = f"'{path}' holds no key"
        raise BadInput(Finding("key-damaged", message, None, "restore it from a backup; without it nobody is known"))
    return Key(secret)


def _make(path: Path) -> None:
    """Write a new key whole; the first of two makers wins."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".brochure-")  # mode 0600 from the first byte
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        except OSError:  # a disk without links, such as a stick
            if not path.exists():
                temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)
