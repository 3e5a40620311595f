"""A task's text as it is compared: without its times and doers, and up to where it goes on to say how and why."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation
from pipeline.records import Task
from pipeline.syllables import fold_words, light, syllables

FEW = 3
"""Fewer syllables with a meaning of their own make no task that can be told from others."""
OPENING = 60
"""Characters of a text in which its doer stands."""

# where a sentence or clause ends: ";", ". Tổ chức"; not "2.500", "KCN Tân Phú:"
CLAUSE = regex.compile(r";|\.\s|\.$|\n")
# words between a text and a time that is no part of a name: ", ", "(", "trước"; not "báo cáo "
APART = regex.compile(r"(?:^|[,;:(–-])\s*$")
# a time that begins with its own words: "trước ngày 30/6", "hoàn thành trong quý II", "ngày 30/6/2026"; not "quý I"
BOUND = regex.compile(r"(?!quý|tháng|tuần|năm|học|giai|báo|đầu|cuối|giữa)\p{L}", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """The text that is compared; the syllables of the whole and of what comes before its how and why (`core`); and
    those of words that another text on the same need not have (`aside`): what only restricts ("còn hiệu lực"), whom the
    work is submitted to ("trình UBND tỉnh")."""

    text: str
    whole: tuple[str, ...]
    core: tuple[str, ...]
    aside: frozenset[str]


def compared_text(task: Task) -> str:
    """The task's text without the times by which it is to be done and the units named at its beginning."""
    return _without_units(_without_times(task), task)


def wording(text: str, spelt: Mapping[str, str]) -> Wording:
    """`text` (`compared_text`) in syllables; `spelt` as in `syllables`."""
    whole = syllables(text, spelt)
    aside = frozenset(" ".join(_asides().findall(" ".join(whole))).split())
    return Wording(text, tuple(whole), tuple(_core(text, spelt)), aside)


def _without_times(task: Task) -> str:
    """Those that name the thing ("báo cáo quý I") stay."""
    text = task.task
    for deadline in task.deadlines:
        at = text.find(deadline.raw)
        if deadline.raw and at >= 0 and (APART.search(text[:at]) or BOUND.match(deadline.raw)):
            text = f"{text[:at]}\n{text[at + len(deadline.raw) :]}"
    return text


def _without_units(text: str, task: Task) -> str:
    """Who does it is compared apart."""
    for unit in (*task.lead_units, *task.coordinating_units):
        at = text.find(unit) if " " in unit else -1
        if 0 <= at <= OPENING:
            text = f"{text[:at]} {text[at + len(unit) :]}"
    return text


def _core(text: str, spelt: Mapping[str, str]) -> list[str]:
    """The syllables before the first end of a clause, or before the words that open the how and why, that leaves enough
    to say what is done ("phương án" alone does not)."""
    start = len(text) - len(text.lstrip(" \n,;:.-–()"))
    for end in sorted(m.start() for pattern in (CLAUSE, _closers()) for m in pattern.finditer(text, start)):
        core = syllables(text[start:end], spelt)
        if len(set(core) - light()) > FEW:
            return core
    return syllables(text[start:], spelt)


@functools.cache
def _closers() -> regex.Pattern[str]:
    """Words after which a text says how and why: " nhằm ", " theo ", ", bảo đảm "; not "theo dõi"."""
    anywhere, after_comma = (
        literal_alternation(load("likeness")["words"][k]) for k in ("closers", "closers_after_comma")
    )
    return regex.compile(rf"(?<=[\s,])(?:{anywhere})(?=\s)(?! dõi)|,\s*(?:{after_comma})(?=\s)")


@functools.cache
def _asides() -> regex.Pattern[str]:
    """Words of a folded text that another need not have: "còn hiệu lực", "trình Chủ tịch Ủy ban nhân dân"; not "Chủ
    tịch" as a subject."""
    lexicon = load("likeness")["aside"]
    restricting, submitting, bodies = (
        literal_alternation(map(fold_words, lexicon[key])) for key in ("restricting", "submitting", "bodies")
    )
    return regex.compile(rf"(?<!\S)(?:{restricting}|(?:{submitting})(?: (?:{bodies}))+)(?!\S)")
