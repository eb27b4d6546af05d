"""The command line: ``synoptic`` opens a story on the screen, ``synoptic export`` writes it as a document.

Standard output carries what was asked for and nothing else; all that is said about the work goes to standard error.
What takes time to import is imported when it is needed: the arguments are read first, and an export never loads
textual. What can be chosen comes from the arguments, the environment and a file (see ``tui.config``).
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from aligner.errors import SynopticError
from tui.cli import open as open_
from tui.cli.common import COMMANDS, FAILED, INTERRUPTED, crashed, named, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with ``arguments`` (those of the process if None) and return its exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if not arguments:
        open_.parser().print_help(sys.stderr)
        return FAILED
    # A comparison is millions of objects that stay: looking for cycles among them ever again is a tenth of its time.
    gc.set_threshold(100_000, 20, 100)
    # Nor does the end of the process look for them: frozen, what is left then is only let go.
    atexit.register(gc.freeze)
    try:
        name = arguments[0]
        if name in COMMANDS:
            command = import_module(f"tui.cli.{COMMANDS[name]}")
            return int(command.run(named(command.parser(name).parse_intermixed_args(arguments[1:]))))
        return open_.run(named(open_.parser().parse_intermixed_args(arguments)))
    except SynopticError as error:
        say(str(error))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return crashed(error)
