"""What goes on with the name of an office although it could open a predicate or another name.

Verbs ("Viện Nghiên cứu phát triển …", "Trung tâm Dịch vụ tổng hợp xã") and fields behind a comma ("Phòng Kinh tế,
Hạ tầng và Đô thị"). The words are data (`lexicon/units.toml`, names); what a verb has for its object decides: an office
is named after a field, never after a plan, a report or "các …", so with such an object the verb is the predicate.
"""

from __future__ import annotations

import functools

import regex

from extractors.known_names import known_end
from extractors.lexicon import load
from extractors.phrases import literal_alternation, longest_first
from extractors.predicates import match_stop, match_verb
from extractors.unit_heads import BEFORE, DETERMINER, WORD, bare_heads, head_at, posts
from extractors.words import is_word


def verb_goes_on(text: str, start: int, at: int) -> bool:
    """Whether the verb at `at` goes on with the name that began at `start`."""
    so_far = " ".join(text[start:at].casefold().split()).removeprefix("các ")
    if any(text.startswith(verb, at) for verb in _head_continuations().get(so_far, ())):
        return True
    known = _continuations().match(text, at)
    if known:
        longer = match_verb(text, at)
        whole = longer is None or longer.end() <= known.end()
        return whole and not _objects().match(text, known.end())
    return sums_up(text, start, at) or _is_activity_of(so_far, text, at) or lacks_object(text, start, at)


def names_field(text: str, at: int) -> bool:
    """Whether the verb behind `at` is one that offices are named after, and has no plan or paper for its object."""
    space = SPACE.match(text, at)
    verb = match_verb(text, space.end() if space else at)
    if verb is None:
        return False
    return verb.group() in _words("activities") | _words("fields") and not _objects().match(text, verb.end())


def lacks_object(text: str, start: int, at: int) -> bool:
    """Whether the office so far is named after a verb without what it is done to: "Phòng Quản lý | khai thác …".

    No office exists under that alone, so what follows goes on with its name, a comma too: "Phòng Quản lý, | hỗ trợ …".
    """
    several = DETERMINER.match(text, start)
    begin = several.end() if several else start
    head = head_at(text, begin)
    so_far = text[begin:at].rstrip(" ,")
    if head is None or head in posts() or not so_far[len(head) :].strip()[:1].isupper():
        return False
    return so_far[len(head) :].strip().casefold() in _words("transitive")


def last_activity(text: str, start: int, at: int) -> int | None:
    """The end of the verb at `at` where it is the last of several fields: "…, chế biến và | phát triển"."""
    verb = match_verb(text, at)
    if verb is None or verb.group() not in _words("activities") or _objects().match(text, verb.end()):
        return None
    listed = "," in text[start:at] and text[start].isupper() and head_at(text, start) not in posts()
    return verb.end() if listed else None


def verb_at(text: str, at: int) -> regex.Match[str] | None:
    """The verb at `at`; none where its syllables belong to the words around it: "Truyền thông | báo cáo"."""
    verb = match_verb(text, at)
    if verb is None or " " not in verb.group():
        return verb
    first, second = verb.group().split()[0], at + verb.group().index(" ") + 1
    following = match_verb(text, second)
    before = BEFORE.search(text[max(0, at - 14) : at])
    if following and " " in following.group() and before and is_word(f"{before[1]} {first}".casefold()):
        return None
    return verb


def sums_up(text: str, start: int, at: int) -> bool:
    """Whether "tổng hợp" at `at` is part of a name ("Phòng Kế hoạch tổng hợp") and not what the unit does."""
    word = TOTAL.match(text, at)
    if not word or not text[start].isupper():
        return False
    place = PLACE.match(text, word.end())
    if place and (PLACE_ENDS.match(text, place.end()) or match_verb(text, place.end() + 1)):
        return True
    kind = _kind(text, start, at)
    if kind not in _words("general"):
        return False
    space = SPACE.match(text, word.end())
    after = space.end() if space else len(text)
    if text[after : after + 1].isupper() and head_at(text, after) not in (None, *posts()):
        return True
    verb = match_verb(text, after)
    if verb:
        return verb.group() != "báo cáo" and not _objects().match(text, word.end())
    rest = text[word.end() :]
    field = LAST_FIELD.match(rest)
    if field and head_at(text, word.end() + field.start("field")) is None:
        return True  # "Phòng Kế hoạch tổng hợp và Công nghệ thông tin"
    listed = regex.match(r"\s*[,;]\s*|\s+và\s+|\s*[.)]?\s*$", rest)
    if listed and rest[listed.end() :]:
        return head_at(text, word.end() + listed.end()) is not None
    return kind == "dịch vụ" and listed is not None


