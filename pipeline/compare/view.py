"""A comparison as people read it, whatever the format: the terminal, the page, the workbook and CSV all show a `View`.

Everything in it is text in the user's language, with the words that differ marked.
"""

from __future__ import annotations

from dataclasses import dataclass

GONE, COME, SAME = "gone", "come", ""
"""Marks of a piece: it stands only on the earlier side, only on the later side, on both."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and its mark."""

    text: str
    mark: str = SAME


SHOWN = ("lead_units", "coordinating_units", "products", "deadlines", "targets")
"""The fields of a row that are shown beside its text, in order."""

Marked = tuple[Piece, ...]
"""A text in pieces; put together they are the text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of one plan: its number and page as printed ("" and None where there is none), section, text and fields.

    `fields` are field code ("lead_units", "coordinating_units", "products", "deadlines", "targets") and its values, in
    that order, empty fields left out."""

    number: str
    page: int | None
    section: str
    task: Marked
    fields: tuple[tuple[str, Marked], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the comparison. `sides` has for each plan its rows (none, one, or several where a task was split or
    merged); `said` are sentences that tell what changed; `section` and `units` are what the line is filtered by."""

    status: str
    sides: tuple[tuple[Cell, ...], ...]
    said: tuple[str, ...] = ()
    similarity: float | None = None
    section: str = ""
    units: tuple[str, ...] = ()
    notable: bool = False
    """Whether an unchanged task has something to be told besides another number."""


def percent(similarity: float) -> int:
    """Whole percent; 100 only where the wording is the same."""
    return 100 if similarity >= 1 else min(99, max(0, round(100 * similarity)))


@dataclass(frozen=True, slots=True)
class Status:
    """A status with its name in the user's language, how many entries have it, and its tone: "plain", "change", "good",
    "bad" (its colour; never the only sign)."""

    code: str
    name: str
    count: int
    tone: str


@dataclass(frozen=True, slots=True)
class SideHead:
    """A plan: what it is called in heads of columns ("2025", "Bản trước"); its file, number and title in a line."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class View:
    """A whole comparison. `title` says what it is, `sides` are its plans in the order of each entry's sides, `remarks`
    what holds for the whole (warnings, sections under a new name). `lang` is "vi" or "en"."""

    title: str
    sides: tuple[SideHead, ...]
    statuses: tuple[Status, ...]
    entries: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()
    lang: str = "vi"

    def marks(self) -> frozenset[str]:
        """The marks that occur: a legend explains no others."""
        texts = (
            text
            for entry in self.entries
            for cells in entry.sides
            for cell in cells
            for text in (cell.task, *(values for _, values in cell.fields))
        )
        return frozenset(piece.mark for text in texts for piece in text)
