"""What the first and the last words of a line say about the cell of a lost table that it was printed in.

The knowledge is extractors/lexicon/flattened.toml; here it is asked.
"""

from __future__ import annotations

import functools

import regex

from extractors.lexicon import load
from pipeline.table_header import UNITS

# "05", "100%"; not "2026", "5.000"
COUNT = regex.compile(r"\d{1,3}%?")
# "- Kế hoạch", "+ 05 lớp", "• Các phòng"; not "-năm", "- 2030"
BULLET = regex.compile(r"[-–—+*•] (?!\d{4}\b)")
# "Tháng 3/2026 ", "năm 2026 ", "15/6 "; not "Nghị định 30/2020/NĐ-CP ", "năm 2026 của "
TIME_END = regex.compile(
    r"(?<![\w/])(?:\d{1,2}/(?:\d{1,2}/)?\d{2,4}|(?:năm|quý|Năm|Quý) [\dIV]+(?:/\d{4})?|[IV]+/\d{4})[.;]? $"
)
# "20/02/2025", "15/6", "30/11/2024", "8h00"; not "281/KH-UBND", "100%"
DATE_START = regex.compile(r"\d{1,2}/\d{1,4}(?:/\d{4})?(?![\d/\w])|\d{1,2}h\d{0,2}\b")
# "6 tháng/lần", "100 ngày kể từ", "02 lần/năm"; not "6 lớp"
TIME_COUNT = regex.compile(r"\d{1,3} (?:ngày|tuần|tháng|quý|năm|lần)\b")


@functools.cache
def head(text: str) -> tuple[frozenset[str], str]:
    """The roles whose cells begin like `text` (a bullet is skipped) and the longest known phrase that says so."""
    bullet = BULLET.match(text)
    words = text[bullet.end() if bullet else 0 :].split(maxsplit=4)[:4]
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return frozenset(), ""
    if DATE_START.match(words[0]):
        return frozenset({"deadlines"}), words[0]
    if TIME_COUNT.match(" ".join(words)):
        return frozenset({"deadlines"}), words[0]
    if COUNT.fullmatch(words[0]):
        # "05 lớp tập huấn", "100% hồ sơ": so many products
        counted = words[1].lower() if len(words) > 1 else ""
        if words[0][-1] == "%" or counted in _counted():
            return frozenset({"products"}), words[0]
    heads = _heads()
    for size in range(len(words), 0, -1):
        phrase = " ".join(words[:size]).lower().rstrip(".,;:")
        if phrase in heads:
            return heads[phrase], phrase
    if len(words) > 1 and words[0].lower() in _surnames() and words[1][0].isupper():
        return frozenset({*UNITS, "supervisor"}), words[0].lower()
    # a narrow column may break its first phrase: "Chuyển" / "tiếp"
    if len(words) == 1:
        return _broken().get(words[0].lower(), frozenset()), ""
    return frozenset(), ""


def time_ends(text: str) -> bool:
    """Whether `text` ends with a time that needs no more words."""
    return TIME_END.search(text + " ") is not None or f" {text} ".lower().endswith(_whole_times())


def key(text: str) -> str:
    """What a table's repetitions are counted by: the folded text without its bullet."""
    bullet = BULLET.match(text)
    return fold(text[bullet.end() :] if bullet else text)


def fold(text: str) -> str:
    """Lower case without outer blanks and closing punctuation: how texts are compared."""
    return text.strip(" .;,:").lower()


@functools.cache
def _heads() -> dict[str, frozenset[str]]:
    """First words (folded phrases) of cells -> the roles that they speak for."""
    found: dict[str, set[str]] = {}
    for role, phrases in load("flattened")["starts"].items():
        if role == "persons":
            continue
        for phrase in phrases:
            found.setdefault(phrase, set()).update(UNITS if role == "units" else (role,))
    return {phrase: frozenset(roles) for phrase, roles in found.items()}


@functools.cache
def open_words() -> frozenset[str]:
    return frozenset(load("flattened")["open"]["words"])


@functools.cache
def closed() -> tuple[str, ...]:
    return tuple(load("flattened")["open"]["closed"])


@functools.cache
def names() -> tuple[frozenset[str], frozenset[str]]:
    """Heads that are no name by themselves, heads that complete the name before them."""
    names = load("flattened")["names"]
    return frozenset(names["incomplete"]), frozenset(names["complements"])


@functools.cache
def _broken() -> dict[str, frozenset[str]]:
    """First syllables of longer phrases -> the roles that they may speak for."""
    found: dict[str, frozenset[str]] = {}
    for phrase, roles in _heads().items():
        if " " in phrase:
            first = phrase.split()[0]
            found[first] = found.get(first, frozenset()) | roles
    return found


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(load("flattened")["starts"]["persons"])


@functools.cache
def _counted() -> frozenset[str]:
    """First syllables of product nouns."""
    return frozenset(phrase.split()[0] for phrase, roles in _heads().items() if "products" in roles)


@functools.cache
def _whole_times() -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in load("flattened")["whole"]["deadlines"])


@functools.cache
def before_numbers() -> frozenset[str]:
    return frozenset(load("flattened")["open"]["before_numbers"])


@functools.cache
def places() -> tuple[str, ...]:
    """Beginnings of lines that go on a name."""
    return tuple(load("flattened")["names"]["places"])
