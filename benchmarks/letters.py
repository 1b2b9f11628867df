"""The letter as mail programs leave it, on one picture: `python benchmarks/letters.py docs/letters.png`.

Arabic above English; from the left as it is sent, without its style sheet, drawings and `data:`, and without what
stands on <html> and <body> as well; each at 320 and 600 pixels, as Chromium shows it. Faces are those of the machine.
"""

import io
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image, ImageDraw, ImageFont

from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.people.addresses import Mailbox
from brochure.send.bodies import LeafletBodies
from brochure.send.campaign import Campaign
from brochure.send.framing import framed
from tests.reflow.browser import Browser
from tests.send.sanitiser import sanitised

FORMS = ("as sent", "no style sheet, drawing or data:", "nor anything on html and body")
WIDTHS, HEIGHT, SCALE = (320, 600), 1250, 0.45
GAP, HEAD = 10, 22
TABLE, INK = (226, 224, 219), (40, 40, 40)


def main() -> None:
    """Draw the sheet and write it."""
    out = Path(sys.argv[1])
    rows = [_letters("ar"), _letters("en")]
    wide = sum(cell.width + GAP for cell in rows[0]) + GAP
    sheet = Image.new("RGB", (wide, HEAD + sum(row[0].height + GAP for row in rows)), TABLE)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(open_shelf().faces.family("Source Sans 3", "regular").path), 13)
    y = HEAD
    for row in rows:
        x = GAP
        for at, cell in enumerate(row):
            if y == HEAD and not at % len(WIDTHS):
                draw.text((x, 3), FORMS[at // len(WIDTHS)], INK, font)
            sheet.paste(cell, (x, y))
            x += cell.width + GAP
        y += row[0].height + GAP
    sheet.quantize(40).save(out, optimize=True)
    print(f"{out}: {out.stat().st_size / 1000:.0f} KB")


def _letters(language: str) -> list[Image.Image]:
    """The beginning of the letter in each form, narrow and wide."""
    bodies = LeafletBodies(Order("acupuncture-pain"), open_shelf()).of_language(language)
    stop = "https://clinic.example/stop/{token}"
    campaign = Campaign("spring", Mailbox("info", "clinic.example"), "Riverside", {"": "Information"}, None, stop)
    html = framed(bodies, campaign, "0a1b", language).html
    shown = []
    with tempfile.TemporaryDirectory() as name, Browser("chromium", Path(name, "profile")) as browser:
        page = Path(name, "letter.html")
        for form in (html, sanitised(html, keeps_body=True), sanitised(html)):
            page.write_text(form, encoding="utf-8")
            for width in WIDTHS:
                browser.show(page, width)
                picture = Image.open(io.BytesIO(browser.picture())).convert("RGB").crop((0, 0, width, HEIGHT))
                small = (round(width * SCALE), round(HEIGHT * SCALE))
                shown.append(picture.resize(small, Image.Resampling.LANCZOS))
    return shown


if __name__ == "__main__":
    main()
