"""What the sender's domain says of who may send for it: SPF, DKIM and DMARC, looked at before letters go.

Large mail providers refuse, or file as spam, what none of the three speaks for. Source: RFC 7208, RFC 6376, RFC 7489.
"""

import importlib
from collections.abc import Callable, Iterator
from typing import Any, Final

from brochure.base.findings import Finding, Severity
from brochure.base.records import NamedTuple

AskDomain = Callable[[str, str], Iterator[Finding]]  # of a domain, and the selector of its key or nothing
NEVER_ANSWERS: Final = ("test", "example", "invalid", "localhost", "local")  # RFC 2606, RFC 6762
_SECONDS: Final = 2.0  # for one question


class UnansweredError(Exception):
    """Nobody could be asked: no network, or no answer in time."""


TextsOf = Callable[[str], list[str]]


class _DomainRecord(NamedTuple):
    """One of the three, and where it stands."""

    name: str
    at: str
    begins: str
    way: str


def domain_findings(domain: str, selector: str, texts_of: TextsOf) -> Iterator[Finding]:
    """What is missing; a note where it could not be looked at. `texts_of` gives the TXT records of a name.

    What a DKIM key is called only its owner knows: without a selector it is not looked at, and that is said.
    """
    if domain.rpartition(".")[2].casefold() in NEVER_ANSWERS:
        return
    records = [
        _DomainRecord("SPF", domain, "v=spf1", "publish who may send, as your mail provider tells you"),
        _DomainRecord(
            "DMARC", f"_dmarc.{domain}", "v=DMARC1", "publish `v=DMARC1; p=none; rua=mailto:...`, then stricter"
        ),
    ]
    if selector:
        at = f"{selector}._domainkey.{domain}"
        records.append(
            _DomainRecord("DKIM", at, "", "have your mail provider sign with this key, or name another selector")
        )
    try:
        for record in records:
            found = [each for each in texts_of(record.at) if _is(each, record)]
            yield from _faults(record, domain, found)
    except UnansweredError as reason:
        message = f"what '{domain}' says of who may send for it is not looked at: {reason}"
        yield Finding("mail-domain", message, None, "look again with a network", Severity.NOTE)
        return
    if not selector:
        message = f"the DKIM key of '{domain}' is not looked at: no selector is named"
        hint = "write `dkim_selector:` in the campaign file, as your mail provider calls it"
        yield Finding("mail-domain", message, None, hint, Severity.NOTE)


def _is(text: str, record: _DomainRecord) -> bool:
    if record.name == "DKIM":
        return "p=" in text and not text.replace(" ", "").endswith("p=")  # an empty key was taken back
    return text.casefold().startswith(record.begins.casefold())


def _faults(record: _DomainRecord, domain: str, found: list[str]) -> Iterator[Finding]:
    if not found:
        message = f"'{domain}' has no {record.name}: nothing stands at '{record.at}'"
        yield Finding("mail-domain", message, None, record.way, Severity.WARNING)
    elif len(found) > 1 and record.name != "DKIM":
        message = f"'{domain}' has {len(found)} records for {record.name}, so that none counts"
        yield Finding("mail-domain", message, None, "leave one", Severity.WARNING)
    elif record.name == "SPF" and found[0].split()[-1].casefold() in ("+all", "all"):
        message = f"the SPF of '{domain}' lets everybody send"
        yield Finding("mail-domain", message, None, "end it with `-all` or `~all`", Severity.WARNING)


def ask_domain(domain: str, selector: str) -> Iterator[Finding]:
    """`domain_findings` by the resolver of this machine; a note where dnspython is not installed."""
    yield from domain_findings(domain, selector, texts_here)


def texts_here(name: str, resolver: Any = None) -> list[str]:
    """The TXT records of a name; none where it has none.

    Raises:
        UnansweredError: nobody could be asked.
    """
    try:
        dns = importlib.import_module("dns.resolver")
    except ImportError:
        raise UnansweredError("it needs `pip install 'brochure[dns]'`") from None
    try:
        asked = resolver or dns.Resolver()
        answer = asked.resolve(name, "TXT", lifetime=_SECONDS)
        return [b"".join(row.strings).decode("utf-8", "replace") for row in answer]
    except (dns.NXDOMAIN, dns.NoAnswer):
        return []
    except (dns.NoNameservers, dns.LifetimeTimeout, dns.NoResolverConfiguration, OSError):
        raise UnansweredError("no name server answers") from None
