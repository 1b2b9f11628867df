"""Nobody is left out because of a long name: a word that no line holds is parted, in every edition, by both ways."""

from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.edition import EDITIONS
from brochure.base.order import Order
from brochure.base.records import replace
from brochure.content.shelf import Shelf
from brochure.copies import Copier
from brochure.draft.personal import Values
from brochure.pipeline import make
from brochure.proof.written import spoken_by

SURNAMES = ["PAPADIMITRAKOPOULOS", "Mohammadhosseinzadeh", "ANDRIAMANANTENASOA", "Keihanaikukauakahihuliheekahaunaele"]
SITE = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch58"  # 60 letters, as many as the sample allows
ROW = {"day": "2026-12-01", "hour": "9:30", "clinician": "Dr Jo", "site": "12 Mill Lane", "first": "yes"}
LONG = [{**ROW, "name": name} for name in (*SURNAMES, "M" * 35, "Παπαδημητρακοπουλοπουλου")]
LONG += [{**ROW, "name": SURNAMES[3], "site": SITE}, {**ROW, "name": "Anna Lee", "site": SITE, "first": "no"}]
ORDERS = [Order("your-visit", edition=edition) for edition in EDITIONS if EDITIONS[edition].ending == "pdf"]
ORDERS += [Order("your-visit", layout="trifold-a4", edition=edition) for edition in ("office", "press")]


def values_of(copier: Copier, row: dict[str, str]) -> Values:
    values, faults = copier.judge(row)
    assert faults == []
    return values


@pytest.fixture(params=ORDERS, ids=lambda order: f"{order.edition}-{order.layout}")
def copier(request: pytest.FixtureRequest, shelf: Shelf) -> Copier:
    copier = Copier(request.param, shelf)
    for row in (*LONG, {**ROW, "name": "Jo"}):
        copier.learn(values_of(copier, row))
    return copier


def test_a_long_name_gets_its_copy_by_both_ways(copier: Copier, shelf: Shelf) -> None:
    """Stamped and laid out by itself, each proved by its own tags; both say the name as it was typed."""
    for row in LONG:
        values = values_of(copier, row)
        quick, alone = copier.copy(values, row), make(replace(copier.order, values=row), shelf).data

        assert copier.prove(values, quick) == copier.prove(values, alone) == ()
        for data in (quick, alone):
            said = " ".join(leaf.text for leaf in spoken_by(data))
            assert row["name"] in said and row["site"] in said


def test_a_long_name_is_stamped_into_a_print_file(copier: Copier) -> None:
    """And where the copy has to have a template: with a password, or as a record of one file."""
    for row in LONG:
        _, contents = copier.stamped(values_of(copier, row))

        assert contents


def test_a_name_that_was_not_learned_with_the_list_gets_its_copy(shelf: Shelf) -> None:
    """Rooms are made for a list without long names; this one is laid out by itself, or has a template of its own."""
    copier = Copier(Order("your-visit", edition="email"), shelf)
    copier.learn(values_of(copier, {**ROW, "name": "Jo"}))
    copier.learn(values := values_of(copier, LONG[3]))
    data = copier.copy(values, LONG[3])

    assert copier.prove(values, data) == ()


def test_four_patients_with_long_names_get_four_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"{at},{name},2027-12-01,9:30,Dr Jo,12 Mill Lane,yes\n" for at, name in enumerate(SURNAMES, 1))
    (tmp_path / "list.csv").write_text("id,name,day,hour,clinician,site,first\n" + rows, encoding="utf-8")

    assert (
        main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv", "--edition", "email"])
        == 0
    )

    assert len(list(tmp_path.glob("build/your-visit.run/*.pdf"))) == 4
