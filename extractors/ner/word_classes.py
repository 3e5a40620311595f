"""What lexicon and rules know of each word of a text, as features of the network.

The network is small and has seen few plans; what the lexicon lists of heads and verbs, and where the rules see a time,
a figure or a name begin and end, it need not learn again. It learns when to believe them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from contextvars import ContextVar

import regex

from extractors.citations import find_citations
from extractors.kept import kept
from extractors.known_names import in_force
from extractors.plan_times import PlanTimes
from extractors.predicates import match_stop, match_verb
from extractors.products import Product, find_products
from extractors.targets import Target, find_targets
from extractors.unit_heads import match_head
from extractors.unit_names import read_names

Span = tuple[int, int]
NOTHING = "-"
ANY_TIMES = PlanTimes(years=(2000,))  # that a day is one, not which: one without a year needs some year to be read
WORD_START = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]")


def rules_on_words(text: str, words: Sequence[Span]) -> list[str]:
    """Of each word, which findings of the rules it begins, ends, fills or lies in: "US", "DBUI", or NOTHING.

    D deadline, T target, C citation, P product, U name of a unit; S single, B begins, E ends, I inside.
    """
    found = findings(text)
    out = []
    for start, end in words:
        tag = ""
        for (first, last), letter in found:
            if first <= start and end <= last:
                tag += letter + "IEBS"[(start == first) * 2 + (end == last)]
        out.append(tag or NOTHING)
    return out


def class_of_words(text: str, words: Sequence[Span]) -> list[str]:
    """Of each word: H begins the head of a unit's name, h goes on with it, V may open a predicate, S a new phrase."""
    out = []
    head_end = 0
    heads = heads_of(text)
    folded = text.lower()
    if len(folded) != len(text):
        folded = text  # a letter that is two in lower case would shift all behind it
    for start, end in words:
        kind = NOTHING
        if text[start].isalpha():
            if start in heads:
                kind, head_end = "H", heads[start]
            elif end <= head_end:
                kind = "h"
            elif match_verb(folded, start):
                kind = "V"
            elif match_stop(folded, start):
                kind = "S"
        out.append(kind)
    return out


@contextlib.contextmanager
def under(times: PlanTimes) -> Iterator[None]:
    """Within the block deadlines are read with the plan's years, as the plan mostly reads them anyway."""
    token = _times.set(times)
    try:
        yield
    finally:
        _times.reset(token)


_times: ContextVar[PlanTimes | None] = ContextVar("times", default=None)


def findings(text: str) -> tuple[tuple[Span, str], ...]:
    """What the rules find in a text, with a letter for its kind."""
    return kept(("findings", _times.get(), in_force(), text), lambda: tuple(_findings(text)))


def _findings(text: str) -> Iterator[tuple[Span, str]]:
    yield from ((found.span, "D") for found in (_times.get() or ANY_TIMES).prose(text))
    yield from ((found.span, "T") for found in targets_of(text))
    yield from ((found.span, "C") for found in find_citations(text))
    yield from ((found.span, "P") for found in products_of(text))
    done = 0
    for start in heads_of(text):
        if start >= done:
            for unit in read_names(text, start)[0]:
                yield unit.span, "U"
                done = unit.span[1]


def products_of(text: str) -> tuple[Product, ...]:
    """The products that the rules find in a text, found once in a plan."""
    return kept(("products", text), lambda: tuple(find_products(text)))


def targets_of(text: str) -> tuple[Target, ...]:
    """The targets that the rules find in a text, found once in a plan."""
    return kept(("targets", text), lambda: tuple(find_targets(text)))


def heads_of(text: str) -> dict[int, int]:
    """Where words begin that begin a unit's name, and where its head ends."""

    def find() -> dict[int, int]:
        starts = (match.start() for match in WORD_START.finditer(text))
        return {start: head.end() for start in starts if (head := match_head(text, start))}

    return kept(("heads", in_force(), text), find)
