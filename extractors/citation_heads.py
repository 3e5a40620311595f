"""Where citations begin: the type and the number of a document, a law by its name."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.lexicon import load
from extractors.phrases import alternation, one_spaced


@dataclass(frozen=True, slots=True)
class Head:
    """Type and number of a citation, before its date and issuer.

    `needs_tail`: without date and issuer it is none. `by_name`: a law. `type` is empty for a mere number that says no
    type: it is a citation only in a list, after another document. `printed_before`: the last type before a mere number,
    with its span, which may be the number's own ("Quyết định ngày … số …").
    """

    type: str
    number: str | None
    start: int
    end: int
    needs_tail: bool = False
    by_name: bool = False
    printed_before: tuple[str, tuple[int, int]] | None = None


def find_heads(text: str) -> Iterator[Head]:
    """Type and number of every document that `text` may cite, in order."""
    symbols: dict[str, str] = load("documents")["symbols"]
    for match in _HEAD().finditer(text):
        start, end = match.span()
        if match["law"]:
            yield Head(one_spaced(match["law"]), _tidy(match["law_number"]), start, end, by_name=True)
        elif match["dated"]:
            yield Head(_spelt(match["dated"]), None, start, end, needs_tail=True)
        elif match["type"]:
            yield Head(_spelt(match["type"]), _tidy(match["number"] or match["plain"]), start, end)
        else:
            number = match["bare"]
            if _OTHER_NUMBER().search(text, max(0, start - 40), start):
                continue
            kind = symbols.get(symbol_of(number), "")
            if not kind and not (len(symbol_of(number)) > 1 and symbol_of(number).isupper()):
                continue
            before = _type_before(text, start) if match[0] != number else None
            yield Head(kind, _tidy(number), start, end, printed_before=before)


def symbol_of(number: str) -> str:
    """The type symbol in a number: "12/KH-UBND" -> "KH", "57-NQ/TW" -> "NQ", "45/2020/NĐ-CP" -> "NĐ"."""
    match = _SYMBOL.match(_tidy(number) or "")
    return match["symbol"] if match else ""


def _type_before(text: str, position: int) -> tuple[str, tuple[int, int]] | None:
    """The last type named in the clause before `position`, with its span."""
    found = None
    for match in _TYPE().finditer(text, max(0, position - 120), position):
        found = (_spelt(match[0]), match.span())
    return found


def _spelt(kind: str) -> str:
    """A type as the lexicon spells it at the start of a sentence: "kế hoạch", "KẾ HOẠCH" -> "Kế hoạch"."""
    kind = one_spaced(kind)
    return kind.capitalize() if kind.isupper() else kind[0].upper() + kind[1:]


def _tidy(number: str | None) -> str | None:
    """Rejoins a number broken by white space: "19/2022/QĐ- UBND" -> "19/2022/QĐ-UBND"; "- CT/ĐU" keeps its blank."""
    if number is None:
        return None
    number = regex.sub(r"^[.…_\s]+", "", number)
    if number[:1] in ("-", "–", "/"):
        return regex.sub(r"(?<=\S\S)\s+", "", number)
    return regex.sub(r"\s+", "", number).replace("–", "-")


# One part of a number's symbol: "KH", "QĐ", "TTr", "BCĐTW", "QH15", "KH1N", "17h00". Not: "ngày".
_PART = r"(?:\p{Lu}[\p{L}\d]*|\d+h\d*)"
# The parts after the first, where a line end may have left one blank: "-UBND", "- UBND", "/TU", "&ĐT", "BCĐ 57".
# Not: " - Sở".
_PARTS = (
    rf"(?:[-–/&.]{_PART}|\s[-–/]\p{{Lu}}{{2,}}[\p{{L}}\d]*"
    r"|[-–/]\s{1,4}\p{Lu}{2,}[\p{L}\d]*|[-–/]\d{1,4}(?=[-–/])"
    r"|(?:\s[-–]\s\p{Lu}{2,}|(?<=\p{Lu}\s?)\s\d{2,3})(?=\s*(?:$|[;,.)]|(?:ngày|của|về)\s)))"
)
# What stands between a law and a date that is not the law's: "Luật Thủ đô kể từ ngày …", "trước ngày", "trong năm".
_TIMES = r"kể|từ|trước|sau|đến|tới|trong|vào|xong|hết|muộn|chậm|tại|theo|hoàn\s+thành|có\s+hiệu\s+lực|cho"
# A document's number: "6830/QĐ-UBND", "45/2020/NĐ-CP", "57-NQ/TW", "60/2024/QH15", "05 - KH/BCĐ". Not: "14/12/2021".
_CODE = rf"\d+\p{{L}}?(?:/\d{{4}})?(?:\s?[-–/]|[-–/]\s){_PART}{_PARTS}*"
# A number whose figure is still blank: "/KH-UBND", "- CT/ĐU", "…/QĐ-SNV", "...../KH-SYT". Not: "- Sở Nội vụ".
_BLANK_CODE = rf"[.…_]*\s*[-–/]\s?\p{{Lu}}[\p{{L}}\d]*{_PARTS}+|[.…_]{{2,}}\s*/\s*\p{{Lu}}{{2,}}"
_SYMBOL = regex.compile(r"[^-–/]*(?:/\d{4})?[-–/](?P<symbol>\p{L}+)")


@functools.cache
def _HEAD() -> regex.Pattern[str]:
    """Type and number. "Kế hoạch số 3669/KH-UBND", "số877/QĐ-TTg", "Luật Xây dựng". Not: "Đề án 06", "Luật này"."""
    types = load("documents")["types"]
    numbered = alternation(types["numbered"])
    return regex.compile(
        rf"""\b{_law()}
         | \b(?P<type>(?i:{numbered}))\s*(?:[,:]\s*)?
               (?: (?i:số)\s*:?\s*(?:(?P<number>{_CODE}|{_BLANK_CODE})|(?P<plain>\d+)(?=\s*,?\s*(?:ngày|của)\b))
                 | (?P<number>{_CODE}) )
         | \b(?P<type>{alternation(types["dated"])})\s+(?P<plain>\d{{1,3}})(?=\s+(?:ngày\s*\d|của\s+\p{{Lu}}))
         | \b(?P<dated>{alternation(types["dated"])})(?=\s+(?:ngày\s*\d|của\s+\p{{Lu}}|\p{{Lu}}))
         | \b(?i:số)\s*:?\s*(?P<bare>{_CODE})
         | (?<![\w/.\-–])(?P<bare>{_CODE}(?<=[-–/]\S+[-–/]\S+))
        """,
        regex.X,
    )


def _law() -> str:
    """A law by its number alone, by a name that the lexicon lists, or by any name before a number, a day or a year."""
    types = load("documents")["types"]
    named = alternation(types["named"])
    plain = alternation(t for t in types["numbered"] if t[0].isupper())
    stops = rf"\b(?:{plain})\s+(?:số|\d)|(?:,|\bvà)\s*(?:{named})\b|\b(?:của|do)\s+(?:UBND|Quốc\s+hội)|\b(?:{_TIMES})\b"
    name = rf"(?!\s+(?:này|trên|số|sư)\b)(?:(?!{stops})[^;:.()\d])"
    amending = r"\s+(?i:sửa\s+đổi)[^;:.()\d]"
    listed = rf"(?:{_either_spelling(alternation(types['laws']))})\b"
    number = rf"\s*,?\s*(?:số\s*:?\s*)?(?P<law_number>\d+/\d{{4}}/{_PART}|\d+[-/]{_PART}{_PARTS}*)"
    dated = r"(?:ban\s+hành\s+)?(?:ngày\s*\d|năm\s+\d{4})"
    return rf"""(?:
        (?P<law>(?:{named}))(?=\s+số\b){number}
      | (?P<law>(?:{named})(?:{amending}{{2,200}}?|{name}{{2,120}}?))
          (?:{number}|(?=\s*,?\s+(?:được\s+[^;.\d]{{3,60}}\s+)?(?:số\s+\d|{dated}|\(\s*(?:số|sửa))))
      | (?P<law>(?:{named})\s+{listed})
      | (?P<law>Hiến\s+pháp(?:\s+nước\s+C[^;,.\d]{{10,50}}Việt\s+Nam)?)
    )"""


def _either_spelling(pattern: str) -> str:
    """The pattern with both places of the tone mark: "văn hóa" and "văn hoá", "thủy" and "thuỷ"."""
    for one, other in (("óa", "oá"), ("òa", "oà"), ("ủy", "uỷ"), ("úy", "uý")):
        pattern = pattern.replace(one, f"(?:{one}|{other})")
    return pattern


@functools.cache
def _OTHER_NUMBER() -> regex.Pattern[str]:
    """What stands before the number of something else: "mẫu |số 02/BC", "gói thầu |số 12". Not: "Công văn |số"."""
    return regex.compile(rf"\b(?i:{alternation(load('documents')['types']['not_cited'])})\s+$")


@functools.cache
def _TYPE() -> regex.Pattern[str]:
    """A type of document in a sentence: "Quyết định", "công văn". Not: "Luật" (cited by name)."""
    return regex.compile(rf"\b(?i:{alternation(load('documents')['types']['numbered'])})\b")
