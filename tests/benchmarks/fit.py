"""Fit the weights of the similarity score: ``python -m tests.benchmarks.fit``.

Prints, for each corpus, average precision and the best F1 of weights fitted on the *other* corpora, then the weights
fitted on all of them, as they stand in ``aligner.similarity.WEIGHTS``. The seeds and the two stories are not read here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from aligner.similarity import WEIGHTS, Features, Weights, log_odds
from tests.benchmarks.corpora import NAMES, Example, examples

RIDGE = 1e-4


def fit(data: Sequence[Example]) -> Weights:
    """Logistic regression by Newton's method (iteratively reweighted least squares), with a slight ridge."""
    size = len(Features._fields) + 1
    beta = [0.0] * size
    rows = [((1.0, *features), float(label)) for features, label in data]
    for _ in range(30):
        gradient = [0.0] * size
        hessian = [[0.0] * size for _ in range(size)]
        for x, y in rows:
            p = 1 / (1 + math.exp(-max(-500.0, min(500.0, sum(b * v for b, v in zip(beta, x, strict=True))))))
            weight = p * (1 - p)
            for r in range(size):
                gradient[r] += (y - p) * x[r]
                scaled, line = weight * x[r], hessian[r]
                for c in range(size):
                    line[c] += scaled * x[c]
        for r in range(1, size):
            gradient[r] -= RIDGE * beta[r]
            hessian[r][r] += RIDGE
        step = _solve(hessian, gradient)
        beta = [b + s for b, s in zip(beta, step, strict=True)]
        if max(map(abs, step)) < 1e-7:
            break
    return Weights(beta[0], Features(*beta[1:]))


def _solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gaussian elimination with partial pivoting."""
    size = len(vector)
    rows = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    for k in range(size):
        pivot = max(range(k, size), key=lambda r: abs(rows[r][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for r in range(k + 1, size):
            factor = rows[r][k] / rows[k][k]
            rows[r] = [x - factor * y for x, y in zip(rows[r], rows[k], strict=True)]
    solution = [0.0] * size
    for k in reversed(range(size)):
        known = sum(rows[k][c] * solution[c] for c in range(k + 1, size))
        solution[k] = (rows[k][size] - known) / rows[k][k]
    return solution


def average_precision(weights: Weights, data: Sequence[Example]) -> float:
    """Mean precision at each right pair, pairs ranked by score."""
    right, total = 0, 0.0
    for rank, label in enumerate(_ranked(weights, data), 1):
        if label:
            right += 1
            total += right / rank
    return total / right


def best_f1(weights: Weights, data: Sequence[Example]) -> float:
    """F1 at the best threshold in hindsight."""
    positives = sum(label for _, label in data)
    right, best = 0, 0.0
    for rank, label in enumerate(_ranked(weights, data), 1):
        right += label
        best = max(best, 2 * right / (rank + positives))
    return best


def _ranked(weights: Weights, data: Sequence[Example]) -> list[bool]:
    return [label for _, label in sorted(data, key=lambda e: -log_odds(weights, e[0]))]


def main() -> None:
    """Fit, and print what was fitted and how good it is."""
    data = {name: examples(name) for name in NAMES}
    for held_out in NAMES:
        weights = fit([example for name in NAMES if name != held_out for example in data[name]])
        ap, f1 = average_precision(weights, data[held_out]), best_f1(weights, data[held_out])
        now = average_precision(WEIGHTS, data[held_out])
        print(
            f"{held_out:12} fitted on the others: AP {ap:.3f}  best F1 {f1:.3f}   (weights in the code: AP {now:.3f})"
        )
    weights = fit([example for name in NAMES for example in data[name]])
    numbers = ", ".join(f"{w:.2f}" for w in weights.features)
    print(f"WEIGHTS = Weights({weights.bias:.2f}, Features({numbers}))")


if __name__ == "__main__":
    main()
