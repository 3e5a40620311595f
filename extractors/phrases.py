"""Phrases of the lexicon as patterns: alternations, and the one form under which a printed phrase is looked up."""

from __future__ import annotations

from collections.abc import Iterable

import regex


def alternation(words: Iterable[str]) -> str:
    """The words as one regular expression, longest first, any white space between their parts; without a group."""
    return "|".join(regex.escape(word).replace(r"\ ", r"\s+") for word in longest_first(words))


def literal_alternation(words: Iterable[str]) -> str:
    """The same for text whose white space is folded: the parts as they are spelt."""
    return "|".join(map(regex.escape, longest_first(words)))


def longest_first(words: Iterable[str]) -> list[str]:
    """Each word once, so that no shorter one is tried before a longer one that it begins."""
    return sorted(set(words), key=lambda word: (-len(word), word))


def any_of(words: Iterable[str]) -> str:
    """The alternation as a group."""
    return f"(?:{alternation(words)})"


def caseless(pattern: str) -> regex.Pattern[str]:
    """The pattern compiled without regard to case."""
    return regex.compile(pattern, regex.IGNORECASE)


def folded(phrase: str) -> str:
    """In lower case, one space for any white space: the form of the lexicon."""
    return " ".join(phrase.lower().split())


def one_spaced(phrase: str) -> str:
    """As printed, one space for any white space: how values are given."""
    return " ".join(phrase.split())
