"""What lexicon and rules know of each word of a text, as features of the network.

The network is small and has seen few plans; what the lexicon lists of heads and verbs, and where the rules see a time,
a figure or a name begin and end, it need not learn again. It learns when to believe them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import regex

from extractors.citations import find_citations
from extractors.deadlines import find_deadlines
from extractors.predicates import match_stop, match_verb
from extractors.products import find_products
from extractors.targets import find_targets
from extractors.unit_heads import head_at, match_head
from extractors.unit_names import read_names

Span = tuple[int, int]
NOTHING = "-"
ANY_YEAR = (2000,)  # that a day is one, not which: a day without a year needs some year to be read
WORD_START = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]")
REACH = 40  # characters behind the start of a word in which a phrase of the lexicon may end


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
    for start, end in words:
        kind = NOTHING
        if text[start].isalpha():
            folded = text[start : start + REACH].lower()
            if head := match_head(text, start):
                kind, head_end = "H", head.end()
            elif end <= head_end:
                kind = "h"
            elif match_verb(folded):
                kind = "V"
            elif match_stop(folded):
                kind = "S"
        out.append(kind)
    return out


@functools.lru_cache(maxsize=256)
def findings(text: str) -> tuple[tuple[Span, str], ...]:
    """What the rules find in a text, with a letter for its kind."""
    return tuple(_findings(text))


def _findings(text: str) -> Iterator[tuple[Span, str]]:
    yield from ((found.span, "D") for found in find_deadlines(text, years=ANY_YEAR))
    yield from ((found.span, "T") for found in find_targets(text))
    yield from ((found.span, "C") for found in find_citations(text))
    yield from ((found.span, "P") for found in find_products(text))
    done = 0
    for start in (match.start() for match in WORD_START.finditer(text)):
        if start >= done and head_at(text, start):
            for unit in read_names(text, start)[0]:
                yield unit.span, "U"
                done = unit.span[1]
