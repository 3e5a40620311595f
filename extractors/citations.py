"""Citations (căn cứ): the documents that a text cites, with their number, date and issuer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from extractors.issuers import issuer_end, units_before
from extractors.lexicon import load
from extractors.phrases import alternation


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document: "Quyết định số 6830/QĐ-UBND ngày 31/12/2024 của UBND Thành phố". `span`: its offsets."""

    type: str
    number: str | None
    date: dt.date | None
    issuer: str | None
    span: tuple[int, int] = (0, 0)


def find_citations(text: str) -> list[Citation]:
    """Every cited document in `text` (NFC, line breaks allowed), in order; spans never overlap.

    A span covers type, number, date and issuer, in whatever order they are printed, so that a reader of dates can
    mask it. `number` is as printed but for white space inside; a number left blank keeps its symbol ("/KH-UBND").
    `date` is None where it is missing, incomplete or impossible.
    """
    found: list[Citation] = []
    for head in _heads(text):
        if found and head.start < found[-1].span[1]:
            continue
        date, issuer, end = _tail(text, head.end)
        if head.by_name and date is None and (match := _YEAR.match(text, end)):
            end = match.end()
        if head.needs_tail and (issuer is None or date is None):
            continue
        issuer = issuer or units_before(text, head.start)
        found.append(Citation(head.type, head.number, date, issuer, (head.start, end)))
    return found


def find_legal_bases(preamble: str) -> list[Citation]:
    """The documents on which a plan rests: what its preamble cites, each once, in order.

    Citations in "(Kèm theo …)" are left out; a law may be cited by its bare name ("Căn cứ Luật Giáo dục;").
    """
    text = _ATTACHED.sub(lambda m: " " * len(m[0]), preamble)
    cited = find_citations(text)
    for match in _BARE_LAW().finditer(text):
        if not any(c.span[0] < match.end() and match.start() < c.span[1] for c in cited):
            cited.append(Citation(_fold(match["law"]), None, None, None, match.span("law")))
    bases: dict[tuple[str, object], Citation] = {}
    for citation in sorted(cited, key=lambda c: c.span):
        citation = dataclasses.replace(citation, type=_better_type(text, citation))
        key = (citation.type if citation.number is None else "", citation.number or citation.date)
        known = bases.get(key)
        if known is None or (known.date is None and known.issuer is None):
            bases[key] = citation
    return list(bases.values())


@dataclass(frozen=True, slots=True)
class _Head:
    """Type and number of a citation, before its date and issuer."""

    type: str
    number: str | None
    start: int
    end: int
    needs_tail: bool = False
    by_name: bool = False


def _heads(text: str) -> Iterable[_Head]:
    symbols: dict[str, str] = load("documents")["symbols"]
    previous = ""
    for match in _HEAD().finditer(text):
        needs_tail = False
        number = None
        if match["law"]:
            kind = _fold(match["law"])
            number = match["law_number"]
        elif match["dated"]:
            kind, needs_tail = match["dated"], True
        elif match["type"]:
            kind = _fold(match["type"])
            kind = kind[0].upper() + kind[1:]
            number = match["number"] or match["plain"]
        else:
            number = match["bare"]
            kind = symbols.get(_symbol(number), "")
            if not kind and match[0] != number and len(_symbol(number)) > 1 and _symbol(number).isupper():
                kind = previous or load("documents")["types"]["generic"][0]
            if not kind:
                continue
        previous = kind
        yield _Head(kind, _tidy(number), match.start(), match.end(), needs_tail, bool(match["law"]))


def _tail(text: str, start: int) -> tuple[dt.date | None, str | None, int]:
    """Date and issuer after `start`, in either order; and where the last of them ends."""
    date: dt.date | None = None
    issuer: str | None = None
    end, dated = start, False
    for _ in range(3):
        if not dated and (match := _DATE.match(text, end)):
            date, end, dated = _day(match), match.end(), True
        elif issuer is None and (match := _OF.match(text, end)):
            stop = issuer_end(text, match.end())
            if stop == match.end():
                break
            issuer, end = _fold(text[match.end() : stop]), stop
        else:
            break
    return date, issuer, end


