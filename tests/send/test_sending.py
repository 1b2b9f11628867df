"""`brochure send`, from the words that are typed to what a server gets, and what may be said about it."""

import csv
import email
import email.policy
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.base.wishes import SendWish
from brochure.copies.manifest import Copy, Header, ManifestWriter, file_name
from brochure.people.keys import open_key
from brochure.pipeline import make
from brochure.proof.written import spoken_by
from brochure.send.campaign import server_of
from tests.conftest import ROOT
from tests.send.authority import Authority
from tests.send.mail_server import MailServer
from tests.test_files import mounted

Printed = pytest.CaptureFixture[str]
LIST = "id,email,consent,language\n1,anna@x.test,yes,en\n2,ben@x.test,y,en\n3,cy@x.test,no,en\n"
LEAFLET = "acupuncture-pain"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and nobody's login."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "BROCHURE_SMTP_USER", "BROCHURE_SMTP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


def words(server: MailServer | None, *more: str, what: str = LEAFLET) -> list[str]:
    """What a person types; the samples are drafts."""
    typed = [
        "send",
        what,
        "--samples",
        "--sender",
        "info@clinic.test",
        "--subject",
        "Information",
        "--allow-draft",
        *more,
    ]
    if server is not None:
        typed += ["--server", "127.0.0.1", "--port", str(server.port), "--security", "insecure-loopback"]
    return typed


def listed(text: str = LIST) -> tuple[str, str]:
    Path("list.csv").write_text(text, encoding="utf-8")
    return "--recipients", "list.csv"


def outbox(*task: str) -> int:
    return main(["outbox", *task])


def test_a_leaflet_goes_to_those_who_said_yes(server: MailServer, capsys: Printed) -> None:
    """One message each, with the leaflet in both bodies and the e-mail edition attached."""
    code = main(words(server, *listed()))

    told = capsys.readouterr()
    assert code == 0, told.out
    assert "2 letters to send" in told.out
    assert "2 sent now" in told.out
    assert [taken.to for taken in server.taken] == [("anna@x.test",), ("ben@x.test",)]
    message = email.message_from_bytes(server.taken[0].data, policy=email.policy.default)
    (attached,) = message.iter_attachments()
    assert attached.get_content() == make(Order(LEAFLET, "en", edition="email")).data
    body = message.get_body(("plain",))
    assert body is not None
    assert "endorphins" in body.get_content()


def test_the_same_command_sends_nothing_twice(server: MailServer, capsys: Printed) -> None:
    """Resume is the same command; whoever was added since gets a letter."""
    main(words(server, *listed()))
    code = main(words(server, *listed(LIST + "4,dora@x.test,yes,en\n")))

    assert code == 0
    assert [taken.to[0] for taken in server.taken] == ["anna@x.test", "ben@x.test", "dora@x.test"]
    assert "1 sent now; in all 3 sent, 1 held" in capsys.readouterr().out


def test_each_gets_the_leaflet_in_the_own_language(server: MailServer) -> None:
    """One PDF for each language, made once."""
    main(words(server, *listed("id,email,consent,language\n1,a@x.test,y,es\n2,b@x.test,y,pl\n3,c@x.test,y,ES\n")))

    languages = [re.findall(rb"Content-Language: (\S+)", taken.data)[0] for taken in server.taken]
    assert languages == [b"es", b"pl", b"es"]
    assert len(list(Path("outbox/files").iterdir())) == 2


def test_a_language_that_the_leaflet_lacks_is_told_and_held(server: MailServer, capsys: Printed) -> None:
    """Never the leaflet in another one."""
    code = main(words(server, *listed("id,email,consent,language\n1,a@x.test,y,de\n2,b@x.test,y,\n3,c@x.test,y,en\n")))

    told = capsys.readouterr().out
    assert code == 1
    assert told.count("error[unknown-language]") == 2
    assert len(server.taken) == 1


def test_a_language_without_subject_is_held_and_the_others_go(server: MailServer, desk: Path, capsys: Printed) -> None:
    """A subject in another language looks like a mistake."""
    (desk / "campaign.yaml").write_text("subjects:\n  en: Your leaflet\n")
    typed = words(server, *listed("id,email,consent,language\n1,a@x.test,y,es\n2,b@x.test,y,en\n3,c@x.test,y,es\n"))
    del typed[typed.index("--subject") : typed.index("--subject") + 2]

    assert main([*typed, "--campaign", "campaign.yaml"]) == 1
    assert capsys.readouterr().out.count("error[mail-subject]: no subject in the language 'es'") == 1
    assert [taken.to[0] for taken in server.taken] == ["b@x.test"]


def test_a_run_that_is_stopped_by_the_server_counts_what_went(server: MailServer, capsys: Printed) -> None:
    """The letters before the fault were sent."""
    turn = iter(["", "550 5.7.1 not you"])
    server.plan = lambda place: next(turn) if place == "mail" else ""
    code = main(words(server, *listed()))

    told = capsys.readouterr().out
    assert code == 1
    assert "1 sent now; in all 1 queued, 1 sent, 1 held" in told
    assert "error[mail-sender-refused]" in told


def test_a_draft_goes_to_no_patient(server: MailServer, capsys: Printed) -> None:
    """Unless somebody says so."""
    code = main([word for word in words(server, *listed()) if word != "--allow-draft"])

    assert code == 1
    assert "error[not-signed]" in (told := capsys.readouterr().out)
    assert "--allow-draft" in told
    assert server.taken == []


