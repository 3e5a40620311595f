"""Tasks -> tasks with their units named: one unit has one canonical name through a whole plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extractors.unit_canonical import Names, key_of
from extractors.unit_register import EMPTY, Register, named_units
from pipeline.records import Task


def name_units(tasks: Sequence[Task], defined: Mapping[str, str], register: Register = EMPTY) -> tuple[Task, ...]:
    """The tasks with `units` filled: those that lead, then those that coordinate, each with its canonical name.

    `defined` are the abbreviations that the plan defines (`find_abbreviations`); `register` is the user's own. Of
    several ways in which a plan prints a name that no register knows, all get the one it prints most.
    """
    names = Names.of(register.aliases, defined)
    printed = [unit for task in tasks for unit in _printed(task)]
    known = {(u.name, u.role): u for u in named_units(*_by_role(printed), names, register)}
    forms = _one_form_each([known[unit].canonical for unit in printed])
    return tuple(
        replace(
            task, units=tuple(replace(u, canonical=forms[u.canonical]) for u in map(known.__getitem__, _printed(task)))
        )
        for task in tasks
    )


def _printed(task: Task) -> list[tuple[str, str]]:
    """The names of the task's units with their roles, in order."""
    return [
        *((name, "lead") for name in task.lead_units),
        *((name, "coordinating") for name in task.coordinating_units),
    ]


def _by_role(printed: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    once = dict.fromkeys(printed)
    return [n for n, role in once if role == "lead"], [n for n, role in once if role == "coordinating"]


def _one_form_each(canonical: Iterable[str]) -> dict[str, str]:
    """Each canonical form -> the commonest with its key, the first of equals."""
    chosen: dict[str, str] = {}
    forms = Counter(canonical)
    for form, _ in forms.most_common():
        chosen.setdefault(key_of(form), form)
    return {form: chosen[key_of(form)] for form in forms}
