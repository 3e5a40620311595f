"""The counted noun behind a number: where the unit of a target begins and ends."""

from __future__ import annotations

import regex

from extractors.counting import Grammar
from extractors.phrases import folded
from extractors.predicates import match_verb


def unit_at(text: str, start: int, grammar: Grammar) -> tuple[int, int] | None:
    """The place of the counted noun that stands at `start`: parties go on over commas, anything over a slash."""
    noun = grammar.noun.match(text, start)
    if noun is None:
        return None
    end = noun.end()
    if folded(noun["noun"]) in grammar.classifiers:
        counted = _word(text, end, grammar.qualifiers)
        verb = match_verb(text, counted[0]) if counted else None
        act = verb is not None and counted is not None and verb.end() == counted[1]
        if counted and not (act and folded(noun["noun"]) not in grammar.event_classifiers):
            end = counted[1]
    if folded(noun["noun"]) in grammar.party or text[end : end + 1] == "/":
        more = grammar.parties.match(text, end)
        end = more.end() if more else end
    per = grammar.per.match(text, end)
    return noun.start("noun"), per.end() if per else end


def unknown_unit_at(text: str, start: int, grammar: Grammar) -> tuple[int, int] | None:
    """The place of a noun that the lexicon does not know: its first word, two when the first is a single syllable."""
    first = _word(text, start, grammar.stops)
    if first is None or " " in text[slice(*first)]:
        return first
    second = _word(text, first[1], grammar.qualifiers)
    return (first[0], second[1]) if second else first


def _word(text: str, start: int, stops: frozenset[str]) -> tuple[int, int] | None:
    """The place of the lower-case word behind `start`, by segmentation; None for a stop word, a name or a mark."""
    phrase = _LOWER.match(text, start)
    if phrase is None:
        return None
    from extractors.words import segment

    words = phrase["words"]
    at, end = segment(words)[0]
    syllables = words[at:end].split()
    if words[at:end] in stops or syllables[0] in stops:
        return None
    if any(words == stop or words.startswith(stop + " ") for stop in stops if " " in stop):
        return None
    return phrase.start("words") + at, phrase.start("words") + end


# The words behind a number or a classifier: "rạp chiếu lưu động", "sách cho". Not a name ("Sở"), not ", sách".
_LOWER = regex.compile(r"\s+(?P<words>\p{Ll}+(?:\s\p{Ll}+){0,5})")
