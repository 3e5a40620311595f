"""What a row says besides its times, units and figures: the words by which it is compared across years.

The fields hold the times, units and figures; a text that differs in them alone is not reworded. Abbreviations are spelt
out, spelling and punctuation do not count. A year is a word that `same_words` compares by whether it rolled.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation
from pipeline.compare.years import TERM, cited, rolling_years
from pipeline.records import Task
from pipeline.syllables import fold_syllable

UNIT, TIME, FIGURE = "\ue000", "\ue001", "\ue002"
"""Private characters that stand for what a field holds."""
YEAR, TERM_YEAR = "#", "~"
"""What a year's word begins with; that of a programme or a term ("giai đoạn 2021-2025") has a sign of its own."""
NOTHING = "∅"
"""The word of a row without a text."""
TERMS_ROLL = 3
"""Programmes roll only with plans for so many years: next year's plan is still part of the same programme."""

# "#2025", "~2021" (years), "281/KH-UBND", "30/6", "9001:2015", "1.200", "GD&ĐT", "tuyên"; not "-"
TOKEN = regex.compile(r"[#~]\d{4}|\d+(?:[/:]\d+)*/\p{Lu}[\p{L}\d-]*|\d+(?:[./:,]\d+)*|\p{Lu}+(?:&\p{Lu}+)+|\p{L}+")
# the same with the signs of figures: "95%", "≤ 5", "8-10"; not " - "
SIGNED = regex.compile(rf"{TOKEN.pattern}|[%‰<>≤≥]|(?<=\d)\s?[-–]\s?(?=\d)")
# an abbreviation that the words before it define: "thủ tục hành chính (TTHC)"
DEFINED = regex.compile(r"\(\s*(\p{Lu}[\p{L}&-]*)\s*\)")
# a year as `_year_words` marks it: "#2025"
YEAR_WORD = regex.compile(r"[#~]\d{4}")


@dataclass(frozen=True, slots=True)
class Worded:
    """A row as it is compared: `text` without what the fields hold and without years, its `words`; `held` is what was
    taken out in the order of the text, each as (UNIT, TIME or FIGURE, as printed); `printed` are the words of all that
    is printed, with the signs that tell figures apart."""

    text: str
    words: tuple[str, ...]
    printed: tuple[str, ...]
    held: tuple[tuple[str, str], ...] = ()


def worded(task: Task, spelt: Mapping[str, str]) -> Worded:
    """The task's wording; `spelt` are abbreviations by their letters -> spelt out (`pipeline.spelt_out`).

    Of a text that is nothing but what its fields hold the whole is compared.
    """
    text, held = _without_fields(task)
    words = words_of(text, spelt)
    # a figure is no year: "trồng 2025 cây"
    figures = [span for target in task.targets for span in _places(task.task, target.raw)]
    whole = _year_words(task.task, [*cited(task), *figures])
    printed = words_of(whole, spelt, signs=True)
    if not any(word[0].isalpha() for word in words):  # a name may have run on to the end of the text
        text, held = _without_fields(task, units=False)
        words = words_of(text, spelt)
    if not any(word[0].isalpha() for word in words):
        text, words, held = whole, words_of(whole, spelt), ()
    if all(map(is_year, words)):  # nothing but signs and years: they are the word
        words = printed = (" ".join(task.task.split()) or NOTHING,)
    return Worded(YEAR_WORD.sub(" ", text), words, printed, held)


def words_of(text: str, spelt: Mapping[str, str], *, signs: bool = False) -> tuple[str, ...]:
    """The words of a text in which years are marked (`marked_years`), folded as `pipeline.syllables` folds them; with
    the signs of figures among them ("%", "<", the dash of a range) where they are wanted."""
    out: list[str] = []
    if "(" in text:
        text = DEFINED.sub(lambda m: " " if _letters(m[1]) in spelt else m[0], text)
    for token in (SIGNED if signs else TOKEN).findall(text):
        if is_year(token) or not any(c.isalnum() for c in token):
            out.append(token.strip())
            continue
        long = spelt.get(_letters(token))
        out += map(fold_syllable, TOKEN.findall(long or token.replace("&", " ")))
    return tuple(out)