def fields_go_on(text: str, start: int, head: str, comma: int, *, cell: bool) -> bool:
    """Whether the part behind the comma names another field of the same office.

    In a sentence that is certain only where the part is closed by "và" and a last field, or by the predicate.
    """
    several = DETERMINER.match(text, start)
    proper = text[several.end() if several else start : comma][len(head) :].strip(" :")
    if head in posts() or not proper[:1].isupper() or not (several or text[start].isupper()):
        return False
    after = SPACE.match(text, comma + 1)
    at = after.end() if after else comma + 1
    if head_at(text, at) is not None:
        return False
    if lacks_object(text, start, comma) and text[at : at + 1].islower():
        return True
    if text[at : at + 1].isupper():
        kind = head.removeprefix("các ")
        if several and known_end(f"{kind} {text[at : at + REACH]}", 0, own=False):
            return True  # "các Sở Nội vụ, Tài chính": alone none of the fields is a unit
        if several and SHORT_FIELD.match(text, at):
            return True
        return _capital_fields(text, at)
    if several or not text[at : at + 1].isalpha() or _apart().match(text, at) or _objects().match(text, at - 1):
        return False
    if match_stop(text, at) and not is_word(" ".join(text[at:].split()[:2])):
        return False
    verb = match_verb(text, at)
    if verb and (verb.group() not in _words("activities") or _objects().match(text, verb.end())):
        return False
    if cell:
        return True
    last = LAST_FIELD.search(text, at)
    if (
        verb is None
        and last
        and CLAUSE.fullmatch(text[at : last.start()])
        and head_at(text, last.start("field")) is None
    ):
        return True  # "Ban Chính sách, pháp luật và Quan hệ lao động"
    if verb is None and len(proper.split()) < 3:
        return False  # "Phòng Tuyên truyền, du lịch": a list of short names as well
    return _names_activity(proper) and _closed(text, verb.end() if verb else at, at_end=verb is None)


# --- patterns -------------------------------------------------------------------------------------------------------

SPACE = regex.compile(r"\s+")
# one more field of "các phòng TCCB, |KHTC", in initials: "KHTC rà", "VH-XH,", "QLĐT và"; not "UBND xã Tân An"
SHORT_FIELD = regex.compile(r"\p{Lu}(?:\p{Ll}{0,2}[-&]?\p{Lu})+(?=\s*(?:[,;.)]|$)|\s+\p{Ll})")
REACH = 80  # characters within which the name of a field ends
# "tổng hợp", "tổng hợp xã"; not "tổng hợpx"
TOTAL = regex.compile(r"tổng hợp(?!\p{L})")
# a place behind the name: "tổng hợp xã"; whether it ends the name decides PLACE_ENDS
PLACE = regex.compile(r"\s+(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)(?!\p{L})")
# "tổng hợp xã,", "tổng hợp huyện Mai Sơn"; not "tổng hợp xã hội"
PLACE_ENDS = regex.compile(r"\s*(?:$|[,;.:)])|\s+(?:\p{Lu}|và\s)")
# the abbreviation behind a name: "(IOC)", "(PC07)"; not "(gọi tắt là …)"
ABBREVIATED = regex.compile(r"\(\p{Lu}[\p{Lu}\d&-]+\)")
# the last field of a name behind "và": " và Công nghệ thông tin", " và Quan hệ lao động"; not " và Sở Nội vụ"
LAST_FIELD = regex.compile(r"\s+và\s+(?P<field>\p{Lu}\p{Ll}+\s\p{Ll}+)")
# one field in small letters before it: "pháp luật", "chế độ chính sách"; not "hạ tầng, đô thị"
CLAUSE = regex.compile(r"\p{Ll}+(?:\s\p{Ll}+){1,3}")
# a field as the name of an office prints it: "Hạ tầng", "Công Thương"; not "Nguyễn Văn Hà", "VNPT"
FIELD = r"\p{Lu}\p{Ll}+(?:\s(?:\p{Ll}+|Thương))+?"
FIELDS = regex.compile(rf"(?P<field>{FIELD})(?:,\s+(?P<field>{FIELD}))*\s+và\s+(?P<field>\p{{Lu}}\p{{Ll}}+\s\p{{Ll}}+)")


