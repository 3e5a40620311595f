"""The abbreviations that a plan defines itself: "cải cách hành chính (CCHC)", "sau đây gọi tắt là Ban Chỉ đạo".

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003): a
short form in brackets is held against the words before them, from the last one backwards. Vietnamese words are written
syllable by syllable, so every syllable gives its first letter; only words that join ("và", "của") give none.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractors.unit_names import read_names
from extractors.unit_spelling import initial, is_abbreviation


def find_abbreviations(text: str) -> dict[str, str]:
    """Short form -> long form, both as printed, in the order of the text; the first definition of a short form counts.

    Short forms are abbreviations ("CCHC", "Sở GD&ĐT") and, where the plan says "gọi tắt là", names cut short ("Ban Chỉ
    đạo"). A bracket whose letters do not come from the words before it defines nothing.
    """
    found: dict[str, str] = {}
    for _, short, long in sorted([*_in_brackets(text), *_called(text), *_glossary(text)]):
        found.setdefault(short, long)
    return found


# what says that a short form follows: "sau đây gọi tắt là", "viết tắt là", "gọi tắt"; not "gọi điện"
CALLED = (
    r"(?:sau đây |dưới đây |từ đây |sau )?(?:được )?"
    r"(?:(?:gọi|viết) (?:tắt|chung|ngắn gọn)(?: là)?|gọi là|viết là)\s*:?\s+"
)
# "(CCHC)", "(sau đây gọi tắt là Ban Chỉ đạo)", "(gọi tắt là UBND xã)", "(Ủy ban nhân dân)"; not "(1)"
BRACKET = regex.compile(rf"\(\s*(?P<called>{CALLED})?(?P<inside>[“\"']?\p{{L}}[^()]{{0,90}}?)\s*\)", regex.IGNORECASE)
# the same without brackets: "…, sau đây gọi tắt là CCHC,"; not "(gọi tắt là …)"
BARE = regex.compile(
    rf"(?<=\p{{L}})\s*,\s*(?P<called>{CALLED})(?P<inside>[“\"']?\p{{L}}[^,;.()\n]{{0,60}})", regex.IGNORECASE
)
# a line of a list of abbreviations: "- CCHC: Cải cách hành chính;", "TTHC – Thủ tục hành chính"; not "Ghi chú: …"
GLOSSARY = regex.compile(
    r"^[ \t]*[-+•*]?[ \t]*(?P<short>\p{Lu}[\p{L}&-]{1,9})[ \t]*[:=–-][ \t]*(?P<long>\p{L}[^\n:]{3,80}?)"
    r"[ \t]*[.;,]?[ \t]*$",
    regex.MULTILINE,
)
# the abbreviation right before a bracket: "UBND (Ủy ban nhân dân)"; not "Sở (Nội vụ)"
BEFORE_BRACKET = regex.compile(r"(?<![\p{L}\p{N}/&-])(?P<short>\p{Lu}[\p{L}&-]{1,9})\s*$")
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
JOINING = frozenset(["và", "của", "về", "các", "với", "cho", "theo", "trong", "là", "những"])
"""Words that need give no letter to an abbreviation."""
REACH = 160  # characters before a bracket that may hold its long form
# a capital and the small letters that go with it: "G", "D", "Tr", "H" of "GDTrH"
LETTER = regex.compile(r"\p{Lu}\p{Ll}*|\p{N}+")


def _in_brackets(text: str) -> Iterator[tuple[int, str, str]]:
    for match in BRACKET.finditer(text):
        inside = match["inside"].strip("“”\"' ")
        before = text[max(0, match.start() - REACH) : match.start()]
        if match["called"]:
            long = _long_form(inside, before) or _named(inside, before)
            if long:
                yield match.start(), inside, long
            continue
        if is_abbreviation(inside) and len(inside) <= 24:
            if long := _long_form(inside, before):
                yield match.start(), inside, long
            continue
        short = BEFORE_BRACKET.search(before)
        if short and is_abbreviation(short["short"]) and _long_form(short["short"], inside) == _clean(inside):
            yield match.start(), short["short"], _clean(inside)


def _called(text: str) -> Iterator[tuple[int, str, str]]:
    for match in BARE.finditer(text):
        inside = match["inside"].strip("“”\"' ")
        before = text[max(0, match.start() - REACH) : match.start()]
        words = inside.split()
        ends = (n for n in range(min(4, len(words)), 0, -1) if is_abbreviation(words[n - 1]))
        short = " ".join(words[: next(ends, 0)])
        long = short and _long_form(short.strip("“”\"'"), before)
        if long:
            yield match.start(), short.strip("“”\"'"), long


def _glossary(text: str) -> Iterator[tuple[int, str, str]]:
    for match in GLOSSARY.finditer(text):
        short, long = match["short"], _clean(match["long"])
        if is_abbreviation(short) and _long_form(short, long) == long:
            yield match.start(), short, long


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:“”\"'-–")


def _long_form(short: str, before: str) -> str | None:
    """The words at the end of `before` whose first letters are those of `short`; None where they are not."""
    before = before.rstrip(" \n\t“”\"'")
    words = list(WORD.finditer(before))
    first = _first_word(_units(short), words)
    if first is None or words[-1].end() != len(before):
        return None
    long = " ".join(before[words[first].start() :].split())
    if regex.search(r"[.;:()]", long) or long.casefold() == short.casefold():
        return None
    return long


def _units(short: str) -> list[tuple[str, bool]]:
    """What each word of the long form must be or begin with: "Sở GDTrH" -> (sở, whole), g, d, tr, h."""
    out: list[tuple[str, bool]] = []
    for word in WORD.findall(short):
        if is_abbreviation(word):
            out += [(letter.casefold(), False) for letter in LETTER.findall(word)]
        elif len(word) == 1:
            out.append((word.casefold(), False))
        else:
            out.append((word.casefold(), True))
    return [unit for unit in out if unit[0] != "và"]


def _first_word(units: list[tuple[str, bool]], words: list[regex.Match[str]]) -> int | None:
    """The index of the first of the words that spell the units, read from the last word backwards."""
    if sum(not whole for _, whole in units) < 2 or not words:
        return None
    at = len(words) - 1
    for unit, whole in reversed(units):
        while at >= 0 and not _gives(words[at].group(), unit, whole):
            if at == len(words) - 1 or words[at].group().casefold() not in JOINING:
                return None
            at -= 1
        if at < 0:
            return None
        at -= 1
    return at + 1


def _gives(word: str, unit: str, whole: bool) -> bool:
    if whole or word.isdigit():
        return word.casefold() == unit
    return initial(word) == initial(unit) and word.casefold()[1 : len(unit)] == unit[1:]


def _named(short: str, before: str) -> str | None:
    """The name of a unit that ends where the bracket begins and begins like the short form: "Ban Chỉ đạo"."""
    short = _clean(short)
    if not short[:1].isupper() or len(short.split()) > 8:
        return None
    end = len(before.rstrip())
    for match in regex.finditer(r"(?<![\p{L}\p{N}])" + regex.escape(short.split()[0]), before, regex.IGNORECASE):
        names, stop = read_names(before, match.start(), cell=True)
        name = names[-1].name if len(names) == 1 else ""
        if stop == end and name.casefold().startswith(f"{short.casefold()} "):
            return name
    return None
