"""No text is ever taken for PDF syntax: whatever a clinic types comes out as typed, in every kind of file."""

import io
import json
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pikepdf
import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from brochure.base.order import Order
from brochure.content.shelf import Shelf, open_shelf, program_folder
from brochure.copies import Copier
from brochure.copies.batches import Asked
from brochure.copies.print_run import write_print_file
from brochure.draft.personal import Values
from brochure.pdf.lock import make_lock
from brochure.pipeline import make
from brochure.press.impose import SHEETS, Plan, impose

# References that exist and that do not, names, brackets, ends of everything, and what once were marks of our own.
SHAPES: Final = (
    "1 0 R", "999 0 R", "Room 1 0 R", "/Foo", "/Contents 5 0 R", "(", ")", "\\)", "\\", "\\(", "[", "]", "<<", ">>",
    "<AB>", "endobj", "endstream", "stream", "1 0 obj", "%link 1%", "%link 99%", "%slot 1 2%", "%slot 1 2", "{", "}",
    "%%EOF", "startxref 0", "EMC", "/P <</MCID 0>> BDC", "/Length 3", "xref", "%PDF-1.4", "#20", "q Q", "%(x)s", "%b",
)  # fmt: skip
FIELDS: Final = (
    "title", "file_title", "author", "strapline", "intro", "heading", "item", "text", "note", "alt", "code_alt",
    "label", "formats", "brand", "name", "clinician", "site", "lead", "point", "note_heading", "aside", "closing",
    "short", "address", "logo", "network", "account", "version",
)  # fmt: skip
# A backslash before a space is the end of a line, as docs/marks.md says.
TYPED: Final = st.lists(st.sampled_from(SHAPES), min_size=1, max_size=2).map(" ".join).filter(lambda t: "\\ " not in t)
SHORT: Final = {"version": st.sampled_from([shape for shape in SHAPES if len(shape) <= 16])}
Texts = dict[str, str]


