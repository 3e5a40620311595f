"""The rows of a task table by the sections of the plan, each with the number and the heading of its section row."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from pipeline.records import Task

# the first step of a path in an appendix: "PL", "PL2"; not "P" (a part)
APPENDIX_LABEL = regex.compile(r"PL\d*")


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive rows of one section. `number` is that of its heading ("I", "II.2.a"), `heading` its text, each ""
    where there is none; `tasks` are the rows with their running number, from 1 over the whole table."""

    number: str
    heading: str
    tasks: tuple[tuple[int, Task], ...]

    @property
    def names(self) -> tuple[str, str]:
        """Number and heading, which its section row shows."""
        return self.number, self.heading

    @property
    def has_row(self) -> bool:
        """Whether there is anything to print above its rows."""
        return bool(self.number or self.heading)


def sections(tasks: Sequence[Task]) -> list[Section]:
    """`tasks` in their order, grouped by section; one that comes back after another is a section again.

    Rows belong together while path and heading are the same: two appendices may have the same "I".
    """
    numbered = enumerate(tasks, 1)
    return [
        Section(section_number(path), heading, tuple(rows))
        for (path, heading), rows in itertools.groupby(
            numbered, key=lambda row: (row[1].section_path, " ".join((row[1].section or "").split()))
        )
    ]


def section_number(path: Sequence[str]) -> str:
    """The number of a section as one says it: ("II", "2", "a") is "II.2.a", ("V", "3", "3.1") is "V.3.1", ("PL", "I")
    is "I", ("PL",) is ""."""
    steps = path[1:] if path and APPENDIX_LABEL.fullmatch(path[0]) else path
    # a step that repeats the one before it ("3", "3.1") says it already
    said = [step for step, below in itertools.zip_longest(steps, steps[1:]) if not (below or "").startswith(f"{step}.")]
    return ".".join(said)
