"""Where the name of a unit or post begins: its head ("Sở", "các phòng", "Trưởng"; `lexicon/units.toml`)."""

from __future__ import annotations

import functools

import regex

from extractors.known_names import own_head
from extractors.lexicon import load
from extractors.phrases import literal_alternation
from extractors.unit_short import short_head, short_posts


def head_at(text: str, at: int) -> str | None:
    """The head that stands at `at` (after an optional "các"), folded; None where there is none."""
    match = match_head(text, at)
    return match.group().casefold() if match else None


def match_head(text: str, at: int) -> regex.Match[str] | None:
    """The head that stands at `at`, without the "các" before it; one that is shortened ("P.", "BTG") or the user's
    own too."""
    determiner = DETERMINER.match(text, at)
    for position in (determiner.end(), at) if determiner else (at,):
        match = _heads().match(text, position)
        if match and not _is_other_word(text, position, match):
            return match
        if other := short_head(text, position) or own_head(text, position):
            return other
    return None


def is_people(text: str, at: int) -> bool:
    head = head_at(text, at)
    return head is not None and head.removeprefix("các ") in people()


def stands_beside_post(text: str, at: int) -> bool:
    """Whether the name at `at` stands beside a post rather than under it: another post, or one organisation by name."""
    head = head_at(text, at)
    if head is None or head in posts():
        return True
    bare = BARE.match(text, at + len(head)) is not None  # "Thủ trưởng các Cục, Vụ, Viện, Trung tâm thuộc Bộ"
    return text[at].isupper() and not bare and DETERMINER.match(text, at) is None


@functools.cache
def heads_alone() -> frozenset[str]:
    """Heads that are no name by themselves, folded: "sở", "văn phòng"; not "đoàn thanh niên"."""
    return frozenset(load("units")["names"]["alone"])


@functools.cache
def bare_heads() -> frozenset[str]:
    """All heads as single words, folded: a line that is only one of them is not a whole name."""
    data = load("units")["heads"]
    return frozenset([*data["organisations"], *data["posts"]])


@functools.cache
def _heads() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{literal_alternation(bare_heads())})(?![\p{{L}}\p{{M}}])", regex.IGNORECASE)


@functools.cache
def posts() -> frozenset[str]:
    return frozenset(load("units")["heads"]["posts"]) | short_posts()


@functools.cache
def people() -> frozenset[str]:
    return frozenset(load("units")["heads"]["people"])


WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[-–/&.][\p{L}\p{M}\p{N}]+)*")
# "các", "toàn thể các", "một số"; not "mỗi" and "100% các", which measure
DETERMINER = regex.compile(
    r"(?:(?:toàn thể |tất cả |đề nghị |các đồng chí |đồng chí )?(?:các|những|một số|toàn bộ)|toàn thể)\s+",
    regex.IGNORECASE,
)
BEFORE = regex.compile(r"(\p{L}+)\s+$")
# behind a head that names a kind of units only: ", Viện", " và Trung tâm", " thuộc Bộ"; not " Pháp chế"
BARE = regex.compile(r"\s*(?:[,;.)]|$)|\s+(?:và|thuộc|trực thuộc|thuộc, trực thuộc)\s")


def _is_other_word(text: str, at: int, head: regex.Match[str]) -> bool:
    """Whether the syllables beside a head make it another word: "cơ sở", "phòng chống", "ban hành"."""
    data = load("units")["heads"]
    bare = head.group().casefold().removeprefix("các ")
    before = BEFORE.search(text[max(0, at - 14) : at])
    if before and before[1].casefold() in data["not_after"].get(bare, ()):
        return True
    after = WORD.match(text, head.end() + 1) if head.end() < len(text) else None
    following = {after.group().casefold() if after else "", text[head.end() : head.end() + 1]}
    if following.isdisjoint(data["not_before"].get(bare, ())):
        return False
    rest = text[head.end() + 1 :]
    names = data["names_before"].get(bare, ())
    return not (rest[:1].isupper() and rest.casefold().startswith(tuple(names)))
