"""A clinic's folder in which a word is lost or changed, and the sound twin of each loss.

A `Loss` takes a sound folder, spoils it in one way, and names the code that must tell it; its twin changes the folder
as little in another way, that loses nothing, and must build without that code.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from brochure import BadInput, MakeWish, build, open_shelf
from brochure.base.events import FileWritten, Told
from brochure.base.findings import Finding
from brochure.base.made import Together
from tests.conftest import ROOT

LEAFLET = "content/ours/en.yaml"
BRAND = "content/brands/riverside/brand.yaml"
LAYOUT = "layouts/mine/layout.yaml"
TEMPLATE = "layouts/mine/stories.xml"


class Clinic:
    """A folder with a leaflet `ours`, its brand, and a layout `mine` with a template of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / LEAFLET).parent.mkdir(parents=True)
        shutil.copy(ROOT / "tests" / "earlier" / "en.yaml", folder / LEAFLET)
        shutil.copytree(ROOT / "content" / "brands", folder / "content" / "brands")
        shutil.copytree(ROOT / "layouts" / "trifold-a4", folder / "layouts" / "mine")
        self.change(LAYOUT, "template: trifold-a4/stories.xml", "template: mine/stories.xml")

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str, *, every: bool = False) -> None:
        """Put `new` in the place of the first `old`, or of every one; it must be there."""
        text = self.read(path)
        assert old in text, f"{path} has no {old!r}"
        self.write(path, text.replace(old, new, -1 if every else 1))

    def findings(self, edition: str = "office", layout: str = "mine") -> tuple[list[Finding], int]:
        """What a build tells, and how many files it writes."""
        wish = MakeWish("ours", edition=edition, layout=layout, language="en", out=self.folder / "build")
        told: list[Finding] = []
        files = 0
        try:
            for event in build(wish, open_shelf(self.folder)):
                match event:
                    case Together():
                        told += event.findings
                    case Told():
                        told.append(event.finding)
                    case FileWritten():
                        files += 1
        except BadInput as fault:
            told += fault.findings
        return told, files


class Loss(NamedTuple):
    """One way to lose or change a word before the proof, and its sound twin."""

    name: str
    spoil: Callable[[Clinic], None]
    twin: Callable[[Clinic], None]
    code: str  # of the finding that tells it
    stops: bool = True  # whether nothing may be built; else a warning is enough
    at: str = ""  # the line that the finding names holds this


def changing(path: str, old: str, new: str, *, every: bool = False) -> Callable[[Clinic], None]:
    """A change of one text."""
    return lambda clinic: clinic.change(path, old, new, every=every)


def both(*changes: Callable[[Clinic], None]) -> Callable[[Clinic], None]:
    """Several changes, one after the other."""

    def change(clinic: Clinic) -> None:
        for each in changes:
            each(clinic)

    return change