def test_faults_of_the_list_are_told_and_good_rows_go(server: MailServer, capsys: Printed) -> None:
    """Exit 1, and every fault in one go."""
    code = main(
        words(server, *listed(LIST + "4,d@x.test\n5,e@x.test,maybe,en\n6,e@x.test;f@x.test,y,en\n7,g@x.test,y,en\n"))
    )

    told = capsys.readouterr().out
    assert code == 1
    assert "error[csv-row]: row 5" in told
    assert "error[consent-unclear]: row 6" in told
    assert "warning[letter-held]: list.csv, row 7" in told
    assert len(server.taken) == 3


def test_without_consent_nobody_is_written_to(server: MailServer, capsys: Printed) -> None:
    """CS11: and that is said."""
    code = main(words(server, *listed("id,email\n1,a@x.test\n"), "--language", "en"))

    assert code == 1
    assert "error[consent-missing]" in capsys.readouterr().out
    assert server.taken == []


def test_a_list_that_was_cut_short_is_told(server: MailServer, capsys: Printed) -> None:
    """Else everybody whom it lost would be missed in silence."""
    server.plan = lambda place: "451 4.3.0 later" if place == "rcpt" else ""
    main(words(server, *listed()))
    capsys.readouterr()

    assert main(words(server, *listed("id,email,consent,language\n"))) == 1
    told = capsys.readouterr().out
    assert "error[recipients-missing]: nobody is on the list 'list.csv'" in told
    assert "warning[letter-held]: 2 letters that were queued are held" in told


def test_shared_addresses_wait_for_a_word(server: MailServer, capsys: Printed) -> None:
    """CS08."""
    text = "id,email,consent,language\n1,a@x.test,y,en\n2,A@X.test,y,en\n3,c@x.test,y,en\n"
    first = main(words(server, *listed(text)))
    told = capsys.readouterr().out
    second = main(words(server, *listed(text), "--allow-shared-address"))

    assert (first, second) == (1, 0)
    assert "row 2: address of several recipients" in told
    assert "row 3: address of several recipients" in told
    assert [taken.to[0] for taken in server.taken] == ["c@x.test", "a@x.test", "A@x.test"]


def test_a_dry_run_writes_nothing_and_decides_as_the_real_one(server: MailServer, capsys: Printed) -> None:
    """Not even a key."""
    code = main(words(None, *listed(), "--dry-run"))
    before = sorted(entry.name for entry in Path().iterdir())
    main(words(server, *listed()))
    capsys.readouterr()
    again = main(words(None, *listed(LIST + "4,d@x.test,y,en\n"), "--dry-run"))

    assert (code, again) == (0, 0)
    assert before == ["content", "list.csv"]
    assert "1 letter to send, 2 sent, 1 held" in capsys.readouterr().out
    assert len(server.taken) == 2


def test_a_sample_goes_to_the_desk_alone(server: MailServer, capsys: Printed) -> None:
    """No list, no outbox, no consent needed."""
    code = main(words(server, "--to", "me@clinic.test"))

    assert code == 0
    assert [taken.to for taken in server.taken] == [("me@clinic.test",)]
    assert not Path("outbox").exists()
    assert "one sample sent" in capsys.readouterr().out


def test_messages_are_written_as_files(capsys: Printed) -> None:
    """They open in mail programs; nothing is sent or noted."""
    code = main(words(None, *listed(), "--eml", "mails"))

    files = sorted(Path("mails").iterdir())
    assert code == 0
    assert [re.sub("[0-9a-f]{10}", "mark", file.name) for file in files] == ["000002-mark.eml", "000003-mark.eml"]
    message = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
    assert message["To"] == "anna@x.test"
    assert sorted(path.name for path in Path("outbox").iterdir()) == [".gitignore", "key"]
    assert "2 messages written, none sent" in capsys.readouterr().out
    if os.name == "posix":
        assert files[0].stat().st_mode & 0o077 == 0


def test_files_of_others_are_left_alone(capsys: Printed) -> None:
    """FI02, FI05."""
    main(words(None, *listed(), "--eml", "mails"))
    Path("file").write_text("x")

    assert main(words(None, *listed(), "--eml", "mails", "--name", "another")) == 1
    assert main(words(None, *listed(LIST.replace("2,ben@x.test,y", "2,ben@x.test,n")), "--eml", "mails")) == 1
    assert main(words(None, *listed(), "--eml", "file")) == 1
    assert main(words(None, *listed(), "--eml", "no/where")) == 1
    told = capsys.readouterr().out
    assert told.count("error[bad-folder]") == 2
    assert "error[output-exists]: 'mails' holds 2 messages that are not of this mailing" in told
    assert "error[output-exists]: 'mails' holds a message that is not of this mailing" in told
    assert len(list(Path("mails").iterdir())) == 2


def test_a_full_disk_leaves_whole_messages(tmp_path: Path, capsys: Printed) -> None:
    """FI04."""
    text = "id,email,consent,language\n" + "".join(f"{at},p{at}@x.test,y,en\n" for at in range(40))
    with mounted(tmp_path / "disk", "size=1m") as disk:
        code = main(words(None, *listed(text), "--eml", str(disk / "mails")))
        sizes = {file.stat().st_size for file in (disk / "mails").iterdir()}
        whole = all(file.read_bytes().endswith(b"--\r\n") for file in (disk / "mails").iterdir())

    assert code == 1
    assert "error[not-written]" in capsys.readouterr().out
    assert len(sizes) < 3
    assert whole


def message_ids(folder: Path) -> dict[str, str]:
    return {
        path.name: email.message_from_bytes(path.read_bytes(), policy=email.policy.default)["Message-ID"]
        for path in folder.glob("*.eml")
    }


