"""Which words of two texts differ: the marks that a reader sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import regex

from pipeline.compare.view import COME, GONE, SAME, Marked, Piece
from pipeline.syllables import fold_syllable

# a word with its figures and signs, or one sign: "CCHC", "20/NQ-HĐND", "2.500", ";"
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[./:&-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]")
# "2025", "Quý" of "I/2025": letters and figures apart, so that a year is compared on its own
PART = regex.compile(r"\p{N}+|\p{L}[\p{L}\p{M}]*|[^\p{L}\p{N}]+")
# a year inside a word: "I/2025"
YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SHORTEST = 3
"""Letters of a word that alone joins two changed stretches; shorter ones between them are marked with them."""


def marked(old: str, new: str, years: int = 0) -> tuple[Marked, Marked]:
    """The two texts with what only one of them has marked; years that rolled by `years` and spelling do not count."""
    one, other = (list(WORD.finditer(text)) for text in (old, new))
    a, b = [_key(m[0], years) for m in one], [_key(m[0], 0) for m in other]
    same_a, same_b = [False] * len(a), [False] * len(b)
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        same_a[block.a : block.a + block.size] = [True] * block.size
        same_b[block.b : block.b + block.size] = [True] * block.size
    _stay(one, other, same_a, same_b)
    return _pieces(old, one, same_a, GONE), _pieces(new, other, same_b, COME)


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


def plain(text: str, mark: str = SAME) -> Marked:
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


def _key(word: str, years: int) -> str:
    rolled = YEAR.sub(lambda m: str(int(m[0]) + years), word) if years else word
    return "".join(fold_syllable(part) if part[0].isalnum() else part for part in PART.findall(rolled))


def _stay(one: Sequence[regex.Match[str]], other: Sequence[regex.Match[str]], a: list[bool], b: list[bool]) -> None:
    """Years that stayed ("đến năm 2030") match too: words between the same neighbours that are the same as printed."""
    gone = [k for k, same in enumerate(a) if not same and YEAR.search(one[k][0])]
    come = [k for k, same in enumerate(b) if not same and YEAR.search(other[k][0])]
    for i in gone:
        j = next((j for j in come if other[j][0] == one[i][0]), None)
        if j is not None:
            a[i] = b[j] = True
            come.remove(j)


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
    return _joined(out)


def _between(words: Sequence[regex.Match[str]], same: Sequence[bool], at: int) -> bool:
    """Whether a short word or sign stands alone between changed ones: marks that jump from word to word are hard to
    read."""
    alone = 0 < at < len(words) - 1 and not same[at - 1] and not same[at + 1]
    return alone and len(words[at][0]) < SHORTEST


def _joined(pieces: Sequence[Piece]) -> Marked:
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1].mark == piece.mark:
            out[-1] = Piece(out[-1].text + piece.text, piece.mark)
        else:
            out.append(piece)
    return tuple(out)
