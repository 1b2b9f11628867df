"""CHECK, for print: any PDF in, findings with their places out. Nothing here is loaded by a build for the office."""

from brochure.preflight.print.inspect import Inspection, inspect, look_at
from brochure.preflight.print.job import Options, Profile
from brochure.preflight.print.register import CHECKS, PROFILES, Check
from brochure.preflight.print.report_page import report_page
from brochure.preflight.print.text_of_checks import checks_page

__all__ = [
    "CHECKS",
    "PROFILES",
    "Check",
    "Inspection",
    "Options",
    "Profile",
    "checks_page",
    "inspect",
    "look_at",
    "report_page",
]
