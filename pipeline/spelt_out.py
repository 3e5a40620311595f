"""What the abbreviations in a plan's tasks stand for: "CCHC", "GD&ĐT", "KTTH".

Three sources, the surer first: what the plan itself defines ("cải cách hành chính (CCHC)"), what all offices mean (the
register of names and terms, `lexicon/unit_names.toml`, and terms that are no part of names), and, where nobody says it,
words of the tasks with these initials.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import regex

from extractors.abbreviations import find_abbreviations
from extractors.lexicon import load
from extractors.unit_spelling import initial

FEWEST_LETTERS = 3
"""An abbreviation of fewer letters means many things: "KT" is "kiểm tra", "kinh tế", "ký thay"."""

# "CCHC", "HĐND", "CBCCVC"; not "Sở", "TP"
ABBREVIATION = regex.compile(r"\p{Lu}{3,8}")
# one that is a word of its own, parted or not: "CCHC", "GD&ĐT", "GDTrH"; not "Ban Chỉ đạo", "Sở GDĐT"
SINGLE = regex.compile(r"\p{Lu}[\p{L}&-]*\p{Lu}")
# a syllable: "cải", "ủy"; not "02"
SYLLABLE = regex.compile(r"\p{L}+")


def spelt_out(texts: Sequence[str], defined: Mapping[str, str] | None = None) -> dict[str, str]:
    """Letters of an abbreviation ("GDĐT") -> spelt out; `defined` are the plan's own, as `find_abbreviations` gives
    them, to which those that `texts` define are added."""
    spelt = dict(of_all_offices())
    own = find_abbreviations("\n".join(texts)) | dict(defined or {})
    spelt.update((_letters(k), v) for k, v in own.items() if _is_sure(k) and not _is_placed(v, spelt.get(_letters(k))))
    return spelt | _by_initials(texts, spelt)


@functools.cache
def of_all_offices() -> Mapping[str, str]:
    """What every office means: "UBND", "CCHC", "NSNN"."""
    names, terms = load("unit_names"), load("likeness")["abbreviations"]
    bodies = {short: full for full, shorts in names["bodies"].items() for short in shorts}
    known = bodies | names["terms"] | terms
    return MappingProxyType({_letters(k): v for k, v in known.items() if _is_sure(k) and k not in names["ambiguous"]})


def _is_sure(short: str) -> bool:
    return SINGLE.fullmatch(short) is not None and len(_letters(short)) >= FEWEST_LETTERS


def _is_placed(long: str, body: str | None) -> bool:
    """Whether a definition names one body of many: "Ủy ban nhân dân xã (UBND)" says nothing of "UBND tỉnh"."""
    return body is not None and long.casefold().startswith(f"{body.casefold()} ")


def _letters(short: str) -> str:
    """As it is looked up: "GD&ĐT" as "GDĐT"."""
    return short.replace("&", "").replace("-", "")


def _by_initials(texts: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
    """Abbreviations that nobody defines: the run of syllables with these initials that the tasks have most, where no
    other is half as frequent."""
    wanted = {short for text in texts for short in ABBREVIATION.findall(text)} - known.keys()
    runs: dict[str, Counter[str]] = {}
    for text in texts if wanted else ():
        syllables = [s for s in SYLLABLE.findall(text.casefold()) if s != "và"]
        initials = "".join(map(initial, syllables))
        for short in wanted:
            at = initials.find(short.casefold())
            while at >= 0:
                runs.setdefault(short, Counter())[" ".join(syllables[at : at + len(short)])] += 1
                at = initials.find(short.casefold(), at + 1)
    best = {short: found.most_common(2) for short, found in runs.items()}
    return {
        short: first for short, [(first, count), *others] in best.items() if not others or count >= 2 * others[0][1]
    }
