"""Tasks on their way into the plan: what each was read from, then its id and its parent."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.appendix import Row
from pipeline.nodes import Node
from pipeline.records import DocumentInfo, Task, letters


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
    given = ids_of([draft.task.task for draft in drafts], info.title)
    ids = {id(draft.origin): own for draft, own in zip(drafts, given, strict=True)}
    return [
        replace(draft.task, id=ids[id(draft.origin)], parent=ids.get(id(draft.above)) if draft.above else None)
        for draft in drafts
    ]


def ids_of(texts: Sequence[str], title: str | None) -> list[str]:
    """The ids of the tasks with these texts, in order, in the plan with this title."""
    seen: Counter[str] = Counter()
    head = letters(title or "")
    ids = []
    for text in texts:
        key = letters(text)
        seen[key] += 1
        ids.append(hashlib.sha1(f"{head}|{key}|{seen[key]}".encode()).hexdigest()[:12])
    return ids
