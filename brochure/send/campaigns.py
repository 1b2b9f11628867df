"""Options of `brochure send` and its campaign file become a judged campaign and a server; an option wins."""

import argparse

from brochure.base.findings import BadInput, Finding
from brochure.base.origin import Origin, Said
from brochure.send.campaign import Campaign, CampaignFile, judged_campaign, read_campaign
from brochure.send.submission import PORTS, Security, Server

_TYPED = Origin("", 0, 0)  # at the desk, not in a file
_OPTIONS = ("name", "sender", "subject", "server", "port", "security", "rate")


def campaign_of(arguments: argparse.Namespace, name: str) -> Campaign:
    """The campaign; called `name` where nobody says otherwise.

    Raises:
        BadInput: with every fault of file and options.
    """
    try:
        return judged_campaign(_said(arguments), name=name)
    except BadInput as fault:
        raise BadInput(*(_typed(finding) for finding in fault.findings)) from None


def server_of(arguments: argparse.Namespace) -> Server:
    """The server that letters are given to.

    Raises:
        BadInput: none is named, or its port is none.
    """
    said = _said(arguments)
    if said.server is None:
        hint = "say --server mail.clinic.example, or write `server:` in the campaign file"
        raise BadInput(Finding("mail-server", "no mail server is named", None, hint))
    security: Security = "starttls"
    if said.security is not None:
        security = "tls" if said.security.text == "tls" else "starttls"
    if arguments.security == "insecure-loopback":
        security = "insecure-loopback"
    port = _number(said.port, "--port", 65535) if said.port else PORTS[security]
    each = _number(said.per_connection, "per_connection", 99_999) if said.per_connection else 100
    return Server(said.server.text, port, security, arguments.ca_file, each)


def rate_of(arguments: argparse.Namespace) -> float:
    """Most letters in a minute; 0 for no limit.

    Raises:
        BadInput: it is no number.
    """
    said = _said(arguments).rate
    return float(_number(said, "--rate", 99_999)) if said else 0.0


def _said(arguments: argparse.Namespace) -> CampaignFile:
    found = read_campaign(arguments.campaign) if arguments.campaign else CampaignFile()
    typed = {name: getattr(arguments, name) for name in _OPTIONS}
    changes: dict[str, Said | None] = {name: Said(text, _TYPED) for name, text in typed.items() if text is not None}
    if "subject" in changes:  # one subject for all was typed, so it is meant for all
        changes["subjects"] = None
    return found.but(**changes)


def _number(said: Said, name: str, most: int) -> int:
    if said.text.isascii() and said.text.isdigit() and 0 < int(said.text) <= most:
        return int(said.text)
    origin = said.origin if said.origin != _TYPED else None
    raise BadInput(Finding("bad-form", f"'{name}' is no number from 1 to {most:,}", origin, "write plain figures"))


def _typed(finding: Finding) -> Finding:
    if finding.origin != _TYPED:
        return finding
    return Finding(finding.code, finding.message, None, finding.hint, finding.severity)
