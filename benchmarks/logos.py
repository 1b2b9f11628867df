"""Real logos, drawn and refused: each SVG file of a folder in both painters, held against a browser and against resvg.

    python benchmarks/logos.py FOLDER [--every N] [--most N] [--show DIR] [--resvg SCRIPT_FOLDER]

Prints how many are drawn right, how many are refused and why, and which are drawn otherwise than the browser draws the
file. A file counts as wrong where more than `TOLERANCE` of the pixels differ plainly in one painter. `--resvg` names a
folder in which node finds `@resvg/resvg-js`: where the browser and it disagree, the file is told apart.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image

from brochure.base.art import Drawing
from brochure.base.findings import BadInput
from brochure.content.svg import read_svg
from tests.drawings import SIDE, as_given, as_html, box_of, difference, in_browser, on_pages
from tests.reflow.browser import Browser

TOLERANCE = 0.006  # of all pixels
BATCH = 96
_FINE = 20  # times the pixels, where pdfium draws hair lines too wide
_RESVG = """
const {Resvg} = require('@resvg/resvg-js'), fs = require('fs');
for (const [file, out, width] of JSON.parse(fs.readFileSync(0))) {
  try {
    const made = new Resvg(fs.readFileSync(file), {fitTo: {mode: 'width', value: width}, background: 'white'});
    fs.writeFileSync(out, made.render().asPng());
  } catch (fault) { process.stderr.write(`${file}: ${fault}\\n`); }
}
"""


def main() -> None:
    """Judge all files and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--show", type=Path)
    parser.add_argument("--resvg", type=Path)
    given = parser.parse_args()
    files = sorted(given.folder.rglob("*.svg"))[:: given.every][: given.most]
    refused: Counter[str] = Counter()
    drawn: list[tuple[Path, Drawing]] = []
    for file in files:
        try:
            drawn.append((file, read_svg(file.read_bytes(), file=file.name, palette={})))
        except BadInput as fault:
            refused[fault.findings[0].message] += 1
            if given.show:
                given.show.mkdir(parents=True, exist_ok=True)
                with (given.show / "refused.txt").open("a") as told:
                    told.write(f"{file}: {'; '.join(each.message for each in fault.findings)}\n")
    wrong = []
    with tempfile.TemporaryDirectory() as name, Browser("chromium", Path(name, "profile")) as browser:
        for start in range(0, len(drawn), BATCH):
            wrong += _wrong(drawn[start : start + BATCH], browser, Path(name), given.show, given.resvg)
    print(f"{given.folder}: {len(files)} files, {len(drawn)} drawn ({len(drawn) / max(1, len(files)):.1%}),", end=" ")
    print(f"{sum(refused.values())} refused, {len(wrong)} differ")
    for message, count in refused.most_common(25):
        print(f"  refused {count:5}  {message}")
    for line in wrong:
        print(f"  differs  {line}")


def _wrong(
    drawn: list[tuple[Path, Drawing]], browser: Browser, folder: Path, show: Path | None, resvg: Path | None
) -> list[str]:
    drawings = [drawing for _, drawing in drawn]
    given = in_browser(browser, [as_given(file.read_bytes(), drawing) for file, drawing in drawn], folder)
    html = in_browser(browser, [as_html(drawing, name=f"d{at}") for at, drawing in enumerate(drawings)], folder)
    pages = on_pages(drawings)
    other: list[Image.Image | None] = _by_resvg(drawn, folder, resvg) if resvg else [None] * len(drawn)
    found = []
    for (file, drawing), truth, as_svg, as_page, second in zip(drawn, given, html, pages, other, strict=True):
        images = [truth, as_svg, as_page, second]
        gaps = [difference(truth, as_svg), difference(truth, as_page)]
        if gaps[1] > TOLERANCE:
            (fine,) = on_pages([drawing], _FINE)
            images[2], gaps[1] = fine, difference(truth, fine)
        if max(gaps) <= TOLERANCE:
            continue
        judged = f"resvg differs from the browser by {difference(truth, second):.4f}" if second is not None else ""
        found.append(f"{file}: html {gaps[0]:.4f}, page {gaps[1]:.4f} {judged}")
        if show:
            show.mkdir(parents=True, exist_ok=True)
            sheet = Image.new("RGB", (SIDE * 4, SIDE), "gray")
            for at, image in enumerate(images):
                if image:
                    sheet.paste(image, (at * SIDE, 0))
            sheet.save(show / f"{file.parent.name}-{file.stem}.png")
    return found


def _by_resvg(drawn: list[tuple[Path, Drawing]], folder: Path, resvg: Path) -> list[Image.Image | None]:
    wanted = [
        (str(file.resolve()), str(folder / f"{at}.png"), max(1, round(box_of(drawing).width)))
        for at, (file, drawing) in enumerate(drawn)
    ]
    for _, out, _ in wanted:
        Path(out).unlink(missing_ok=True)
    subprocess.run(["node", "-e", _RESVG], input=json.dumps(wanted), text=True, cwd=resvg, check=True)
    found: list[Image.Image | None] = []
    for _, out, _ in wanted:
        square = Image.new("RGB", (SIDE, SIDE), "white")
        if Path(out).exists():
            made = Image.open(out).convert("RGB")
            square.paste(made, (0, SIDE - made.height))
        found.append(square if Path(out).exists() else None)
    return found


if __name__ == "__main__":
    main()
