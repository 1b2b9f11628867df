"""A clinic that signed its leaflet and its letter."""

import os
from pathlib import Path

import pytest

from tests.conftest import signed, with_own_words

DAY = "2026-11-28"


def signed_desk(clinic: Path, monkeypatch: pytest.MonkeyPatch, rows: str) -> Path:
    """The folder with words of its own, both texts signed on `DAY`, and a list of recipients; the desk stands in it."""
    monkeypatch.chdir(with_own_words(clinic))
    (clinic / "bin").mkdir()
    (clinic / "bin" / "lp").write_text("#!/bin/sh\ncat > printed.pdf\n", encoding="ascii")
    (clinic / "bin" / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", f"{clinic / 'bin'}{os.pathsep}{os.environ['PATH']}")
    for module in ("commands", "signing", "finding", "shapes"):
        monkeypatch.setattr(f"brochure.desk.{module}.today", lambda: DAY)
    (clinic / "list.csv").write_text(rows, encoding="utf-8")
    for name in ("acupuncture-pain", "your-visit"):
        home = clinic / "content" / name / "en.yaml"
        home.write_text(home.read_text(encoding="utf-8").replace(".example", ".test"), encoding="utf-8")
        signed(clinic, name)
    return clinic