def spread(start: int) -> Texts:
    """Shapes over the fields, each field another one."""
    texts = {field: SHAPES[(start + at) % len(SHAPES)] for at, field in enumerate(FIELDS)}
    return {**texts, "version": texts["version"][:16]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic's own folder, with a leaflet to write."""
    path = tmp_path_factory.mktemp("clinic")
    shutil.copytree(program_folder() / "content/brands", path / "content/brands")
    (path / "content/shapes").mkdir()
    return path


def written(folder: Path, texts: Texts) -> Shelf:
    """The shelf of a clinic whose leaflet and brand say these texts."""
    said = {field: json.dumps(text) for field, text in texts.items()}
    leaflet = f"""
code: A/1-0.R
version: {said["version"]}
issued: 2026-11-01
review_by: 2028-11-01
language: en
author: {said["author"]}
brand: riverside
personal:
  name: {{type: text, label: Name, example: {said["name"]}}}
  clinician: {{type: text, label: Who, example: {said["clinician"]}}}
  site: {{type: text, label: Where, example: {said["site"]}}}
  page: {{type: link, label: Page, example: "https://riverside.example/v/(1)[0]R"}}
title: {said["title"]}
file_title: {said["file_title"]}
strapline: {said["strapline"]}
lead: {said["lead"]}
intro: ["Dear {{name}},", {said["intro"]}, "you see {{clinician}} at {{site}}."]
points:
  - {{heading: {said["point"]}, text: {said["text"]}, short: {said["short"]}}}
sections:
  - {{heading: {said["heading"]}, items: [{said["item"]}, {said["text"]}]}}
safety: {{heading: {said["note_heading"]}, text: {said["note"]}}}
aside: {{heading: {said["aside"]}, items: [{said["item"]}], closing: {said["closing"]}, short: {said["short"]}}}
drawing: {{alt: {said["alt"]}}}
booking: {{label: {said["label"]}, link: "{{page}}", alt: {said["code_alt"]}}}
formats: {said["formats"]}
"""
    (folder / "content/shapes/en.yaml").write_text(leaflet, encoding="utf-8")
    brand = (program_folder() / "content/brands/riverside/brand.yaml").read_text(encoding="utf-8")
    for typed, wanted in (
        ("name: Riverside Acupuncture", f"name: {said['brand']}"),
        ("address: [12 Mill Lane, Exampleton EX1 2AB]", f"address: [{said['address']}, Exampleton]"),
        ('alt: "Mark of Riverside Acupuncture: a fine needle at the middle of two rings"', f"alt: {said['logo']}"),
        (
            '{network: Instagram, account: "@riverside.example", url: https://instagram.example/riverside}',
            f"{{network: {said['network']}, account: {said['account']}}}",
        ),
    ):
        assert typed in brand
        brand = brand.replace(typed, wanted, 1)
    (folder / "content/brands/riverside/brand.yaml").write_text(brand, encoding="utf-8")
    return open_shelf(folder)


def row_of(texts: Texts) -> dict[str, str]:
    """A row of a list; its address holds what an address may hold."""
    return {**{name: texts[name] for name in ("name", "clinician", "site")}, "page": ADDRESS}


ADDRESS: Final = "https://riverside.example/v/(2)[7]%20R"


def info_holds(data: bytes, texts: Texts, *, password: str = "") -> pikepdf.Pdf:
    """Read back by another library: what the file says of itself is what was typed."""
    pdf = pikepdf.open(io.BytesIO(data), password=password)
    assert pdf.check_pdf_syntax() == []
    assert str(pdf.docinfo["/Title"]) == texts["file_title"]
    assert str(pdf.docinfo["/Author"]) == texts["author"]
    assert texts["brand"] in str(pdf.docinfo["/Subject"])
    with pdf.open_metadata() as said:
        assert said["dc:title"] == texts["file_title"]
    return pdf


def spoken(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The words for pictures and links, and the bookmarks."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary):
            yield from (str(each[key]) for key in ("/Alt", "/Contents") if isinstance(each.get(key), pikepdf.String))


def shown(data: bytes, password: str = "") -> str:
    """The words on all pages without white space, by another library."""
    reader = pypdf.PdfReader(io.BytesIO(data), password=password or None)
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def shows(data: bytes, texts: Texts, *fields: str, password: str = "") -> None:
    words = shown(data, password)
    for field in fields:
        assert "".join(texts[field].split()) in words, field


PRINTED: Final = (
    "title", "intro", "heading", "item", "text", "note", "name", "clinician", "site", "lead", "point", "note_heading",
    "address",
)  # fmt: skip


@settings(max_examples=5, derandomize=True)
@given(texts=st.fixed_dictionaries({**dict.fromkeys(FIELDS, TYPED), **SHORT}))
@example(texts=spread(0))
@example(texts=spread(len(FIELDS)))
@example(texts=spread(2 * len(FIELDS)))
def test_every_shape_comes_out_as_it_was_typed(texts: Texts, folder: Path) -> None:
    """In a build for paper, mail and press, a copy, a locked copy, a print file, and imposed."""
    shelf = written(folder, texts)
    for edition, layout in (("office", "page-a4"), ("email", ""), ("press", "flyer-a5")):
        data = make(Order("shapes", edition=edition, layout=layout), shelf).data
        pdf = info_holds(data, texts)
        code = {"Book online"} if edition == "email" else {texts["code_alt"]}
        assert {texts["alt"], texts["logo"], *code} <= {*spoken(pdf)}
        shows(data, texts, *PRINTED)
    imposed = impose(data, Plan(SHEETS["a3"]))
    told = pypdf.PdfReader(io.BytesIO(imposed)).metadata
    assert told is not None and told.title == f"{texts['file_title']}, imposed"
    shows(imposed, texts, *PRINTED)

    for copy, password in copies_of(shelf, texts):
        pdf = info_holds(copy, texts, password=password)
        assert ADDRESS in {str(each.A.URI) for page in pdf.pages for each in page.get("/Annots", [])}
        shows(copy, texts, *PRINTED, password=password)
    record = print_file_of(shelf, texts, folder)
    info_holds(record, texts)
    shows(record, texts, *PRINTED)


def copies_of(shelf: Shelf, texts: Texts) -> Iterator[tuple[bytes, str]]:
    """A copy, proved as a merge would, and a locked one with its password."""
    password = "Apfelbaum am Fluss 7"
    for locked in (False, True):
        copier = Copier(Order("shapes", edition="email"), shelf, locked=locked)
        values = learned(copier, texts)
        if locked:
            yield copier.locked_copy(values, make_lock(password, randomness=secrets.token_bytes)), password
        else:
            data = copier.copy(values, row_of(texts))
            assert copier.prove(values, data) == ()
            yield data, ""


def print_file_of(shelf: Shelf, texts: Texts, folder: Path) -> bytes:
    """One record, which is proved first."""
    copier = Copier(Order("shapes", edition="press", layout="flyer-a5"), shelf)
    learned(copier, texts)
    copier.prepare(together=True)
    target = folder / "print.pdf"
    asked = Asked(2, "", row_of(texts), proved=True)
    assert [done.code for done in write_print_file(target, copier, [asked])] == [""]
    return target.read_bytes()


def learned(copier: Copier, texts: Texts) -> Values:
    values, faults = copier.judge(row_of(texts))
    assert faults == []
    copier.learn(values)
    return values
