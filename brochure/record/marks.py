"""The mark of a text: eight characters that stand in its imprint, and by which any copy is found again.

Seven tell the text, the last proves them: every wrong character and nearly every pair in the wrong order is seen.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from brochure.base.blocks import blocks_of
from brochure.base.brand import Brand
from brochure.base.claims import ClaimBook
from brochure.base.fields import model_fields
from brochure.base.leaflet import Leaflet
from brochure.base.model import Model
from brochure.record.claims import named_claims, names_by_scope

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 and O, no 1 and I: nobody tells them apart on paper
_LENGTH: Final = 7
_HALF: Final = 4
_NEAR: Final = 2


def text_mark(leaflet: Leaflet) -> str:
    """The mark of every word that any edition can print or say, short texts and alternatives included.

    How lines are broken and indented in the file does not count.
    """
    parts = [leaflet.language.text, *(f"{path}={' '.join(said.text.split())}" for path, said in blocks_of(leaflet))]
    number = int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:5], "big")
    text = "".join(ALPHABET[number >> 5 * at & 31] for at in range(_LENGTH))
    return _written(text + _check(text))


def evidence_digest(leaflet: Leaflet, source: Leaflet | None, book: ClaimBook) -> str:
    """Of what a leaflet rests on: its own citations, the claims that its texts name, and the sources of these.

    Reading a source again changes nothing that was signed; nor does a claim of the register that no text names.
    """
    own = (
        f"{at} {each.citation} {each.year} {each.strength}"
        for at, point in enumerate(leaflet.points)
        for each in point.evidence
    )
    return _digest((*own, *_claimed(leaflet, source, book)))


def _claimed(leaflet: Leaflet, source: Leaflet | None, book: ClaimBook) -> Iterator[str]:
    for path, names in names_by_scope(leaflet, source).items():
        if names:
            yield f"{path}: {' '.join(name.text for name in names)}"
    named = named_claims(leaflet, source, book)
    for claim_name, claim in named.items():
        yield f"{claim_name} {_typed(claim)}"
    for name in dict.fromkeys(said.text for claim in named.values() for said in claim.sources):
        if book.register and name in book.register.sources:
            yield f"{name} {_typed(book.register.sources[name], but='read')}"


def _typed(value: object, but: str = "") -> str:
    """A part of the register as it is typed, without its places and the field `but`."""
    if isinstance(value, tuple) and not hasattr(value, "origin"):
        return " ".join(map(_typed, value))
    if isinstance(value, Model):
        fields = ((field.name, getattr(value, field.name)) for field in model_fields(type(value)))
        return " ".join(f"{name}={_typed(each)}" for name, each in fields if name != but)
    return str(getattr(value, "value", value))


def files_digest(files: Iterable[bytes]) -> str:
    """Of pictures as they are drawn; empty for none."""
    drawn = [hashlib.sha256(data).hexdigest() for data in files]
    return _digest(drawn) if drawn else ""


def brand_digest(brand: Brand, files: Iterable[bytes]) -> str:
    """Of the clinic's name and accounts, its marks, by their words and their files, and the number to call in need.

    Hours, telephone and address are outside.
    """
    partners = (text for each in brand.partners for text in (each.file.text, each.alt.text))
    accounts = (text for each in brand.contact.social for text in (each.network.text, each.account.text))
    drawn = (hashlib.sha256(data).hexdigest() for data in files)
    return _digest(
        (brand.name.text, brand.logo.alt.text, brand.logo.file.text, *partners, *accounts, *drawn, brand.number_to_call)
    )


def read_mark(typed: str) -> str:
    """A mark as somebody typed it, from paper; empty where it is none."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(bare) != _LENGTH + 1 or any(sign not in ALPHABET for sign in bare) or _check(bare[:-1]) != bare[-1]:
        return ""
    return _written(bare)


def nearest_mark(typed: str, known: Iterable[str]) -> str:
    """The known mark that differs in the fewest characters, two at most; empty where there is none."""
    bare = "".join(sign for sign in typed.upper() if sign.isalnum())
    ranked = [(_differences(bare, mark.replace("-", "")), mark) for mark in dict.fromkeys(known)]
    least = min(ranked, default=(99, ""))
    return least[1] if least[0] <= _NEAR else ""


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))


def _written(bare: str) -> str:
    return f"{bare[:_HALF]}-{bare[_HALF:]}"


def _check(text: str) -> str:
    """Luhn's check character for 32 signs. Source: ISO/IEC 7812-1, annex B, with another modulus."""
    total, size = 0, len(ALPHABET)
    for at, sign in enumerate(reversed(text)):
        share = ALPHABET.index(sign) * (1 if at % 2 else 2)
        total += share // size + share % size
    return ALPHABET[-total % size]


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(_lines(parts)).encode()).hexdigest()[:8]


def _lines(parts: Iterable[str]) -> Iterator[str]:
    return (" ".join(part.split()) for part in parts)