def _day(match: regex.Match[str]) -> dt.date | None:
    """The day that a match of `_DATE` names; None where a part is blank or there is no such day."""
    parts = (match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])
    if not all(parts):
        return None
    try:
        return dt.date(*(int(part) for part in parts))
    except ValueError:
        return None


def _better_type(text: str, citation: Citation) -> str:
    """For a "văn bản số …" the document that the same clause named first ("Bản tin … của …: tại văn bản số …")."""
    lexicon = load("documents")
    if citation.type not in lexicon["types"]["generic"]:
        return citation.type
    clause = regex.split(r"[;.]\s", text[: citation.span[0]])[-1]
    match = _SOURCE().search(clause)
    return match["type"] if match else citation.type


def _symbol(number: str) -> str:
    """The type symbol in a number: "12/KH-UBND" -> "KH", "57-NQ/TW" -> "NQ", "45/2020/NĐ-CP" -> "NĐ"."""
    match = _SYMBOL.match(_tidy(number) or "")
    return match["symbol"] if match else ""


def _tidy(number: str | None) -> str | None:
    """Rejoins a number broken by white space: "19/2022/QĐ- UBND" -> "19/2022/QĐ-UBND"; "- CT/ĐU" keeps its blank."""
    if number is None:
        return None
    number = regex.sub(r"^[.…_\s]+", "", number)
    if number[:1] in ("-", "–", "/"):
        return regex.sub(r"(?<=\S\S)\s+", "", number)
    return regex.sub(r"\s+", "", number).replace("–", "-")


def _fold(text: str) -> str:
    return " ".join(text.split())


# One part of a number's symbol: "KH", "QĐ", "TTr", "BCĐTW", "QH15", "KH1N", "17h00". Not: "ngày".
_PART = r"(?:\p{Lu}[\p{L}\d]*|\d+h\d*)"
# The parts after the first, where a line end may have left one blank: "-UBND", "- UBND", "/TU", "&ĐT". Not: " - Sở".
_PARTS = (
    rf"(?:[-–/&.]{_PART}|\s[-–/]\p{{Lu}}{{2,}}[\p{{L}}\d]*"
    r"|[-–/]\s{1,4}\p{Lu}{2,}[\p{L}\d]*|[-–/]\d{1,4}(?=[-–/]))"
)
# What stands between a law and a date that is not the law's: "Luật Thủ đô kể từ ngày …", "trước ngày", "trong năm".
_TIMES = r"kể|từ|trước|sau|đến|tới|trong|vào|xong|hết|muộn|chậm|tại|theo|hoàn\s+thành|có\s+hiệu\s+lực|cho"
# A document's number: "6830/QĐ-UBND", "45/2020/NĐ-CP", "57-NQ/TW", "60/2024/QH15", "05 - KH/BCĐ". Not: "14/12/2021".
_CODE = rf"\d+\p{{L}}?(?:/\d{{4}})?(?:\s?[-–/]|[-–/]\s){_PART}{_PARTS}*"
# A number whose figure is still blank: "/KH-UBND", "- CT/ĐU", "…/QĐ-SNV", "...../KH-SYT". Not: "- Sở Nội vụ".
_BLANK_CODE = rf"[.…_]*\s*[-–/]\s?\p{{Lu}}[\p{{L}}\d]*{_PARTS}+|[.…_]{{2,}}\s*/\s*\p{{Lu}}{{2,}}"
_SYMBOL = regex.compile(r"[^-–/]*(?:/\d{4})?[-–/](?P<symbol>\p{L}+)")

