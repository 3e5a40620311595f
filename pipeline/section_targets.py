"""Which targets (chỉ tiêu) a task works towards, by where they stand.

A task's targets are those of its own section, else of the nearest section around it that has any. Those in a
sub-section that only says "Chỉ tiêu" or "Mục tiêu cụ thể" belong to the section around it: "2. Cải cách thể chế: 2.1.
Chỉ tiêu, 2.2. Nhiệm vụ". Two limits keep out what stands together by chance only. A section is never the whole plan: an
"I. MỤC TIÊU" for all that follows is nobody's section. And targets under a sub-heading of their own ("1. Chỉ tiêu: a)
Về hạ tầng, b) Về nhân lực") are for that subject only: they belong to tasks under a heading of the same words, wherever
it stands, as in the appendix that repeats the body's headings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.kinds import Kind, kind_of_heading
from pipeline.places import Heading, Place
from pipeline.records import Task
from pipeline.syllables import subject_of

TELLING = 2
"""So many syllables a heading must have besides formulas to be known by its words."""


def section_targets(tasks: Sequence[Task], places: Sequence[Place]) -> list[tuple[str, ...]]:
    """For each of `tasks` the ids of its section's targets, in document order; `places[i]` is where `tasks[i]` stands.

    Empty for targets themselves.
    """
    by_section: dict[tuple[Heading, ...], list[str]] = defaultdict(list)
    by_subject: dict[frozenset[str], list[str]] = defaultdict(list)
    for task, place in zip(tasks, places, strict=True):
        if task.kind != Kind.TARGET:
            continue
        home, subjects = _home(place.headings)
        if not subjects:
            by_section[home].append(task.id)
        for heading in (subjects or home)[-1:]:
            by_subject[subject_of(heading.title)].append(task.id)
    return [
        () if task.kind == Kind.TARGET else tuple(_of(place.headings, by_section, by_subject))
        for task, place in zip(tasks, places, strict=True)
    ]


def _home(headings: tuple[Heading, ...]) -> tuple[tuple[Heading, ...], tuple[Heading, ...]]:
    """The section that a target belongs to, and the headings of its subject below a heading of targets."""
    at = next((k for k, h in enumerate(headings) if kind_of_heading(h.title) is Kind.TARGET), None)
    return (headings, ()) if at is None else (headings[:at], headings[at + 1 :])


def _of(
    headings: tuple[Heading, ...],
    by_section: dict[tuple[Heading, ...], list[str]],
    by_subject: dict[frozenset[str], list[str]],
) -> list[str]:
    for level in range(len(headings), 0, -1):
        if found := by_section.get(headings[:level]):
            return found
    for heading in reversed(headings):
        subject = subject_of(heading.title)
        if len(subject) >= TELLING and (found := by_subject.get(subject)):
            return found
    return []