def test_the_same_command_goes_on_writing_files(tmp_path: Path, capsys: Printed) -> None:
    """After a full disk, or a kill that left half a message; each keeps its name and its Message-ID."""
    text = "id,email,consent,language\n" + "".join(f"{at},p{at}@x.test,y,en\n" for at in range(4))
    typed = words(None, *listed(text), "--eml", "mails")
    assert main(typed) == 0
    first = message_ids(Path("mails"))
    gone = sorted(Path("mails").iterdir())[2:]
    for path in gone:
        path.unlink()
    Path("mails/.brochure-abc").write_text("To: p2@x.test, half a message")
    listed(text.replace("p0@x.test", "mended@x.test"))

    assert main(typed) == 0

    assert "4 messages written" in capsys.readouterr().out
    assert message_ids(Path("mails")) == first
    assert len(first) == len(set(first.values())) == 4
    assert b"mended@x.test" in sorted(Path("mails").iterdir())[0].read_bytes()
    assert not list(Path("mails").glob(".brochure-*"))


def test_files_of_a_killed_command_are_gone_on_with(desk: Path) -> None:
    """The real command, killed in the middle of its work."""
    text = "id,email,consent,language\n" + "".join(f"{at},p{at}@x.test,y,en\n" for at in range(1, 301))
    typed = words(None, *listed(text), "--eml", "mails")
    folder = desk / "mails"
    with subprocess.Popen([sys.executable, "-m", "brochure", *typed], cwd=desk, stdout=subprocess.DEVNULL) as writer:
        deadline = time.monotonic() + 60
        while len(list(folder.glob("*.eml"))) < 10 and time.monotonic() < deadline:
            time.sleep(0.001)
        writer.send_signal(signal.SIGKILL)
    before = message_ids(folder)
    assert 10 <= len(before) < 300

    assert main(typed) == 0

    after = message_ids(folder)
    assert len(after) == 300
    assert before.items() <= after.items()
    assert not list(folder.glob(".brochure-*"))


def test_files_bear_the_marks_of_the_real_sending(server: MailServer) -> None:
    """Whoever sends the files by other means can hold them against the outbox."""
    main(words(None, *listed(), "--eml", "mails"))
    main(words(server, *listed()))

    assert sorted(message_ids(Path("mails")).values()) == sorted(server.counts)


def test_a_key_elsewhere_needs_no_outbox_for_files() -> None:
    """`--key` says where it lies."""
    assert main(words(None, *listed(), "--eml", "mails", "--key", "clinic.key")) == 0

    assert Path("clinic.key").exists()
    assert not Path("outbox").exists()


def run_of(folder: Path, count: int, key: Path, **changes: object) -> Path:
    """A merged run as `brochure merge` leaves it: a PDF and a line for each recipient."""
    folder.mkdir()
    mark = open_key(key)
    header = Header(LEAFLET, "en", "email", "spring", "2026-11-01T00:00:00+00:00", False, mark.mark)
    with ManifestWriter(folder, header._replace(**changes)) as writer:  # type: ignore[arg-type]
        for row in range(2, count + 2):
            name, data = file_name(row, str(row)), b"%%PDF-1.7 copy %d" % row
            (folder / name).write_bytes(data)
            writer.add(Copy(row, mark.recipient(str(row)), name, len(data), sha256(data).hexdigest(), "0f" * 16))
    return folder


PEOPLE = "id,email,consent\n" + "".join(f"{row},p{row}@x.test,yes\n" for row in range(2, 6))


def test_a_merged_run_sends_each_their_own_copy(server: MailServer, capsys: Printed, tmp_path: Path) -> None:
    """Found by the keyed hash of the id, whatever the order of the list."""
    run_of(tmp_path / "run", 4, tmp_path / "outbox" / "key")
    head, *rows = PEOPLE.splitlines()
    code = main(words(server, *listed("\n".join([head, *reversed(rows)])), what="run"))

    told = capsys.readouterr().out
    assert code == 0, told
    assert "campaign 'spring': 4 letters" in told
    copies = {}
    for taken in server.taken:
        (attached,) = email.message_from_bytes(taken.data, policy=email.policy.default).iter_attachments()
        copies[taken.to[0]] = attached.get_content()
    assert copies == {f"p{row}@x.test": b"%%PDF-1.7 copy %d" % row for row in range(2, 6)}


def test_whoever_lacks_a_copy_or_has_a_changed_one_is_held(server: MailServer, capsys: Printed, tmp_path: Path) -> None:
    """EM15, and a run that was merged from another list."""
    run_of(tmp_path / "run", 3, tmp_path / "outbox" / "key")
    (tmp_path / "run" / file_name(3, "3")).write_bytes(b"%PDF of somebody else")
    code = main(words(server, *listed(PEOPLE), what="run"))
    main(["outbox", "list", "--state", "held"])

    told = capsys.readouterr().out
    assert code == 1
    assert sorted(taken.to[0] for taken in server.taken) == ["p2@x.test", "p4@x.test"]
    assert "PDF missing or changed" in told
    assert "row 5: no copy in the run" in told


def test_a_sample_of_a_run_is_its_first_copy(server: MailServer, capsys: Printed, tmp_path: Path) -> None:
    """As whoever is first on the list will get it; a changed one is told."""
    run_of(tmp_path / "run", 2, tmp_path / "outbox" / "key")
    good = main(words(server, "--to", "me@clinic.test", what="run"))
    (tmp_path / "run" / file_name(2, "2")).unlink()
    bad = main(words(server, "--to", "me@clinic.test", what="run"))

    assert (good, bad) == (0, 1)
    assert "error[pdf-changed]" in capsys.readouterr().out
    (taken,) = server.taken
    (attached,) = email.message_from_bytes(taken.data, policy=email.policy.default).iter_attachments()
    assert attached.get_content() == b"%PDF-1.7 copy 2"


