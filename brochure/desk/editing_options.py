"""The words that may be typed after the commands that change a clinic's texts."""

import argparse
from pathlib import Path

from brochure.desk.shared_options import report_options


def set_options(typed: argparse.ArgumentParser) -> None:
    """One text of a leaflet, and what is to stand there."""
    typed.add_argument("leaflet", metavar="LEAFLET", help="folder under content/")
    typed.add_argument("path", metavar="PATH", help="field, such as title or points.4.text; entries count from 1")
    typed.add_argument("text", metavar="TEXT", help="words to stand there; '' takes out a field that may be missing")
    typed.add_argument("--language", metavar="TAG", default="en", help="language of the text (%(default)s)")
    report_options(typed)


def review_options(review: argparse.ArgumentParser) -> None:
    """A page that goes out, or what came back of it."""
    review.add_argument("leaflet", metavar="LEAFLET", help="folder under content/")
    review.add_argument("--language", metavar="TAG", default="en", help="language of the text (%(default)s)")
    review.add_argument("--back", metavar="FILE", type=Path, help="take in what came back: the page, or its small file")
    review.add_argument("--out", metavar="DIR|FILE.html", type=Path, help="where the page goes (build)")
    review.add_argument("--overwrite", action="store_true", help="replace a file that this program did not make")
    report_options(review)


def studio_options(studio: argparse.ArgumentParser) -> None:
    """Where it listens, how long, and whether it opens a browser."""
    studio.add_argument(
        "--port", metavar="N", type=int, default=0, help="port on this machine (one of the folder's own)"
    )
    studio.add_argument(
        "--idle",
        metavar="MINUTES",
        type=int,
        default=30,
        help="end after so long without a request; 0: never (%(default)s)",
    )
    studio.add_argument("--no-open", dest="opens", action="store_false", help="print the link, open no browser")
    report_options(studio)
