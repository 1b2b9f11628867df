"""Make the leaflets: `python make_pdf.py` writes them into build/; `--help` tells the rest."""

import sys

from brochure.__main__ import main

if __name__ == "__main__":
    sys.exit(main(name="make_pdf.py", default="build"))
