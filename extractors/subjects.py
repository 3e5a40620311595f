"""Who acts: whether what stands before a verb is only units and posts, however many are coordinated."""

from __future__ import annotations

import functools

import regex

from extractors.lexicon import load
from extractors.phrases import any_of, caseless
from extractors.predicates import match_verb
from extractors.unit_heads import head_at


def is_subject(before: str) -> bool:
    """Whether all of `before` names who acts on what follows: "Văn phòng Sở, UBND các xã, phường, đặc khu ".

    Those who act with them belong to it ("X chủ trì, phối hợp với Y "), and whom an order passes on to ("Đôn đốc Y ").
    A noun phrase that is no subject ("Các trường theo mẫu ") and a clause with a predicate of its own are none.
    """
    before = before.strip()
    leading = _leading().match(before)
    before = before[leading.end() :] if leading else before
    if not 0 < len(before.split()) <= _LENGTH or _other().search(before):
        return False
    named = _linking().sub(", ", before).strip(" ,")
    if head_at(named, 0) is None:
        return False
    return not any(_is_predicate(named, space.end()) for space in _SPACE.finditer(named))


# The longest subject, in syllables: half a dozen coordinated units with their names.
_LENGTH = 40

# Between words. Not the comma.
_SPACE = regex.compile(r"\s+")


def _is_predicate(text: str, at: int) -> bool:
    """Whether a verb stands at `at`; one syllable is part of a name ("công lập", "địa bàn"), a head is a unit."""
    if _acts().match(text, at) is not None:
        return True
    verb = match_verb(text, at)
    return verb is not None and " " in verb[0] and head_at(text, at) is None


@functools.cache
def _acts() -> regex.Pattern[str]:
    # "gửi báo cáo"; not "lập" (of "công lập"), "làm việc" of a name in capitals
    return regex.compile(rf"{any_of(load('subjects')['other']['acts'])}(?![\p{{L}}\d])")


@functools.cache
def _leading() -> regex.Pattern[str]:
    # "Khi có sự cố, ", "Trong quý I/2026, "; not "Sở Y tế, "
    return caseless(rf"{any_of(load('subjects')['leading']['words'])}\s[^,;:]*,\s*")


@functools.cache
def _linking() -> regex.Pattern[str]:
    # " chủ trì, phối hợp với ", "Đôn đốc "; not the "với" of "đối với"
    words = any_of(load("subjects")["linking"]["words"])
    return caseless(rf"(?<![\p{{L}}\d])(?<!đối\s){words}(?:,?\s+{words})*(?![\p{{L}}\d])")


@functools.cache
def _other() -> regex.Pattern[str]:
    # "theo mẫu "; not "Sở "
    return caseless(rf"(?<![\p{{L}}\d]){any_of(load('subjects')['other']['last'])}\s*$")
