"""What a domain says of who may send for it, asked of a name server of our own on loopback."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from brochure.__main__ import main
from brochure.base.findings import Severity
from brochure.send.domain import UnansweredError, domain_findings, texts_here

GOOD = {
    "clinic.org.": ['"v=spf1 include:mail.org " "-all"', '"something else"'],
    "_dmarc.clinic.org.": ['"v=DMARC1; p=quarantine"'],
    "s1._domainkey.clinic.org.": ['"v=DKIM1; k=rsa; p=MIGf"'],
    "old._domainkey.clinic.org.": ['"v=DKIM1; p="'],
}


class NameServer:
    """Answers questions for texts out of a table."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = dict(GOOD)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            data, whom = self.socket.recvfrom(2048)
            if not data:
                return
            asked = dns.message.from_wire(data)
            name = asked.question[0].name.to_text()
            answer = dns.message.make_response(asked)
            answer.flags |= dns.flags.RA
            if name in self.texts:
                answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *self.texts[name]))
            else:
                answer.set_rcode(dns.rcode.NXDOMAIN)
            self.socket.sendto(answer.to_wire(), whom)

    def resolver(self) -> dns.resolver.Resolver:
        """One that asks this server alone."""
        found = dns.resolver.Resolver(configure=False)
        found.nameservers, found.port = ["127.0.0.1"], self.socket.getsockname()[1]
        return found

    def texts_of(self, name: str) -> list[str]:
        return texts_here(name, self.resolver())

    def close(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", self.socket.getsockname())
        self.thread.join(timeout=5)
        self.socket.close()


@pytest.fixture
def server() -> Iterator[NameServer]:
    server = NameServer()
    yield server
    server.close()


def test_a_domain_that_says_all_three_is_let_be(server: NameServer) -> None:
    """Texts in pieces are one text."""
    assert list(domain_findings("clinic.org", "s1", server.texts_of)) == []


@pytest.mark.parametrize(
    ("name", "texts", "told"),
    [("clinic.org.", None, "'clinic.org' has no SPF: nothing stands at 'clinic.org'"),
     ("clinic.org.", ['"v=spf1 -all"', '"v=spf1 mx -all"'], "'clinic.org' has 2 records for SPF, so that none counts"),
     ("clinic.org.", ['"v=spf1 +all"'], "the SPF of 'clinic.org' lets everybody send"),
     ("_dmarc.clinic.org.", None, "'clinic.org' has no DMARC: nothing stands at '_dmarc.clinic.org'"),
     ("s1._domainkey.clinic.org.", ['"v=DKIM1; p="'],
      "'clinic.org' has no DKIM: nothing stands at 's1._domainkey.clinic.org'")],
)  # fmt: skip
def test_what_is_missing_is_a_warning(name: str, texts: list[str] | None, told: str, server: NameServer) -> None:
    """With a way to mend it."""
    server.texts.pop(name)
    server.texts |= {name: texts} if texts else {}
    (finding,) = domain_findings("clinic.org", "s1", server.texts_of)

    assert (finding.code, finding.severity, finding.message) == ("mail-domain", Severity.WARNING, told)
    assert finding.hint


def test_a_key_that_nobody_names_is_not_looked_at(server: NameServer) -> None:
    """And that is said."""
    (finding,) = domain_findings("clinic.org", "", server.texts_of)
    assert finding.severity is Severity.NOTE
    assert "no selector is named" in finding.message


def test_without_a_network_it_says_so() -> None:
    """The letters go all the same."""

    def nobody(name: str) -> list[str]:
        silent = dns.resolver.Resolver(configure=False)
        silent.nameservers, silent.port = ["127.0.0.1"], 9
        return texts_here(name, silent)

    (finding,) = domain_findings("clinic.org", "s1", nobody)
    assert finding.severity is Severity.NOTE
    assert "is not looked at: no name server answers" in finding.message


@pytest.mark.parametrize("domain", ["clinic.example", "clinic.test", "localhost"])
def test_a_domain_that_nobody_can_own_is_not_asked_for(domain: str) -> None:
    """Samples and tests ask nobody."""

    def fail(name: str) -> list[str]:
        raise AssertionError(name)

    assert list(domain_findings(domain, "", fail)) == []


def test_a_missing_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to install."""
    monkeypatch.setitem(__import__("sys").modules, "dns.resolver", None)
    with pytest.raises(UnansweredError, match="brochure\\[dns\\]"):
        texts_here("clinic.org")


def test_the_desk_asks_before_letters_go(
    server: NameServer, clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--dry-run`, where somebody still looks."""
    monkeypatch.chdir(clinic)
    Path("list.csv").write_text("id,email,consent\n1,ana@clinic.org,yes\n", encoding="utf-8")
    Path("mail.yaml").write_text("sender: info@clinic.org\nsubject: Hello\ndkim_selector: old\n", encoding="utf-8")
    monkeypatch.setattr("brochure.send.domain.texts_here", server.texts_of)
    typed = ["send", "acupuncture-pain", "--recipients", "list.csv", "--campaign", "mail.yaml", "--language", "en"]

    assert main([*typed, "--dry-run", "--allow-draft"]) == 0
    assert "warning[mail-domain]: 'clinic.org' has no DKIM" in capsys.readouterr().out
