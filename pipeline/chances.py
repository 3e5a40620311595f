"""How likely each field of a row is right, from what is doubtful about it.

The figures are logits in `lexicon/confidence.toml`, written by `python -m benchmarks.tune_confidence`; docs/accuracy.md
shows how well they hold.
"""

from __future__ import annotations

import functools
import math
from typing import Any

from extractors.lexicon import load

FIELDS = ("kind", "lead_units", "coordinating_units", "products", "deadlines", "targets")
"""What is rated: the fields that the shared scorer compares."""
OF_ALL = ("prose", "flattened", "long-text", "doubtful-cells")
"""Doubts about a whole row."""

Weights = tuple[dict[str, float], dict[str, dict[str, float]]]
"""The logit of each field in a row without doubts, and what each doubt takes off it."""


def chances(found: tuple[str, ...], weights: Weights | None = None) -> dict[str, float]:
    """How likely each field of `FIELDS` is right in a row with these doubts; `weights` default to the lexicon's."""
    base, costs = weights or _weights()
    return {name: _share(base[name] + sum(costs.get(code, {}).get(name, 0.0) for code in found)) for name in FIELDS}


def doubted(code: str) -> str | None:
    """The field that a doubt speaks of most, None where it says of the whole row that it is harder to read."""
    if code in OF_ALL:
        return None
    likely = chances((code,))
    return min(likely, key=lambda name: likely[name])


@functools.cache
def _weights() -> Weights:
    data: dict[str, Any] = load("confidence")
    return data["base"], data["costs"]


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
