"""Where the built program begins: without a word it opens the studio, with words it is the command line."""

import multiprocessing
import os
import runpy
import sys
from pathlib import Path

from brochure.__main__ import main, run
from brochure.desk.here import project

OWN = Path.home() / "My clinic"  # whoever has only an icon to click has no folder yet


def start() -> None:
    """Run what was asked for."""
    multiprocessing.freeze_support()
    if sys.argv[1:2] == ["-m"] and sys.argv[2:3] and sys.argv[2].startswith("brochure."):
        # The program starts parts of itself as `python -m`, to bound them; here it is its own Python.
        name, sys.argv = sys.argv[2], sys.argv[2:]
        runpy.run_module(name, run_name="__main__", alter_sys=True)
        return
    if not sys.argv[1:]:
        if project() is None and (OWN.is_dir() or main(["new", str(OWN)]) == 0):
            os.chdir(OWN)
        sys.argv.append("studio")
    run()


start()
