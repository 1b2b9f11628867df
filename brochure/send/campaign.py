"""What all letters of one mailing have in common, and the server: of a YAML file and of a wish, which wins."""

import re
from pathlib import Path
from typing import Annotated

from brochure.base.findings import BadInput, Finding
from brochure.base.model import About, Model
from brochure.base.origin import Origin, Said
from brochure.base.records import NamedTuple
from brochure.base.wishes import LinkSecurity, SendWish
from brochure.content.model import read_model
from brochure.content.nodes import read_file_bytes, read_nodes
from brochure.content.shelf import shown
from brochure.people.addresses import Mailbox, mailbox_of
from brochure.send.heads import head_fault
from brochure.send.submission import PORTS, Server

_WISHED = Origin("", 0, 0)  # and not in a file
_HOST_AND_PORT = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:\[\]]+)):(\d{1,5})")
_IPV6 = re.compile(r"\[?[0-9A-Fa-f:.]+\]?")
_OPTIONS = ("name", "sender", "subject", "server", "port", "security", "rate")
_MOST_SUBJECT = 120  # letters; phones show about 40
_MOST_URL = 900  # octets: a header line is not folded inside a URL, and ends at 998
TOKEN = "{token}"  # noqa: S105 - the place in a URL where the mark of a letter goes


class CampaignFile(Model):
    """What `--campaign FILE` may hold; an option of the same name wins."""

    name: Annotated[
        Said | None, About("Name of the mailing: each recipient gets one letter under one name.", most=80)
    ] = None
    sender: Annotated[
        Said | None, About("Address that the letters come from.", most=254, example="info@clinic.example")
    ] = None
    sender_name: Annotated[Said | None, About("Name beside that address.", most=80)] = None
    subject: Annotated[
        Said | None, About("Subject for all languages; neutral, since locked screens show it.", most=_MOST_SUBJECT)
    ] = None
    subjects: Annotated[dict[str, Said] | None, About("Subject of each language, such as `en: Your leaflet`.")] = None
    reply_to: Annotated[Said | None, About("Address for answers.", most=254)] = None
    unsubscribe: Annotated[
        Said | None, About("https address for one click, with {token} for the mark of the letter.", most=_MOST_URL)
    ] = None
    server: Annotated[Said | None, About("Name of the mail server.", most=253, example="mail.clinic.example")] = None
    port: Annotated[Said | None, About("Port of the mail server.", pattern=r"\d{1,5}", example="587")] = None
    security: Annotated[Said | None, About("`starttls` or `tls`.", pattern="starttls|tls", example="starttls")] = None
    rate: Annotated[Said | None, About("Most letters in a minute.", pattern=r"[1-9]\d{0,4}", example="60")] = None
    dkim_selector: Annotated[
        Said | None, About("What the mail provider calls the key that it signs with.", pattern=r"[A-Za-z0-9._-]{1,63}")
    ] = None
    per_connection: Annotated[Said | None, About("Most letters over one connection.", pattern=r"[1-9]\d{0,4}")] = None


class Campaign(NamedTuple):
    """A mailing that can be sent: everything judged."""

    name: str
    sender: Mailbox
    sender_name: str
    subjects: dict[str, str]  # by language tag; the empty tag for all others
    reply_to: Mailbox | None = None
    unsubscribe: str = ""  # URL with TOKEN in it
    dkim_selector: str = ""  # of the key that the sender's server signs with; empty where nobody says

    def subject(self, language: str) -> str:
        """The subject in this language; empty where none is given for it."""
        return self.subjects.get(language) or self.subjects.get("", "")


def campaign_of(wish: SendWish, name: str) -> Campaign:
    """The campaign; called `name` where nobody says otherwise.

    Raises:
        BadInput: with every fault of file and wish.
    """
    try:
        return judged_campaign(_said(wish), name=name)
    except BadInput as fault:
        raise BadInput(*(_without_place(finding) for finding in fault.findings)) from None


def server_of(wish: SendWish) -> Server:
    """The server that letters are given to.

    Raises:
        BadInput: none is named, or its port is none.
    """
    said = _said(wish)
    if said.server is None:
        hint = "say --server mail.clinic.example, or write `server:` in the campaign file"
        raise BadInput(Finding("mail-server", "no mail server is named", None, hint))
    security: LinkSecurity = "starttls"
    if said.security is not None:
        security = "tls" if said.security.text == "tls" else "starttls"
    if wish.security == "insecure-loopback":
        security = "insecure-loopback"
    host, of_host = _host_and_port(said.server)
    if of_host and said.port and of_host.text != said.port.text:
        message = f"the server is named with port {of_host}, and --port says {said.port}"
        raise BadInput(Finding("options-clash", message, None, "say the port once"))
    named = said.port or of_host
    port = _number(named, "--port", 65535) if named else PORTS[security]
    each = _number(said.per_connection, "per_connection", 99_999) if said.per_connection else 100
    return Server(host, port, security, wish.ca_file, each)


