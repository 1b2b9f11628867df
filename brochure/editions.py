"""What is wished of leaflets as a whole: their editions written, proved, or judged.

A wish and a shelf go in, events come out; a leaflet that cannot be made does not hold up the next.
"""

from collections.abc import Iterator
from typing import cast

from brochure.base.events import Ended, Events, FilesDone, LeafletsDone, Told
from brochure.base.findings import BadInput, Finding
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.wishes import CheckWish, MakeWish, ProveWish
from brochure.content.orders import orders_of
from brochure.content.plain import plain_findings
from brochure.content.shelf import Shelf, open_shelf
from brochure.files import prepare_folder, put_file
from brochure.pipeline import make, make_all


def build(wish: MakeWish, shelf: Shelf | None = None) -> Events[FilesDone]:
    """Editions made, proved against each other, and written.

    Raises:
        BadInput: nothing that is wished for can be begun; a fault of one edition is told instead.
    """
    shelf = shelf or open_shelf()
    orders = orders_of(wish, shelf, release=wish.release, today=wish.today if wish.release else "")
    prepare_folder(wish.out)
    paths = []
    for together in make_all(orders, shelf, seen=wish.release):
        yield together
        for made in together.made:
            try:
                written = put_file(wish.out / made.name, made.data, overwrite=wish.overwrite, made=made)
            except BadInput as fault:
                yield from map(Told, fault.findings)
            else:
                paths.append(written.path)
                yield written
    yield Ended(FilesDone(tuple(paths)))


def prove(wish: ProveWish, shelf: Shelf | None = None) -> Events[LeafletsDone]:
    """Editions made in memory and held against each other: one `Together` for each leaflet in a language.

    Raises:
        BadInput: nothing that is wished for can be begun; a fault of one edition is told instead.
    """
    shelf = shelf or open_shelf()
    orders = orders_of(wish, shelf)
    yield from make_all(orders, shelf, seen=True)
    yield Ended(LeafletsDone(len(orders)))


def check(wish: CheckWish, shelf: Shelf | None = None) -> Events[LeafletsDone]:
    """All that can be told of leaflets without writing them; the review day is held against `wish.today`.

    Raises:
        BadInput: nothing that is wished for can be begun; the faults of a leaflet are told instead.
    """
    shelf = shelf or open_shelf()
    # What a text claims is asked here and at the doors: who only builds does not pay for the room.
    from brochure.content.claiming import told_claims  # noqa: PLC0415

    orders = orders_of(wish, shelf)
    texts = set()
    for order in orders:
        yield from map(Told, _judged(order, shelf))
        yield from map(Told, plain_findings(order, shelf, today=wish.today))
        if (text := (order.leaflet, order.language)) not in texts:  # whatever its layouts and editions
            yield from map(Told, told_claims(order, shelf, today=wish.today))
        texts.add(text)
    yield Ended(LeafletsDone(len(orders)))


def _judged(order: Order, shelf: Shelf) -> Iterator[Finding]:
    try:
        made = make(order, shelf, seen=True)
    except BadInput as fault:
        yield from fault.findings
        return
    yield from made.findings
    if made.edition.has_inks:
        yield from _inspected(made)


def _inspected(made: Made) -> tuple[Finding, ...]:
    """What the print shop would meet; what comes from the content names its line in the YAML."""
    from brochure.preflight import Profile, inspect  # noqa: PLC0415 - a sheet for the office does not pay for the room

    return inspect(made.data, cast(Profile, made.edition.name), pages=made.pages, stories=made.stories)
