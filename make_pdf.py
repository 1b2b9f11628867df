"""Make the leaflets: `python make_pdf.py` writes them into build/; `--help` tells the rest."""

from brochure.__main__ import run

if __name__ == "__main__":
    run(name="make_pdf.py", default="build")