def _capital_fields(text: str, at: int) -> bool:
    """Whether "Hạ tầng và Đô thị" stands at `at`: fields, the last behind "và", none with a head, all known words."""
    match = FIELDS.match(text, at)
    if not match or len(match.group().split()) > 14:
        return False
    for offset, field in zip(match.starts("field"), match.captures("field"), strict=True):
        pair = " ".join(field.split()[:2])
        if head_at(text, offset) is not None or not (is_word(pair.casefold()) or is_word(pair)):
            return False
    return True


def _closed(text: str, at: int, *, at_end: bool) -> bool:
    """Whether the field at `at` ends, after at most eight syllables, before a predicate or the next office.

    `at_end`: whether it may end with the sentence as well.
    """
    taken = 0
    while taken < 9:
        rest = text[at:].lstrip()
        at = len(text) - len(rest)
        closing = regex.match(r"[,;]\s*|và\s+", rest)
        if closing:
            following = at + closing.end()
            another = match_verb(text, following) if rest[0] == "v" else None
            if taken and another and another.group() in _words("activities"):
                if _objects().match(text, another.end()):
                    return False
                at, taken = another.end(), taken + 1
                continue
            return taken > 0 and (head_at(text, following) is not None or (rest[0] == "v" and at_end))
        if not rest or rest[0] in ".);,":
            return at_end and taken > 0
        if ABBREVIATED.match(rest):
            return taken > 0
        known = _continuations().match(text, at)  # "công nghệ | thông tin": no predicate
        verb = None if known else verb_at(text, at)
        if verb and " " in verb.group():
            return taken > 0
        if head_at(text, at) is not None or match_stop(text, at) or rest.startswith("cho "):
            return False
        if verb:
            return taken > 0
        word = known or WORD.match(text, at) or regex.compile("[-–]").match(text, at)
        if not word:
            return False
        at = word.end()
        taken += 1
    return False


def _kind(text: str, start: int, at: int) -> str:
    """The proper name so far, folded, without its head: "dịch vụ" in "Trung tâm Dịch vụ"."""
    head = head_at(text, start)
    return " ".join(text[start:at].casefold().split()).removeprefix(head or "").strip()


def _names_activity(proper: str) -> bool:
    verb = match_verb(proper.casefold())
    return verb is not None and " " in verb.group()


def _is_activity_of(so_far: str, text: str, at: int) -> bool:
    """Whether an institution that does not exist under its activity alone ("Viện Nghiên cứu") goes on with another."""
    data = load("units")["names"]
    head = next((h for h in data["institutions"] if so_far.startswith(f"{h} ")), None)
    if head is None or so_far.removeprefix(head).strip() not in data["purposes"]:
        return False
    verb = match_verb(text, at)
    return (
        verb is not None
        and verb.group() in data["extensions"]
        and not _objects().match(text, verb.end())
        and _closed(text, verb.end(), at_end=verb.group() == "phát triển")
    )


@functools.cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("units")["names"][key])


@functools.cache
def _objects() -> regex.Pattern[str]:
    return _behind_space("objects", r"\s+(?:\d|", r")")


@functools.cache
def _apart() -> regex.Pattern[str]:
    return _behind_space("apart", r"\s*(?:\d|", r")")


def _behind_space(key: str, before: str, after: str) -> regex.Pattern[str]:
    reports = r"báo cáo(?!\s+\p{Lu})|" if key == "objects" else ""  # "báo cáo UBND tỉnh" is a predicate of its own
    return regex.compile(rf"{before}(?i:{reports}{literal_alternation(_words(key))})(?!\p{{L}}){after}")


@functools.cache
def _continuations() -> regex.Pattern[str]:
    """Verbs that go on with a name after certain words: "dự án đầu tư xây dựng", "ứng trực tại hiện trường"."""
    pairs = [p.split("|") for p in longest_first(load("units")["names"]["continuations"])]
    return regex.compile(
        "|".join(rf"(?<={regex.escape(a)} ){regex.escape(b)}(?!\p{{L}})" for a, b in pairs if a not in bare_heads()),
        regex.IGNORECASE,
    )


@functools.cache
def _head_continuations() -> dict[str, tuple[str, ...]]:
    """Verbs that go on with a name that is so far one head: "phòng kiểm tra", "ban điều hành", "tổ bảo vệ"."""
    out: dict[str, tuple[str, ...]] = {}
    for pair in load("units")["names"]["continuations"]:
        head, verb = pair.split("|")
        if head in bare_heads():
            out[head] = (*out.get(head, ()), verb)
    return out
