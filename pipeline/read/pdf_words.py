"""The words on a PDF page, with the place of each character, as PDFium finds them.

PDFium is called through its C interface, because one Python object per character would cost more than the parse.
"""

from __future__ import annotations

import array
import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple
from unicodedata import combining

import regex

from pipeline.read.characters import BULLET, SYMBOL_FONTS, glyph
from pipeline.read.pdf_space import Matrix, Point, apply, apply_to_box, chain, frames, inverse

_HYPHENS = {"\ufffe": "-", "\x02": "-"}
"""PDFium's marks for a hyphen at the end of a line. In Vietnamese it is always a printed one ("QĐ-" / "UBND")."""
_DASHES = frozenset("-–+•")
_PUNCTUATION = frozenset(",;:)")
_HYPHEN_TABLE = str.maketrans(_HYPHENS)
_NARROW_SPACE = 0.12
"""A gap between two pieces of text wider than this many times the font size is a space, though none is printed."""
# What follows a family in a font's name: "SymbolMT", "Wingdings-Regular", "Symbol,Bold"; not "Wingdings 2"
_FACE = regex.compile(r"(?:[-,].*|mt|ps)+$")


class Word(NamedTuple):
    """Characters of one font printed without a gap. `gap` is the width from the end of what stands before (with
    its printed spaces) to the word; `glued` says that no space separates the two; `first` counts from the start of
    the page's content; `edges` are the left edges of its characters and the right edge of the last."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    glued: bool
    gap: float
    first: int
    edges: tuple[float, ...]
    stamped: bool = False
    upright: bool = True

    @property
    def top(self) -> float:
        """The top of the letters with their marks."""
        return self.baseline - 0.9 * self.size

    @property
    def bottom(self) -> float:
        """The foot of the letters."""
        return self.baseline + 0.22 * self.size

    @property
    def centres(self) -> list[float]:
        """The middle of each character, or of the whole word if its characters have no places."""
        each = self.upright and len(self.edges) == len(self.text) + 1
        return [(a + b) / 2 for a, b in pairwise(self.edges if each else (self.x0, self.x1))]

    def part(self, start: int, end: int) -> Word:
        """The characters from `start` to before `end` as a word of their own."""
        return self._replace(
            text=self.text[start:end], x0=self.edges[start], x1=self.edges[end], edges=self.edges[start : end + 1],
            glued=self.glued and start == 0, gap=self.gap if start == 0 else 0.0,
        )  # fmt: skip


class _Font(NamedTuple):
    """`picture` is the family's name where its letters print as bullets and signs."""

    bold: bool = False
    picture: str | None = None


class _Run(NamedTuple):
    """How the characters of one text object are set: `turn` is its direction in quarters (0 right, 1 down, 2 left,
    3 up; None aslant), `origin` where its first character stands when the page is turned to read it."""

    size: float
    font: _Font
    bold: bool
    turn: int | None
    origin: Point


@cache
def _fast_calls() -> tuple[Any, Any]:
    """FPDFText_GetLooseCharBox and FPDFText_GetTextObject taking plain addresses: a third of the usual call's cost."""
    import pypdfium2.raw as pdfium

    pointer, integer = ctypes.c_void_p, ctypes.c_int
    address = ctypes.cast(pdfium.FPDFText_GetLooseCharBox, pointer).value or 0
    box = ctypes.CFUNCTYPE(integer, pointer, integer, pointer)(address)
    address = ctypes.cast(pdfium.FPDFText_GetTextObject, pointer).value or 0
    return box, ctypes.CFUNCTYPE(pointer, pointer, integer)(address)


