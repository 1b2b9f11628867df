"""A password in, what locks one file out: AES-256, revision 6. Source: ISO 32000-2, 7.6.

Who has the password may read, listen, print, copy and annotate; only changing the text is not allowed. Nobody has the
owner's password: it is random and thrown away. So the owner's half of the dictionary is random too, as the hash of a
password that nobody knows is, and half of the work is saved; nobody can tell the difference without that password.

Streams are locked and strings are not: the writer puts every string into an object stream.
"""

import hashlib
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.pdf.objects import Entries, Gap, Hex, Mould, PdfName, SerialObject, Written, holds_string
from brochure.pdf.passwords import password_bytes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers import CipherContext

    _Cbc = Callable[[bytes, bytes], CipherContext]

# Bits 3 and 12 print, 5 copy, 6 and 9 annotate and fill in, 10 listen; not 4 and 11, which change and reorder.
# The reserved bits 7, 8 and those from 13 on are set. Source: ISO 32000-2, table 22; ISO 14289-1, 7.16 for bit 10.
PERMISSIONS: Final = 0xFFFFFBF4 - (1 << 32)
_BLOCK: Final = 16
_PADDING = tuple(bytes([count]) * count for count in range(_BLOCK + 1))
_HASHES = (hashlib.sha256, hashlib.sha384, hashlib.sha512)
_ROUNDS: Final = 64

_MISSING = Finding(
    "missing-library",
    "copies with a password need the library 'cryptography', which is not installed",
    None,
    "install it with `pip install 'brochure[password]'`",
)


class Lock:
    """What locks one file: its Encrypt dictionary, and a cipher for its streams under a key of its own.

    One lock for one file, in one thread. Its key is nowhere to be seen.
    """

    __slots__ = ("__chain", "__randomness", "dictionary")

    def __init__(self, dictionary: Entries, chain: "CipherContext", randomness: Callable[[int], bytes]) -> None:
        self.dictionary = dictionary
        self.__chain = chain
        self.__randomness = randomness

    def encrypted(self, data: bytes) -> bytes:
        """The bytes of one stream: initialisation vector, then the data padded and encrypted.

        One cipher serves all streams, so that its key is unrolled once: a random block goes in first, and what comes
        out of it is the vector, random and unknown beforehand as it should be.

        Source: ISO 32000-2, algorithm 1.A; RFC 5652, 6.3 (padding); NIST SP 800-38A, appendix C.
        """
        return self.__chain.update(self.__randomness(_BLOCK) + data + _PADDING[_BLOCK - len(data) % _BLOCK])

    def locked(self, each: SerialObject) -> Written:
        """An object with its stream encrypted; an object without a stream, as it is."""
        return each.written() if each.stream is None else self.closed(ready(each))

    def closed(self, each: "Ready") -> Written:
        """The same, for one that many copies share."""
        data = self.encrypted(each.stream)
        return Written(each.number, each.mould.filled(len(data)), data)

    def __repr__(self) -> str:
        return "Lock()"

    def __reduce__(self) -> str:
        raise TypeError("a lock stays in its process: it holds a key")


class Ready(NamedTuple):
    """A stream object that can be locked: its dictionary has a gap for the length of what is encrypted."""

    number: int
    mould: Mould
    stream: bytes


def ready(each: SerialObject) -> Ready:
    """Make an object with a stream ready to be locked."""
    assert each.stream is not None, "only streams are locked"
    if holds_string(each.value):
        # Not by `assert`, which can be switched off: the string may be a name.
        raise AssertionError(f"object {each.number}: a string in the dictionary of a locked stream")
    if each.entries.get("Length") != len(each.stream):
        raise AssertionError(f"object {each.number}: not the right length")
    return Ready(each.number, Mould({**each.entries, "Length": Gap()}), each.stream)


def make_lock(password: str, *, randomness: Callable[[int], bytes]) -> Lock:
    """A lock for one file that opens with the password, with a fresh key.

    `randomness` gives as many unpredictable bytes as it is asked for: `secrets.token_bytes`.

    Raises:
        ValueError: a password that cannot lock a file; `password_faults` says so beforehand, to people.
        BadInput: the library for AES is not installed.

    Source: ISO 32000-2, algorithms 8 to 10.
    """
    typed, cbc = password_bytes(password), _aes()
    key, check_salt, key_salt = randomness(32), randomness(8), randomness(8)
    zero = bytes(_BLOCK)
    user = _hash(typed, check_salt, cbc) + check_salt + key_salt
    user_key = cbc(_hash(typed, key_salt, cbc), zero).update(key)
    owner, owner_key = randomness(48), randomness(32)
    allowed = struct.pack("<iI", PERMISSIONS, 0xFFFFFFFF) + b"Tadb" + randomness(4)
    # One block of CBC with a vector of zeros is the ECB that the standard asks for.
    allowed = cbc(key, zero).update(allowed)
    filters: Entries = {"StdCF": {"CFM": PdfName("AESV3"), "AuthEvent": PdfName("DocOpen"), "Length": 32}}
    said: Entries = {
        "Filter": PdfName("Standard"),
        "V": 5,
        "R": 6,
        "Length": 256,
        "P": PERMISSIONS,
        "EncryptMetadata": True,
        "StmF": PdfName("StdCF"),
        "StrF": PdfName("StdCF"),
        "CF": filters,
    }
    halves = {"U": user, "UE": user_key, "O": owner, "OE": owner_key, "Perms": allowed}
    return Lock(
        {**said, **{name: Hex(half) for name, half in halves.items()}}, cbc(key, randomness(_BLOCK)), randomness
    )


def _hash(password: bytes, salt: bytes, cbc: "_Cbc") -> bytes:
    """A hash that takes a millisecond by design, so that guessing takes long. Source: ISO 32000-2, algorithm 2.B."""
    key, count = hashlib.sha256(password + salt).digest(), 0
    while True:
        mixed = cbc(key[:16], key[16:32]).update((password + key) * 64)
        key = _HASHES[int.from_bytes(mixed[:16], "big") % 3](mixed).digest()
        count += 1
        if count >= _ROUNDS and mixed[-1] <= count - 32:
            return key[:32]


def _aes() -> "_Cbc":
    try:
        from brochure.pdf.aes import cbc  # noqa: PLC0415 - what it opens is an extra
    except ModuleNotFoundError:
        raise BadInput(_MISSING) from None
    return cbc
