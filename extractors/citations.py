"""Citations (căn cứ): the documents that a text cites, with their number, date and issuer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractors.citation_heads import Head, find_heads
from extractors.issuer_names import begins_unit, issuer_end, units_end
from extractors.issuers import units_before
from extractors.lexicon import load
from extractors.phrases import alternation, one_spaced


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
    if not _MAY_CITE().search(text):
        return found
    for head in find_heads(text):
        if found and head.start < found[-1].span[1]:
            continue
        kind, start = head.type, head.start
        early = _printed_before(text, head)
        if not kind and early is None:  # a number in a list is of the type that the list began with
            if not found or not _BETWEEN.fullmatch(text, found[-1].span[1], head.start):
                continue
            kind = found[-1].type
        elif early is not None:
            kind, start = early.type, early.span[0]
        date, issuer, end = _tail(
            text, head.end, joint=_is_joint(kind, head.number), law=head.by_name, direct=head.needs_tail
        )
        if head.needs_tail and (issuer is None or date is None):
            continue
        if early is not None:
            date, issuer = date or early.date, issuer or early.issuer
            if found and found[-1].span[1] > start:
                found.pop()
        issuer = issuer or units_before(text, start)
        found.append(Citation(kind, head.number, date, issuer, (start, end)))
    return found


def find_legal_bases(preamble: str) -> list[Citation]:
    """The documents on which a plan rests: what its preamble cites, each once, in order.

    Citations in "(Kèm theo …)" are left out; a law may be cited by its bare name ("Căn cứ Luật Giáo dục;").
    """
    text = _ATTACHED.sub(lambda m: " " * len(m[0]), preamble)
    cited = [c for c in find_citations(text) if not (_is_bare(c) and _SUBJECT.search(text, 0, c.span[0]))]
    for named in (*_bare_laws(text), *_named_by_issuer(text)):
        if not any(c.span[0] < named.span[1] and named.span[0] < c.span[1] for c in cited):
            cited.append(named)
    bases: dict[tuple[str, object], Citation] = {}
    for citation in sorted(cited, key=lambda c: c.span):
        citation = dataclasses.replace(citation, type=_better_type(text, citation))
        key = (citation.type if citation.number is None else "", citation.number or citation.date)
        known = bases.get(key)
        if known is None or (known.date is None and known.issuer is None):
            bases[key] = citation
    return list(bases.values())


def _bare_laws(text: str) -> Iterator[Citation]:
    """Laws and charters that a preamble cites by their names alone."""
    for match in _BARE_LAW().finditer(text):
        yield Citation(one_spaced(match["law"]), None, None, None, match.span("law"))


def _named_by_issuer(text: str) -> Iterator[Citation]:
    """What a preamble cites by type, subject and issuer alone: "Chương trình công tác năm 2026 của Sở Y tế;"."""
    for match in _BASE_OF().finditer(text):
        start = match.end()
        end = issuer_end(text, start)
        if end > start and _CLAUSE_ENDS.match(text, end):
            issuer = one_spaced(text[start:end])
            yield Citation(one_spaced(match["type"]), None, None, issuer, (match.start("type"), end))


def _printed_before(text: str, head: Head) -> Citation | None:
    """Type, date and issuer where they stand before the number: "Quyết định ngày … số …", "… của … số …"."""
    if head.printed_before is None:
        return None
    kind, span = head.printed_before
    date, issuer, end = _tail(text, span[1], joint=False, law=False)
    if not _TO_NUMBER.fullmatch(text, end, head.start):
        if kind == head.type and _NAMED.fullmatch(text, span[1], head.start):
            return Citation(kind, head.number, None, None, span)  # "Biên bản họp … số 09/BB-…"
        return None
    return Citation(kind, head.number, date, issuer, (span[0], end))


def _tail(
    text: str, start: int, *, joint: bool, law: bool, direct: bool = False
) -> tuple[dt.date | None, str | None, int]:
    """Date and issuer after `start`, in either order; and where the last of them ends.

    `joint`: several bodies may follow "của". `law`: a year may stand for the date. `direct`: the issuer may stand
    without "của" ("Nghị quyết Chi bộ nhà trường ngày …").
    """
    date: dt.date | None = None
    issuer: str | None = None
    end, dated = start, False
    for _ in range(3):
        if not dated and (match := _DATE.match(text, end)):
            date, end, dated = _day(match), match.end(), True
        elif not dated and (match := (_LAW_YEAR if law else _YEAR).match(text, end)):
            end, dated = match.end(), True
        elif issuer is None and (
            (match := _OF.match(text, end))
            or (direct and (match := _SPACE.match(text, end)) and begins_unit(text, match.end()))
        ):
            stop = units_end(text, match.end()) if joint else issuer_end(text, match.end())
            if stop == match.end():
                break
            issuer, end = one_spaced(text[match.end() : stop]), stop
        else:
            break
    if law and (match := _AMENDED.match(text, end)):
        end = match.end()
    return date, issuer, end


def _is_joint(kind: str, number: str | None) -> bool:
    """Whether several bodies issued a document: by its type, or by their symbols in the number ("KH-BCA-BNN&MT")."""
    if any(word in kind for word in load("documents")["types"]["joint"]):
        return True
    return _SEVERAL_SYMBOLS.search(number or "") is not None


def _is_bare(citation: Citation) -> bool:
    """Whether a document is only named: a law without number and date."""
    return citation.number is None and citation.date is None


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
# The year of a law: " năm 2024", " ban hành năm 2019", " 2023". Not: " năm 2021 - 2025".
_LAW_YEAR = regex.compile(r"\s*,?\s*(?:ban\s+hành\s+)?(?:năm\s+|(?<=\s))(?:19|20)\d{2}(?!\s*[-–]\s*\d|[\d/])")
# The year of another document, before its issuer: " năm 2023 của ". Not: " năm 2023" (when something is due).
_YEAR = regex.compile(r"\s+năm\s+(?:19|20)\d{2}(?=\s+của\s)")
# What changed a law: " (sửa đổi, bổ sung năm 2019)", " (được sửa đổi năm 2014, 2020)". Not: "(sau đây gọi là Luật)".
_AMENDED = regex.compile(r"\s*\((?i:đã\s+)?(?i:được\s+)?(?i:sửa\s+đổi|bổ\s+sung)[^()]{0,120}\)")
# Before an issuer: " của ", " do ", ", của ", "CỦA ". Not: " của" inside a word.
_OF = regex.compile(r"\s*[,:]?\s*(?i:của|do)\s+")
# Several bodies in a number: "KH-BCA-BNN&MT", "TTLT-BYT-BGDĐT". Not: "KH-CAT-PC06", "KH-MTTQ-BTT", "NQ-CP".
_SEVERAL_SYMBOLS = regex.compile(r"/\p{Lu}[\p{L}]*-[BS]\p{Lu}+(?:-[BS]\p{Lu}[\p{Lu}&]*)+$")
_SPACE = regex.compile(r"\s+")
# What names a document between its type and its number: " họp Hội đồng ". Not: " và Công văn ", "; ".
_NAMED = regex.compile(r"\s+\p{Ll}(?:(?!\bvà\b|\btheo\b|\bngày\b)[^\d;:,.()]){2,80}")
# After the issuer of a basis: ";", "," or the end, " nhiệm kỳ 2025 - 2030,". Not: " tại Công văn số …", " về việc …".
_CLAUSE_ENDS = regex.compile(r"(?:\s+(?:nhiệm\s+kỳ|năm|giai\s+đoạn|khóa)\s[^;,.]{1,30})?\s*(?:[;,.]|$)")
# Between two documents of one list: ", ", " và ", "; số ". Not: " theo ".
_BETWEEN = regex.compile(r"\s*(?:[,;]|\bvà\b|&)\s*(?:và\s+)?(?:các\s+)?")
# Between what is printed before a number and the number: " ", ", ". Not: " và ".
_TO_NUMBER = regex.compile(r"\s*[,:]?\s*")
# A law that another document is about: "quy định chi tiết một số điều của ", "thi hành ". Not: "Căn cứ ", "; ".
_SUBJECT = regex.compile(r"(?:của|hướng\s+dẫn|chi\s+tiết)\s+(?:các\s+)?$|(?<!Căn cứ|;|^)\s+thi\s+hành\s+$")
# "(Kèm theo Quyết định số /QĐ-UBND ngày /4/2026 của …)", "(Ban hành kèm theo Kế hoạch …)". Not: "(CCHC)".
_ATTACHED = regex.compile(r"\(\s*(?i:ban\s+hành\s+)?(?i:kèm\s+theo|đính\s+kèm)[^()]*\)")


@functools.cache
def _MAY_CITE() -> regex.Pattern[str]:
    """What every citation has, so that most items are not searched at all: a figure, "/KH", "Luật". Not: "rà soát"."""
    return regex.compile(rf"\d|[-–/]\s?\p{{Lu}}{{2}}|{alternation(load('documents')['types']['named'])}")


@functools.cache
def _BARE_LAW() -> regex.Pattern[str]:
    """A law cited by name alone: "Căn cứ Luật Giáo dục;", "Điều lệ Hội Nông dân," Not: "Luật này"."""
    types = load("documents")["types"]
    named, charters = alternation(types["named"]), alternation(types["charters"])
    return regex.compile(
        rf"(?:^|Căn\s+cứ|[;,])\s*(?:(?i:các|và)\s+)?"
        rf"(?P<law>(?:(?:{named})\s+\p{{Lu}}|(?:{charters})\s+(?!và\b)\p{{L}})[^;,.:()\d]{{2,80}}?)\s*(?=[;,.]|$)"
    )


@functools.cache
def _BASE_OF() -> regex.Pattern[str]:
    """A document named before its issuer: "Căn cứ Chương trình công tác năm 2026 của ". Not: "kế hoạch của "."""
    lexicon = load("documents")
    kinds = alternation(lexicon["types"]["named_by_issuer"])
    openers = alternation(lexicon["preamble"]["openers"])
    subject = r"(?:(?!\b(?:số|ngày|của)\b)[^;:.,()“”]){0,120}"
    return regex.compile(rf"(?:(?m:^)|;|\b(?:{openers}))\s*(?:[-–+]\s*)?(?P<type>{kinds})\b{subject}\s+của\s+")


@functools.cache
def _SOURCE() -> regex.Pattern[str]:
    """The document with which a clause starts: "Trên cơ sở Bản tin …", "Theo Báo cáo …". Not: "Theo đề nghị của"."""
    lexicon = load("documents")
    kinds = alternation(t for t in lexicon["types"]["numbered"] if t not in lexicon["types"]["generic"])
    return regex.compile(rf"(?:{alternation(lexicon['preamble']['openers'])})\s+(?P<type>{kinds})\b")