def _host_and_port(said: Said) -> tuple[str, Said | None]:
    """A server as people type it: `mail.clinic.example:587`, `[::1]:25`, or without a port."""
    found = _HOST_AND_PORT.fullmatch(said.text)
    if not found and (re.search(r"[/\s]", said.text) or (":" in said.text and not _IPV6.fullmatch(said.text))):
        message = f"'{said.text[:60]}' is no name of a server"
        hint = "write `mail.clinic.example`, or `mail.clinic.example:587`"
        raise BadInput(Finding("mail-server", message, said.origin if said.origin != _WISHED else None, hint))
    return (found[1] or found[2], said._replace(text=found[3])) if found else (said.text, None)


def rate_of(wish: SendWish) -> float:
    """Most letters in a minute; 0 for no limit.

    Raises:
        BadInput: it is no number.
    """
    said = _said(wish).rate
    return float(_number(said, "--rate", 99_999)) if said else 0.0


def _said(wish: SendWish) -> CampaignFile:
    found = read_campaign(wish.campaign) if wish.campaign else CampaignFile()
    wished = {name: getattr(wish, name) for name in _OPTIONS}
    changes: dict[str, Said | None] = {name: Said(f"{it}", _WISHED) for name, it in wished.items() if it is not None}
    if "subject" in changes:  # one subject for all was wished for, so it is meant for all
        changes["subjects"] = None
    return found.but(**changes)


def plain_number(text: str, name: str, most: int, origin: Origin | None = None) -> int:
    """A number from 1 to `most`; `name` is how messages call it.

    Raises:
        BadInput: it is none.
    """
    if text.isascii() and text.isdigit() and 0 < int(text) <= most:
        return int(text)
    raise BadInput(Finding("bad-form", f"'{name}' is no number from 1 to {most:,}", origin, "write plain figures"))


def _number(said: Said, name: str, most: int) -> int:
    return plain_number(said.text, name, most, said.origin if said.origin != _WISHED else None)


def _without_place(finding: Finding) -> Finding:
    if finding.origin != _WISHED:
        return finding
    return Finding(finding.code, finding.message, None, finding.hint, finding.severity)


def read_campaign(path: Path) -> CampaignFile:
    """The file as typed.

    Raises:
        BadInput: with every fault in it; or it is no YAML file, whose lines might be patients.
    """
    if path.suffix.lower() not in {".yaml", ".yml"}:
        message = f"'{shown(path)}' is no campaign file"
        raise BadInput(Finding("not-a-file", message, None, "name a YAML file, such as campaign.yaml"))
    return read_model(read_nodes(read_file_bytes(path, name=shown(path)), file=shown(path)), CampaignFile)


def judged_campaign(said: CampaignFile, *, name: str) -> Campaign:
    """The mailing, once everything that goes into a header is seen to be sound; `name` where none was said.

    Raises:
        BadInput: with every fault.
    """
    faults: list[Finding] = []
    sender = _mailbox(said.sender, "sender", faults)
    if said.sender is None:
        hint = "say --sender info@clinic.example, or write `sender:` in the campaign file"
        faults.append(Finding("mail-sender", "nobody is named as the sender", None, hint))
    subjects = {"": said.subject} if said.subject else {}
    subjects |= said.subjects or {}
    if not subjects:
        hint = "say --subject 'Information from your clinic', or write `subject:` in the campaign file"
        faults.append(Finding("mail-subject", "the letters have no subject", None, hint))
    heads: list[tuple[Said | None, str]] = [(text, "subject") for text in subjects.values()]
    heads += [(said.sender_name, "sender name"), (said.name, "name"), (said.unsubscribe, "address for one click")]
    for text, where in heads:
        fault = head_fault(text, where)
        if fault is not None:
            faults.append(fault)
    faults += [_too_long(subject) for subject in subjects.values() if len(subject.text) > _MOST_SUBJECT]
    reply_to = _mailbox(said.reply_to, "reply_to", faults)
    url = said.unsubscribe.text if said.unsubscribe else ""
    if said.unsubscribe and not (url.startswith("https://") and TOKEN in url and url.isascii() and " " not in url):
        hint = f"write https://clinic.example/unsubscribe/{TOKEN}"
        faults.append(Finding("mail-unsubscribe", "no address for one click", said.unsubscribe.origin, hint))
    if faults or sender is None:
        raise BadInput(*faults)
    texts = {tag: subject.text for tag, subject in subjects.items()}
    own_name = said.sender_name.text if said.sender_name else ""
    selector = said.dkim_selector.text if said.dkim_selector else ""
    return Campaign(said.name.text if said.name else name, sender, own_name, texts, reply_to, url, selector)


def _mailbox(said: Said | None, field: str, faults: list[Finding]) -> Mailbox | None:
    box = mailbox_of(said.text.strip()) if said else None
    if isinstance(box, Mailbox):
        return box
    if said is not None:
        faults.append(
            Finding("mail-sender", f"'{field}' {box}", said.origin, "write one address such as info@clinic.example")
        )
    return None


def _too_long(subject: Said) -> Finding:
    message = f"the subject has {len(subject.text)} letters; at most {_MOST_SUBJECT} are taken"
    return Finding("mail-subject", message, subject.origin, "make it shorter; phones show about 40")
