"""Tasks on their way into the plan: what each was read from, then its id, its parent, its confidence."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.appendix import Row
from pipeline.nodes import Node
from pipeline.records import INHERITED, NER, RULE, TABLE, DocumentInfo, Task

WEIGHTS = {TABLE: 0.98, RULE: 0.92, INHERITED: 0.85, NER: 0.7}
"""How much a field of each origin is trusted."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A task without an id; `origin` is what it was read from, `above` the item or row above it."""

    task: Task
    origin: Node | Row
    above: Node | Row | None = None


def identify(drafts: Sequence[Draft], info: DocumentInfo) -> list[Task]:
    """The tasks with their ids: from the plan's title and the task's letters and digits, counted where they repeat.

    What converters change (spaces, quotes, dashes, case, markers) has no part in it. The parent is the id of the item
    or row above, None where that is no record of its own.
    """
    seen: Counter[str] = Counter()
    head = _letters(info.title or "")
    ids: dict[int, str] = {}
    for draft in drafts:
        key = _letters(draft.task.task)
        seen[key] += 1
        ids[id(draft.origin)] = hashlib.sha1(f"{head}|{key}|{seen[key]}".encode()).hexdigest()[:12]
    return [
        replace(draft.task, id=ids[id(draft.origin)], parent=ids.get(id(draft.above)) if draft.above else None)
        for draft in drafts
    ]


def confidence_of(origins: Mapping[str, str]) -> float:
    """How sure a row is, 0 to 1: read from a ruled cell is surest, inherited least. An order, not a probability."""
    used = [WEIGHTS[origin] for origin in origins.values()]
    return round(min(used, default=0.9) * 0.5 + (sum(used) / len(used) if used else 0.9) * 0.5, 2)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
