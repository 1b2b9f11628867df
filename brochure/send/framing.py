"""What a letter does to the leaflet that it carries: its first words are the message, and its last say how to stop."""

import re
from html import escape

from brochure.base.language import LANGUAGES, WRITTEN, looked_up
from brochure.base.language_words import MailWords
from brochure.base.records import NamedTuple
from brochure.send.bodies import Bodies
from brochure.send.campaign import TOKEN, Campaign

_FIRST_LINES = 3  # with words: name, title and a sentence; a locked screen shows no more
_LOGO_FIRST = re.compile(
    r'(?P<begin><header class="cover"[^>]*>\n)(?P<logo><figure class="logo">.*?</figure>\n)(?P<rest>.*?)(?=</header>)',
    re.DOTALL,
)
_WHY_STYLE = "margin:1.5rem 0 0;padding:1rem 0 0;border-top:1px solid #767676"


class _Ending(NamedTuple):
    why: str
    stop: str
    url: str


def framed(bodies: Bodies, campaign: Campaign, mark: str, language: str) -> Bodies:
    """The bodies with the words before the mark of the clinic, and with a line on why one gets them and how to stop.

    `mark` is that of the letter, which goes into the address for one click.
    """
    tag = looked_up(language, WRITTEN) or WRITTEN[0]
    words = LANGUAGES[tag].mail
    assert words, "a language that leaflets are written in has words for letters"
    ending = _ending(words, campaign, mark)
    stop = f"{ending.stop}: {ending.url}" if ending.url else ending.stop
    text = f"{_words_first(bodies.text).rstrip()}\n\n{ending.why} {stop}\n"
    html = _with_ending(_LOGO_FIRST.sub(r"\g<begin>\g<rest>\g<logo>", bodies.html, count=1), ending, tag)
    return bodies._replace(text=text, html=html)


def _ending(words: MailWords, campaign: Campaign, mark: str) -> _Ending:
    why = words.why.format(campaign.sender_name or campaign.sender)
    if campaign.unsubscribe:
        return _Ending(why, words.stop, campaign.unsubscribe.replace(TOKEN, mark))
    return _Ending(why, words.answer, "")


def _with_ending(html: str, ending: _Ending, tag: str) -> str:
    stop = f'<a href="{escape(ending.url)}">{escape(ending.stop)}</a>' if ending.url else escape(ending.stop)
    marked = f'lang="{tag}" dir="{LANGUAGES[tag].direction}"'
    line = f'<p class="why" {marked} style="{_WHY_STYLE}">{escape(ending.why)} {stop}</p>\n'
    before, end, after = html.rpartition("</footer>")
    return f"{before}{line}{end}{after}" if end else html + line


def _words_first(text: str) -> str:
    """The text with the figures of its head, in brackets, behind the first words of it."""
    lines = text.split("\n")
    figures: list[str] = []
    said: list[str] = []
    at = count = 0
    while at < len(lines) and count < _FIRST_LINES:
        line, at = lines[at], at + 1
        if line.startswith("["):
            figures += ["", line]
            continue
        count += bool(line)
        if line or said:
            said.append(line)
    return "\n".join([*said, *figures, *lines[at:]]) if figures else text
