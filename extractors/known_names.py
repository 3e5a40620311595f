"""Names of units whose end is certain: those of the register, and those that a plan prints where nothing else stands.

A sentence says "Phòng Thống kê tổng hợp số liệu …"; a cell, a heading or the letterhead that holds nothing but "Phòng
Thống kê tổng hợp" says where the name ends. `using` puts such names in force for the plan read inside it, as
`pipeline.header_words.using` does for header phrases; the functions that read names ask `known_end`.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Iterator
from contextvars import ContextVar

import regex

from extractors.lexicon import load
from extractors.phrases import longest_first


def known_end(text: str, at: int, *, own: bool = True) -> int:
    """The offset where the longest known name at `at` ends; `at` itself where none stands there.

    `own`: whether the names in force count beside those of the register.
    """
    in_force = _in_force.get() if own else None
    ends = [match.end() for pattern in (in_force, _registered()) if pattern and (match := pattern.match(text, at))]
    return max(ends, default=at)


def own_head(text: str, at: int) -> regex.Match[str] | None:
    """A user's own name at `at`, exactly as their file prints it: it needs no head that a list holds."""
    pattern = _own_heads.get()
    return pattern.match(text, at) if pattern else None


def own_heads() -> regex.Pattern[str] | None:
    """The pattern of the user's own names in force: readings that depend on nothing else may be kept by it."""
    return _own_heads.get()


def in_force() -> tuple[regex.Pattern[str] | None, regex.Pattern[str] | None]:
    """The patterns of the names in force and of the user's own: what reads the same under both may be kept by them."""
    return _in_force.get(), _own_heads.get()


@contextlib.contextmanager
def using(names: Iterable[str], own: Iterable[str] = ()) -> Iterator[None]:
    """Within the block these names are known, as they are printed and with a small first letter.

    `own` are the user's: known too, and as printed also where no head begins them.
    """
    own = frozenset(" ".join(name.split()) for name in own)
    token = _in_force.set(_pattern(tuple(longest_first({*names, *own}))))
    own_token = _own_heads.set(_own_pattern(tuple(longest_first(name for name in own if name[0].isupper()))))
    try:
        yield
    finally:
        _in_force.reset(token)
        _own_heads.reset(own_token)


_in_force: ContextVar[regex.Pattern[str] | None] = ContextVar("known_names", default=None)
_own_heads: ContextVar[regex.Pattern[str] | None] = ContextVar("own_heads", default=None)


@functools.lru_cache(maxsize=16)
def _own_pattern(names: tuple[str, ...]) -> regex.Pattern[str] | None:
    if not names:
        return None
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}])(?:{_alternation(names)})(?![\p{{L}}\p{{M}}\p{{N}}])")


@functools.lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> regex.Pattern[str] | None:
    if not names:
        return None
    either = [variant for name in names for variant in (name, name[0].swapcase() + name[1:])]
    return regex.compile(rf"(?:{_alternation(either)})(?![\p{{L}}\p{{M}}\p{{N}}])")


@functools.cache
def _registered() -> regex.Pattern[str]:
    """The bodies and fields of `lexicon/unit_names.toml`, behind an optional "các", the field with its capital.

    Not those that end in a verb: of "Phòng Kế hoạch tổng hợp báo cáo" the sentence decides.
    """
    data = load("unit_names")
    fields = "|".join(
        rf"(?i:{regex.escape(head)})\s+(?:{_alternation(name for name in names if not name.endswith(VERB))}"
        rf"{''.join(f'|{short}' for name in names for short in _abbreviated(name))})"
        for head, names in data["fields"].items()
    )
    return regex.compile(rf"(?:(?i:các)\s+)?(?:{_alternation(data['bodies'])}|{fields})(?![\p{{L}}\p{{M}}\p{{N}}])")


VERB = " tổng hợp"
PARTED = regex.compile(r", | - | và ")
JOINT = r"(?:\s*[,&–-]\s*|\s+và\s+|\s+[–-]\s+)"
"""What stands between the fields of an office in abbreviation: "KT, HT&ĐT", "LĐ - TB và XH"."""


def _abbreviated(field: str) -> Iterator[str]:
    """The pattern of a name of three fields with initials for each: "KT, HT&ĐT"; of two, a comma parts offices."""
    parts = PARTED.split(field)
    if len(parts) > 2:
        yield JOINT.join(f"(?:{regex.escape(part)}|{_initials(part)})" for part in parts)


def _initials(part: str) -> str:
    return "".join(word[0].upper() for word in part.split())


def _alternation(names: Iterable[str]) -> str:
    return "|".join(map(_printed, longest_first(names)))


def _printed(name: str) -> str:
    """A pattern for the name as it is printed: any white space, any dash."""
    words = regex.sub(r"\s*[-–]\s*", r" - ", name).split()
    body = r"\s+".join("[-–]" if word == "-" else regex.escape(word) for word in words).replace(
        r"\s+[-–]\s+", r"\s*[-–]\s*"
    )
    return body
