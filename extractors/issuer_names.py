"""Where the name of an issuing body begins and ends in running text."""

from __future__ import annotations

import functools

import regex

from extractors.lexicon import load
from extractors.phrases import alternation


def issuer_end(text: str, start: int) -> int:
    """Where the unit's name that begins at `start` ends ("UBND Thành phố| về …"); `start` if none begins there.

    A name is a run of capitalised words, each with the lower-case syllables that belong to it ("Sở Giáo dục và Đào
    tạo", "Ủy ban nhân dân tỉnh"); it ends at punctuation, at the words of `documents.toml` [issuers] `stops`, and
    before the next document or the next unit.
    """
    if not _BEGINS().match(text, start):
        return start
    issuers = load("documents")["issuers"]
    name_words = frozenset(issuers["name_words"])
    fields = _FIELD_HEAD().match(text, start) is not None
    end, syllables, acronym = start, 0, False
    committee = _COMMITTEE().match(text, start)
    if committee and (work := _WORK().match(text, committee.end())):
        end = work.end()
    for match in _WORD.finditer(text, end):
        word, gap = match["word"], match["gap"]
        if match.start() != end:
            break
        if end > start:
            if gap.strip() and not (fields and _goes_on(text, match.start("word"), gap.strip())):
                break
            if not gap:
                break
        if word[0].islower() and end > start:
            if (
                word == "và"
                and fields
                and _FIELD.match(text, match.end("word"))
                and not _NEXT().match(text, match.end("word"))
            ):
                syllables = 0
                end = match.end("word")
                continue
            if _STOP().match(text, match.start("word")):
                break
            if (syllables > 0 or acronym) and word.lower() not in name_words:
                break
            syllables += 1
            acronym = False
        elif word[0].isdigit():
            if not _NUMBERED.search(text[start:end]) or regex.match(
                r"[/.\d]", text[match.end("word") : match.end("word") + 1]
            ):
                break
        else:
            at = match.start("word")
            if end > start and (
                _CITED().match(text, at) or _another(text, start, end, at) or _STOP_IN_CAPITALS.match(text, at)
            ):
                break
            syllables = 0 if word[0].isupper() else 1
            acronym = len(word) > 1 and word.isupper()
        end = match.end("word")
    if text[start:end].endswith(" và"):
        end -= len(" và")
    return _with_field_of_work(text, start, end)


def units_end(text: str, start: int) -> int:
    """Where the names of several units end that begin at `start`: "Bộ Y tế, Bộ Giáo dục và Đào tạo| quy định"."""
    end = issuer_end(text, start)
    while end > start and (match := _AND_UNIT().match(text, end)):
        further = issuer_end(text, match.end())
        if further == match.end():
            break
        end = further
    return end


def begins_unit(text: str, position: int) -> bool:
    """Whether a unit's name begins at `position`: "Chi bộ", "UBND". Not: "Đại hội", "Hội nghị"."""
    return HEAD().match(text, position) is not None


def _goes_on(text: str, position: int, separator: str) -> bool:
    """Whether a name of several fields of work goes on after a comma or a dash: "…, Thể thao và Du lịch"."""
    if _NEXT().match(text, position):
        return False
    if separator == ",":
        return _SERIES.match(text, position) is not None
    return separator in ("-", "–") and text[position].isupper()


def _another(text: str, start: int, end: int, at: int) -> bool:
    """Whether a second unit starts at `at`: after a name that is complete, or with the head of the first."""
    head = HEAD().match(text, at)
    if head is None:
        return False
    first = HEAD().match(text, start)
    return _COMPLETE_END().search(text[start:end]) is not None or (first is not None and first[0] == head[0])


def _with_field_of_work(text: str, start: int, end: int) -> int:
    """Takes in "về <field of work>" where a committee's own name holds it, that is, before another "về"."""
    if not _COMMITTEE().match(text, start):
        return end
    if known := _KNOWN_FIELD().match(text, end):
        return known.end()
    match = _FIELD_OF_WORK.match(text, end)
    if match is None or _SUBJECT_VERB().match(text, match.start("field")) or _CITED().search(match["field"]):
        return end
    return match.end("field")


