"""Phrases of the lexicon as patterns: alternations, and the one form under which a printed phrase is looked up."""

from __future__ import annotations

from collections.abc import Iterable

import regex


def any_of(words: Iterable[str]) -> str:
    """One alternation of the words, longest first; a run of spaces matches any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(regex.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def caseless(pattern: str) -> regex.Pattern[str]:
    """The pattern compiled without regard to case."""
    return regex.compile(pattern, regex.IGNORECASE)


def folded(phrase: str) -> str:
    """In lower case, one space for any white space: the form of the lexicon."""
    return " ".join(phrase.lower().split())