def is_year(word: str) -> bool:
    """Whether a word is a year."""
    return word[0] in (YEAR, TERM_YEAR)


def _letters(short: str) -> str:
    return short.replace("&", "").replace("-", "")


def marked_years(text: str) -> str:
    """The text with its rolling years marked for `words_of`."""
    return _year_words(text, ())


def same_words(old: Sequence[str], new: Sequence[str], years: int) -> bool:
    """Whether the words are the same but for years that rolled by `years`."""
    return len(old) == len(new) and all(a == b or _rolled(a, b, years) for a, b in zip(old, new, strict=True))


def in_common(old: Sequence[str], new: Sequence[str], years: int) -> float:
    """The share of their words that two texts have in common, 0 to 1, whatever the order; a year that rolled is one."""
    one = Counter(f"{w[0]}{int(w[1:]) + years}" if w[0] == YEAR else w for w in old)
    both = (one & Counter(new)).total()
    return 2 * both / (len(old) + len(new)) if old or new else 1.0


def _rolled(old: str, new: str, years: int) -> bool:
    if old[0] != new[0] or not is_year(old):
        return False
    return int(new[1:]) - int(old[1:]) == years and (old[0] == YEAR or abs(years) >= TERMS_ROLL)


def _without_fields(task: Task, *, units: bool = True) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with a sign for each value that a field holds, and these values in order."""
    text = task.task
    fixed = cited(task)
    named = (*task.lead_units, *task.coordinating_units) if units else ()
    held = [
        *((deadline.raw, TIME) for deadline in task.deadlines),
        *((target.raw, FIGURE) for target in task.targets),
        *((unit, UNIT) for unit in named if " " in unit or unit.isupper()),
    ]
    spans: list[tuple[int, int, str]] = []
    for raw, sign in sorted(held, key=lambda pair: -len(pair[0])):
        for start, end in _places(text, raw):
            if not any(start < e and s < end for s, e, _ in spans):
                spans.append((start, end, sign))
    out, last = "", 0
    for start, end, sign in sorted(spans):
        out += _year_words(text[last:start], [(s - last, e - last) for s, e in fixed]) + sign
        last = end
    out += _year_words(text[last:], [(s - last, e - last) for s, e in fixed])
    return _around().sub(" ", out), tuple((sign, text[start:end]) for start, end, sign in sorted(spans))


def _places(text: str, raw: str) -> Iterable[tuple[int, int]]:
    """Where `raw` stands in `text` as words of its own."""
    at = text.find(raw) if raw else -1
    while at >= 0:
        end = at + len(raw)
        if not (at and text[at - 1].isalnum() and raw[0].isalnum()) and not (
            end < len(text) and text[end].isalnum() and raw[-1].isalnum()
        ):
            yield at, end
        at = text.find(raw, end)


def _year_words(text: str, fixed: Sequence[tuple[int, int]]) -> str:
    out, last = "", 0
    terms = [term.span() for term in TERM.finditer(text)]
    for match in rolling_years(text, fixed):
        sign = TERM_YEAR if any(start < match.start() < end for start, end in terms) else YEAR
        out += f"{text[last : match.start()]} {sign}{match[0]} "
        last = match.end()
    return out + text[last:]


@functools.cache
def _around() -> regex.Pattern[str]:
    """Units, times and figures with the words that come and go with them: ", hoàn thành TIME", "UNIT chủ trì, phối hợp
    với UNIT"."""
    around = load("compare")["around"]
    units, times = (literal_alternation(around[key]) for key in ("units", "times"))
    between = rf"(?:\s|,|:|;(?=\s*{UNIT})|(?<!\p{{L}})(?:{units})(?!\p{{L}}))*"
    return regex.compile(
        rf"(?<!\p{{L}})(?:(?:giao|do|yêu cầu|đề nghị)\s+)?{UNIT}(?:{between}{UNIT})*{between}"
        rf"|(?:(?:^|(?<=[\s,;(]))(?:{times})(?!\p{{L}})[\s,:]*)*[{TIME}{FIGURE}]",
        regex.IGNORECASE,
    )
