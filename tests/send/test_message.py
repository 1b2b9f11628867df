"""One message, one recipient, the whole leaflet, and nothing that could be fetched or counted."""

import email
import email.policy
from base64 import b64decode
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.findings import BadInput, Severity
from brochure.base.order import Order
from brochure.base.origin import Origin, Said
from brochure.content.shelf import Shelf
from brochure.people.addresses import Mailbox, mailbox_of
from brochure.send.bodies import Bodies, LeafletBodies, refuse_fetching
from brochure.send.campaign import CampaignFile, judged_campaign
from brochure.send.dialogue import stuffed
from brochure.send.message import Letter, message_of, size_findings
from tests.send.letters_for_tests import BODIES, CAMPAIGN, NOW, PDF

MARK = "0123456789abcdef0123456789abcdef"
HERE = Origin("campaign.yaml", 3, 10)


def letter(**changes: object) -> Letter:
    return Letter(Mailbox("anna", "x.test"), MARK, "en", BODIES, PDF, NOW)._replace(**changes)  # type: ignore[arg-type]


def parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_message_says_what_it_is() -> None:
    """Readers, filters and automatic answers go by its head."""
    message = parsed(message_of(letter(language="es"), CAMPAIGN))

    assert str(message["From"]) == "Riverside <info@clinic.test>"
    assert str(message["To"]) == "anna@x.test"
    assert str(message["Subject"]) == "Information"
    assert message["Date"].datetime == NOW
    assert str(message["Message-ID"]) == f"<{MARK}@clinic.test>"
    assert str(message["Auto-Submitted"]) == "auto-generated"
    assert str(message["Content-Language"]) == "es"
    # Without an address for one click a mail ends it, to whoever reads the answers.
    assert str(message["List-Unsubscribe"]) == f"<mailto:info@clinic.test?subject=unsubscribe%20{MARK}>"
    assert message["List-Unsubscribe-Post"] is None


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
SHOWN = f"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:">
<p>Hello</p><img src="data:image/png;base64,{PNG}" alt="A"><img src="data:image/jpeg;base64,/9j/2Q==" alt="B">
<img class="again" src="data:image/png;base64,{PNG}" alt="A">"""


def test_pictures_travel_beside_the_words() -> None:
    """Gmail and Outlook show nothing that stands inside the HTML (RFC 2387, RFC 2392); each goes once."""
    message = parsed(message_of(letter(bodies=Bodies("Hello", SHOWN)), CAMPAIGN))

    kinds = [part.get_content_type() for part in message.walk()]
    html = body(message, "html")
    parts = {str(part["Content-ID"])[1:-1]: part for part in message.walk() if part["Content-ID"]}
    assert kinds == [
        "multipart/mixed", "multipart/alternative", "text/plain",
        "multipart/related", "text/html", "image/png", "image/jpeg", "application/pdf",
    ]  # fmt: skip
    assert "data:" not in html
    assert [name.split('"')[0] for name in html.split('src="cid:')[1:]] == [*parts, next(iter(parts))]
    assert [part.get_content() for part in parts.values()] == [b64decode(PNG), b"\xff\xd8\xff\xd9"]
    assert {part.get_content_disposition() for part in parts.values()} == {"inline"}
    assert "img-src cid:" in html


def test_a_text_that_looks_like_a_picture_stays_a_text() -> None:
    """Words of the leaflet are escaped, and only a picture of ours is led out."""
    html = "<p>src=&quot;data:image/png;base64,AAAA&quot;</p>"

    assert body(parsed(message_of(letter(bodies=Bodies("x", html)), CAMPAIGN)), "html").strip() == html


def test_both_bodies_and_the_pdf_are_in_their_places() -> None:
    """multipart/mixed of multipart/alternative and the PDF, plainest first."""
    message = parsed(message_of(letter(), CAMPAIGN))

    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    ]  # fmt: skip
    assert (body(message, "plain"), body(message, "html")) == (BODIES.text, BODIES.html)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "leaflet.pdf"
    assert attached.get_content() == PDF


def test_no_part_has_a_defect() -> None:
    """A strict reader finds nothing to mend."""
    assert not [defect for part in parsed(message_of(letter(), CAMPAIGN)).walk() for defect in part.defects]


def test_the_bodies_carry_the_whole_leaflet(shelf: Shelf) -> None:
    """Many never open an attachment."""
    bodies = LeafletBodies(Order("acupuncture-pain"), shelf).of_language("en")
    message = parsed(message_of(letter(bodies=bodies), CAMPAIGN))

    assert body(message, "plain") == bodies.text
    assert body(message, "html") == bodies.html
    assert "endorphins" in bodies.text


def test_the_bodies_of_the_samples_fetch_nothing(shelf: Shelf) -> None:
    """No remote picture, no tracking."""
    for language in ("en", "ar", "zh-Hans"):
        refuse_fetching(LeafletBodies(Order("acupuncture-pain"), shelf).of_language(language).html)


@pytest.mark.parametrize(
    "html",
    ['<img src="https://x.test/p.gif">', "<img src=//x.test/p>", "<SCRIPT>1</SCRIPT>",
     '<link rel="stylesheet" href="a">',
     "<style>@import 'a'</style>", "<p style=\"background: url('https://x.test/p')\">", '<iframe src="data:,x">',
     '<img srcset="p.png 2x">', '<body background="p.png">', "<form action='x'>", "<video src=a>",
     '<base href="https://x">'],
)  # fmt: skip
def test_a_body_that_fetches_is_refused(html: str) -> None:
    """Its sender would learn when and where it was opened."""
    with pytest.raises(BadInput) as caught:
        refuse_fetching(html)

    assert caught.value.findings[0].code == "mail-fetches"


@pytest.mark.parametrize(
    "html", ['<a href="https://x.test">x</a>', '<img src="data:image/png;base64,xx">', "<p>One source = one truth</p>"]
)
def test_a_body_with_links_and_inner_pictures_is_taken(html: str) -> None:
    """A link is followed by the reader alone."""
    refuse_fetching(html)


@pytest.mark.parametrize(
    "subject",
    ["Hi\r\nBcc: evil@x.test", "Hi\nBcc: evil@x.test", "Hi\rX", "Hi\u2028X", "Hi\u2029X", "Hi\u0085X", "Hi\x0bX",
     "Hi\x0cX", "Hi\x00X", "Hi\u202eX", "Hi\x1cX", "Hi\x1eX", "Hi\ud800X"],
)  # fmt: skip
def test_a_header_in_the_subject_is_refused(subject: str) -> None:
    """EM01: at validation, and once more where the message is made."""
    said = CampaignFile(subject=Said(subject, HERE), sender=Said("info@clinic.test", HERE))
    with pytest.raises(BadInput) as early:
        judged_campaign(said, name="spring")
    with pytest.raises(BadInput) as late:
        message_of(letter(), CAMPAIGN._replace(subjects={"": subject}))

    assert {early.value.findings[0].code, late.value.findings[0].code} == {"mail-header"}
    assert early.value.findings[0].origin == HERE


@pytest.mark.parametrize("field", ["sender_name", "name", "unsubscribe"])
def test_every_text_of_a_header_is_judged(field: str) -> None:
    """EM01 is not about subjects alone."""
    said = CampaignFile(sender=Said("info@clinic.test", HERE), subject=Said("Hi", HERE))
    with pytest.raises(BadInput) as caught:
        judged_campaign(said.but(**{field: Said("https://x.test/{token}\r\nBcc: evil@x.test", HERE)}), name="spring")

    assert "mail-header" in {finding.code for finding in caught.value.findings}


def test_a_subject_in_every_language_is_kept() -> None:
    """Encoded words come back as they were typed."""
    subjects = {"en": "Your leaflet", "zh-Hans": "给您的信息", "ar": "معلومات من عيادتك", "pl": "Żółć i gęś " * 9}
    for language, subject in subjects.items():
        campaign = CAMPAIGN._replace(subjects=subjects)
        message = parsed(message_of(letter(language=language), campaign))
        assert str(message["Subject"]) == subject.strip() or str(message["Subject"]) == subject


def test_a_language_without_subject_is_refused() -> None:
    """An empty subject looks like rubbish, one in another language like a mistake."""
    with pytest.raises(BadInput) as caught:
        message_of(letter(language="pl"), CAMPAIGN._replace(subjects={"en": "Hi"}))

    assert caught.value.findings[0].code == "mail-subject"


def test_one_click_unsubscribes_whoever_got_the_letter() -> None:
    """RFC 8058; the address is long and must not be folded inside."""
    answers = Mailbox("desk+stop", "clinic.test")
    campaign = CAMPAIGN._replace(unsubscribe="https://clinic.test/" + "u" * 800 + "/{token}", reply_to=answers)
    data = message_of(letter(), campaign)
    message = parsed(data)

    mail = f"<mailto:desk%2Bstop@clinic.test?subject=unsubscribe%20{MARK}>"
    assert str(message["List-Unsubscribe"]) == f"<https://clinic.test/{'u' * 800}/{MARK}>, {mail}"
    assert str(message["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    "url", ["http://x.test/{token}", "https://x.test/", "mailto:x@x.test", "https://x.test/{token} x"]
)
def test_an_unsubscribe_address_that_cannot_work_is_refused(url: str) -> None:
    """One click posts nothing but the address itself."""
    said = CampaignFile(sender=Said("a@x.test", HERE), subject=Said("Hi", HERE), unsubscribe=Said(url, HERE))
    with pytest.raises(BadInput) as caught:
        judged_campaign(said, name="spring")

    assert [finding.code for finding in caught.value.findings] == ["mail-unsubscribe"]


def test_a_smuggled_message_is_text() -> None:
    """EM09: what goes over the wire has one end."""
    evil = ".\n\n.\nMAIL FROM:<x@x.test>\n.\r\n..two\n"
    data = message_of(letter(bodies=Bodies(evil, f"<p>{evil}</p>")), CAMPAIGN)

    assert body(parsed(data), "plain") == evil.replace("\r\n", "\n")
    assert stuffed(data).count(b"\r\n.\r\n") == 1


def test_a_line_of_3000_letters_is_parted_for_the_wire() -> None:
    """EM10."""
    data = message_of(letter(bodies=Bodies("é" * 3000, "x" * 3000)), CAMPAIGN)

    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert body(parsed(data), "plain").strip() == "é" * 3000


def test_the_same_letter_gives_the_same_bytes() -> None:
    """Resent, it is the same message."""
    assert message_of(letter(), CAMPAIGN) == message_of(letter(), CAMPAIGN)


def test_a_message_over_5_mb_is_warned_of_and_over_10_mb_refused() -> None:
    """Many servers refuse more; patients wait for it."""
    warned = size_findings(BODIES, 4_500_000)
    refused = size_findings(BODIES, 8_000_000)

    assert [(finding.code, finding.severity) for finding in warned] == [("mail-large", Severity.WARNING)]
    assert [(finding.code, finding.severity) for finding in refused] == [("mail-too-large", Severity.ERROR)]
    assert size_findings(BODIES, 3_000_000) == ()
    with pytest.raises(BadInput) as caught:
        message_of(letter(pdf=b"x" * 8_000_000), CAMPAIGN)
    assert caught.value.findings[0].code == "mail-too-large"


@pytest.mark.parametrize("text", ["Plain words.\n", "=" * 30_000, "é\n" * 20_000, '<p class="x">é</p>\n' * 9_000])
def test_what_would_be_refused_is_foretold(text: str) -> None:
    """A letter that is refused only when it is made would stop all those after it."""
    bodies = Bodies(text, text)
    most = next(size for size in range(7_400_000, 0, -1_000) if not _refused(bodies, size))
    campaign = CAMPAIGN._replace(
        sender_name="ü" * 80, subjects={"": "李" * 120}, unsubscribe="https://x.test/{token}" + "u" * 880
    )

    data = message_of(letter(bodies=bodies, pdf=b"x" * most), campaign)

    assert 9_990_000 < len(data) <= 10_000_000


def _refused(bodies: Bodies, size: int) -> bool:
    return any(finding.blocks for finding in size_findings(bodies, size))


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n."), max_size=300)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=60)
LOCALS = st.from_regex(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}(\.[A-Za-z0-9]{1,9}){0,3}", fullmatch=True)


@given(LOCALS, TEXTS, TEXTS, NAMES, NAMES.filter(str.strip), st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_every_message_has_one_recipient_and_fits_the_wire(
    local: str, text: str, html: str, name: str, subject: str, pdf: bytes
) -> None:
    """Never CC, never BCC, exactly one To; CRLF throughout, ASCII, no line over 998 octets."""
    to = mailbox_of(f"{local}@müller.test")
    assert isinstance(to, Mailbox)
    campaign = CAMPAIGN._replace(sender_name=name, subjects={"": subject})
    data = message_of(letter(to=to, bodies=Bodies(text, html), pdf=pdf), campaign)
    message = parsed(data)

    assert message.get_all("To") == [f"{local}@xn--mller-kva.test"]
    assert len(message["To"].addresses) == 1
    assert not {"cc", "bcc", "resent-to"} & {head.lower() for head in message}
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert body(message, "plain") == text
    assert body(message, "html") == html


def test_the_date_is_the_one_that_was_given() -> None:
    """The room for sending takes its clock from outside."""
    date = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)

    assert b"Date: Mon, 02 Nov 2026 08:30:00 +0000\r\n" in message_of(letter(date=date), CAMPAIGN)


@pytest.mark.parametrize(
    ("bad", "named"),
    [("\u200b", "ZERO WIDTH SPACE"), ("\u200e", "LEFT-TO-RIGHT MARK"), ("\u3164", "HANGUL FILLER"),
     ("\u2800", "BRAILLE PATTERN BLANK"), ("\u034f", "COMBINING GRAPHEME JOINER"), ("\u180e", "MONGOLIAN")],
)  # fmt: skip
@pytest.mark.parametrize(("field", "called"), [("subject", "subject"), ("sender_name", "sender name")])
def test_an_invisible_sign_in_a_header_is_named(bad: str, named: str, field: str, called: str) -> None:
    """Nobody finds by eye what nobody sees."""
    sound = CampaignFile(sender=Said("info@clinic.test", HERE), subject=Said("Hi", HERE))
    file = sound.but(**{field: Said(f"My{bad} clinic", HERE)})

    with pytest.raises(BadInput) as caught:
        judged_campaign(file, name="x")

    (finding,) = caught.value.findings
    assert finding.code == "mail-header"
    assert f"the {called} holds U+{ord(bad):04X} {named}" in finding.message
