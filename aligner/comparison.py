"""The pipeline in a page: a story in, its comparison out."""

from __future__ import annotations

from aligner.model import Comparison, Options, Progress, Story


def compare(story: Story, options: Options | None = None, progress: Progress | None = None) -> Comparison:
    """Align the articles of a story and say where they differ."""
    raise NotImplementedError
