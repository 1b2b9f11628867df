"""The register of claims and its word lists, read from the shelf; a clinic's own go before those of the program."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from brochure.base.brand import Brand
from brochure.base.claims import CLAIMS, Claim, ClaimBook, ClaimRegister, ClaimSource, RegionList, WordList
from brochure.base.findings import BadInput, Finding
from brochure.base.leaflet import Leaflet
from brochure.base.model import Model
from brochure.content.model import read_model
from brochure.content.nodes import read_nodes
from brochure.content.shelf import FileText, Shelf, shown
from brochure.record.claims import names_by_scope
from brochure.record.register import register_findings

_Read = TypeVar("_Read", bound=Model)


def book_of(leaflet: Leaflet, brand: Brand | None, shelf: Shelf, *, whole: bool = False) -> ClaimBook:
    """What the texts of a leaflet are held against, in its language and in the region that its brand names.

    Where that is not asked for `whole`, nothing is read that no build needs: a leaflet without claims, short texts and
    source needs none of it.

    Raises:
        BadInput: a file is at fault.
    """
    region = brand.region if brand else "none"
    whole = whole or region != "none" or bool(leaflet.source)
    return ClaimBook(
        read_register(shelf) if whole or any(names_by_scope(leaflet).values()) else None,
        read_words(leaflet.language.text, shelf) if whole or leaflet.short_texts else None,
        read_words(leaflet.source.text, shelf) if leaflet.source else None,
        region,
        _found(RegionList, shelf, "regions", f"{region}.yaml"),
    )


def read_register(shelf: Shelf) -> ClaimRegister | None:
    """All claims of the shelf; of two files with one name the clinic's own.

    Raises:
        BadInput: a file is at fault, or two files call different things by one name.
    """
    stems = dict.fromkeys(stem for folder in shelf.folders for stem in shelf.stems(folder / "content" / CLAIMS))
    read = [each for stem in stems if (each := _found(ClaimRegister, shelf, f"{stem}.yaml"))]
    return _joined_register(tuple(read)) if read else None


@lru_cache(maxsize=8)
def _joined_register(read: tuple[ClaimRegister, ...]) -> ClaimRegister:
    """Several files as one.

    Raises:
        BadInput: two of them call different things by one name, or a claim or source is at fault.
    """
    sources: dict[str, ClaimSource] = {}
    claims: dict[str, Claim] = {}
    faults = [
        *(fault for each in read for fault in _joined(sources, each.sources)),
        *(fault for each in read for fault in _joined(claims, each.claims)),
    ]
    whole = ClaimRegister(sources=sources, claims=claims)
    faults += register_findings(whole)
    if faults:
        raise BadInput(*faults)
    return whole


def read_words(language: str, shelf: Shelf) -> WordList | None:
    """The words of a language, or of the language that it is a kind of; none where nobody wrote a list.

    Raises:
        BadInput: the list is at fault.
    """
    for name in (language, language.partition("-")[0]):
        if (found := _found(WordList, shelf, "words", f"{name}.yaml")) is not None:
            return found
    return None


_Named = TypeVar("_Named", Claim, ClaimSource)


def _joined(known: dict[str, _Named], more: dict[str, _Named]) -> Iterable[Finding]:
    for name, each in more.items():
        if name in known:
            message = f"'{name}' stands in two files of the register"
            yield Finding("duplicate-name", message, each.origin, "keep one of the two")
        known.setdefault(name, each)


def _found(model: type[_Read], shelf: Shelf, *parts: str) -> _Read | None:
    path = shelf.find("content", CLAIMS, *parts)
    return _parsed(shelf.text_of(path, name=shown(path)), path, model) if path else None  # type: ignore[return-value,arg-type]


@lru_cache(maxsize=24)
def _parsed(text: FileText, path: Path, model: type[Model]) -> Model:
    return read_model(read_nodes(text.data, file=shown(path)), model)
