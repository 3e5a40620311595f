"""The words of time (lexicon/time.toml): patterns made from them, and what a word counts or bounds."""

from __future__ import annotations

import functools
from typing import Any

import regex as re

from extractors import lexicon
from extractors.phrases import any_of
from extractors.time_points import CLOCK, FREE_END, POINT


@functools.cache
def compiled(template: str) -> re.Pattern[str]:
    """The pattern of a template, compiled on first use.

    <<section.key>> becomes the alternation of those words of the lexicon, <<POINT>>, <<END>> and <<CLOCK>> the patterns
    of a point, of a point that ends a range and of an hour."""
    for name, pattern in (("<<POINT>>", POINT), ("<<END>>", FREE_END), ("<<CLOCK>>", CLOCK)):
        template = template.replace(name, pattern)

    def alternation(match: re.Match[str]) -> str:
        section, key = match[1].split(".")
        return any_of(entry.casefold() for entry in _words()[section][key])

    return re.compile(re.sub(_SLOT, alternation, template))


# A place for words: "<<bounds.before>>", "<<names.offices>>"; not "(?<<"
_SLOT = r"<<(\w+\.\w+)>>"


def number_of(word: str) -> int:
    """ "03" -> 3, "hai" -> 2; 1 for a word that is no number."""
    return int(word) if word.isdigit() else int(_words()["calendar"]["numerals"].get(word.casefold(), 1))


def unit_of(word: str) -> str:
    """ "quý" -> "quarter"; the word is one of calendar.units."""
    return str(_words()["calendar"]["units"][word.casefold()])


def weekday_of(word: str) -> str:
    """ "sáu" or "6" -> "FR" (RFC 5545); the word is one of calendar.weekdays."""
    return str(_words()["calendar"]["weekdays"][word])


def bound_of(words: str | None) -> str | None:
    """`before` or `on_or_before` for the words of a bound."""
    if not words or not words.strip():
        return None
    folded = " ".join(words.casefold().split())
    return "before" if folded in _words()["bounds"]["before"] else "on_or_before"


def _words() -> dict[str, Any]:
    return lexicon.load("time")
