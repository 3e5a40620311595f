"""The lines of a lost table, cut where a cell may begin: the fragments that the search puts into columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.flattened_words import BULLET, before_numbers, closed, fold, head, key, names, open_words, time_ends

# "1", "01.", "2.3", "(4)", "5)"; not "2025/QĐ", "1,5"
ROW_NUMBER = regex.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,2})[.)]?")
# "I", "IV.", "A", "B."; not "Iso", "AB"
SECTION_NUMBER = regex.compile(r"([IVX]{1,6}|[A-H])[.)]?")
# "45,5", "1.250", "120", "3.000.000"; not "2026/QĐ", "15/6"
AMOUNT = regex.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?|\d{4,}")
# "A01", "B12", "NV-07"; not "QĐ-UBND", "07-NQ"
CODE = regex.compile(r"\p{Lu}{1,3}[-.]?\d{1,4}")
# "a)", "đ)", "b."; not "A)", "ab)"
DETAIL = regex.compile(r"[a-zđ][).]")
# "Kế", "06/2025,"; not a blank
WORD = regex.compile(r"\S+")
# "KH-", "Nghị quyết số", "Quý", "(lồng ghép", "Sở,"; not "Kế hoạch", "Sở;"
OPEN_TAIL = regex.compile(r"[-–/,(“&]$|\bsố$|\([^()]*$|“[^”]*$")
FIGURE = frozenset({"budget", "quantity", "other"})  # the columns of amounts and codes
BULLETS = frozenset("-–—+*•")


@dataclass(frozen=True, slots=True)
class Shapes:
    """Whether cells of a table may hold nothing but an amount, or a code."""

    amounts: bool = False
    codes: bool = False

    @classmethod
    def of(cls, roles: Collection[str]) -> Shapes:
        """What columns with these roles may hold."""
        return cls(not {"budget", "quantity", "other"}.isdisjoint(roles), "other" in roles)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a line that may begin a cell (`line`: index of the line, `offset`: its first character there)."""

    line: int
    offset: int
    text: str
    first: bool
    page_break: bool
    kinds: frozenset[str]
    bullet: bool
    starts_well: bool
    lower: bool
    open_end: bool
    wants_number: bool
    number: tuple[int, ...]
    section: str
    letter: str
    """ "b" of a line that begins with "b)"; "-" of one that begins with a dash, or is one."""


def fragments(
    lines: Sequence[str],
    breaks: Collection[int],
    numbered: bool,
    known: Collection[str] = frozenset(),
    *,
    whole: bool = False,
    shapes: Shapes | None = None,
) -> list[Fragment]:
    """Cut `lines` where a cell may begin. `breaks`: lines that begin a page; `known`: folded cell texts seen before;
    `whole`: each line is a paragraph of one cell; `shapes`: what cells of other columns may hold."""
    out = []
    shapes = shapes or Shapes()
    unfinished, (incomplete, _) = open_words(), names()
    for index, line in enumerate(lines):
        inner = _number_cuts(line, numbered) if whole else _cuts(line, numbered, known, shapes)
        cuts = [0, *inner, len(line)]
        for start, end in pairwise(cuts):
            text = line[start:end].strip()
            if not text:
                continue
            bullet = BULLET.match(text)
            first = (text[bullet.end() if bullet else 0 :].lstrip("“\"'(") or text)[0]
            last = text.rsplit(maxsplit=1)[-1].lower()
            section = SECTION_NUMBER.fullmatch(text) if start == 0 else None
            out.append(
                Fragment(
                    line=index,
                    offset=start,
                    text=text,
                    first=start == 0,
                    page_break=start == 0 and index in breaks,
                    kinds=_kinds(text if whole or end < len(line) else _seen_on(text, lines, index), shapes),
                    bullet=bool(bullet),
                    starts_well=first.isupper() or first.isdigit() or bool(bullet),
                    lower=first.islower() and not bullet,
                    open_end=(last in unfinished and not text.lower().endswith(closed()))
                    or key(text) in incomplete
                    or bool(OPEN_TAIL.search(text)),
                    wants_number=last in before_numbers() and not time_ends(text),
                    number=_parse_number(text) if start == 0 else (),
                    section=section.group(1) if section else "",
                    letter=_letter(text) if start == 0 or (bullet and "task" in head(text)[0]) else "",
                )
            )
    return out


