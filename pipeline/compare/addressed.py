"""Which tasks of a plan address a given unit: by its name, by a name of many that includes it, by an order to many."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation
from extractors.unit_canonical import canonical
from pipeline.compare.units import Units
from pipeline.records import Task


@dataclass(frozen=True, slots=True)
class Addressee:
    """The unit (`name`, as its plan or the user prints it) and what names of many include it.

    `kinds` are keys of [addressed] in `lexicon/compare.toml`."""

    name: str
    kinds: tuple[str, ...]
    levels: frozenset[str]
    units: Units

    @classmethod
    def of(cls, name: str, units: Units, issuer: str | None = None) -> Addressee:
        """The unit of that name; where it does not say what kind of office it is ("THPT Lê Lợi"), what its own plan
        calls it (`issuer`) does."""
        folded = canonical(name).casefold()
        kinds = _kinds(folded)
        if issuer and all(not load("compare")["addressed"][kind]["heads"] for kind in kinds):
            folded = f"{folded} {canonical(issuer).casefold()}"
            kinds = _kinds(canonical(issuer).casefold())
        return cls(name, kinds, frozenset(_levels().findall(folded)), units)

    def addressed_by(self, task: Task) -> str | None:
        """The name in the task that means this unit, as printed; None where none does."""
        full = {unit.name: unit for unit in task.units}
        for name in (*task.lead_units, *task.coordinating_units):
            unit = full.get(name)
            members = unit.members if unit else ()
            if self._is(unit.canonical if unit else name) or any(map(self._is, members)):
                return name
            if self._among(unit.canonical if unit else canonical(name)):
                return name
        for order in _orders().finditer(task.task):
            if self._among(order["whom"]):
                return " ".join(order["whom"].split())
        # whose figure a target measures: "100% cơ sở giáo dục có nhân viên y tế"
        return self._among(task.task) if task.kind == "target" else None

    def _is(self, name: str) -> bool:
        """Whether a name is the unit's own, with or without its post ("Hiệu trưởng Trường THPT Lê Lợi")."""
        if self.units.same(name, self.name):
            return True
        post, own, _ = canonical(name).casefold().rpartition(canonical(self.name).casefold())
        return bool(own) and post.strip() in load("compare")["addressed_words"]["posts"]

    def _among(self, name: str) -> str | None:
        """The words by which a name of many (or a text) includes the unit; None where it does not."""
        folded = canonical(name).casefold()
        words = load("compare")["addressed"]
        phrases: list[str] = [phrase for kind in self.kinds for phrase in words[kind]["named"] if _has(phrase, folded)]
        levels = set(_levels().findall(folded))
        if not phrases or (levels and self.levels and not levels & self.levels):
            return None
        return max(phrases, key=len)


def _kinds(folded: str) -> tuple[str, ...]:
    """The kinds of offices that a name begins like, and what holds for all."""
    return tuple(
        kind
        for kind, words in load("compare")["addressed"].items()
        if not words["heads"] or any(folded == head or folded.startswith(f"{head} ") for head in words["heads"])
    )


def _has(phrase: str, text: str) -> bool:
    return regex.search(rf"(?<!\p{{L}}){regex.escape(phrase)}(?!\p{{L}})", text) is not None


@functools.cache
def _levels() -> regex.Pattern[str]:
    """A level of schools, or a kind of commune: "tiểu học", "phường"; not "cấp xã" (all of them), "xã hội"."""
    levels = literal_alternation(load("compare")["addressed_words"]["levels"])
    return regex.compile(rf"(?<!\p{{L}})(?<!cấp )(?:{levels})(?!\p{{L}}| hội)")


@functools.cache
def _orders() -> regex.Pattern[str]:
    """An order to many in a sentence: "hướng dẫn các trường THPT xây dựng …"; `whom` are the words up to the next sign,
    at most eight."""
    verbs = literal_alternation(load("compare")["addressed_words"]["orders"])
    return regex.compile(rf"(?<!\p{{L}})(?:{verbs})\s+(?P<whom>(?:[^\s,;.]+[\s,]+){{1,7}}[^\s,;.]+)", regex.IGNORECASE)
