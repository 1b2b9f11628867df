# ruff: noqa: E501 - a table of sentences
"""Every code of a finding: why it is a fault, and the way out. `brochure explain CODE` prints its row."""

from brochure.base.code_names import LeafletCode

CODES: dict[LeafletCode, str] = {
    "art-place": (
        "A ground or drawing must know one place: a panel, or a side of the sheet."
        "\n"
        "Write `panel:` or `side:`, and for a strip both `top:` and `height:`."
    ),
    "bad-block": (
        "A block of the body has no name or more than one, or parts of it do not go together."
        "\n"
        "Begin each block with `- ` and one name, such as `- text:`; rows of a table have a cell for each column."
    ),
    "bad-character": (
        "Some characters cannot be printed, or can hide and reorder words: controls, private characters, direction marks."
        "\n"
        "Delete the character and type the word again."
    ),
    "bad-environment": (
        "A setting of the environment that this program honours holds nonsense."
        "\n"
        "Unset it, or give it a value of the form that the message names."
    ),
    "bad-folder": (
        "The output folder cannot take files. This is found before anything is set, so no time is lost."
        "\n"
        "Choose another folder with `--out`."
    ),
    "bad-form": (
        "A value has another form than its field takes: a day, a length, a colour, a number."
        "\n"
        "Write it like the example in the hint."
    ),
    "bad-hours": (
        "Hours that cannot be: doors that close before they open, or one day with two lines that overlap.\n"
        "Write when the doors open and close, each day once; a break at noon is two lines that do not overlap."
    ),
    "bad-link": (
        "A link could run a program or open a file of the reader's; only web pages, mail and telephone are linked."
        "\n"
        "Write an https, mailto or tel address."
    ),
    "bad-password": (
        "No copy can be locked with this password: it is empty, too long, or has characters that not every reader takes alike."
        "\n"
        "Write another one; letters of any language, figures, spaces and signs are fine."
    ),
    "bad-profile": (
        "The output profile tells the press which inks make which colour; only one of a CMYK press can."
        "\n"
        "Ask the print shop for the CMYK output profile of its press, as an .icc file, and name it with --icc."
    ),
    "bad-limits": (
        "A type style asks for sizes that contradict each other or that no panel can hold."
        "\n"
        "Keep smallest <= size <= largest, and leading between 1.0 and 2.5."
    ),
    "booklet-long": (
        "Of more than 24 pages, the back of a stitched booklet bulges, and inner pages stand out at its edge.\n"
        "Cut what a reader can do without, or make two leaflets."
    ),
    "booklet-notes": (
        "A booklet is stitched of whole sheets of four pages. Pages that the words leave empty are ruled for notes.\n"
        "They do no harm; where nobody wants them, write more, or less."
    ),
    "booklet-sheet": (
        "The office printer prints two pages of a booklet beside each other on one sheet, which the layout names.\n"
        "Write `shape: booklet` and `imposed:` together, with a sheet that is as wide as two pages."
    ),
    "campaign-unknown": (
        "The outbox knows no campaign of this name."
        "\n"
        "Use the name that the hint offers, or see `brochure outbox status`."
    ),
    "consent-missing": (
        "Only those who said yes are written to by mail, and the list has no column that could say so."
        "\n"
        "Add the column `consent`, or name it with `--column consent=NAME`."
    ),
    "consent-unclear": (
        "A word in the consent column is neither yes nor no. Nothing is guessed, and nothing is sent."
        "\n"
        "Write yes, true, 1 or y; or no, false, 0 or n."
    ),
    "contrast": (
        "Words that differ too little from their ground are lost to many readers. Source: WCAG 2.2, 1.4.3."
        "\n"
        "Use the colour that the hint names, or change the ground."
    ),
    "csv-character": (
        "A cell holds a character that cannot be printed, or that hides or reorders words."
        "\n"
        "Delete the character, then type the word again."
    ),
    "csv-column": (
        "The list lacks a column that is needed.\nAdd it, or say which column is meant with `--column email=NAME`."
    ),
    "csv-delimiter": (
        "It cannot be told what parts the cells of the file: comma, semicolon or tab."
        "\n"
        "Write one header line such as `id,email,consent`, and part every row alike."
    ),
    "csv-empty": ("The file has no header line.\nWrite the names of the columns into its first line."),
    "csv-encoding": (
        "The file is not in the encoding that was named, or not UTF-8 where none was. A wrong guess would misspell names."
        "\n"
        "Save it as 'CSV UTF-8', or name its encoding with `--encoding`."
    ),
    "csv-garbled": (
        "A cell looks like UTF-8 that another program read as Windows-1252, such as two odd letters for one with an accent."
        "\n"
        "Open the source with the encoding UTF-8 and export it again."
    ),
    "csv-header": (
        "A column has no name, a name that cannot be read, or the name of another column."
        "\n"
        "Give every column a short name of its own in row 1."
    ),
    "csv-kind": ("The file that was named is no list of people.\nName a CSV file, or a workbook in xlsx, ods or xls."),
    "csv-line-break": (
        "A cell holds a line break. A row is one line, and a name has none.\nWrite the cell in one line."
    ),
    "csv-lines": (
        "The lines end as in very old files, so that the file looks like one line.\nSave it again as 'CSV UTF-8'."
    ),
    "csv-long": ("A cell or row is longer than any that belongs into a letter.\nCut the text of the cell."),
    "csv-quotes": (
        "A quote has no partner, so that it cannot be told where the cell ends."
        "\n"
        "Close the quote, and write a quote inside a cell twice."
    ),
    "csv-row": (
        "A row has more or fewer cells than the header, so that its values may stand in wrong columns."
        "\n"
        "Put text that holds the delimiter in quotes, or add the missing cells."
    ),
    "duplicate-name": (
        "Two things of one kind share a name, so that nobody can tell which is meant.\nRename one of them."
    ),
    "edition-standard": (
        "A standard that may be asked for in place of an edition's own wants what only some editions have: PDF/UA-2 wants tags and live links."
        "\n"
        "Ask it of the e-mail edition or of large print."
    ),
    "editions-differ": (
        "Two editions of one leaflet do not say the same words in the same order. Nothing is written."
        "\n"
        "This is a fault of the program or of a template: report it with the leaflet."
    ),
    "empty-block": ("A template writes a heading or paragraph without words.\nAsk with {% if %} before writing it."),
    "empty-figure": (
        "A template asks for a picture that the content does not have.\nAsk with {% if %} before writing it."
    ),
    "empty-panel": (
        "Nothing stands on a panel that is made for words: a reader who unfolds the leaflet sees a blank side."
        "\n"
        "Write the text that the layout has a place for, or choose a layout with fewer panels."
    ),
    "empty-text": ("A field is there but holds no words.\nWrite its text, or take the field out."),
    "field-retired": (
        "A field of an older form, which has no effect any more: a signature stands in the record of the leaflet."
        "\n"
        "Run `brochure migrate`, which takes it out, and have the text signed with `brochure sign`."
    ),
    "figure-small": (
        "A mark, a photograph or a code that is only some millimetres high is seen as a line, or not at all."
        "\n"
        "Give a picture that is less narrow, or make its frame larger."
    ),
    "figure-too-wide": (
        "A code that does not fit into its frame cannot be made smaller by the program: a camera may then not read it."
        "\n"
        "Make its `height` smaller in the template, or its frame wider in the layout."
    ),
    "figure-unseen": (
        "A picture, mark or code differs from its ground nowhere, as the finished page is painted: nobody sees that it is there."
        "\n"
        "Use its version for that ground, such as `reversed:` of the logo, or change the ground."
    ),
    "figure-without-alt": (
        "Someone who listens to the leaflet hears nothing where the picture is. Source: ISO 14289-1, 7.3."
        "\n"
        "Write `alt:` beside the picture."
    ),
    "file-missing": ("A file that a YAML file names does not exist.\nCheck the name; the hint offers the nearest."),
    "file-unreadable": ("The system does not let the program read a file.\nCheck the name and who may read it."),
    "fold-clearance": (
        "Words within 3 mm of a fold crack, or slip round the edge.\nKeep 3 mm, better 5 mm, from every fold."
    ),
    "fold-panels": (
        "A side of a folded sheet has as many panels as its fold makes, on both sides."
        "\n"
        "Give each side that many panels, from left to right, or choose another `fold:`."
    ),
    "fold-paper": ("Tissue tears and board breaks in a fold.\nName the weight of the paper in g/m2 with --paper."),
    "fold-register": (
        "Folds of the two sides of a sheet must lie on each other, or one side folds through its words."
        "\n"
        "Mirror the panel widths of the first side on the second."
    ),
    "fold-widths": (
        "The panels of a side make more or less than the sheet.\nLet the widths sum to the sheet within 0.01 mm."
    ),
    "font-blank": (
        "A face draws nothing, or a speck, for a letter, figure or sign that it says it has: a broken subset, or a web font of placeholders."
        "\n"
        "Use the whole font as the foundry delivers it."
    ),
    "font-damaged": (
        "A font file is cut short, changed, or not what its manifest says. The proof of what is printed rests on the faces."
        "\n"
        "Restore the file from the project; for a new face see `brochure fonts --admit`."
    ),
    "font-kind": (
        "A PDF of ours takes static TrueType fonts; `brochure fonts add` makes them of OpenType and variable ones."
        "\n"
        "Add the file with `brochure fonts add FILE`, or ask the foundry for a TrueType (.ttf) file."
    ),
    "font-licence": (
        "The font's own licence bits forbid embedding, which every PDF needs."
        "\n"
        "Choose another face, or ask the foundry for an embeddable licence."
    ),
    "font-manifest": (
        "The manifest of a fonts folder cannot be read."
        "\n"
        "Restore fonts/manifest.json, or correct the row that the message names."
    ),
    "font-too-large": ("A font file is larger than any text face.\nName a font file."),
    "font-weight": (
        "A family of type lacks a weight that texts ask for; the nearest one stands for it."
        "\n"
        "Add the file of that weight with `brochure fonts add FILE`."
    ),
    "frame-outside": (
        "A frame for words leaves the safe area of its panel: too near to a fold or to the strip that printers cannot reach."
        "\n"
        "Move the frame inwards in the layout."
    ),
    "hard-to-read": (
        "Readers who are ill or tired, or who read little, lose long sentences and long words. SMOG over 8 is a warning, no more."
        "\n"
        "Shorten sentences, take shorter words, and let five people try it."
    ),
    "hard-word": (
        "A word that patients stumble over, for which there is a plain one.\nSay the plain one, or leave it where it is the right word."
    ),
    "header-differs": (
        "A translation has the code, version and days of its source, or the two are taken for different leaflets."
        "\n"
        "Write them as the source has them."
    ),
    "issued-in-future": (
        "A text that is signed or given to patients is issued today or earlier."
        "\n"
        "Write in `issued:` the day on which it goes out."
    ),
    "key-damaged": (
        "The key file holds no key. Without it the outbox knows nobody, and would write to everybody again."
        "\n"
        "Restore the file from a backup."
    ),
    "key-differs": (
        "An outbox or a run was made with another key file, so that nobody in it can be told."
        "\n"
        "Name that key file with `--key`."
    ),
    "key-missing": (
        "An outbox or a run was made with a key that is not there. With a new one nobody in it would be known."
        "\n"
        "Restore the key file, or name it with `--key`."
    ),
    "key-shared": (
        "Others on this machine may read the key that hides recipients.\nLet only its owner read it: `chmod 600`."
    ),
    "language-differs": (
        "The name of a leaflet's file and the language that it states disagree.\nName the file after its language."
    ),
    "language-nearest": (
        "Somebody asked for a kind of a language that the leaflet is not written in, and gets the language. Source: RFC 4647, 3.4."
        "\n"
        "Nothing, if that is meant; else write the leaflet in it, such as en-GB.yaml."
    ),
    "layout-edition": (
        "Folded editions are set on sheets, the edition for phones and large print on pages."
        "\n"
        "Use the layout that the hint names, or leave --layout out."
    ),
    "layout-scale": (
        "A scale of nought leaves nothing to read, and one of a hundred fits no paper."
        "\n"
        "Write a factor such as 1.6, or leave it out."
    ),
    "letter-held": (
        "A letter is not tried, because something about it needs a person."
        "\n"
        "Do what the hint says, then run the same command again."
    ),
    "letter-state": (
        "Only letters in doubt are settled, and only letters in doubt or failed are sent again."
        "\n"
        "See `brochure outbox list`."
    ),
    "letter-unknown": (
        "The name of a letter fits none, or several.\nCopy the mark from `brochure outbox list`, or write row:N."
    ),
    "list-older": (
        "A form was sent from a page of another list, or of this one before a row or a column was changed."
        "\n"
        "Look at the people again, and do it there."
    ),
    "long-sentence": ("Sentences over 20 words lose readers. Source: plain English practice.\nMake two of it."),
    "looks-like-markup": (
        "Other programs take this for a mark; here it is a sign like any other, and the reader sees it."
        "\n"
        "Use the marks of the README, or put a backslash before the sign if you mean it."
    ),
    "lost-words": (
        "The proof found words missing, doubled or changed between the story and the page. No file is written."
        "\n"
        "This is a fault of the program: report it with the leaflet."
    ),
    "mail-all-refused": (
        "The server refused many letters in a row for good; that is rarely the fault of so many recipients."
        "\n"
        "Ask who runs the server, then send them again with `brochure outbox resolve --resend`."
    ),
    "mail-certificate": (
        "The server does not prove that it is the one that was named, so nothing is said to it."
        "\n"
        "Name the server as its certificate does, or give the clinic's own authority with `--ca-file`."
    ),
    "mail-clock": (
        "A letter was put off to a day that lies further ahead than is ever waited: the clock of the machine stood ahead."
        "\n"
        "Set the clock right; the letters are tried within four hours."
    ),
    "mail-cleartext": ("Letters to patients go to no other machine in the clear.\nUse `--security starttls` or `tls`."),
    "mail-domain": (
        "The sender's domain does not say who may send for it (SPF, DKIM, DMARC), so that letters are refused or filed as spam; "
        "or nobody could be asked."
        "\n"
        "Publish what your mail provider tells you, and name its key with `dkim_selector:` in the campaign file."
    ),
    "mail-edition": (
        "A PDF is attached to each letter; the text and HTML editions are its bodies already."
        "\n"
        "Attach email, large-print or office."
    ),
    "mail-fetches": (
        "A message that fetches something tells its sender when and where it was opened.\nTake it out of the template."
    ),
    "mail-header": (
        "A control character in a header could write headers of its own, such as further recipients."
        "\n"
        "Write the text in one line of plain text."
    ),
    "mail-large": ("A large message is slow to fetch on a phone, and some servers refuse it.\nUse smaller pictures."),
    "mail-login": (
        "The server wants a login, or refuses the one that it got. No letter was touched."
        "\n"
        "Set BROCHURE_SMTP_USER and BROCHURE_SMTP_PASSWORD, or run at a terminal and be asked."
    ),
    "mail-nowhere": (
        "Names such as .test, .example and .invalid are set aside for trials: no letter can arrive there. Source: RFC 6761."
        "\n"
        "See whether the list is a sample; write the addresses that people gave."
    ),
    "mail-sender": (
        "The address is none that a letter can come from or go to.\nWrite one address such as info@clinic.example."
    ),
    "mail-sender-refused": (
        "The server does not take letters from this sender. No letter was touched."
        "\n"
        "Ask who runs the server which senders it takes."
    ),
    "mail-server": (
        "The mail server is not named, not reached, or takes nothing just now. No letter is lost."
        "\n"
        "Check `--server` and `--port`, then run the same command again."
    ),
    "mail-subject": (
        "Every letter has a subject of at most 120 letters, in the language of its recipient."
        "\n"
        "Write `subject:`, or `subjects:` with one for each language."
    ),
    "mail-subject-tells": (
        "Subjects show on locked screens and in the logs of servers; this one tells what the leaflet is about."
        "\n"
        "Write a neutral one."
    ),
    "mail-text-changed": (
        "The leaflet was changed after letters were queued and before they went: earlier recipients have the older text."
        "\n"
        "Nothing, if that is meant; else begin a campaign of another name."
    ),
    "mail-tls": (
        "The server offers no encryption that is safe, and nothing is sent in the clear."
        "\n"
        "Ask for its port with STARTTLS (587) or TLS (465)."
    ),
    "mail-too-large": (
        "Many servers refuse messages of more than 10 MB.\nUse smaller pictures, or link to the leaflet."
    ),
    "mail-unsubscribe": (
        "An address for one click is an https address that tells whose letter it was."
        "\n"
        "Write https://clinic.example/unsubscribe/{token}."
    ),
    "missing-field": ("A field that every file of this kind needs is not there.\nAdd it; the hint gives an example."),
    "missing-library": (
        "This needs a library that is not installed with the program, because few clinics need it."
        "\n"
        "Install it as the hint says, and run the same command again."
    ),
    "no-glyph": (
        "None of the faces can show a character. The program never prints a box in its place."
        "\n"
        "Write it another way, or add a face that has it."
    ),
    "no-word-list": (
        "Nobody has written down which words of a language make a claim, hedge it or deny, so its texts are not held to it.\n"
        "Write `content/_claims/words/` a list as English has one, or have somebody read the text for it."
    ),
    "not-a-file": ("A name leads to a folder, a pipe or a device.\nName a file."),
    "not-understood": (
        "Of the patients who tested a leaflet, fewer than four of five found a point and said it in words of their own."
        "\n"
        "Say it in other words or at another place, and ask five others."
    ),
    "not-written": (
        "The disk is full or does not take the file. The old file, if any, is whole."
        "\n"
        "Make room, or choose another folder."
    ),
    "not-a-translation": (
        "Only a translation carries fingerprints: they tell which text of the source each block was made from."
        "\n"
        "Write `source:` with the language of the source, such as `source: en`."
    ),
    "not-counted": (
        "Syllables and hard words are known in English only; of other languages no figure would be true."
        "\n"
        "Have people who read the language try the leaflet."
    ),
    "not-edited": (
        "The change cannot be typed into the file so that all else in it stays as it is; it was left as it is."
        "\n"
        "Open the file in an editor and change it by hand."
    ),
    "not-migrated": (
        "The fields of today are written before the first one, and this file does not take them there; none was changed."
        "\n"
        "Write the file as plain lines of `name: value`, one field a line."
    ),
    "not-released": (
        "What goes to patients is final, signed by a named person, and true to its source."
        "\n"
        "Mend what the message names, or build without --release."
    ),
    "not-signed": (
        "A text reaches patients only when a named person has read it and signed it."
        "\n"
        "Have it read, then say `brochure sign LEAFLET --language TAG --who NAME --role clinician`."
    ),
    "not-stamped": (
        "Fingerprints are added at the end of the file, and this file does not take them there; it was left as it is."
        "\n"
        "Write the leaflet as plain lines of `name: text`, without a closing `...`."
    ),
    "note-changed": (
        "The template does not print the safety note word for word, once."
        "\n"
        "Print safety.heading and every paragraph of safety.text in one <note>."
    ),
    "note-contrast": (
        "The safety note needs 7:1 between words and ground, so that everybody can read it. Source: WCAG 2.2, 1.4.6."
        "\n"
        "Use the colour that the hint names."
    ),
    "note-covered": ("Something is painted over the safety note.\nTake it off, or paint it first."),
    "cannot-impose": (
        "Pages are laid side by side only where they are whole, of one size, and fit on the sheet."
        "\n"
        "Choose a larger sheet, fewer pages on it, or a smaller gutter."
    ),
    "unknown-personal-field": (
        "A text asks for a personal value that the leaflet does not declare, so no list could give it."
        "\n"
        "Declare it under `personal:`, or correct the name between the braces."
    ),
    "text-left-out": (
        "A template that forgets a field would print half a leaflet, and every proof after it would hold.\n"
        "Print the text in a story, or list its field under `omits:` of the layout."
    ),
    "text-omitted": (
        "The layout is too small for a field, and says so; nobody is to believe that the whole leaflet was printed.\n"
        "Choose another layout where the text is wanted."
    ),
    "paper-not-white": (
        "The sheet is white and is not printed; words judged on another ground may be invisible on it.\n"
        "Let role paper name white, and tint panels by the art of the layout."
    ),
    "personal-heading": (
        "Headings, the title and the safety note are the same in every copy: outlines, tags and the proof rest on them."
        "\n"
        "Move the personal words into a paragraph."
    ),
    "personal-link": (
        "A personal link is a whole address that a column holds, so that it is judged before anybody follows it."
        "\n"
        'Write one field of type link in braces, such as `link: "{page}"`, and nothing else.'
    ),
    "personal-optional": (
        "A value that a person may not have leaves a hole in a sentence; only in an address do the lines close up.\n"
        "Write it in `address:` alone, and keep one line of it that everybody has."
    ),
    "personal-unused": (
        "The leaflet asks a list for a value that none of its texts prints: mostly the braces were forgotten."
        "\n"
        "Write the field in braces where its words go, or take it out of `personal:`."
    ),
    "options-clash": ("Two options of one command take each other's meaning away.\nLeave one of them out."),
    "line-break": (
        "A field that is set as one line, or as one paragraph, holds more than one; they would be run together in print.\n"
        "Make two entries of it, or write it on one line; where lines may end, a `|` block or a backslash ends one."
    ),
    "list-language": (
        "Rows of the list ask for another language than the one that this run makes."
        "\n"
        "Make a run of its own for each language."
    ),
    "code-twice": (
        "Two leaflets have the same code: nobody could tell which one a copy in a drawer is."
        "\n"
        "Give each leaflet a code of its own, or build without --release."
    ),
    "code-untrue": (
        "A QR code was read back, and is not the one that the library makes of the address; the copy is not written."
        "\n"
        "Please report it: this is a fault of the program."
    ),
    "value-hour": (
        "An hour lies in the night: mostly an afternoon of a twelve-hour clock, or 0:00 from an empty cell."
        "\n"
        "Write it as 15:00, if the afternoon is meant."
    ),
    "value-missing": ("A row of the list lacks a value that the leaflet prints.\nFill it in, or take the row out."),
    "value-unclear": ("A choice is yes or no, and nothing else.\nWrite yes or no."),
    "value-odd": (
        "A value looks like none: an error of a spreadsheet, a place that was never filled in, a letter as code. The row is held back."
        "\n"
        "Mend the cell and export the list again; if it is meant, say `--allow-odd`."
    ),
    "value-too-long": (
        "A value has more letters than its field allows.\nShorten it, or allow more with `longest:` of the field."
    ),
    "value-forbidden": (
        "A value holds a character that cannot be printed, or one that turns the order of others.\nType it anew."
    ),
    "value-no-date": ("A date is written as 2026-11-01, so that no month is taken for a day.\nWrite it so."),
    "value-no-time": ("A time is written as 14:30.\nWrite it so."),
    "value-no-link": ("A personal link is an https address.\nWrite one that begins with https://."),
    "value-day": (
        "A day lies in the past, behind the day by which the leaflet is to be read again, or in another century."
        "\n"
        "See whether the day is right; with `--allow-odd` far days are printed too."
    ),
    "value-does-not-fit": (
        "The copy of a row does not fit, even laid out by itself with the smallest type."
        "\n"
        "Shorten the value, or make room in the leaflet."
    ),
    "nothing-personal": (
        "A merge makes one copy for each person, and this leaflet is the same for everybody."
        "\n"
        "Declare `personal:` fields, or mail the leaflet as it is with `brochure send`."
    ),
    "row-missing": (
        "A preview shows one row of the list, and there is no such row, or it has faults.\nName another row with --row."
    ),
    "claim-animals": (
        "What a text says was seen in animals only, and the text, its heading or its short form does not say so.\n"
        "Say that it was seen in animals, or name a source that looked at people."
    ),
    "claim-hedge": (
        "A claim is stated as a fact, and its sources do not carry that: a heading and a short text are read alone.\n"
        "Write `may`, or what the sources allow; `brochure claims` lists the words that are allowed."
    ),
    "claim-missing": (
        "A word that makes a claim stands in a text that names no claim for it, so nobody can say what carries it.\n"
        "Write `claims:` beside the text with names of the register, or take the word out."
    ),
    "claim-ruled-out": (
        "An authority of the clinic's region has ruled on a claim of this kind: it is not made there, or not so.\n"
        "Take it out, or write beside it the words that the ruling asks for."
    ),
    "claim-source": (
        "A claim of the register rests on a source that is not there, or on less than it says.\n"
        "Name a source of the register, or say how far the sources carry it."
    ),
    "claim-unknown": (
        "A text names a claim that the register does not hold.\nWrite the name as the register has it, or add the claim."
    ),
    "claim-words": (
        "Words that the sources of a claim do not carry, or that the authority of a region has ruled out.\n"
        "Write it in other words; `brochure claims` lists those that are allowed."
    ),
    "cluster-missing": (
        "The copies are to be made on a cluster that cannot be reached from here."
        "\n"
        "Install brochure[cluster], start the scheduler, and check its address."
    ),
    "cluster-readable": (
        "Rows hold names of patients, and without TLS whoever sits between the machines can read them."
        "\n"
        "Start scheduler and workers with TLS, and name the scheduler as tls://HOST:PORT; docs/merge.md shows how."
    ),
    "cluster-tls": (
        "A cluster with TLS proves itself by certificates of one authority, and so does whoever sends it work."
        "\n"
        "Say tls:// and name the files that the scheduler was started with: --tls-ca-file, --tls-cert and --tls-key."
    ),
    "worker-died": (
        "The system ended the process that made a copy, and ended it again when it made nothing else."
        "\n"
        "See whether memory runs out, then run again with --resume; if it is always the same row, report it."
    ),
    "colour-converted": (
        "A colour has a recipe for the screen but none for the press, so it is converted through the press's profile."
        "\n"
        "Agree on the inks with the print shop and write them as `press:` in the palette."
    ),
    "short-texts": (
        "The whole text does not fit this shape, so the leaflet's `short:` texts are printed in its place."
        "\n"
        "The safety note is always whole. Choose a larger layout to print everything."
    ),
    "draft-line-missing": (
        "A text that nobody has signed is printed with a line that says so; the template writes none."
        "\n"
        "Write {% if draft_line %}<p>{{ draft_line }}</p>{% endif %} in a story, or have the text signed."
    ),
    "template-words": (
        "A template of the clinic's own types words itself. No leaflet holds them: nobody signs them, no claim is looked for.\n"
        "Such a page carries the line of a draft, and goes to nobody."
        "\n"
        "Write them into the leaflet, or into the brand, and let the template ask for the field."
    ),
    "duty-missing": (
        "The safety note of a treatment says four things: that it is part of a plan, that nobody stops medicines for it,\n"
        "what is to be said first, and when to get help at once. Aftercare has the second and the last."
        "\n"
        "Write `plan:`, `keep:`, `tell_us:` and `urgent:` under `safety:`, and `region:` or `emergency:` in the brand."
    ),
    "note-missing": (
        "Every leaflet carries a safety note, in every edition and language."
        "\n"
        "Write `safety:` with `heading:` and `text:`, and <note> in the template."
    ),
    "note-off-spread": (
        "The safety note stands on a panel that the reader may never open to."
        "\n"
        "Put <note> into a story of the inside spread."
    ),
    "note-recoloured": ("The safety note has colour roles of its own.\nUse note_text and note_heading."),
    "note-restyled": (
        "A template tries to style the safety note."
        "\n"
        "Take the attributes out: the brand's styles note and note_heading are used."
    ),
    "note-small": ("The safety note is never smaller than the running text.\nRaise the sizes of style note."),
    "note-split": ("The safety note stands whole on one panel.\nGive it a panel with room."),
    "outbox-behind": (
        "The outbox knows of fewer letters than went from it, as after an old backup or without its `-wal` file. Some would go twice."
        "\n"
        "Restore the newest outbox with its `-wal`, or say `--new-outbox` to take it as it is."
    ),
    "outbox-busy": (
        "Another process is at work in the outbox. Two senders would write to patients twice.\nWait until it ends."
    ),
    "outbox-format": (
        "The outbox was made by another version of the program."
        "\n"
        "Use that version, or begin a new outbox once all letters are sent."
    ),
    "outbox-lost": (
        "Letters went from an outbox that is gone or empty now. Begun anew it would write to everybody again."
        "\n"
        "Restore the outbox with its `-wal`, or say `--new-outbox` and take those who have their letter off the list."
    ),
    "outbox-missing": ("There is no outbox in this folder.\nName its folder with `--outbox`."),
    "outbox-unusable": (
        "The outbox cannot be written, so nothing is sent: what cannot be noted is not done."
        "\n"
        "Make room on its disk, or use a local disk; then run the same command again."
    ),
    "outside-project": (
        "A file outside the project could be anything, also something private.\nCopy the file beside the YAML file."
    ),
    "output-exists": (
        "A file of this name exists and was not made by this program.\nMove it away, or say --overwrite."
    ),
    "overset-text": (
        "A story is longer than its frames at the smallest size that the brand allows. Nothing is cut, shrunk further or left out: nothing is written."
        "\n"
        "Cut the letters that the message counts, move a text, or choose a layout with more room."
    ),
    "pdf-locked": ("A locked file cannot be looked into, imposed or archived.\nSave it again without a password."),
    "pdf-not-rendered": (
        "A page that cannot be turned into pixels was not looked at for contrast, ink and codes; the press may fail on it too."
        "\n"
        "Write the file anew from its source."
    ),
    "pdf-unreadable": (
        "The file is no PDF, is cut short, or is too large to be looked at.\nExport it anew, and send it unchanged."
    ),
    "pdf-changed": (
        "An attachment is missing or differs from the one that was queued, so it goes to nobody."
        "\n"
        "Merge the run again with --resume, then run the same command again."
    ),
    "picture-damaged": ("A picture cannot be decoded whole.\nSave it again as PNG or JPEG."),
    "picture-doubtful": (
        "A picture is taken, and may not look as it did: its colour profile cannot be read, or its file breaks off."
        "\n"
        "Look at it in the proof, and export it again."
    ),
    "picture-kind": ("Only PNG and JPEG pictures and SVG drawings are read.\nSave the picture as PNG or JPEG."),
    "picture-resolution": (
        "A picture has too few pixels for the size at which it is printed."
        "\n"
        "Give a picture with more pixels, or print it smaller."
    ),
    "picture-too-large": ("A picture is larger than a leaflet can use, or claims to be.\nScale it down."),
    "port-taken": (
        "The studio listens on a port of this machine, and another program has that one, or there is none of that number."
        "\n"
        "Name another with `--port`, or none: then any that is free is taken."
    ),
    "print-refused": (
        "The print server does not take the sheets, or there is none at this desk; nothing is printed of this file."
        "\n"
        "`lpstat -e` lists the printers, and `brochure doctor` says what this desk lacks."
    ),
    "qr-too-long": ("A link is too long for a QR code that a phone reads from paper.\nUse a shorter link."),
    "reading-order": ("Every panel must be named once in the order of reading.\nAdd the missing panels to `reading:`."),
    "recipient-id": (
        "An id stands in the names of files, so it should mean nothing to others; one in scientific form lost its last figures."
        "\n"
        "Use a number that the spreadsheet keeps as text."
    ),
    "recipient-twice": (
        "Two rows have one id. Only the first gets a letter."
        "\n"
        "Give every recipient an id of its own, or take out one of the two."
    ),
    "recipient-without-id": (
        "A row has no id, so that it could not be told whether its letter went.\nGive every recipient an id."
    ),
    "recipients-missing": ("Nobody is named to write to.\nSay `--recipients FILE`, or `--to` with your own address."),
    "repeated-panel": (
        "A layout of pages has one panel that is repeated as often as the text needs."
        "\n"
        "Write `shape: pages` and `repeats:` together."
    ),
    "review-before-issue": ("The review day lies before the day of issue.\nChoose a later day."),
    "review-soon": (
        "The day on which the text is to be read again is near."
        "\n"
        "Have it read, set `issued:` and `review_by:` anew, and have it signed."
    ),
    "review-too-far": (
        "A text for patients is read again within three years of its issue.\nWrite a nearer day in `review_by:`."
    ),
    "review-changed": (
        "A reviewer corrected a text that somebody has changed in the file since the page went out. It is not written over."
        "\n"
        "Decide between both, and type what is to stand there, in the studio or with `brochure set`."
    ),
    "review-damaged": (
        "A page of a review has come back without some of its texts, or with other marks: nothing of it can be trusted."
        "\n"
        "Ask for the file that the page's button “Download my corrections” makes, or for the page saved whole."
    ),
    "review-foreign": (
        "The file is no page of `brochure review`, or is one of another leaflet or language."
        "\n"
        "Name the file that came back, and the leaflet and language that it is of."
    ),
    "review-not-taken": (
        "Words of a reviewer cannot stand in their field: it takes fewer, or other characters, or has no place in the file."
        "\n"
        "Do what the hint says, and type the words in the studio or with `brochure set`; the other corrections are taken."
    ),
    "review-remark": (
        "A reviewer has written a remark beside a text. A program does not know what is to be done about it."
        "\n"
        "Answer it, or change the words."
    ),
    "review-overdue": (
        "The day by which the text was to be read again has passed.\nHave it read, then set the days anew."
    ),
    "run-damaged": ("The manifest of a merged run cannot be read.\nMerge the run again with --resume."),
    "run-busy": (
        "Two merges that write one run would mix the copies of two lists, or lay one file over the other.\n"
        "Wait until the other ends, or choose another place with `--out`."
    ),
    "run-differs": (
        "The folder holds a run of another leaflet, language, edition or campaign.\nChoose another folder."
    ),
    "run-missing": ("The folder holds no merged run.\nName the folder that `brochure merge` wrote."),
    "run-personal": (
        "A personal leaflet that is sent as it is tells everybody the name of its example."
        "\n"
        "Merge it with the list first, then send the folder of the run."
    ),
    "run-unlisted": (
        "A run holds copies for people who are not on the list.\nSend with the list that the run was merged from."
    ),
    "sample-data": (
        "What goes to patients has the clinic's own name, addresses and numbers; those of a sample lead nowhere."
        "\n"
        "Write your own in its place, or build without --release."
    ),
    "short-caveat": (
        "A short text stands in place of a longer one, and what limits that is not in it: a number, a denial, a hedge, or `ask us`.\n"
        "Write what is named into the short text; cut something else."
    ),
    "source-old": (
        "Evidence ages: a source that nobody has read for five years may long be answered by another.\n"
        "Read it again, look for newer ones, and write the day under `read:`."
    ),
    "source-year": (
        "A source and its year do not agree.\nLook the source up, and write the year in which it was published."
    ),
    "signed-other-text": (
        "A signature stands for the words, the evidence and the clinic's name and marks as they were on that day."
        "\n"
        "Have what changed read, and signed anew; `brochure sign` shows it first."
    ),
    "signer-role": (
        "Who translates says that a translation says what its source says. What the source says of a treatment is for a"
        " clinician or an editor to sign."
        "\n"
        "Have one of them sign it: `brochure sign LEAFLET --who NAME --role clinician`."
    ),
    "source-not-signed": (
        "A translation says what its source says, so the source is signed first."
        "\n"
        "Sign the source, then the translation."
    ),
    "suppress-line": (
        "Lines of the list of those who want no mail name nobody: no address, and no mark of a letter of this outbox; or they"
        " tell that a page was fetched, which the scanners of mail providers do with every link. All other lines are noted."
        "\n"
        "See whether somebody is meant there, and write their address on a line."
    ),
    "svg-damaged": ("An SVG drawing cannot be read.\nExport it again as plain SVG."),
    "svg-external": (
        "An SVG drawing refers to something outside itself. Nothing is ever fetched.\nEmbed what it refers to as paths."
    ),
    "svg-too-large": ("An SVG drawing has more parts than a logo needs.\nSimplify it."),
    "svg-unsupported": (
        "An SVG drawing uses something that would not print surely: text, gradients, filters, styles."
        "\n"
        "Convert it to plain paths with plain colours."
    ),
    "template-damaged": ("A template cannot be read, or its tags do not pair.\nCheck braces and tags."),
    "template-name": ("A template names a field that the content does not have.\nUse the name that the hint offers."),
    "template-not-allowed": (
        "Templates choose and order words; calls, filters and arithmetic are refused."
        "\n"
        "Prepare the value in the content."
    ),
    "template-tag": (
        "A template uses a tag or attribute that the story does not know.\nUse the name that the hint offers."
    ),
    "template-too-large": ("A template is far longer than any layout needs.\nSplit the layout."),
    "text-on-art": ("Words on a drawing or picture are hard to read.\nMove the art or the frame."),
    "text-too-long": ("A single text is longer than a leaflet can hold.\nCut it, or make several texts of it."),
    "too-few": ("A list needs more entries.\nAdd entries."),
    "too-large": (
        "The file has more bytes than its edition allows: a patient waits for it, and pays for it."
        "\n"
        "Use smaller pictures or fewer faces, or allow more with `--budget`."
    ),
    "term-unexplained": (
        "A term of medicine stands there for the first time, and its sentence does not say what it means."
        "\n"
        "Explain it in that sentence, or say it in plain words."
    ),
    "translation-changed": (
        "A block of a translation is not as it was when it was held against its source.\n"
        "Hold it against the source again, then run `brochure stamp`."
    ),
    "translation-differs": (
        "A translation has other numbers than its source, denies more or less, or does not keep the reader at the medicines.\n"
        "Bring it in line with the source; a person who reads both decides."
    ),
    "translation-extra": (
        "A translation holds a block that its source does not have, or no longer has."
        "\n"
        "Take the block out, then run `brochure stamp`."
    ),
    "translation-missing": (
        "A block of the source is not translated, or nothing tells which text its translation was made from."
        "\n"
        "Translate it, then run `brochure stamp`."
    ),
    "translation-source": (
        "A translation is held against the text that it was made from, so that text must be there, in another language."
        "\n"
        "Name the language of the source in `source:`."
    ),
    "translation-stale": (
        "The source of a block has changed since the block was translated: the two may say different things."
        "\n"
        "Bring the block up to date, then run `brochure stamp`."
    ),
    "type-too-small": (
        "Type below the floor of the edition cannot be read by many patients. Source: UKAAF G003, clear print."
        "\n"
        "Raise the size of the style."
    ),
    "unknown-brand": ("There is no brand folder of this name.\nUse the name that the hint offers."),
    "unknown-choice": (
        "A field takes one of a few words, and this is not one of them.\nUse the word that the hint offers."
    ),
    "unknown-code": ("There is no such code.\nUse `brochure explain` for the list."),
    "unknown-colour": ("A colour or colour role is named that does not exist.\nUse the name that the hint offers."),
    "unknown-edition": ("There is no such edition.\nUse the name that the hint offers."),
    "unknown-face": (
        "There is no such type family on the shelf; system fonts are never used."
        "\n"
        "Use the name that the hint offers, or see `brochure fonts`."
    ),
    "unknown-field": (
        "A field is not known; a typing slip would otherwise lose its text in silence."
        "\n"
        "Use the name that the hint offers."
    ),
    "unknown-folder": (
        "A folder that is named does not exist, so nothing of the clinic's own would be used."
        "\n"
        "Check the name; `brochure new` makes a folder that builds at once."
    ),
    "unknown-frame": ("A story names a frame that the layout does not have.\nUse the name that the hint offers."),
    "unknown-language": (
        "A language is not set up, or the leaflet is not written in it.\nUse a tag that the hint offers."
    ),
    "unknown-layout": ("There is no layout folder of this name.\nUse the name that the hint offers."),
    "unknown-leaflet": ("There is no leaflet folder of this name.\nUse the name that the hint offers."),
    "unknown-mark": (
        "The mark in an imprint leads to a text that was signed in this folder; its last character proves the others."
        "\n"
        "Type it as it is printed, such as 7F3C-9A2E."
    ),
    "unknown-panel": ("A panel or side is named that the layout does not have.\nUse the name that the hint offers."),
    "unknown-story": (
        "Template and layout disagree about a story, so that its words would have no place."
        "\n"
        "Let both name the same stories."
    ),
    "unknown-template": ("The layout's template does not exist.\nName a file in the layouts folder."),
    "weak-password": (
        "A date of birth, a name or a short password is guessed in minutes by whoever finds the file, however strong the lock."
        "\n"
        "Write four words or twelve random characters, and tell them by another way than the mail; or force it."
    ),
    "table-in-cards": (
        "A panel is too narrow for the columns of a table: each row stands as labels with what they say."
        "\n"
        "Choose a layout with wider panels, or write fewer columns."
    ),
    "table-too-wide": (
        "The columns of a table have no room beside each other, even at the smallest size."
        "\n"
        "Write fewer columns or shorter words, choose wider panels, or write `tables: cards` into the layout."
    ),
    "withdrawn": (
        "This very text was withdrawn: it may not be given to anybody.\nMend it, and have the new text signed."
    ),
    "word-too-wide": (
        "One word is wider than its column at the smallest size."
        "\n"
        "Write a shorter word, or put a soft hyphen where it may part, but never into an address: choose a shorter one."
    ),
    "words-collide": ("Two lines of type stand on each other.\nMove one of their frames."),
    "words-covered": ("Something is painted over words.\nPaint it before the words, or move it."),
    "words-not-found": (
        "Whoever searches the file in a browser, or copies from it, does not get words as they are written. No patient gets it."
        "\n"
        "This is a fault of the program: report it with the leaflet."
    ),
    "words-out-of-order": (
        "The proof found words placed out of their order. No file is written."
        "\n"
        "This is a fault of the program: report it with the leaflet."
    ),
    "words-outside": ("Words leave the safe area of their panel.\nMove the frame inwards."),
    "words-unseen": (
        "Words stand in the file and are not seen on the page as it is painted: something covers, cuts or hides them. No patient gets it."
        "\n"
        "Look at the page that is named; if nothing of yours lies there, report it: it is a fault of the program."
    ),
    "workbook-damaged": (
        "The file begins as a workbook and cannot be read as one, or unpacks to more than any list has."
        "\n"
        "Open it in the spreadsheet program and save it again as xlsx, or as 'CSV UTF-8'."
    ),
    "workbook-hidden": (
        "Rows that a filter hides are in the file all the same, and whoever made the list may not mean them."
        "\n"
        "Delete the rows that are not meant; to hide them does not take them out."
    ),
    "workbook-locked": (
        "The workbook has a password, which this program does not ask for."
        "\n"
        "Open it, take the password away, and save it under another name."
    ),
    "workbook-merged": (
        "Merged cells have one value, and it stands in the first of them: the rows beneath have none."
        "\n"
        "Part the cells, and write the value into each."
    ),
    "workbook-old": (
        "A workbook of before 2007 (xls) is read without its hidden rows being known, and a cell with an error is empty."
        "\n"
        "Save it as xlsx."
    ),
    "workbook-sheets": (
        "A workbook has several sheets with rows, and the first of them is read."
        "\n"
        "Put the sheet that is meant first, or save it as a file of its own."
    ),
    "wrong-shape": (
        "A field holds a list, text or fields where another of these is wanted.\nWrite it as the hint shows."
    ),
    "yaml-alias": (
        "Anchors, aliases and merge keys are refused: they hide words and can blow a small file up."
        "\n"
        "Write the text out where it is wanted."
    ),
    "yaml-comment": (
        "In YAML a text without quotes ends where a '#' follows a space: `Room #4` would print `Room`, in silence.\n"
        "Put the text in quotes, or give the comment a line of its own."
    ),
    "yaml-damaged": (
        "The file is not valid YAML.\nLook at quotes, colons and indentation on the line and the one before."
    ),
    "yaml-documents": ("One file holds one document.\nSplit the file."),
    "yaml-duplicate": ("A key stands twice; YAML would drop one of the two in silence.\nKeep one of the two."),
    "yaml-encoding": ("The file is not UTF-8.\nSave it with the encoding UTF-8."),
    "yaml-key": ("A key is not a plain word.\nWrite `name: text`."),
    "yaml-tag": ("Tags are refused: they can change what a text means.\nPut the text in quotes."),
    "yaml-too-deep": ("Entries are nested deeper than any leaflet needs.\nTake out the nesting."),
    "yaml-too-large": ("The file is larger than any leaflet.\nMake two files of it."),
}
