"""Reading: files in, a Story out, with furniture, headlines and attribution told from the text itself."""

from aligner.reading.files import collect, load, read

__all__ = ["collect", "load", "read"]
