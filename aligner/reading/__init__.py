"""Reading: files in, a Story out, with furniture, headlines and attribution told from the text itself."""

from aligner.reading.article import read_article
from aligner.reading.files import load

__all__ = ["load", "read_article"]
