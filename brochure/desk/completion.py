"""`brochure completion`: the words of the program as a shell completes them, by shtab."""

import importlib

from brochure.base.findings import BadInput, Finding
from brochure.desk.arguments import parser


def completion_script(shell: str) -> str:
    """What a shell reads once to complete the words of this program.

    Raises:
        BadInput: shtab is not installed.
    """
    try:
        shtab = importlib.import_module("shtab")
    except ImportError:
        hint = "install it with `pip install 'brochure[completion]'`"
        raise BadInput(Finding("missing-library", "completion is written by 'shtab'", None, hint)) from None
    return str(shtab.complete(parser("brochure"), shell=shell))
