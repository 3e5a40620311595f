"""Marked texts put together, cut short and spelt out, for outputs that show both sides in one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.compare.view import COME, GONE, SAME, Marked, Piece

KEPT = 32
"""Characters that stay on either side of a cut, give or take a word."""
CUT = "…"
SIGNS = {GONE: ("[-", "-]"), COME: ("{+", "+}")}
"""The marks where there is no colour, those of `git diff --word-diff`."""


def plain(marked: Marked) -> str:
    """The text without its marks."""
    return "".join(piece.text for piece in marked)


def joined(texts: Sequence[Marked]) -> Marked:
    """The texts of several rows in one cell: one text as it is, different ones as a list, "• " before each."""
    if len({plain(text) for text in texts}) <= 1:
        return texts[0] if texts else ()
    pieces: list[Piece] = []
    for index, text in enumerate(texts):
        pieces += [Piece("\n• " if index else "• "), *(text or (Piece("–"),))]
    return runs(pieces)


def merged(old: Marked, new: Marked) -> Marked | None:
    """Both sides in one text, what is gone before what came in its place.

    None where what both sides call the same is not the same: then only the two texts say what changed. Spaces,
    capitals and years that rolled over do not count, the later side's are shown.
    """
    before, after = ([(char, piece.mark) for piece in text for char in piece.text] for text in (old, new))
    i = j = 0
    out: list[Piece] = []
    while i < len(before) or j < len(after):
        if i < len(before) and before[i][1] != SAME:
            out.append(Piece(before[i][0], GONE))
            i += 1
        elif j < len(after) and after[j][1] != SAME:
            out.append(Piece(after[j][0], COME))
            j += 1
        elif i < len(before) and j < len(after) and _alike(before[i][0], after[j][0]):
            out.append(Piece(after[j][0]))
            i, j = i + 1, j + 1
        elif i < len(before) and before[i][0].isspace():
            i += 1
        elif j < len(after) and after[j][0].isspace():
            out.append(Piece(after[j][0]))
            j += 1
        else:
            return None
    return _phrases(runs(out))


def _alike(a: str, b: str) -> bool:
    """Whether two unmarked characters are the same; figures are, of a year that rolled over."""
    return a.casefold() == b.casefold() or (a.isdigit() and b.isdigit())


def shortened(text: Marked, longest: int) -> Marked:
    """`text`, where it is longer than `longest`, with long unmarked stretches cut; marked words all stay."""
    if len(plain(text)) <= longest:
        return text
    if all(piece.mark == SAME for piece in text):
        return (Piece(_begin(plain(text), longest)),)
    found = runs(text)
    return tuple(_cut(run, index == len(found) - 1) if run.mark == SAME else run for index, run in enumerate(found))


def spelt(text: Marked) -> str:
    """The text with its marks in signs: "Rà soát [-văn bản-]{+hồ sơ+}"."""
    out = []
    for piece in text:
        words = piece.text.strip()
        if piece.mark == SAME or not words:
            out.append(piece.text)
            continue
        before, _, after = piece.text.partition(words)
        opening, closing = SIGNS[piece.mark]
        out.append(f"{before}{opening}{words}{closing}{after}")
    return "".join(out)


def runs(pieces: Iterable[Piece]) -> Marked:
    """The same text, neighbours of one mark put together, none empty."""
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1].mark == piece.mark:
            out[-1] = Piece(out[-1].text + piece.text, piece.mark)
        elif piece.text:
            out.append(piece)
    return tuple(out)


def _phrases(text: Marked) -> Marked:
    """Words that were replaced one by one as one phrase: "[-văn-]{+hồ+} [-bản-]{+sơ+}" reads as word salad."""
    out: list[Piece] = []
    for run in text:
        out.append(run)
        marks = [piece.mark for piece in out[-5:]]
        if marks == [GONE, COME, SAME, GONE, COME] and out[-3].text.isspace():
            gone, come, space, more_gone, more_come = out[-5:]
            out[-5:] = [
                Piece(gone.text + space.text + more_gone.text, GONE),
                Piece(come.text + space.text + more_come.text, COME),
            ]
    return tuple(out)


def _cut(run: Piece, last: bool) -> Piece:
    """An unmarked stretch without its middle; the last one without its end."""
    if len(run.text) <= (KEPT if last else 2 * KEPT) * 3 // 2:
        return run
    if last:
        return Piece(_begin(run.text, KEPT))
    end = run.text[-KEPT:]
    return Piece(f"{_begin(run.text, KEPT)} {end[end.find(' ') + 1 :] if ' ' in end.rstrip() else end}")


def _begin(text: str, longest: int) -> str:
    """The first words of `text`, not longer than `longest`."""
    if len(text) <= longest:
        return text
    start = text[: longest - 1]
    words = start.rpartition(" ")[0]
    return f"{(words if len(words) > longest // 2 else start).rstrip()} {CUT}"
