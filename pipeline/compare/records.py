"""What a comparison of plans says: `Change` (one task or target across two years), `Comparison`, and their JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.compare.setting import Setting
from pipeline.records import DocumentInfo, Task

if TYPE_CHECKING:
    import pandas as pd

UNCHANGED, CHANGED, ADDED, REMOVED, SPLIT, MERGED = "unchanged", "changed", "added", "removed", "split", "merged"
STATUSES = (CHANGED, SPLIT, MERGED, ADDED, REMOVED, UNCHANGED)
"""What can have become of a task, those that ask for attention first."""

FIELDS = ("task", "targets", "deadlines", "lead_units", "coordinating_units", "products", "section")
"""The fields that are compared, in the order in which changes are told."""

LATER, EARLIER, UP, DOWN, OTHER = "later", "earlier", "up", "down", "other"


@dataclass(frozen=True, slots=True)
class Move:
    """One deadline or target that moved: what was printed, and which way it went.

    `direction` is later or earlier (a deadline, by `days` beyond the years that the whole plan rolled; 0 days where
    only the words of the time or its beginning differ), up or down (a target), or other: nothing can be counted. `old`
    or `new` is None where the value is new or gone.
    """

    old: str | None
    new: str | None
    direction: str = OTHER
    days: int | None = None
    start_days: int | None = None
    """By how many days the beginning of a window moved, where it has one."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field (one of `FIELDS`) before and after, each value as printed; `moves` says more of deadlines and targets."""

    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    moves: tuple[Move, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: the text of "task" and "section" is a string or null, other fields are lists."""
        single = self.field in ("task", "section")
        data: dict[str, Any] = {"field": self.field}
        for name, values in (("old", self.old), ("new", self.new)):
            data[name] = (values[0] if values else None) if single else list(values)
        if self.moves:
            data["moves"] = [{"old": m.old, "new": m.new, "direction": m.direction, "days": m.days} for m in self.moves]
        return data


@dataclass(frozen=True, slots=True)
class Remark:
    """What is no change and yet worth telling: "renumbered", "successor" (a unit that was merged into another),
    "alias" (a unit known by its initials only), "same-year" (a deadline that kept the old year)."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a task or target: the rows on both sides, which fields changed, how alike the wording is (0 to 1;
    1.0 where only the year, figures, times and units differ; None where a side is empty)."""

    status: str
    old: tuple[Task, ...]
    new: tuple[Task, ...]
    fields: tuple[FieldChange, ...] = ()
    similarity: float | None = None
    remarks: tuple[Remark, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready data; the rows are whole task records (gold/FORMAT.md)."""
        return {
            "status": self.status,
            "old": [task.to_dict() for task in self.old],
            "new": [task.to_dict() for task in self.new],
            "fields": [change.to_dict() for change in self.fields],
            "similarity": self.similarity,
            "remarks": [{"code": remark.code, **remark.values} for remark in self.remarks],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans and what changed between them, every task and target of both in exactly one of `changes`.

    `changes` are in the order of the new plan, what was removed after what stood before it in the old one. `years` is
    by how many years the plan rolled over; `sections` are the headings that are one section under two names.
    """

    old: DocumentInfo
    new: DocumentInfo
    changes: tuple[Change, ...] = field(repr=False)
    years: int = 0
    sections: tuple[tuple[str, str], ...] = ()
    setting: Setting = field(default_factory=Setting, compare=False, repr=False)
    """How values were compared: which names are one unit, what abbreviations mean."""

    def counts(self) -> dict[str, int]:
        """How many changes of each status, in the order of `STATUSES`."""
        found = Counter(change.status for change in self.changes)
        return {status: found[status] for status in STATUSES}

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: {"old": {document}, "new": {document}, "years", "summary", "sections", "changes": […]}."""
        return {
            "old": self.old.to_dict(),
            "new": self.new.to_dict(),
            "years": self.years,
            "summary": self.counts(),
            "sections": [list(pair) for pair in self.sections],
            "changes": [change.to_dict() for change in self.changes],
        }

    def to_frame(self, lang: str = "vi") -> pd.DataFrame:
        """One row per change, in the columns of `pipeline.compare.table.columns`."""
        from pipeline.compare.table import to_frame
        from pipeline.compare.views import view_of_comparison

        return to_frame(view_of_comparison(self, lang))
