"""How many copies a second can be locked with a password: `python benchmarks/locks.py`.

CPU time of one core, for the e-mail edition of the sample leaflet. The hash of ISO 32000-2, algorithm 2.B, takes its
time on purpose, twice for each copy; its ciphers and digests alone are timed too, as the floor.
"""

import hashlib
import secrets
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from brochure.base.edition import NAMED_EDITIONS
from brochure.base.order import Order
from brochure.compose import compose
from brochure.content.shelf import open_shelf
from brochure.pdf import book_of
from brochure.pdf.aes import cbc
from brochure.pdf.lock import make_lock
from brochure.pdf.writer import SerialDocument, write_document
from brochure.pipeline import lay

PASSWORD = "7vK-x2Q-m9Lp"  # as short as the rules allow; each character costs a little
RUNS, TIMES = 7, 60


def main() -> None:
    """Print a row for each figure."""
    document, plain = sample()
    streams = [each for each in document.objects if each.stream is not None]

    def lock_copy() -> None:
        """What a copy costs whose parts were packed beforehand."""
        lock = make_lock(PASSWORD, randomness=secrets.token_bytes)
        b"".join(lock.locked(each).whole() for each in streams)

    lock = make_lock(PASSWORD, randomness=secrets.token_bytes)
    rows = [
        ("a lock: two hashes, key, dictionary", cost(lambda: make_lock(PASSWORD, randomness=secrets.token_bytes))),
        ("of which ciphers and digests, at least", cost(floor)),
        (f"AES over the {len(streams)} streams", cost(lambda: [lock.locked(e) for e in streams])),
        ("a locked copy, parts packed beforehand", cost(lock_copy)),
        ("writing it open, packing included", cost(lambda: write_document(document))),
    ]
    print(f"{'':44}{'ms':>8}{'a second':>10}")
    for name, seconds in rows:
        print(f"{name:44}{seconds * 1000:8.2f}{1 / seconds:10.0f}")
    locked = write_document(document, lock=lock)
    print(f"\nopen {len(plain) / 1000:.1f} KB, locked {len(locked) / 1000:.1f} KB; Python {sys.version.split()[0]}")


def sample() -> tuple[SerialDocument, bytes]:
    """The sample for the mail as objects and as an open file."""
    shelf = open_shelf()
    with mock.patch.dict(NAMED_EDITIONS, email=NAMED_EDITIONS["email"].locked()):
        laid = lay(Order("acupuncture-pain", edition="email"), shelf)
    document = compose(laid, book_of(laid.pages, shelf.faces)).document
    return document, write_document(document)


def floor() -> None:
    """Twice 70 rounds, which is their mean number: a cipher's key, its blocks and one of three digests in turn."""
    key, text = bytes(range(32)), bytes((len(PASSWORD) + 48) * 64)
    for at in range(140):
        mixed = cbc(key[:16], key[16:]).update(text)
        (hashlib.sha256, hashlib.sha384, hashlib.sha512)[at % 3](mixed).digest()


def cost(work: Callable[[], object]) -> float:
    """CPU seconds of one call: the median of some runs."""
    work()
    runs = []
    for _ in range(RUNS):
        start = time.process_time()
        for _ in range(TIMES):
            work()
        runs.append((time.process_time() - start) / TIMES)
    return statistics.median(runs)


if __name__ == "__main__":
    main()