def read_words(pdfium: Any, page: Any, place: Matrix, start: int = 0) -> tuple[tuple[Word, ...], int, int]:
    """The words from character `start` on, in content order; the number of characters of the page; and the direction
    of most of the text (`pdf_space.frames`). All places are those of the page turned to read that direction; a
    phrase in another direction (in the head of a narrow column) is one word. Text aslant is a watermark: left out."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count <= start:
            return (), count, 0
        turned = frames(*page.get_size())
        text, boxes, runs = _characters(pdfium, text_page, count, place, turned)
    finally:
        text_page.close()
    share = Counter(run.turn for run in runs if run is not None and run.turn is not None)
    main = share.most_common(1)[0][0] if share else 0
    words: list[Word] = []
    for turn in sorted(share, key=lambda t: t != main):
        lefts, rights = _extents(boxes, chain(place, turned[turn]))
        masked = [run if run is not None and run.turn == turn else None for run in runs] if len(share) > 1 else runs
        found = _group(text, lefts, rights, masked, start)
        if turn == main:
            words.extend(found)
        else:
            words.extend(_phrases(found, chain(inverse(turned[turn]), turned[main])))
    if len(share) > 1:
        words.sort(key=lambda word: word.first)
    return tuple(words), count, main


def _characters(
    pdfium: Any, text_page: Any, count: int, place: Matrix, turned: tuple[Matrix, ...]
) -> tuple[list[str], array.array[float], list[_Run | None]]:
    """For each character: itself, its box (left, top, right, bottom in the page's own space), and how it is set."""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    written = pdfium.FPDFText_GetText(text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = list(buffer.raw[: 2 * count].decode("utf-16-le", "replace"))
    if written != count + 1 or len(text) != count:
        # characters beyond the BMP, or such without Unicode, which that call leaves out: ask for them one by one
        codes = (pdfium.FPDFText_GetUnicode(text_page, i) for i in range(count))
        text = [chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00" for code in codes]
    loose_box, text_object = _fast_calls()
    handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value
    boxes = array.array("f", bytes(16 * count))
    address, _ = boxes.buffer_info()
    runs: list[_Run | None] = []
    known: dict[int, _Run | None] = {}
    fonts: dict[int, _Font] = {}
    for i in range(count):
        loose_box(handle, i, address + 16 * i)
        obj = text_object(handle, i)
        if obj is None:
            runs.append(None)
            continue
        if obj not in known:
            known[obj] = _run(pdfium, text_page, i, obj, place, turned, fonts)
        runs.append(known[obj])
    return text, boxes, runs


def _extents(boxes: array.array[float], place: Matrix) -> tuple[list[float], list[float]]:
    """The left and right ends of the characters when the page is placed so."""
    lefts, tops, rights, bottoms = (boxes[k::4].tolist() for k in range(4))
    along, across, shift = place[0], place[2], place[4]
    if along == 1:
        return ([x + shift for x in lefts], [x + shift for x in rights]) if shift else (lefts, rights)
    ends = [
        (along * left + across * top + shift, along * right + across * bottom + shift)
        for left, top, right, bottom in zip(lefts, tops, rights, bottoms, strict=True)
    ]
    return [min(pair) for pair in ends], [max(pair) for pair in ends]


def _phrases(words: Iterable[Word], move: Matrix) -> Iterator[Word]:
    """Words that read in another direction than the page, joined to phrases and moved to where the page has them."""
    lines: list[list[Word]] = []
    for word in words:
        last = lines[-1][-1] if lines else None
        if (
            last is not None
            and abs(word.baseline - last.baseline) < 0.5 * word.size
            and -0.5 * word.size < word.x0 - last.x1 < 2 * word.size
        ):
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        text = "".join(word.text if i == 0 or word.glued else " " + word.text for i, word in enumerate(line))
        x0, top, x1, bottom = apply_to_box(move, line[0].x0, line[0].top, line[-1].x1, line[0].bottom)
        baseline = (top + bottom) / 2 + 0.3 * line[0].size
        yield line[0]._replace(
            text=text, x0=x0, x1=x1, baseline=baseline, gap=math.inf, glued=False, edges=(x0, x1), upright=False
        )


def _run(
    pdfium: Any,
    text_page: Any,
    i: int,
    obj: int,
    place: Matrix,
    turned: tuple[Matrix, ...],
    fonts: dict[int, _Font],
) -> _Run:
    """How the text object `obj`, whose first character is `i`, is set."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, i, matrix)
    a, b, c, d, _, _ = chain((matrix.a, matrix.b, matrix.c, matrix.d, 0, 0), (*place[:4], 0, 0))
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, i, x, y)
    pointer = ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT)
    font = pdfium.FPDFTextObj_GetFont(pointer)
    key = ctypes.cast(font, ctypes.c_void_p).value or 0
    if key not in fonts:
        fonts[key] = _font(pdfium, font) if key else _Font()
    bold = fonts[key].bold or pdfium.FPDFTextObj_GetTextRenderMode(pointer) == 2
    size = pdfium.FPDFText_GetFontSize(text_page, i) * math.hypot(c, d)
    quarters = math.atan2(b, a) / (math.pi / 2)
    turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.2 else None
    origin = apply(place, x.value, y.value)
    return _Run(size, fonts[key], bold, turn, apply(turned[turn], *origin) if turn else origin)


def _font(pdfium: Any, font: Any) -> _Font:
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace").rpartition("+")[2].casefold()
    bold = pdfium.FPDFFont_GetWeight(font) >= 600 or any(part in name for part in ("bold", "black", "heavy"))
    family = _FACE.sub("", name).replace("wingdings2", "wingdings 2").replace("wingdings3", "wingdings 3")
    return _Font(bold, family if family in SYMBOL_FONTS else None)


def _group(
    text: list[str],
    lefts: list[float],
    rights: list[float],
    runs: list[_Run | None],
    start: int,
) -> Iterator[Word]:
    """Characters to words: cut at spaces, at a change of font, size or line, and at gaps that hold no space."""
    letters: list[str] = []
    edges: list[float] = []
    first, run, pen, pen_run, spaced, gap, right = 0, None, 0.0, None, True, math.inf, 0.0
    glued = broken = narrow = False

    def word() -> Word:
        assert run is not None
        value = "".join(letters).translate(_HYPHEN_TABLE)
        baseline = run.origin[1]
        return Word(value, edges[0], right, baseline, run.size, run.bold, glued, gap, first, (*edges, right))

    for i in range(start, len(text)):
        char, now = text[i], runs[i]
        if char.isspace() or char == "\xa0" or (now is None and char not in _HYPHENS):
            if letters:
                yield word()
                letters, edges = [], []
            if char in "\r\n":
                broken = True
                continue
            spaced = True
            if now is not None and pen_run is not None:
                pen = max(pen, rights[i])
            continue
        if char == "\u00ad" and rights[i] - lefts[i] > 0.5:
            char = "-"  # many fonts map the hyphen that they print to the soft hyphen
        if char == "\x00" and now is not None and now.font.picture:
            char = BULLET
        if not char.isprintable() and char not in _HYPHENS and not "\ue000" <= char <= "\uf8ff":
            continue
        if now is None:
            now = run
            if now is None:
                continue
        size = now.size or 1.0
        if letters and (
            (
                now is not run
                and run is not None
                and (
                    abs(now.origin[1] - run.origin[1]) > 0.1 * size
                    or abs(now.size - run.size) > 0.5
                    or now.bold != run.bold
                )
            )
            or lefts[i] - right > 0.8 * size
            or lefts[i] < right - 0.8 * size
            or (narrow := now is not run and _is_narrow_space(text, lefts, rights, i, size))
        ):
            yield word()
            spaced = narrow or lefts[i] - right > 0.25 * size or lefts[i] < right - 0.8 * size
            letters, edges = [], []
        if not letters:
            same_line = pen_run is not None and abs(now.origin[1] - pen_run.origin[1]) < 0.6 * max(size, pen_run.size)
            gap = lefts[i] - pen if same_line else math.inf
            # where PDFium breaks a line in the middle ("m³" + "/s"), only the gap tells whether there is a space
            glued = not spaced and same_line and (not broken or abs(gap) < _NARROW_SPACE * size)
            first = i
        letters.append(glyph(char, now.font.picture) if now.font.picture else char)
        edges.append(lefts[i])
        right = rights[i]
        run, pen, pen_run, spaced, broken = now, right, now, False, False
    if letters:
        yield word()


def _is_narrow_space(text: list[str], lefts: list[float], rights: list[float], i: int, size: float) -> bool:
    """Whether the gap before letter `i`, where a new text object begins, parts two words: a tightly set line has such
    gaps without a space, too narrow for PDFium to see one. Letters that are spaced out ("K Ế") stay together."""
    before = text[i - 1] if i else " "
    letter = before.isalpha() or combining(before) > 0
    itemised = before in _DASHES and not _is_pair(text, i - 1)
    if not text[i].isalpha() or not (letter or itemised or before in _PUNCTUATION):
        return False
    gap = lefts[i] - rights[i - 1]
    if gap <= _NARROW_SPACE * size:
        return False
    beside = [lefts[k] - rights[k - 1] for k in (i - 1, i + 1) if _is_pair(text, k)]
    return gap > max(beside, default=gap if letter else 0.0) + 0.1 * size


def _is_pair(text: list[str], k: int) -> bool:
    return 0 < k < len(text) and not text[k].isspace() and not text[k - 1].isspace()