def issuer_words(key: str) -> str:
    return alternation(load("documents")["issuers"][key])


# A word with what stands before it: " phố", ", Thể", " - Thương", " TP.". Not: "; " (a name never goes on after it).
_WORD = regex.compile(
    r"(?P<gap>\s*(?:,\s|[-–]\s)?\s*)(?P<word>(?:TP|Tp|TX|TT|P|Q|H|X|T)\.(?=\s+\p{Lu}\p{Ll})"
    r"|[\p{L}\p{M}\d]+(?:[-&.’'/][\p{L}\p{M}]+)*)"
)
# The capitalised field after "và": " Đào tạo", " PTNT". Not: " thực hiện".
_FIELD = regex.compile(r"\s+\p{Lu}")
# "Thể thao và Du lịch", "Đầu tư, Thương mại và Du lịch". Not: "Sở Tài chính" (a unit), "thực hiện và".
_SERIES = regex.compile(r"\p{Lu}\p{L}*(?:\s+\p{L}+){0,3}?(?:,\s+\p{Lu}\p{L}*(?:\s+\p{L}+){0,3}?)*\s+và\s+\p{Lu}")
# Names that hold a figure: "Ban Chỉ đạo 57", "Quân khu 7", "Tổ công tác 06". Not: "UBND Thành phố 5".
_NUMBERED = regex.compile(r"(?i:chỉ đạo|bcđ|quân khu|sư đoàn|công tác|chi bộ|tổ dân phố|trường|phường|quận)$|\d$")
# " về phát triển khoa học … và chuyển đổi số" before " về". Not: " về việc tăng cường" (no second "về").
_FIELD_OF_WORK = regex.compile(r"\s+về\s+(?P<field>(?:(?!\svề\s)[^;:.()\d]){5,150}?)(?=\s+về\s)")
# A subject begins with a capital: "V/v", "VỀ VIỆC", "BAN HÀNH". Not: "XÂY DỰNG" (a field of work).
_STOP_IN_CAPITALS = regex.compile(r"(?:V/v|VỀ|BAN\s+HÀNH|PHÊ\s+DUYỆT|QUY\s+ĐỊNH|NĂM|NGÀY|GIAI\s+ĐOẠN|TRIỂN\s+KHAI)\b")


@functools.cache
def _BEGINS() -> regex.Pattern[str]:
    """A name begins: "UBND", "Sở", "tỉnh ủy", "trường THPT". Not: "cơ quan", "cấp trên", "các", "sở ngành"."""
    return regex.compile(
        r"(?!(?:Các|Những|Mọi)\b)(?:\p{Lu}|(?:thành|tỉnh|huyện|quận|thị|đảng)\s+[uủ][yỷỵ]?\b"
        r"|[uủ][yỷỵ]?\s+ban\s+nhân\s+dân|hội\s+đồng\s+nhân\s+dân|công\s+an\s+(?=tỉnh|huyện|xã|phường|thành)"
        r"|(?:sở|phòng|trường|bộ|cục|chi\s+bộ|đảng\s+bộ|trung\s+tâm)\s+(?=\p{Lu}|mầm\s+non|tiểu\s+học|trung\s+học))(?!\d)"
    )


@functools.cache
def HEAD() -> regex.Pattern[str]:
    """The first words of a unit: "Sở", "Ủy ban nhân dân", "Trường mầm non". Not: "Ban hành", "Phòng, chống"."""
    return regex.compile(rf"\b{heads()}")


def heads() -> str:
    """A head of several words or an acronym; one of a single word only before a name."""
    issuers = load("documents")["issuers"]
    sure = [h for h in issuers["heads"] if " " in h or h.isupper() or h in issuers["complete"]]
    short = [h for h in issuers["heads"] if h not in sure]
    return (
        rf"(?:(?:{alternation(sure)})\b|(?:{alternation(short)})\b(?=\s+(?:\p{{Lu}}|mầm|mẫu|tiểu|trung|phổ|đại|cao)))"
    )