def test_copies_of_nobody_on_the_list_are_told(server: MailServer, capsys: Printed, tmp_path: Path) -> None:
    """Somebody would be missed in silence."""
    run_of(tmp_path / "run", 9, tmp_path / "outbox" / "key")
    code = main(words(server, *listed(PEOPLE), what="run"))

    assert code == 1
    assert "error[run-unlisted]: 5 copies belong to nobody" in capsys.readouterr().out
    assert len(server.taken) == 4


def test_a_run_of_another_key_is_refused(server: MailServer, capsys: Printed, tmp_path: Path) -> None:
    """Or nobody would be found in it."""
    run_of(tmp_path / "run", 2, tmp_path / "other")

    assert main(words(server, *listed(PEOPLE), what="run")) == 1
    assert main(words(None, *listed(PEOPLE), "--dry-run", "--key", "none", what="run")) == 1
    assert main(words(server, *listed(PEOPLE), "--key", "none", what="run")) == 1
    told = capsys.readouterr().out
    assert told.count("error[key-missing]") == 3
    assert not Path("none").exists()
    open_key(tmp_path / "third")
    assert main(words(server, *listed(PEOPLE), "--key", "third", what="run")) == 1
    assert "error[key-differs]" in capsys.readouterr().out


def test_a_lost_key_is_not_made_anew(server: MailServer, capsys: Printed) -> None:
    """With a new one everybody would be written to again."""
    main(words(server, *listed()))
    Path("outbox/key").unlink()

    assert main(words(server, *listed())) == 1
    assert main(words(None, *listed(), "--dry-run")) == 1
    assert outbox("status") == 1
    assert capsys.readouterr().out.count("error[key-missing]") == 3
    assert not Path("outbox/key").exists()
    assert len(server.taken) == 2


@pytest.mark.parametrize("folder", ["list.csv", "no/where", "list.csv/inside"])
def test_an_outbox_that_cannot_be_made_is_told_first(folder: str, server: MailServer, capsys: Printed) -> None:
    """FI05: in one line, before anything is rendered."""
    assert main(words(server, *listed(), "--outbox", folder, "--output-format", "concise")) == 1

    told = capsys.readouterr().out
    assert told.startswith("error[bad-folder]")
    assert told.count("\n") == 1
    assert sorted(entry.name for entry in Path().iterdir()) == ["content", "list.csv"]


def test_building_loads_nothing_of_the_post(desk: Path) -> None:
    """A cold start has a quarter of a second."""
    script = (
        "import sys; from brochure.__main__ import main\n"
        "main(['build', 'acupuncture-pain', '--samples', '--language', 'en'])\n"
        "late = ('sqlite3', 'smtplib', 'email.message', 'hmac', 'csv', 'ssl')\n"
        "rooms = ('brochure.send', 'brochure.people', 'brochure.copies')\n"
        "print([name for name in sys.modules if name in late or name.startswith(rooms)], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=desk, capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"


def test_a_personal_leaflet_is_not_sent_without_its_run(server: MailServer, capsys: Printed) -> None:
    """Everybody would read the name of its example."""
    assert main(words(server, *listed(PEOPLE), what="your-visit")) == 1

    assert "error[run-personal]" in capsys.readouterr().out
    assert server.taken == []


def test_a_campaign_file_says_what_options_need_not(server: MailServer, desk: Path, capsys: Printed) -> None:
    """Options win."""
    (desk / "campaign.yaml").write_text(
        "name: spring\nsender: info@clinic.test\nsender_name: Riverside\nsubjects:\n  en: Your leaflet\n"
        f"  es: Su folleto\nreply_to: desk@clinic.test\nunsubscribe: https://clinic.test/stop/{{token}}\n"
        f"server: 127.0.0.1\nport: {server.port}\nrate: 6000\nper_connection: 1\n"
    )
    names = listed("id,email,consent,language\n1,a@x.test,y,es\n2,b@x.test,y,en\n")
    typed = ["send", LEAFLET, "--samples", *names, "--campaign", "campaign.yaml",
             "--allow-draft", "--security", "insecure-loopback", "--name", "summer"]  # fmt: skip

    assert main(typed) == 0, capsys.readouterr().out
    heads = [email.message_from_bytes(taken.data, policy=email.policy.default) for taken in server.taken]
    assert [str(head["Subject"]) for head in heads] == ["Su folleto", "Your leaflet"]
    assert str(heads[0]["Reply-To"]) == "desk@clinic.test"
    assert str(heads[0]["List-Unsubscribe"]).startswith("<https://clinic.test/stop/")
    assert "campaign 'summer'" in capsys.readouterr().out
    assert server.connections == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"--sender": None}, "mail-sender"),
        ({"--sender": "clinic"}, "mail-sender"),
        ({"--subject": None}, "mail-subject"),
        ({"--subject": "Hi\r\nBcc: evil@x.test"}, "mail-header"),
        ({"--subject": "x" * 121}, "mail-subject"),
        ({"--recipients": None}, "recipients-missing"),
        ({"--recipients": "none.csv"}, "file-unreadable"),
        ({"--server": None}, "mail-server"),
        ({"--port": "0"}, "bad-form"),
        ({"--port": "99999"}, "bad-form"),
        ({"--server": "mail.clinic.test"}, "mail-cleartext"),
        ({"--to": "nobody"}, "mail-sender"),
        ({"--edition": "no-such"}, "unknown-edition"),
        ({"--edition": "html"}, "mail-edition"),
        ({"--encoding": "rot13"}, "csv-encoding"),
        ({"--campaign": "none.yaml"}, "file-unreadable"),
        ({"--campaign": "list.csv"}, "not-a-file"),
    ],
)
def test_a_slip_is_a_finding_and_nobody_is_written_to(
    change: dict[str, str | None], code: str, server: MailServer, capsys: Printed
) -> None:
    """Each with its way out, before anything is sent."""
    typed = words(server, *listed())
    for option, value in change.items():
        if option in typed:
            at = typed.index(option)
            typed[at : at + 2] = []
        typed += [option, value] if value is not None else []

    assert main(typed) == 1
    told = capsys.readouterr().out
    assert f"error[{code}]" in told
    assert "hint: " in told
    assert server.taken == []


