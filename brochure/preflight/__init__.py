"""CHECK: any PDF in, findings with their places out. Nothing here is loaded by a build for the office."""

from brochure.base.edition import Profile
from brochure.preflight.file_check import check_file
from brochure.preflight.inspect import Inspection, inspect, look_at
from brochure.preflight.job import Options
from brochure.preflight.own_mark import mark_in
from brochure.preflight.register import CHECKS, PROFILES, Check
from brochure.preflight.report_page import report_page
from brochure.preflight.text_of_checks import checks_page

__all__ = [
    "CHECKS",
    "PROFILES",
    "Check",
    "Inspection",
    "Options",
    "Profile",
    "check_file",
    "checks_page",
    "inspect",
    "look_at",
    "mark_in",
    "report_page",
]