@functools.cache
def _NEXT() -> regex.Pattern[str]:
    """Another unit or document follows: " Sở Tài chính", "Kế hoạch số". Not: " Đào tạo"."""
    return regex.compile(rf"\s*(?:{heads()}|{_cited()})")


@functools.cache
def _AND_UNIT() -> regex.Pattern[str]:
    """The next of several units: ", Bộ Y tế", " và Bộ Công an", " - Sở Y tế". Not: " và thực hiện"."""
    return regex.compile(rf"\s*(?:[,\-–]|\bvà\b)\s+(?={heads()})")


@functools.cache
def _CITED() -> regex.Pattern[str]:
    """The next document: "Kế hoạch số", "Nghị định 45", "Luật Xây". Not: "Kế hoạch và Đầu tư"."""
    return regex.compile(_cited())


def _cited() -> str:
    types = load("documents")["types"]
    numbered, named = alternation(types["numbered"]), alternation(types["named"])
    return rf"(?:(?:{numbered})\s+(?:số|\d|ngày|của|triển|thực)|(?:{named})\s)"


@functools.cache
def _STOP() -> regex.Pattern[str]:
    """A word that ends a name: "về", "ban hành". Not: "vềnh"."""
    return regex.compile(rf"(?:{issuer_words('stops')})\b")


@functools.cache
def _FIELD_HEAD() -> regex.Pattern[str]:
    """Bodies of several fields, posts before them included: "Sở", "Bộ trưởng Bộ". Not: "UBND"."""
    return regex.compile(rf"(?:(?:{issuer_words('posts')})\s+)?(?:{issuer_words('field_heads')})\s+(?!nhân\s+dân)")


@functools.cache
def _COMMITTEE() -> regex.Pattern[str]:
    """A body named by its field of work: "Ban Chỉ đạo", "Tổ công tác". Not: "Ban Tổ chức"."""
    return regex.compile(rf"(?:{issuer_words('committees')})\b")


@functools.cache
def _WORK() -> regex.Pattern[str]:
    """The field of work of a committee before its place: " vận động hiến máu" before " tỉnh". Not: " về việc"."""
    field = r"(?:phòng|chống|cải cách|chuyển đổi|xây dựng|bảo đảm|đảm bảo|thực hiện|triển khai|an toàn|giảm nghèo)\b"
    place = r"(?:tỉnh|thành phố|huyện|xã|phường|trung ương)\b"
    return regex.compile(
        rf"\s+(?!(?i:{place}))(?:(?i:{field})|(?!(?:{issuer_words('stops')})\b)\p{{Ll}})"
        rf"(?:(?!\s(?:về|tại|ban hành|của|để|cho|các|với)\s)[^;:.()\d]){{4,120}}?(?=\s+(?i:{place}))"
    )


@functools.cache
def _KNOWN_FIELD() -> regex.Pattern[str]:
    """The field of a national committee: " về phòng, chống tham nhũng". Not: " về việc", " về tín dụng"."""
    return regex.compile(rf"\s+về\s+(?:{issuer_words('committee_fields')})\b")


@functools.cache
def COMPLETE() -> regex.Pattern[str]:
    """A unit whose head is its name: "Chính phủ". Not: "Sở"."""
    return regex.compile(issuer_words("complete"))


@functools.cache
def _COMPLETE_END() -> regex.Pattern[str]:
    """A name that needs no more: "Thủ tướng Chính phủ". Not: "Văn phòng"."""
    return regex.compile(rf"(?:{issuer_words('complete')})$")


@functools.cache
def _SUBJECT_VERB() -> regex.Pattern[str]:
    """The subject of a document starts: "việc", "triển khai". Not: "phát triển"."""
    return regex.compile(rf"(?:{issuer_words('subject_verbs')})\b")
