"""Who asks for en-GB gets the English letter, and the report says so."""

import email
import email.policy
from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.__main__ import main
from tests.send.mail_server import MailServer
from tests.send.test_sending import listed, words

LIST = "id,email,consent,language\n1,a@x.org,yes,en-GB\n2,b@x.org,yes,zh-CN\n3,c@x.org,yes,en-US\n4,d@x.org,yes,EN\n"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    monkeypatch.chdir(tmp_path)
    with MailServer() as server:
        yield server


def test_a_kind_of_a_language_gets_the_language(server: MailServer, capsys: pytest.CaptureFixture[str]) -> None:
    """RFC 4647, 3.4; a region of Chinese says its script."""
    assert main(words(server, *listed(LIST))) == 0

    bodies = []
    for taken in server.taken:
        message = email.message_from_bytes(taken.data, policy=email.policy.default).get_body(("plain",))
        assert message is not None
        bodies.append(message.get_content())
    assert [("endorphins" in body, "针" in body) for body in bodies] == [
        (True, False),
        (False, True),
        *[(True, False)] * 2,
    ]
    said = capsys.readouterr().out
    assert "note[language-nearest]: 2 asked for a kind of 'en' that the leaflet is not written in (row 2, 4)" in said
    assert "note[language-nearest]: 1 asked for a kind of 'zh-Hans'" in said


def test_a_language_without_kin_is_told(server: MailServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words(server, *listed("id,email,consent,language\n1,a@x.org,yes,de-AT\n"))) == 1

    assert "unknown-language" in capsys.readouterr().out and server.taken == []
