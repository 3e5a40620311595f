"""Links between rows. Here: which rows state the same task again, in the body and in an appendix, or in two appendices.

A pair is linked where the texts are alike (`pipeline.likeness`), each is the other's best, and units and times, where
both have them, do not make it doubtful. A list may repeat a task month by month or school by school: then only what
agrees in time or unit is linked. Rather no link than a wrong one: whoever reads "same as" checks no further.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from pipeline.agreement import deadlines_agree, leads_agree
from pipeline.compatible_times import frequency
from pipeline.likeness import Vocabulary
from pipeline.places import Place
from pipeline.records import RULE, Task
from pipeline.section_targets import section_targets
from pipeline.wordings import Wording

ENOUGH = 0.72
"""The least likeness of a pair; found on real plans, where pairs that a reader calls the same reach 0.75 and the
nearest others 0.68."""
TIE = 0.02
"""Rows that are as alike as this are equally good."""
SUPPORT = {"lead": (0.03, -0.10), "deadline": (0.02, -0.04)}
"""What agreement adds to the likeness, and what contradiction takes away."""
CROWD = 24
"""Words and pairs of words that stand in more rows than this find no candidates: 3,000 rows that are all alike would
otherwise all be compared with each other."""
RAREST, SHORTLIST = 16, 8


def link(
    tasks: Sequence[Task], places: Sequence[Place], title: str = "", defined: Mapping[str, str] | None = None
) -> tuple[Task, ...]:
    """The tasks with their links to each other: `same_as` and `section_targets`. `title` and `defined` are the plan's
    title and the abbreviations that it defines."""
    again = same_as(tasks, [place.part for place in places], title, defined)
    targets = section_targets(tasks, places)
    return tuple(
        replace(task, same_as=same, section_targets=found) if same or found else task
        for task, same, found in zip(tasks, again, targets, strict=True)
    )


def same_as(
    tasks: Sequence[Task], parts: Sequence[str], title: str = "", defined: Mapping[str, str] | None = None
) -> list[tuple[str, ...]]:
    """For each of `tasks` the ids of those that state it again; `parts[i]` names the list that `tasks[i]` stands in.

    Only rows of one kind and of different parts are linked, and always both ways. `title` is the plan's: its words do
    not tell one of its tasks from another. `defined` are its abbreviations (`find_abbreviations`).
    """
    links: list[list[str]] = [[] for _ in tasks]
    if len(set(parts)) > 1:
        for i, j in sorted(_pairs(tasks, parts, Vocabulary(tasks, title, defined))):
            links[i].append(tasks[j].id)
            links[j].append(tasks[i].id)
    return [tuple(dict.fromkeys(ids)) for ids in links]


def _pairs(tasks: Sequence[Task], parts: Sequence[str], vocabulary: Vocabulary) -> Iterable[tuple[int, int]]:
    """The linked pairs, the lower index first."""
    scores: dict[int, dict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for i, j in _candidates(tasks, parts, vocabulary):
        score = vocabulary.likeness(i, j)
        if score >= ENOUGH - 0.05:
            score += _support(tasks[i], tasks[j])
        if score >= ENOUGH:
            scores[i][parts[j]][j] = scores[j][parts[i]][i] = score
    chosen = {
        i: {j for found in by_part.values() for j in _best(i, found, tasks, vocabulary)}
        for i, by_part in scores.items()
    }
    return {(i, j) for i in chosen for j in chosen[i] if i < j and i in chosen[j]}


def _support(a: Task, b: Task) -> float:
    """What unit and time add to the likeness of a pair, or take away; -1 where they make two tasks of it."""
    leads, times = leads_agree(a, b), deadlines_agree(a, b)
    if leads is False and a.origins.get("lead_units") == b.origins.get("lead_units") == RULE:
        return -1.0  # each names its own doer in its own words
    if times is False and (_disjoint(_years(a), _years(b)) or _disjoint(_intervals(a), _intervals(b))):
        return -1.0  # the same year by year, or every month and every quarter
    answers = zip((leads, times), (SUPPORT["lead"], SUPPORT["deadline"]), strict=True)
    return sum(more if answer else less for answer, (more, less) in answers if answer is not None)


def _disjoint(a: Set[object], b: Set[object]) -> bool:
    return bool(a and b) and a.isdisjoint(b)


def _years(task: Task) -> set[int]:
    return {day.year for d in task.deadlines for day in (d.start, d.end) if day is not None}


def _intervals(task: Task) -> set[tuple[str, ...]]:
    return {frequency(d.rrule) for d in task.deadlines if d.rrule}


def _best(i: int, found: dict[int, float], tasks: Sequence[Task], vocabulary: Vocabulary) -> list[int]:
    """Of the rows of one part the best, or several where they say the same words and do not contradict each other."""
    words = {j: vocabulary.wordings[j].whole for j in found}
    top = max(found, key=lambda j: (found[j], -j))
    ties = [j for j in found if found[j] >= found[top] - TIE or words[j] == words[top]]
    if len(ties) == 1:
        return ties
    if len({words[j] for j in ties}) == 1 and not any(_apart(tasks[a], tasks[b]) for a in ties for b in ties if a < b):
        return ties
    agreeing = {j: _agreement(tasks[i], tasks[j]) for j in ties}
    most = max(agreeing.values())
    best = [j for j in ties if agreeing[j] == most]
    return best if most > 0 and len(best) == 1 else []


def _apart(a: Task, b: Task) -> bool:
    return leads_agree(a, b) is False or _times(a) != _times(b)


def _times(task: Task) -> set[tuple[object, ...]]:
    return {(d.kind, d.start, d.end, d.rrule) for d in task.deadlines}


def _agreement(a: Task, b: Task) -> int:
    """How many of unit and time agree; -1 where one contradicts."""
    answers = (leads_agree(a, b), deadlines_agree(a, b))
    return -1 if False in answers else sum(answer is True for answer in answers)


def _candidates(tasks: Sequence[Task], parts: Sequence[str], vocabulary: Vocabulary) -> set[tuple[int, int]]:
    """Pairs worth comparing: of different parts, with telling words in common; a bounded number for each row."""
    rows: dict[Hashable, list[int]] = defaultdict(list)
    keys = [_keys(wording, vocabulary) for wording in vocabulary.wordings]
    for i, own in enumerate(keys):
        for key in own:
            rows[key].append(i)
    out: set[tuple[int, int]] = set()
    for i, own in enumerate(keys):
        shared: Counter[int] = Counter()
        for key in sorted((k for k in own if 1 < len(rows[k]) <= CROWD), key=lambda k: len(rows[k]))[:RAREST]:
            shared.update(j for j in rows[key] if parts[j] != parts[i] and tasks[j].kind == tasks[i].kind)
        out.update((min(i, j), max(i, j)) for j, _ in shared.most_common(SHORTLIST))
    return out


def _keys(wording: Wording, vocabulary: Vocabulary) -> set[Hashable]:
    """What a row is looked up by: its telling syllables, its pairs of syllables, its words as a whole."""
    pairs = set(zip(wording.core, wording.core[1:], strict=False))
    return {*(s for s in wording.core if s in vocabulary.telling), *pairs, wording.whole}