def _cuts(text: str, numbered: bool, known: Collection[str], shapes: Shapes) -> list[int]:
    """Offsets inside a line where a cell may begin: after its number, at words that begin cells, at known cells."""
    cuts: list[int] = []
    words = [match.span() for match in WORD.finditer(text)]
    incomplete, complements = names()
    unfinished, numbers_follow = open_words(), before_numbers()
    spanned = _known_end(text, words, 0, known) if known else 0
    _, phrase = head(text)
    head_end = phrase.count(" ") + 1 + bool(BULLET.match(text)) if phrase else -1
    for i, (start, end) in enumerate(words):
        first = text[start]
        if i == 0:
            continue
        before = text[slice(*words[i - 1])]
        if i <= 2 and (i == 1 or cuts) and _begins_row(before, i, text[start:end], numbered):
            cuts.append(start)
            _, phrase = head(text[start:])
            head_end = i + phrase.count(" ") + 1 if phrase else -1
            spanned = _known_end(text, words, i, known) if known else 0
            continue
        if first.islower():
            continue
        if text[start:end] in BULLETS:
            if i + 1 < len(words) and not text[words[i + 1][0]].islower() and head(text[start:])[0]:
                cuts.append(start)
            continue
        if _figure(text, words, i, shapes) or (
            cuts and cuts[-1] == words[i - 1][0] and _figure(text, words, i - 1, shapes)
        ):
            phrase, head_end, spanned = "", -1, 0
            cuts.append(start)
            _, phrase = head(text[start:])
            head_end = i + phrase.count(" ") + 1 if phrase else -1
            continue
        if not (first.isupper() or first.isdigit()) or start < spanned or text[slice(*words[i - 1])] in BULLETS:
            continue
        before = before.lower()
        if before in unfinished and not text[: start - 1].lower().endswith(closed()):
            continue
        if first.isdigit() and before in numbers_follow:
            continue
        if known:
            spanned = _known_end(text, words, i, known)
        kinds, here = head(text[start:])
        after_time = first.isupper() and time_ends(text[: start - 1])
        weak = not kinds and spanned <= start and not after_time
        if weak and (i == head_end or first.isdigit() or text[words[i - 1][0]].isupper() or text[start - 2] in ",;(“/"):
            continue
        if i < head_end and spanned <= start:
            continue
        if i == head_end and spanned <= start:
            # right after a head: either that head goes on, or this one completes it
            if phrase in incomplete:
                head_end = -1
                continue
            following = text[words[i + 1][0] :] if i + 1 < len(words) else ""
            if here in complements and (not following or following[0].islower() or head(following)[0]):
                head_end = -1
                continue
        phrase, head_end = here, i + here.count(" ") + 1 if here else -1
        cuts.append(start)
    return cuts


def _begins_row(word: str, i: int, following: str, numbered: bool) -> bool:
    """Whether `word` numbers a row; a table without a column of numbers may still number its sections."""
    if numbered:
        return _numbers_row(word, i, following)
    return i == 1 and following[0].isupper() and bool(SECTION_NUMBER.fullmatch(word))


def _numbers_row(word: str, i: int, following: str) -> bool:
    """Whether `word`, just before word `i` of its line, is a row's or a section's number, or the letter after it."""
    if i == 2:
        return bool(DETAIL.fullmatch(word))
    if following[0].islower() and not DETAIL.fullmatch(following):
        return False
    return bool(_parse_number(word) or SECTION_NUMBER.fullmatch(word) or DETAIL.fullmatch(word))


def _number_cuts(text: str, numbered: bool) -> list[int]:
    """Offsets behind the number, and the letter behind it, with which a line begins."""
    words = [match.span() for match in WORD.finditer(text)][:3]
    cuts: list[int] = []
    for i in range(1, len(words)):
        if not _begins_row(text[slice(*words[i - 1])], i, text[slice(*words[i])], numbered):
            break
        cuts.append(words[i][0])
    return cuts


def _figure(text: str, words: Sequence[tuple[int, int]], i: int, shapes: Shapes) -> bool:
    """Whether word `i` of a line is a cell that holds only an amount or a code."""
    word = text[slice(*words[i])]
    if shapes.codes and CODE.fullmatch(word):
        return True
    if not (shapes.amounts and AMOUNT.fullmatch(word)):
        return False
    following = text[words[i + 1][0]] if i + 1 < len(words) else ""
    before = text[slice(*words[i - 1])].lower() if i else ""
    return not following.islower() and before not in before_numbers()


def _known_end(text: str, words: Sequence[tuple[int, int]], i: int, known: Collection[str]) -> int:
    """Where the longest known cell text that begins at word `i` ends; 0 if none does."""
    start = words[i][0]
    return max((end for _, end in words[i : i + 9] if fold(text[start:end]) in known), default=0)


def _kinds(text: str, shapes: Shapes) -> frozenset[str]:
    """The roles that the words of a fragment speak for."""
    if shapes.amounts and AMOUNT.fullmatch(text):
        return FIGURE
    if shapes.codes and CODE.fullmatch(text):
        return FIGURE
    return head(text)[0]


def _seen_on(text: str, lines: Sequence[str], index: int) -> str:
    """A short last piece of a line with what goes on below in lower case: "Hội" / "trường lớn"."""
    following = lines[index + 1] if index + 1 < len(lines) else ""
    if text.count(" ") > 1 or not following[:1].islower():
        return text
    if text.count(" ") + following.count(" ") == 0 and index + 2 < len(lines) and lines[index + 2][:1].islower():
        following = f"{following} {lines[index + 2]}"
    return f"{text} {following}"


def _parse_number(text: str) -> tuple[int, ...]:
    match = ROW_NUMBER.fullmatch(text)
    return tuple(int(part) for part in match.group(1).split(".")) if match else ()


def _letter(text: str) -> str:
    """The letter of a sub-row, "-" for a dash."""
    return text[0] if DETAIL.fullmatch(text) or (text[0] in "-–" and text[1:2] in ("", " ")) else ""
