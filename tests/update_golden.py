"""Write the golden exports of the seeds and the floor of their quality: ``python -m tests.update_golden``.

The floor is raised freely and lowered only with ``--allow-regression``: a worse figure is a decision, not an accident.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from aligner import reading
from aligner.comparison import compare
from aligner.export import FORMATS, SUFFIXES, render
from aligner.model import Comparison
from tests.aligner.export import decided

ROOT = Path(__file__).resolve().parents[1]
BENCHMARK = ROOT.parent / "shared" / "benchmark"
SCORE, GOLD = BENCHMARK / "score.py", BENCHMARK / "gold" / "seeds.json"
GOLDEN = ROOT / "tests" / "aligner" / "golden"
EXPORTS = {"markdown": GOLDEN / "seeds.md", "json": GOLDEN / "seeds.json"}
DECIDED = {name: GOLDEN / f"collision-{name}{SUFFIXES[name]}" for name in FORMATS}
"""The invented collision with all that somebody decided about it, in every format."""
FLOOR = GOLDEN / "quality_floor.json"
INPUT_HASH = "sha256 of seeds and gold"
KEPT = (
    "pair_precision",
    "pair_recall",
    "pair_f1",
    "kinds",
    "furniture_recall",
    "splits_recall",
    "difference_recall",
    "difference_precision",
)


def seeds_comparison() -> Comparison:
    """The comparison of the five seeds, their path as `make run` gives it."""
    return compare(reading.load([str(ROOT / "seeds")]))


def export_seeds(comparison: Comparison, name: str) -> str:
    """An export of the seeds, free of where this checkout lies."""
    return render(comparison, name).replace(json.dumps(str(ROOT / "seeds"))[1:-1], "seeds")


def export_decided(name: str) -> str:
    """An export of the invented collision; of a page what is in it, without its style and script and their hashes."""
    document = render(decided.comparison(), name)
    return re.sub(r"(<(style|script)>).*?(</\2>)|'sha256-[^']*'", r"\1\3", document, flags=re.DOTALL)


def input_hash() -> str:
    """One hash over everything that the figures were measured on."""
    digest = hashlib.sha256()
    for path in (*sorted((ROOT / "seeds").glob("*.txt")), GOLD, SCORE):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def score_seeds(comparison: Comparison, out: Path) -> dict[str, float]:
    """What score.py makes of a comparison of the seeds, exported to ``out``."""
    out.write_text(render(comparison, "json"), "utf-8")
    command = [sys.executable, str(SCORE), str(GOLD), str(out), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: dict[str, float] = json.loads(done.stdout)
    return {name: scores[name] for name in KEPT}


def main() -> int:
    """Write the golden files. Exit code 1, nothing written, when a figure would fall unasked."""
    comparison = seeds_comparison()
    if SCORE.is_file():
        with tempfile.TemporaryDirectory() as folder:
            measured = score_seeds(comparison, Path(folder) / "seeds.json")
        before = json.loads(FLOOR.read_text("utf-8")) if FLOOR.is_file() else {}
        fallen = [name for name in KEPT if measured[name] < before.get(name, 0.0) - 0.0005]
        if fallen and "--allow-regression" not in sys.argv:
            print(f"these figures would fall: {', '.join(fallen)}; add --allow-regression if that is meant")
            return 1
        rounded = {name: round(value, 4) for name, value in measured.items()}
        FLOOR.write_text(json.dumps({INPUT_HASH: input_hash()} | rounded, indent=2) + "\n", "utf-8")
        print(json.dumps(rounded, indent=2))
    for name, path in EXPORTS.items():
        path.write_bytes(export_seeds(comparison, name).encode("utf-8"))
    for name, path in DECIDED.items():
        path.write_bytes(export_decided(name).encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