def test_wrong_words_are_exit_code_two(capsys: Printed) -> None:
    """Scripts tell a slip in the command from a fault in the list."""
    assert main(["send"]) == 2
    assert main(words(None, "--dry-run", "--eml", "x")) == 2
    assert main(words(None, "--column", "name=")) == 2
    assert main(["outbox"]) == 2
    assert main(["outbox", "resolve", "abcd"]) == 2


def test_a_subject_that_tells_is_warned_of(server: MailServer, capsys: Printed) -> None:
    """Locked screens show it."""
    typed = words(server, *listed())
    typed[typed.index("Information")] = "About your PAIN"

    assert main(typed) == 0
    assert "warning[mail-subject-tells]" in capsys.readouterr().out


def test_over_tls_with_the_clinics_authority(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the command to the server, login and all."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("BROCHURE_SMTP_USER", "clinic")
    monkeypatch.setenv("BROCHURE_SMTP_PASSWORD", "open sesame")
    tls = authority.context("127.0.0.1")
    with MailServer(tls=tls, login=("clinic", "open sesame")) as server:
        typed = words(None, *listed(), "--server", "127.0.0.1", "--port", str(server.port))
        refused = main(typed)
        told = capsys.readouterr().out
        taken = main([*typed, "--ca-file", str(authority.file)])

    assert (refused, taken) == (1, 0)
    assert "error[mail-certificate]" in told
    assert len(server.taken) == 2


def test_put_off_letters_are_said_and_sent_later(server: MailServer, capsys: Printed) -> None:
    """Exit 1 while something waits; cron may call again."""
    server.plan = lambda place: "451 4.3.0 later" if place == "rcpt" else ""
    first = main(words(server, *listed()))

    told = capsys.readouterr().out
    assert first == 1
    assert "put off by the server: run the same command again after" in told
    assert "2 queued" in told


def test_json_is_findings_alone(server: MailServer, capsys: Printed) -> None:
    """For programs that read."""
    code = main(words(server, *listed(LIST + "4,x\n"), "--output-format", "json"))

    assert code == 1
    assert [finding["code"] for finding in json.loads(capsys.readouterr().out)] == ["csv-row", "mail-nowhere"]


def test_the_outbox_is_looked_after(server: MailServer, capsys: Printed) -> None:
    """Status, list, resolve, export, reconcile, purge: each says what it did."""
    turn = iter(["drop-after-dot", "drop-unaccepted", "550 5.1.1 no", "", ""])
    server.plan = lambda place: next(turn, "") if place == "dot" else ""
    text = "id,email,consent,language\n" + "".join(f"{at},p{at}@x.test,y,en\n" for at in range(1, 6))
    assert main(words(server, *listed(text))) == 1
    capsys.readouterr()

    assert outbox("status") == 1
    assert capsys.readouterr().out == f"{LEAFLET}: 2 sent, 1 failed, 2 unknown\n"
    outbox("list", "--state", "unknown")
    rows = capsys.readouterr().out.splitlines()
    assert [re.search(r"row (\d+)", row)[1] for row in rows] == ["2", "3"]  # type: ignore[index]
    Path("log.txt").write_text("\n".join(server.counts))
    assert outbox("reconcile", "log.txt") == 1
    assert "1 were sent, 0 are queued, 1 stay in doubt" in capsys.readouterr().out
    assert outbox("resolve", "--all", "--resend") == 0
    assert outbox("resolve", "row:4", "--resend") == 0
    assert main(words(server, *listed(text))) == 0
    assert sorted(server.counts.values()) == [1] * 5
    capsys.readouterr()
    assert outbox("export", "all.csv", "--addresses") == 0
    assert outbox("export", "all.csv") == 1
    assert "p4@x.test" in Path("all.csv").read_text()
    assert outbox("purge") == 0
    assert "5 letters erased" in capsys.readouterr().out
    assert not list(Path("outbox/files").iterdir())
    assert outbox("status") == 0


def test_an_export_of_what_failed_and_of_who_asked_for_no_mail(server: MailServer) -> None:
    """Together or apart; who is dead has asked for nothing."""
    answers = {1: "550 5.1.1 no", 2: "", 3: ""}
    server.plan = lambda place: answers[server.seen] if place == "rcpt" else ""
    assert main(words(server, *listed(LIST.replace("no,en", "yes,en")))) == 1
    Path("stop.txt").write_text("ben@x.test\n", encoding="utf-8")
    assert outbox("suppress", "stop.txt") == 0

    def exported(*only: str) -> list[tuple[str, str, str]]:
        said = ["--only", *only] if only else []
        assert outbox("export", "some.csv", "--addresses", "--overwrite", *said) == 0
        rows = csv.DictReader(io.StringIO(Path("some.csv").read_text(encoding="utf-8-sig")))
        return [(row["address"], row["state"], row["never_again"]) for row in rows]

    anna, ben, cy = ("anna@x.test", "failed", ""), ("ben@x.test", "sent", "unsubscribed"), ("cy@x.test", "sent", "")
    assert exported() == [anna, ben, cy]
    assert exported("failed") == [anna]
    assert exported("unsubscribed") == [ben]
    assert exported("failed", "unsubscribed") == [anna, ben]


def test_a_clinic_says_once_where_one_click_ends_its_letters(clinic: Path, server: MailServer) -> None:
    """In its brand; a campaign that says another wins."""
    brand = clinic / "content/brands/riverside/brand.yaml"
    text = brand.read_text(encoding="utf-8")
    address = '  unsubscribe: "https://clinic.test/stop/{token}"\n'
    brand.write_text(text.replace("\ncontact:\n", f"\ncontact:\n{address}", 1), encoding="utf-8")
    assert main(words(server, *listed())) == 0

    for taken in server.taken:
        message = email.message_from_bytes(taken.data, policy=email.policy.default)
        mark = taken.message_id[1:33]
        assert str(message["List-Unsubscribe"]).startswith(
            f"<https://clinic.test/stop/{mark}>, <mailto:info@clinic.test?"
        )
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        body = message.get_body(("plain",))
        assert body is not None and f"https://clinic.test/stop/{mark}" in body.get_content()
    assert len(server.taken) == 2


def test_addresses_that_want_no_mail_are_noted(server: MailServer, capsys: Printed) -> None:
    """Before the first campaign too."""
    Path("stop.txt").write_text("ANNA@x.test\n")

    assert outbox("suppress", "stop.txt") == 0
    assert main(words(server, *listed())) == 0
    assert [taken.to[0] for taken in server.taken] == ["ben@x.test"]
    assert "1 sent now; in all 1 sent, 2 held" in capsys.readouterr().out


def test_an_outbox_that_is_not_there_is_not_made(capsys: Printed) -> None:
    """A slip in the folder's name."""
    assert outbox("status", "--outbox", "nowhere") == 1
    assert "error[outbox-missing]" in capsys.readouterr().out
    assert not Path("nowhere").exists()


MARKERS = ("Quirinius", "zebedee", "secret-domain")
PRIVATE = (
    "id,email,consent,language,name\n"
    "1,zebedee@secret-domain.test,yes,en,Quirinius\n"
    "2,zebedee2@secret-domain.test,maybe,en,Quirinius\n"
    "3,\"zebedee3@secret-domain.test, zebedee@secret-domain.test\",yes,en,Quirinius\n"
    "4,zebedee4@secret-domain.test,yes,xx,Quirinius\n"
    "5,zebedee5@secret-domain.test\n"
    "6,zebedee6@secret-domain.test,yes,en,Quirinius\x07\n"
    "7,zebedee7@secret-domain.test,yes,en,\"Quirinius\nzebedee\"\n"
    "8,zebedee8@secret-domain.test,yes,en,QuiriniusÃ¼\n"
    "1,zebedee9@secret-domain.test,yes,en,Quirinius\n"
    "10,zebedee1@secret-domain.test,yes,en,\"Quirinius\n"
    "11,zebedee11@secret-domain.test,yes,en,Quirinius\n"
    "12,zebedee12@secret-domain.test,yes,en,Quirinius\n"
    "13,zébedée-zebedee@secret-domain.test,yes,en,Quirinius\n"
)  # fmt: skip


@pytest.mark.parametrize("form", ["full", "json", "github", "concise"])
def test_no_name_and_no_address_leaves_the_outbox(
    form: str, server: MailServer, desk: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted names and addresses are sought in all that was said and written, temporary files too."""
    (temporary := desk / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    answers = iter(
        ["550 5.1.1 zebedee@secret-domain.test Quirinius", "451 4.2.0 zebedee8@secret-domain.test", "drop-after-dot"]
    )
    server.plan = lambda place: next(answers, "") if place == "dot" else ""
    list_file = desk / "list.csv"
    list_file.write_text(PRIVATE, encoding="utf-8")
    typed = words(server, "--recipients", "list.csv", "--output-format", form, "--debug")
    for task in (typed, [*typed[:-1], "--dry-run"], ["outbox", "list"], ["outbox", "status"],
                 ["outbox", "export", "all.csv"], ["outbox", "resolve", "--all", "--resend"], typed):  # fmt: skip
        main(task)

    said = "".join(capfd.readouterr())
    assert len(server.taken) >= 3
    assert "csv-row" in said
    assert not [marker for marker in MARKERS if marker.lower() in said.lower()]
    written = [path for path in desk.rglob("*") if path.is_file() and path != list_file]
    guilty = {
        path.relative_to(desk).as_posix()
        for path in written
        for marker in MARKERS
        if marker.lower().encode() in path.read_bytes().lower() or marker.lower() in path.name.lower()
    }
    assert len(written) >= 5
    assert guilty <= {"outbox/outbox.sqlite", "outbox/outbox.sqlite-wal"}
    assert guilty  # the seeking itself works


def test_a_killed_command_goes_on_with_the_same_words(server: MailServer, desk: Path) -> None:
    """The real command, killed in the middle of its work."""
    rows = "".join(f"{at},p{at}@x.test,y,en\n" for at in range(1, 81))
    typed = [sys.executable, "-m", "brochure", *words(server, *listed("id,email,consent,language\n" + rows))]
    with subprocess.Popen(typed, cwd=desk, stdout=subprocess.DEVNULL) as sender:
        deadline = time.monotonic() + 60
        while len(server.taken) < 10 and time.monotonic() < deadline:
            time.sleep(0.001)
        sender.send_signal(signal.SIGKILL)
    assert 10 <= len(server.taken) < 80
    done = subprocess.run(typed, cwd=desk, capture_output=True, text=True, check=False)

    unknown = int(match[1]) if (match := re.search(r"(\d+) unknown", done.stdout)) else 0
    assert unknown <= 1, done.stdout
    assert done.returncode == unknown
    assert max(server.counts.values()) == 1
    assert 80 - unknown <= len(server.counts) <= 80


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_after_the_letter_at_hand(server: MailServer, desk: Path) -> None:
    """Nothing is left in doubt."""
    server.plan = lambda place: "wait 0.05" if place == "dot" else ""
    rows = "".join(f"{at},p{at}@x.test,y,en\n" for at in range(1, 61))
    typed = [sys.executable, "-m", "brochure", *words(server, *listed("id,email,consent,language\n" + rows))]
    with subprocess.Popen(typed, cwd=desk, stdout=subprocess.PIPE, text=True) as sender:
        while len(server.taken) < 3:
            time.sleep(0.005)
        sender.send_signal(signal.SIGINT)
        told, _ = sender.communicate(timeout=30)

    assert sender.returncode == 1
    assert "stopped; the same command goes on from here" in told
    assert "unknown" not in told
    assert f"{len(server.taken)} sent now" in told


def test_each_reads_the_own_name_only_in_body_and_copy(server: MailServer, capsys: Printed) -> None:
    """From the list to the letter: each message is for one person, and the sample for the desk is for nobody."""
    head = "id,email,consent,name,day,hour,clinician,site,first\n"
    rest = "2026-12-01,9:30,Dr Jo Example,12 Mill Lane"
    people = f"1,anna@x.test,yes,Anna Nowak,{rest},yes\n2,ben@x.test,yes,Ben Okafor,{rest},no\n"
    listed(head + people + f"3,cleo@x.test,no,Cleo Berg,{rest},no\n")
    assert main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv"]) == 0

    code = main(words(server, "--recipients", "list.csv", what="build/your-visit.run"))

    assert code == 0, capsys.readouterr().out
    assert [taken.to for taken in server.taken] == [("anna@x.test",), ("ben@x.test",)]
    for taken, own, other in zip(server.taken, ("Anna Nowak", "Ben Okafor"), ("Ben Okafor", "Anna Nowak"), strict=True):
        message = email.message_from_bytes(taken.data, policy=email.policy.default)
        attached, _ = message.iter_attachments()  # and the visit
        bodies = [message.get_body((kind,)) for kind in ("plain", "html")]
        told = [body.get_content() for body in bodies if body is not None]
        told.append(" ".join(leaf.text for leaf in spoken_by(attached.get_content())))
        assert len(told) == 3
        assert all(own in words_told and other not in words_told for words_told in told)
        assert ("Your first time" in told[0]) == (own == "Anna Nowak")
    assert main(words(server, "--to", "me@clinic.test", what="build/your-visit.run")) == 0
    sample = server.taken[-1].data
    assert b"Nowak" not in sample and b"Okafor" not in sample and b"Alex Sample" in sample


@pytest.mark.parametrize("how", ["server", "eml"])
def test_a_value_that_went_bad_after_the_merge_holds_one_letter(how: str, server: MailServer, capsys: Printed) -> None:
    """Row and column of the list, never the value; all others go, and the mended row goes on."""
    head = "id,email,consent,name,day,hour,clinician,site,first\n"
    rows = [
        f"{at},p{at}@x.test,{'no' if at == 4 else 'yes'},Anna Nowak{at},DAY,9:30,Dr Jo,12 Mill Lane,yes\n"
        for at in range(1, 5)
    ]
    good = head + "".join(rows).replace("DAY", "2026-12-01")
    listed(good)
    assert main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv"]) == 0
    capsys.readouterr()
    bad = head + "".join(rows[at].replace("DAY", "soon" if at in (1, 3) else "2026-12-01") for at in range(4))
    typed = words(None if how == "eml" else server, *listed(bad), what="build/your-visit.run")

    code = main([*typed, *(["--eml", "mails"] if how == "eml" else [])])

    told = capsys.readouterr()
    assert code == 1
    assert "list.csv:3:29: error[value-no-date]: row 3, column E (day) is no date; the letter is held" in told.out
    assert told.out.count("error[") == 1  # whoever said no is not told
    assert "soon" not in told.out and "Nowak" not in told.out + told.err and "en.yaml" not in told.out
    if how == "eml":
        assert [path.name[:6] for path in sorted(Path("mails").iterdir())] == ["000002", "000004"]
        return
    assert [taken.to[0] for taken in server.taken] == ["p1@x.test", "p3@x.test"]
    outbox("list", "--state", "held")
    assert re.search(r"row 3.*a value that cannot be printed", capsys.readouterr().out)
    listed(good)
    assert main(typed) == 0
    assert server.taken[-1].to == ("p2@x.test",)


def test_a_column_that_went_missing_is_one_fault(server: MailServer, capsys: Printed) -> None:
    """Not one for every row."""
    head, rest = "id,email,consent,name,day,hour,clinician,site,first\n", "Anna,2026-12-01,9:30,Dr Jo,Here,no\n"
    listed(head + f"1,a@x.test,yes,{rest}2,b@x.test,yes,{rest}")
    assert main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv"]) == 0
    capsys.readouterr()

    code = main(
        words(server, *listed(Path("list.csv").read_text().replace(",day,", ",dya,")), what="build/your-visit.run")
    )

    assert code == 1
    assert capsys.readouterr().out.count("there is no column 'day'") == 1
    assert not server.taken


@pytest.mark.parametrize("how", ["server", "eml"])
def test_a_copy_of_other_values_is_held_until_it_is_made_again(how: str, server: MailServer, capsys: Printed) -> None:
    """The day is moved after the merge: a message of the new day must not bring the PDF of the old one."""
    head = "id,email,consent,name,day,hour,clinician,site,first\n"
    old = "".join(f"{at},p{at}@x.test,yes,Anna Nowak,2026-12-01,9:30,Dr Jo,12 Mill Lane,yes\n" for at in (1, 2))
    listed(head + old)
    assert main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv"]) == 0
    typed = words(None if how == "eml" else server, *listed(head + old.replace("2026-12-01", "2026-12-09", 1)),
                  what="build/your-visit.run")  # fmt: skip
    typed += ["--eml", "mails"] if how == "eml" else []
    capsys.readouterr()

    assert main(typed) == 1

    assert "merge the run again with --resume" in capsys.readouterr().out
    if how == "eml":
        assert [path.name[:6] for path in Path("mails").iterdir()] == ["000003"]
    else:
        assert [taken.to[0] for taken in server.taken] == ["p2@x.test"]
    assert main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv", "--resume"]) == 0
    assert main(typed) == 0
    if how == "server":
        message = email.message_from_bytes(server.taken[-1].data, policy=email.policy.default)
        attached, _ = message.iter_attachments()  # and the visit
        assert server.taken[-1].to == ("p1@x.test",)
        assert "9\N{NO-BREAK SPACE}December" in " ".join(leaf.text for leaf in spoken_by(attached.get_content()))


def test_a_leaflet_that_was_changed_after_the_merge_goes_to_nobody(
    server: MailServer, capsys: Printed, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the run is made again."""
    monkeypatch.chdir(clinic)
    head = "id,email,consent,name,day,hour,clinician,site,first\n"
    typed = words(server, *listed(f"{head}1,p1@x.test,yes,Anna,2026-12-01,9:30,Dr Jo,Here,no\n"),
                  what="build/your-visit.run")  # fmt: skip
    assert main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv"]) == 0
    path = clinic / "content/your-visit/en.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("about 50 minutes", "about 40 minutes"), encoding="utf-8")

    assert main(typed) == 1

    assert not server.taken
    assert "copy made of another list or leaflet" in capsys.readouterr().out


def test_a_slip_in_a_campaign_or_in_a_list_of_refusals_is_told(server: MailServer, capsys: Printed) -> None:
    """What stands on its other lines is noted."""
    assert main(words(server, *listed())) == 0
    Path("stop.txt").write_text("# who asked\n\nanna@x.test\nno address\n")
    capsys.readouterr()

    assert outbox("status", "--name", "acupuncture-pian") == 1
    assert "error[campaign-unknown]" in capsys.readouterr().out
    assert outbox("suppress", "stop.txt") == 1
    told = capsys.readouterr().out
    assert "warning[suppress-line]" in told
    assert "1 line of 'stop.txt', line 4: names nobody" in told


def test_letters_that_waited_carry_the_leaflet_of_today_and_it_is_said(
    server: MailServer, desk: Path, capsys: Printed
) -> None:
    """What was queued last week is not what goes out now."""
    own = desk / "content" / LEAFLET / "en.yaml"
    own.parent.mkdir(parents=True)
    text = (ROOT / "content" / LEAFLET / "en.yaml").read_text(encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    server.plan = lambda place: "450 4.2.0 later" if place == "rcpt" else ""
    main(words(server, *listed()))
    own.write_text(text.replace("title: Pain Management", "title: Pain"), encoding="utf-8")
    server.plan = lambda place: ""
    capsys.readouterr()

    main(words(server, *listed()))

    assert "warning[mail-text-changed]" in capsys.readouterr().out


def test_a_server_may_be_named_with_its_port(server: MailServer, capsys: Printed) -> None:
    """As people copy it from the help of their provider."""
    typed = words(None, *listed(), "--security", "insecure-loopback", "--server", f"127.0.0.1:{server.port}")
    assert main(typed) == 0
    assert len(server.taken) == 2
    capsys.readouterr()

    assert main([*typed, "--port", "26"]) == 1
    assert "error[options-clash]: the server is named with port" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "host", "port"),
    [
        ("mail.x.test", "mail.x.test", 587),
        ("mail.x.test:2525", "mail.x.test", 2525),
        ("[::1]:25", "::1", 25),
        ("::1", "::1", 587),
    ],
)
def test_what_stands_behind_the_colon_is_a_port(said: str, host: str, port: int) -> None:
    """But in an address of IPv6."""
    found = server_of(SendWish("x", server=said))
    assert (found.host, found.port) == (host, port)


@pytest.mark.parametrize("said", ["localhost:abc", "localhost:", "smtp://localhost:25", "mail x.test"])
def test_a_server_that_is_misspelt_is_told_as_such(said: str) -> None:
    """And not as one that is reached in the clear."""
    with pytest.raises(BadInput, match="is no name of a server"):
        server_of(SendWish("x", server=said, security="insecure-loopback"))
