"""Where a predicate begins: the verbs, adverbs and prepositions of `lexicon/verbs.toml`."""

from __future__ import annotations

import functools

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation


def begins_with_action(text: str) -> bool:
    """Whether the text starts as an order: a verb, perhaps after an adverb ("Rà soát", "Chủ động phối hợp")."""
    return action_start().match(text) is not None


def match_verb(text: str, at: int = 0) -> regex.Match[str] | None:
    """The verb, or the adverb or auxiliary before one, that stands at `at` in lower case."""
    return _verbs().match(text, at)


def match_stop(text: str, at: int = 0) -> regex.Match[str] | None:
    """The preposition or conjunction at `at` that opens a new phrase ("trong", "nhằm", "để")."""
    return _stops().match(text, at)


@functools.cache
def action_start() -> regex.Pattern[str]:
    """A verb at the start of a text, in any case, after at most three adverbs."""
    data = load("verbs")["predicate"]
    manner = literal_alternation(data["manner"])
    action = literal_alternation([*data["action"], *data["opening"]])
    return regex.compile(rf"(?:(?:{manner}),?\s+){{0,3}}(?:{action})(?![\p{{L}}\p{{M}}])", regex.IGNORECASE)


@functools.cache
def _verbs() -> regex.Pattern[str]:
    data = load("verbs")["predicate"]
    words = literal_alternation([*data["action"], *data["ending"], *data["manner"]])
    other = "|".join(
        [rf"{verb}\s+(?:{literal_alternation(after)})" for verb, after in data["first_half"].items()]
        + [rf"(?<=(?:{literal_alternation(before)})\s){verb}" for verb, before in data["second_half"].items()]
    )
    return regex.compile(rf"(?!(?:{other})(?![\p{{L}}\p{{M}}]))(?:{words})(?![\p{{L}}\p{{M}}])")


@functools.cache
def _stops() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{literal_alternation(load('verbs')['predicate']['stops'])})(?![\p{{L}}\p{{M}}])")
