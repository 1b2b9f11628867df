"""A connection is encrypted and checked, or not made; nobody reads a password from a file or an argument."""

import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from brochure.base.findings import BadInput
from brochure.base.wishes import LinkSecurity
from brochure.desk import login as login_module
from brochure.desk.login import find_login, login_at_desk
from brochure.send.dialogue import Accepted, Refused, post_letter
from brochure.send.letters import Reply
from brochure.send.message import message_of
from brochure.send.submission import Login, Server, Submission
from tests.send.authority import Authority
from tests.send.letters_for_tests import CAMPAIGN
from tests.send.mail_server import MailServer
from tests.send.test_message import letter

GOOD = ("clinic", "Größe 7 & more")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def posted(
    server: MailServer,
    security: LinkSecurity,
    ca_file: Path | None,
    login: Login | None = None,
    host: str = "127.0.0.1",
) -> object:
    line = Submission(Server(host, server.port, security, ca_file, seconds=5), login)
    try:
        return line.post("info@clinic.test", "a@x.test", message_of(letter(), CAMPAIGN), lambda: None)
    finally:
        line.close()


def refusal(*words: object, **options: object) -> str:
    with pytest.raises(BadInput) as caught:
        posted(*words, **options)  # type: ignore[arg-type]
    return caught.value.findings[0].code


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_encrypted_connection_carries_a_letter(security: LinkSecurity, authority: Authority) -> None:
    """With the clinic's own authority."""
    context = authority.context("127.0.0.1")
    with MailServer(tls=context, implicit=security == "tls") as server:
        outcome = posted(server, security, authority.file)

    assert isinstance(outcome, Accepted)
    assert len(server.taken) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_unknown_authority_is_refused(security: LinkSecurity, authority: Authority) -> None:
    """Whoever sits between could read the letters."""
    with MailServer(tls=authority.context("127.0.0.1"), implicit=security == "tls") as server:
        assert refusal(server, security, None) == "mail-certificate"

    assert server.taken == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_another_host_is_refused(security: LinkSecurity, authority: Authority) -> None:
    """A sound certificate for another name proves nothing."""
    with MailServer(tls=authority.context("other.test"), implicit=security == "tls") as server:
        assert refusal(server, security, authority.file) == "mail-certificate"


def test_a_certificate_that_ran_out_is_refused(authority: Authority) -> None:
    """Its key may long be elsewhere."""
    with MailServer(tls=authority.context("127.0.0.1", days=-1)) as server:
        assert refusal(server, "starttls", authority.file) == "mail-certificate"


def test_a_server_without_starttls_is_refused(authority: Authority) -> None:
    """Somebody between may have taken the offer out."""
    with MailServer() as server:
        assert refusal(server, "starttls", authority.file) == "mail-tls"

    assert server.seen == 0


def test_tls_to_a_port_in_the_clear_is_refused(authority: Authority) -> None:
    """And the other way round it is no finding of the certificate."""
    with MailServer() as server:
        assert refusal(server, "tls", authority.file) == "mail-tls"


@pytest.mark.parametrize("host", ["mail.clinic.test", "192.0.2.1", "localhost.clinic.test", "10.0.0.1", ""])
def test_cleartext_goes_to_no_other_machine(host: str) -> None:
    """Refused before anything is looked up or connected."""
    with pytest.raises(BadInput) as caught:
        Submission(Server(host, 25, "insecure-loopback"), None)

    assert caught.value.findings[0].code == "mail-cleartext"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.9", "::1", "[::1]"])
def test_cleartext_to_this_machine_is_for_test_servers(host: str) -> None:
    """It has to be asked for."""
    Submission(Server(host, 25, "insecure-loopback"), None)


def test_a_login_goes_over_an_encrypted_connection(authority: Authority) -> None:
    """Letters beyond ASCII in a password too."""
    with MailServer(tls=authority.context("127.0.0.1"), login=("clinic", "open sesame")) as server:
        outcome = posted(server, "starttls", authority.file, Login("clinic", "open sesame"))

    assert isinstance(outcome, Accepted)


@pytest.mark.parametrize("password", ["wrong", "Größe"])
def test_a_wrong_login_is_told_without_repeating_it(password: str, authority: Authority) -> None:
    """The library's exception repeats what the server said."""
    tls, good = authority.context("127.0.0.1"), ("clinic", "open sesame")
    with MailServer(tls=tls, login=good) as server, pytest.raises(BadInput) as caught:
        posted(server, "starttls", authority.file, Login("marker", password))

    (finding,) = caught.value.findings
    assert finding.code == "mail-login"
    assert not {"marker", password} & set(f"{finding.message} {finding.hint}".split())
    assert caught.value.__suppress_context__


def test_a_login_that_is_wanted_is_asked_for(authority: Authority) -> None:
    """530 to the sender's line."""
    with MailServer(tls=authority.context("127.0.0.1"), login=GOOD) as server:
        assert refusal(server, "starttls", authority.file) == "mail-login"


def test_a_login_that_nobody_takes_is_told(authority: Authority) -> None:
    """The wrong port, often."""
    with MailServer(tls=authority.context("127.0.0.1")) as server:
        assert refusal(server, "starttls", authority.file, Login("clinic", "x")) == "mail-login"


def test_a_server_that_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to nothing must not hang for hours."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        line = Submission(Server("127.0.0.1", silent.getsockname()[1], "insecure-loopback", seconds=0.2), None)
        with pytest.raises(BadInput) as caught:
            line.connect()

    assert caught.value.findings[0].code == "mail-server"
    assert "no answer" in caught.value.findings[0].message


