"""Arguments in, an exit code out. No traceback reaches a person who did not ask for one."""

import gc
import io
import os
import sys
from collections.abc import Iterator
from typing import NoReturn

from brochure.base.findings import BadInput, Finding
from brochure.base.report import Format, harmless, report
from brochure.desk.arguments import parser
from brochure.desk.commands import COMMANDS
from brochure.desk.saying import CLEAN, FINDINGS, WRONG_USE, fit_stdout

_SHORT = {"build", "explain", "fonts", "new", "proof", "schema", "stamp"}  # done before a collector would pay

_RARELY = 100_000  # new values between two looks


def run(*, name: str = "brochure", default: str = "") -> NoReturn:
    """A process of its own: `main`, and then the end of Python, which need not walk through all that was made."""
    gc.disable()
    gc.set_threshold(_RARELY)  # for those that enable it: ten thousand copies hold few rings, and looking took a tenth
    code = main(name=name, default=default)
    gc.freeze()
    sys.exit(code)


def main(words: list[str] | None = None, *, name: str = "brochure", default: str = "") -> int:
    """Run one command; `default` is taken where the first word is no command."""
    words = list(sys.argv[1:] if words is None else words)
    if default and not (words and words[0] in COMMANDS):
        words.insert(0, default)
    try:
        arguments = parser(name, words[0] if words and words[0] in COMMANDS else "").parse_args(words or ["--help"])
    except SystemExit as stop:
        return WRONG_USE if stop.code or not words else CLEAN
    if arguments.command not in _SHORT:
        gc.enable()
    if isinstance(sys.stdout, io.TextIOWrapper):
        fit_stdout(sys.stdout, arguments.command, getattr(arguments, "output_format", "full"))
    arguments.colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    try:
        code = COMMANDS[arguments.command](arguments, lambda said: print(harmless(said, colour=arguments.colour)))
        sys.stdout.flush()  # a closed pipe is noticed here, not when Python ends
        return code
    except BadInput as fault:
        said = report(fault.findings, arguments.output_format, colour=arguments.colour)
        print(harmless(said, colour=arguments.colour))
        return FINDINGS
    except KeyboardInterrupt:
        return FINDINGS
    except BrokenPipeError:  # `brochure schema | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception as fault:  # the last net: a person gets a sentence, not a traceback
        if arguments.debug:
            raise
        print(
            *_last_words(fault, arguments.output_format, colour=arguments.colour),
            sep="\n",
            file=sys.stderr if not isinstance(fault, OSError) else None,
        )
        return FINDINGS


def _last_words(fault: Exception, form: Format, *, colour: bool) -> Iterator[str]:
    if isinstance(fault, OSError) and fault.filename is not None:  # a name that no file can have, a folder that is shut
        message = f"cannot use '{fault.filename}': {(fault.strerror or 'no reason given').lower()}"
        found = Finding("file-unreadable", message, None, "check the name, and who may read the folder")
        yield harmless(report([found], form, colour=colour), colour=colour)
        return
    yield f"brochure: this is a fault of the program ({type(fault).__name__}); run again with --debug and report it"


if __name__ == "__main__":
    run()
