"""What is kept of a crash. Loads neither textual nor rich: an export can crash, too."""

from __future__ import annotations

import platform
import traceback
from importlib.metadata import version
from pathlib import Path

from aligner.errors import printable


def keep(error: BaseException) -> Path:
    """Write what is known of a crash to a file in the user's folder for logs. Raises OSError if it cannot be.

    No values of variables are in it, and so no text of an article but what an exception itself quotes.
    """
    from platformdirs import user_log_path

    from aligner.export.json import generator

    about = f"{generator()}, textual {version('textual')}, Python {platform.python_version()}, {platform.platform()}"
    path = user_log_path("synoptic", appauthor=False, ensure_exists=True) / "crash.log"
    path.unlink(missing_ok=True)
    # For nobody else's eyes: exceptions quote.
    path.touch(mode=0o600)
    # An exception may quote a file's name: whoever reads this in a terminal sees it and nothing else.
    told = "\n".join(map(printable, "".join(traceback.format_exception(error)).split("\n")))
    path.write_text(f"{about}\n\n{told}", encoding="utf-8")
    return path
