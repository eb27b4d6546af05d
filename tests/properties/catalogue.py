"""All targets by name, in the order of the program's rooms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tests.properties import choosing, comparing, deciding, exporting, reading, splitting, valuing
from tests.properties.target import Target

_ROOMS: Final = (reading, splitting, valuing, comparing, exporting, deciding, choosing)
TARGETS: Final[Mapping[str, Target[Any]]] = {target.name: target for room in _ROOMS for target in room.TARGETS}
