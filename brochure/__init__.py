"""Brochure: clinic leaflets from YAML to folded paper, with no word lost on the way."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brochure.base.findings import BadInput
    from brochure.base.made import Laid, Made
    from brochure.base.order import Order
    from brochure.content.shelf import open_shelf
    from brochure.pipeline import lay, make, make_all

__version__ = "0.1.0"
__all__ = ["BadInput", "Laid", "Made", "Order", "lay", "make", "make_all", "open_shelf"]

_HOMES = {
    "BadInput": "brochure.base.findings",
    "Order": "brochure.base.order",
    "Laid": "brochure.base.made",
    "Made": "brochure.base.made",
    "open_shelf": "brochure.content.shelf",
    "lay": "brochure.pipeline",
    "make": "brochure.pipeline",
    "make_all": "brochure.pipeline",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: `brochure --help` needs no PDF library."""
    if name not in _HOMES:
        raise AttributeError(name)
    import importlib  # noqa: PLC0415

    return getattr(importlib.import_module(_HOMES[name]), name)
