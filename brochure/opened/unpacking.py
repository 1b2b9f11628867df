"""Packed bytes unpacked piece by piece, so that nobody holds more than was meant."""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from brochure.opened.lexer import TooMuch

LARGEST_INDEX: Final = 4_000_000  # bytes of a table of objects: 800,000 of them, which every program keeps as objects
_PIECE: Final = 1 << 16
_STREAM: Final = re.compile(rb"stream\r?\n")
_WIDTHS: Final = re.compile(rb"/W\s*\[")  # of the columns of a table
_HEAD: Final = 600  # bytes in which the dictionary of such a table stands


def unpacked(data: bytes, most: int) -> Iterator[bytes]:
    """What deflate packed, in pieces of a megabyte at most; damage ends it.

    Raises:
        TooMuch: there are more than `most` bytes.
    """
    opened = zlib.decompressobj()
    at = size = 0
    try:
        while not opened.eof and (opened.unconsumed_tail or at < len(data)):
            given = opened.unconsumed_tail or data[at : at + _PIECE]
            at += 0 if opened.unconsumed_tail else _PIECE
            piece = opened.decompress(given, _PIECE * 16)
            size += len(piece)
            if size > most:
                raise TooMuch(f"a stream unpacks to more than {most // 1_000_000} MB")
            yield piece
    except zlib.error:
        return


def judge_index(data: bytes) -> None:
    """Look at the packed tables of objects of a file, before any program reads them.

    Raises:
        TooMuch: one has more rows than any file needs. Source: ISO 32000-1, 7.5.8.
    """
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()].rsplit(b"obj", 1)[-1]
        if b"/XRef" in head or _WIDTHS.search(head):
            for _ in unpacked(data[found.end() : found.end() + LARGEST_INDEX], LARGEST_INDEX):
                pass
