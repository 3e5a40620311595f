"""Which words of two texts differ: the marks that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import regex

from pipeline.compare.marked import runs
from pipeline.compare.view import COME, GONE, SAME, Marked, Piece
from pipeline.compare.years import rolling_years
from pipeline.syllables import fold_syllable

# a word with its figures and signs, or one sign: "CCHC", "20/NQ-HĐND", "2.500", ";"
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[./:&-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]")
# "2025", "Quý" of "I/2025": letters and figures apart, so that a year is compared on its own
PART = regex.compile(r"\p{N}+|\p{L}[\p{L}\p{M}]*|[^\p{L}\p{N}]+")
# a year inside a word: "I/2025"
YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LONGEST, FRESH = 250, 0.3
"""Texts of more words are compared word by word only if so large a share of their words are different ones."""
SHORTEST = 3
"""Letters of a word that alone joins two changed stretches; shorter ones between them are marked with them."""


def marked(old: str, new: str, years: int = 0) -> tuple[Marked, Marked]:
    """The two texts with what only one of them has marked; years that rolled by `years` and spelling do not count."""
    one, other = (list(WORD.finditer(text)) for text in (old, new))
    a, b = _keys(old, one, years), _keys(new, other, 0)
    same_a, same_b = [False] * len(a), [False] * len(b)
    for tag, i, i_end, j, j_end in _opcodes(a, b):
        if tag == "equal":
            same_a[i:i_end], same_b[j:j_end] = [True] * (i_end - i), [True] * (j_end - j)
        elif tag == "replace":
            _stay(one[i:i_end], other[j:j_end], same_a, same_b, (i, j))
    return _pieces(old, one, same_a, GONE), _pieces(new, other, same_b, COME)


def _opcodes(a: Sequence[str], b: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """How one list of words becomes the other. Long texts that repeat their words are not compared word by word: that
    takes time in the third power."""
    if max(len(a), len(b)) > LONGEST and len({*a, *b}) < FRESH * (len(a) + len(b)):
        return [("equal" if a == b else "replace", 0, len(a), 0, len(b))]
    return [*SequenceMatcher(None, a, b, autojunk=False).get_opcodes()]


def marked_whole(whole: str, parts: Sequence[str], years: int, *, mark: str) -> tuple[Marked, tuple[Marked, ...]]:
    """A text that was split into `parts`, or that merged them: marked is what the other side has not.

    `mark` is that of the whole: GONE where it is the earlier side. `years` as in `marked`, from the earlier side on.
    """
    words = list(WORD.finditer(whole))
    kept = [False] * len(words)
    out = []
    for part in parts:
        here, there = (whole, part) if mark == GONE else (part, whole)
        pieces = marked(here, there, years)
        of_whole, of_part = pieces if mark == GONE else pieces[::-1]
        out.append(of_part)
        at = 0
        for piece in of_whole:
            end = at + len(piece.text)
            if piece.mark == SAME:
                kept = [k or at <= m.start() < end for k, m in zip(kept, words, strict=True)]
            at = end
    return _pieces(whole, words, kept, mark), tuple(out)


def one_piece(text: str, mark: str = SAME) -> Marked:
    """A text with one mark; nothing for an empty one."""
    return (Piece(text, mark),) if text else ()


def marked_values(values: Iterable[str], same: Iterable[bool], mark: str, join: str = "; ") -> Marked:
    """The values of a field, those that the other side has not marked."""
    out: list[Piece] = []
    for value, is_same in zip(values, same, strict=True):
        if out:
            out.append(Piece(join))
        out.append(Piece(value, SAME if is_same else mark))
    return tuple(out)


def _keys(text: str, words: Sequence[regex.Match[str]], years: int) -> list[str]:
    """The words as they are compared; years that may roll (`pipeline.compare.years`) have rolled by `years`."""
    rolling = {match.start(): match[0] for match in rolling_years(text)} if years else {}
    out = []
    for word in words:
        printed = word[0]
        for at in sorted((k for k in rolling if word.start() <= k < word.end()), reverse=True):
            k = at - word.start()
            printed = f"{printed[:k]}{int(rolling[at]) + years}{printed[k + len(rolling[at]) :]}"
        out.append("".join(fold_syllable(part) if part[0].isalnum() else part for part in PART.findall(printed)))
    return out


def _stay(
    one: Sequence[regex.Match[str]],
    other: Sequence[regex.Match[str]],
    a: list[bool],
    b: list[bool],
    start: tuple[int, int],
) -> None:
    """Years that stayed ("đến năm 2030") are the same too, in the same place between words that are the same."""
    left = [j for j, word in enumerate(other) if YEAR.search(word[0])]
    for i, word in enumerate(one):
        j = next((j for j in left if other[j][0] == word[0]), None)
        if YEAR.search(word[0]) and j is not None:
            a[start[0] + i] = b[start[1] + j] = True
            left = [k for k in left if k > j]


def _pieces(text: str, words: Sequence[regex.Match[str]], same: Sequence[bool], mark: str) -> Marked:
    out: list[Piece] = []
    last = 0
    for k, (word, is_same) in enumerate(zip(words, same, strict=True)):
        kept = is_same and not _between(words, same, k)
        wanted = SAME if kept else mark
        # the blank before a word goes with it where the word before has the same mark
        if out and out[-1].mark == wanted:
            out[-1] = Piece(out[-1].text + text[last : word.end()], wanted)
        else:
            if word.start() > last:
                out.append(Piece(text[last : word.start()]))
            out.append(Piece(word[0], wanted))
        last = word.end()
    if text[last:]:
        out.append(Piece(text[last:]))
    return runs(out)


def _between(words: Sequence[regex.Match[str]], same: Sequence[bool], at: int) -> bool:
    """Whether a short word or sign stands alone between changed ones: marks that jump from word to word are hard to
    read."""
    alone = 0 < at < len(words) - 1 and not same[at - 1] and not same[at + 1]
    return alone and len(words[at][0]) < SHORTEST