def test_a_server_that_is_busy_is_told_with_its_code() -> None:
    """Its words are kept back."""
    with socket.create_server(("127.0.0.1", 0)) as busy:
        line = Submission(Server("127.0.0.1", busy.getsockname()[1], "insecure-loopback", seconds=5), None)
        import threading

        def answer() -> None:
            link, _ = busy.accept()
            link.sendall(b"421 4.3.2 marker@x.test later\r\n")
            link.close()

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(BadInput) as caught:
            line.connect()
        thread.join()

    assert "(421)" in caught.value.findings[0].message
    assert "marker" not in caught.value.findings[0].message


def test_no_certificates_in_a_file_is_told(tmp_path: Path) -> None:
    """Before anything is connected."""
    (tmp_path / "ca.pem").write_text("nothing")
    for name in ("ca.pem", "none.pem"):
        with pytest.raises(BadInput) as caught:
            Submission(Server("mail.clinic.test", 587, "starttls", tmp_path / name), None)
        assert caught.value.findings[0].code == "mail-certificate"


class Terminal:
    """A stream that says it is a terminal, or not."""

    def __init__(self, typed: str = "", *, there: bool = True) -> None:
        self.typed, self.there = typed, there
        self.written = ""

    def isatty(self) -> bool:
        return self.there

    def readline(self) -> str:
        return self.typed

    def write(self, text: str) -> int:
        self.written += text
        return len(text)

    def flush(self) -> None: ...


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No login in the environment, no keyring, no terminal."""
    for name in (login_module.USER, login_module.PASSWORD):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.setattr(sys, "stdin", Terminal(there=False))
    return monkeypatch


def test_a_login_is_taken_from_the_environment(desk: pytest.MonkeyPatch) -> None:
    """For machines."""
    desk.setenv("BROCHURE_SMTP_USER", "clinic")
    desk.setenv("BROCHURE_SMTP_PASSWORD", "x")

    assert find_login("mail.test") == Login("clinic", "x")


def test_without_anybody_named_there_is_no_login(desk: pytest.MonkeyPatch) -> None:
    """And nobody is asked where there is no terminal."""
    assert find_login("mail.test") is None


def test_a_password_is_looked_for_in_the_keyring(desk: pytest.MonkeyPatch) -> None:
    """Where one is installed."""
    desk.setenv("BROCHURE_SMTP_USER", "clinic")
    asked: list[tuple[str, str]] = []

    def get_password(service: str, user: str) -> str:
        asked.append((service, user))
        return "kept"

    desk.setitem(sys.modules, "keyring", SimpleNamespace(get_password=get_password))

    assert find_login("mail.test") == Login("clinic", "kept")
    assert asked == [("brochure", "clinic")]


def test_a_keyring_that_fails_is_as_good_as_none(desk: pytest.MonkeyPatch) -> None:
    """Its faults are not the post's."""
    desk.setenv("BROCHURE_SMTP_USER", "clinic")

    def get_password(service: str, user: str) -> str:
        raise RuntimeError("locked")

    desk.setitem(sys.modules, "keyring", SimpleNamespace(get_password=get_password))

    assert find_login("mail.test") == Login("clinic", "")


def test_at_a_terminal_the_desk_is_asked(desk: pytest.MonkeyPatch) -> None:
    """The password is not shown."""
    desk.setattr(sys, "stdin", Terminal("clinic\n"))
    desk.setattr(sys, "stderr", shown := Terminal())
    desk.setattr("getpass.getpass", lambda prompt, stream: "typed")

    assert find_login("mail.test") == Login("clinic", "typed")
    assert "typed" not in shown.written
    assert login_at_desk(Server("localhost", 25, "insecure-loopback")) is None


@pytest.mark.parametrize("size", ["100", "99999999", "0", ""])
def test_a_letter_larger_than_the_server_takes_is_not_said(size: str) -> None:
    """RFC 1870, 4: what it announces counts; 0 and nothing are no limit."""
    line = Submission(Server("127.0.0.1", 1, "insecure-loopback", seconds=5), None)
    with MailServer() as server:
        line.server = line.server._replace(port=server.port)
        link = line.connect()
        link.esmtp_features["size"] = size
        outcome = post_letter(link, "info@clinic.test", "a@x.test", message_of(letter(), CAMPAIGN), lambda: None)
        link.close()

    if size == "100":
        assert outcome == Refused(Reply(552, "5.3.4"), "larger than the server takes")
    assert len(server.taken) == (size != "100")


def test_a_greeting_without_end_is_ended() -> None:
    """The library would read on until the memory is full."""
    with socket.create_server(("127.0.0.1", 0)) as endless:

        def talk() -> None:
            said, _ = endless.accept()
            with said, suppress(OSError):
                while True:
                    said.sendall(b"220-and more\r\n" * 1000)

        talking = threading.Thread(target=talk, daemon=True)
        talking.start()
        line = Submission(Server("127.0.0.1", endless.getsockname()[1], "insecure-loopback", seconds=5), None)
        with pytest.raises(BadInput) as caught:
            line.connect()
        talking.join(5)

    assert not talking.is_alive()
    assert "its answer has no end" in caught.value.findings[0].message


def test_no_password_goes_over_an_open_connection() -> None:
    """Whatever listens on this machine could be another's."""
    with MailServer() as server:
        line = Submission(Server("127.0.0.1", server.port, "insecure-loopback"), Login("clinic", "open sesame"))
        line.connect().close()

    assert line.login is None