# "ngày 31/12/2024", "ngày 28 tháng 7 năm 2023", "ngày /12/2025", "ngày   tháng   năm 2025",
# ", ban hành ngày 05-3-2024", "(ngày 22/9/2023)". Not: "ngày làm việc".
_DATE = regex.compile(
    r"""\s*[,(]?\s*(?:ban\s+hành\s+|ký\s+)?
    (?i:ngày)\s*(?:
        (?P<d>\d{1,2})?[\s.…_]*[/.\-–]\s*(?P<m>\d{1,2})?[\s.…_]*[/.\-–]\s*(?P<y>\d{4})(?!\d)
      | (?P<d2>\d{1,2})?[\s.…_]*tháng\s*(?P<m2>\d{1,2})?[\s.…_]*năm\s*(?P<y2>\d{4})?
      | \d{1,2}\s*/\s*\d{1,2}(?:/\d{2})?(?![\d/])
    )
    """,
    regex.X,
)
# The year of a law: " năm 2024", " ban hành năm 2019". Not: " năm 2021 - 2025".
_YEAR = regex.compile(r"\s*,?\s*(?:ban\s+hành\s+)?năm\s+\d{4}(?!\s*[-–]\s*\d)")
# Before an issuer: " của ", " do ", ", của ", ": của". Not: " của" inside a word.
_OF = regex.compile(r"\s*[,:]?\s*(?:của|do)\s+")
# "(Kèm theo Quyết định số /QĐ-UBND ngày /4/2026 của …)", "(Ban hành kèm theo Kế hoạch …)". Not: "(CCHC)".
_ATTACHED = regex.compile(r"\(\s*(?i:ban\s+hành\s+)?(?i:kèm\s+theo|đính\s+kèm)[^()]*\)")


@functools.cache
def _HEAD() -> regex.Pattern[str]:
    """Type and number. "Kế hoạch số 3669/KH-UBND", "số877/QĐ-TTg", "Luật Xây dựng" before a date. Not: "Đề án 06"."""
    types = load("documents")["types"]
    numbered, named = alternation(types["numbered"]), alternation(types["named"])
    plain = alternation(t for t in types["numbered"] if t[0].isupper())
    stops = rf"\b(?:{plain})\s+(?:số|\d)|(?:,|\bvà)\s*(?:{named})\b|\b(?:của|do)\s+(?:UBND|Quốc\s+hội)|\b(?:{_TIMES})\b"
    name = rf"(?!\s+(?:này|trên))(?:(?!{stops})[^;:.()\d])"
    amending = r"\s+sửa\s+đổi[^;:.()\d]"
    return regex.compile(
        rf"""\b(?P<law>(?:{named})(?:{amending}{{2,200}}?|{name}{{2,120}}?))
               (?:\s*,?\s*(?:số\s*:?\s*)?(?P<law_number>\d+/\d{{4}}/{_PART}|\d+[-/]{_PART}{_PARTS}*)
                 |(?=\s*,?\s+(?:được\s+[^;.\d]{{3,60}}\s+)?
                     (?:số\s+\d|(?:ban\s+hành\s+)?(?:ngày\s*\d|năm\s+\d{{4}})|\(\s*(?:số|sửa))))
         | \b(?P<type>(?i:{numbered}))\s*(?:,\s*)?
               (?: (?i:số)\s*:?\s*(?:(?P<number>{_CODE}|{_BLANK_CODE})|(?P<plain>\d+)(?=\s*,?\s*(?:ngày|của)\b))
                 | (?P<number>{_CODE}) )
         | \b(?P<dated>{alternation(types["dated"])})(?=\s+ngày\s*\d)
         | \b(?i:số)\s*:?\s*(?P<bare>{_CODE})
         | (?<![\w/.\-–])(?P<bare>{_CODE}(?<=[-–/]\S+[-–/]\S+))
        """,
        regex.X,
    )


@functools.cache
def _BARE_LAW() -> regex.Pattern[str]:
    """A law cited by name alone: "Căn cứ Luật Giáo dục;", "Luật Đầu tư công," Not: "Luật này"."""
    named = alternation(load("documents")["types"]["named"])
    return regex.compile(
        rf"(?:^|Căn\s+cứ|[;,])\s*(?:(?i:các|và)\s+)?(?P<law>(?:{named})\s+\p{{Lu}}[^;,.:()\d]{{2,80}}?)\s*(?=[;,.]|$)"
    )


@functools.cache
def _SOURCE() -> regex.Pattern[str]:
    """The document with which a clause starts: "Trên cơ sở Bản tin …", "Theo Báo cáo …". Not: "Theo đề nghị của"."""
    lexicon = load("documents")
    kinds = alternation(t for t in lexicon["types"]["numbered"] if t not in lexicon["types"]["generic"])
    return regex.compile(rf"(?:{alternation(lexicon['preamble']['openers'])})\s+(?P<type>{kinds})\b")
