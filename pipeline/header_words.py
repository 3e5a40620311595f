"""What header cells of task tables say: the lexicon's phrases and those that a user's own file adds.

`using` puts a user's phrases in force for the plans read inside it; every other module asks `header_words()`.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

import regex

from extractors.kinds import fold_heading
from extractors.lexicon import load

EXACT = 1000
"""The weight of a header that is a known phrase; else its weight is the length of the phrase in it."""
LONGEST = 9  # words of a header that may hold a phrase among others; a longer cell is a sentence
LEAST_SHARE = 0.34  # of the header's words that the phrase in it must be

# "(triệu đồng)", "(nếu có)" behind a header's phrase
BRACKETS = regex.compile(r"\s*\([^)]*\)")
# a header of row numbers, however parted: "S TT", "S.T.T", "Số TT"
NUMBERS = regex.compile(r"(?:s|số)?\s*\.?\s*t\s*\.?\s*t\s*\.?")
SLASH = regex.compile(r"\s*/\s*")


@dataclass(frozen=True, slots=True, eq=False)
class HeaderWords:
    """Folded phrases -> roles; those that count inside a longer header; the first words of all."""

    phrases: Mapping[str, str]
    contained: tuple[str, ...]
    first_words: frozenset[str]

    def role(self, text: str) -> str | None:
        """The role that a header cell names; an exact phrase beats a contained one, the longest contained one wins."""
        return self.match(text)[0]

    def exact(self, folded: str) -> str | None:
        """The role of a folded header that is a known phrase as a whole."""
        return self.phrases.get(folded) or ("number" if NUMBERS.fullmatch(folded) else None)

    def match(self, text: str) -> tuple[str | None, int]:
        """The role and its weight: `EXACT`, or the length of the phrase that the header contains."""
        return _match(self, fold_header(text))


def header_words() -> HeaderWords:
    """The phrases in force."""
    return _in_force.get() or _words(())


@contextlib.contextmanager
def using(more: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """Within the block the phrases `more` (role -> phrases) count beside those of the lexicon, and before them."""
    token = _in_force.set(_words(tuple((role, tuple(phrases)) for role, phrases in more.items())))
    try:
        yield
    finally:
        _in_force.reset(token)


def known_roles() -> tuple[str, ...]:
    """The roles that a user's file may add phrases to."""
    return tuple(load("headers")["roles"])


def fold_header(text: str) -> str:
    """A header cell as it is compared: one line, lower case, no brackets, no blanks around a slash."""
    return SLASH.sub("/", BRACKETS.sub("", fold_heading(text.replace("\n", " ")))).strip()


_in_force: ContextVar[HeaderWords | None] = ContextVar("header_words", default=None)


@functools.lru_cache(maxsize=16)
def _words(more: tuple[tuple[str, tuple[str, ...]], ...]) -> HeaderWords:
    data = load("headers")
    combined = data["combined"].items()
    phrases = {f"{a} {b}": role for role, parts in combined for a in parts["first"] for b in parts["second"]}
    phrases |= {phrase: role for role, known in data["roles"].items() for phrase in known}
    phrases |= {fold_header(phrase): role for role, added in more for phrase in added}
    whole_only = set(data["exact"])
    contained = tuple(phrase for phrase in phrases if phrase not in whole_only and len(phrase) > 2)
    return HeaderWords(phrases, contained, frozenset(phrase.split()[0] for phrase in phrases))


@functools.lru_cache(maxsize=4096)
def _match(words: HeaderWords, folded: str) -> tuple[str | None, int]:
    if exact := words.exact(folded):
        return exact, EXACT
    if len(folded.split()) > LONGEST:
        return None, 0
    best = max((p for p in words.contained if p in folded and _as_words(p, folded)), key=len, default=None)
    if best is None or len(best.split()) < LEAST_SHARE * len(folded.split()):
        return None, 0
    return words.phrases[best], len(best)


def _as_words(phrase: str, folded: str) -> bool:
    return regex.search(rf"(?<!\p{{L}}){regex.escape(phrase)}(?!\p{{L}})", folded) is not None
