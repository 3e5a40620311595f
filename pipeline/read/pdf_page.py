"""One page of a PDF as PDFium sees it: its words, ruling lines and stamped texts, in displayed coordinates.

PDFium is called through its C interface, because one Python object per character would cost more than the parse.
"""

from __future__ import annotations

import array
import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import regex

from pipeline.read.characters import SYMBOL_FONTS, glyph

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_STAMPED_ANNOTATIONS = {3, 13, 20}  # free text, stamp, widget
_LINE_TO, _BEZIER, _MOVE_TO = 0, 1, 2
_THIN = 3.5
"""A filled shape thinner than this (points) is a ruling line, a thicker one a shading."""
_MAX_PATHS = 6000
"""A page with more paths than this is a drawing or a map: its lines are not looked at."""
_HYPHENS = {"\ufffe": "-", "\x02": "-"}
"""PDFium's marks for a hyphen at the end of a line. In Vietnamese it is always a printed one ("QĐ-" / "UBND")."""
_HYPHEN_TABLE = str.maketrans(_HYPHENS)
# What follows a family in a font's name: "SymbolMT", "Wingdings-Regular", "Symbol,Bold"; not "Wingdings 2"
_FACE = regex.compile(r"(?:[-,].*|mt|ps)+$")

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


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


class Edge(NamedTuple):
    """A ruling line: `at` is its y (horizontal) or x (vertical), from `start` to `end` the other way."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """What `read_page` finds. `stamps` are texts of annotations (number and date set by the signing software)."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    edges: tuple[Edge, ...]
    stamps: tuple[tuple[Word, ...], ...]
    images: int
    characters: int


class _Font(NamedTuple):
    """`picture` is the family's name where its letters print as bullets and signs."""

    bold: bool = False
    picture: str | None = None


class _Run(NamedTuple):
    """How the characters of one text object are set; `origin` is where the first one stands, as displayed."""

    size: float
    font: _Font
    bold: bool
    angle: float
    origin: Point


def read_page(document: Any, index: int) -> PageContent:
    """Page `index` (from 0) of a pypdfium2 document. Raises `pypdfium2.PdfiumError` if it cannot be loaded."""
    import pypdfium2.raw as pdfium

    page = document[index]
    try:
        place = _displayed(pdfium, page)
        words, characters = _words(pdfium, page, place)
        paths, images = _objects(pdfium, page)
        edges = tuple(_edges(pdfium, paths, place)) if len(paths) <= _MAX_PATHS else ()
        areas = list(_stamped_areas(pdfium, page, place))
        width, height = page.get_size()
    finally:
        page.close()
    stamps = _read_stamps(pdfium, document, index, characters, areas) if areas else ()
    return PageContent(index + 1, width, height, words, edges, stamps, images, characters)


def _displayed(pdfium: Any, page: Any) -> Matrix:
    """The matrix from the page's own space to points from the top left corner of the page as displayed."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    left, right, bottom, top = box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top)
    rotation = pdfium.FPDFPage_GetRotation(page)
    if rotation == 1:
        return (0, 1, 1, 0, -bottom, -left)
    if rotation == 2:
        return (-1, 0, 0, 1, right, -bottom)
    if rotation == 3:
        return (0, -1, -1, 0, top, right)
    return (1, 0, 0, -1, -left, top)


def _apply(m: Matrix, x: float, y: float) -> Point:
    return (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


def _chain(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    x, y = _apply(outer, e, f)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        x,
        y,
    )


# --- characters ---------------------------------------------------------------------------------------------------


@cache
def _fast_calls() -> tuple[Any, Any]:
    """FPDFText_GetLooseCharBox and FPDFText_GetTextObject taking plain addresses: a third of the usual call's cost."""
    import pypdfium2.raw as pdfium

    pointer, integer = ctypes.c_void_p, ctypes.c_int
    address = ctypes.cast(pdfium.FPDFText_GetLooseCharBox, pointer).value or 0
    box = ctypes.CFUNCTYPE(integer, pointer, integer, pointer)(address)
    address = ctypes.cast(pdfium.FPDFText_GetTextObject, pointer).value or 0
    return box, ctypes.CFUNCTYPE(pointer, pointer, integer)(address)


def _words(pdfium: Any, page: Any, place: Matrix, start: int = 0) -> tuple[tuple[Word, ...], int]:
    """The words from character `start` on, in content order, and the number of characters of the page."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count <= start:
            return (), count
        return tuple(_group(*_characters(pdfium, text_page, count, place), start)), count
    finally:
        text_page.close()


def _characters(
    pdfium: Any, text_page: Any, count: int, place: Matrix
) -> tuple[list[str], list[float], list[float], list[float], list[_Run | None]]:
    """For each character: itself, left, right, middle of its height (displayed), and how it is set."""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    pdfium.FPDFText_GetText(text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = list(buffer.raw[: 2 * count].decode("utf-16-le", "replace"))
    if len(text) != count:  # characters beyond the BMP, or such without Unicode: ask for them one by one
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
            known[obj] = _run(pdfium, text_page, i, obj, place, fonts)
        runs.append(known[obj])
    lefts, tops, rights, bottoms = (boxes[k::4].tolist() for k in range(4))
    if place[0] == 1:
        dx, dy = place[4], place[5]
        middles = [dy - (t + b) / 2 for t, b in zip(tops, bottoms, strict=True)]
        if dx:
            lefts, rights = [x + dx for x in lefts], [x + dx for x in rights]
        return text, lefts, rights, middles, runs
    middles = []
    for i in range(count):
        (xa, ya), (xb, yb) = _apply(place, lefts[i], tops[i]), _apply(place, rights[i], bottoms[i])
        lefts[i], rights[i] = min(xa, xb), max(xa, xb)
        middles.append((ya + yb) / 2)
    return text, lefts, rights, middles, runs


def _run(pdfium: Any, text_page: Any, i: int, obj: int, place: Matrix, fonts: dict[int, _Font]) -> _Run:
    """How the text object `obj`, whose first character is `i`, is set."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, i, matrix)
    a, b, c, d, _, _ = _chain((matrix.a, matrix.b, matrix.c, matrix.d, 0, 0), (*place[:4], 0, 0))
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, i, x, y)
    pointer = ctypes.cast(obj, pdfium.FPDF_PAGEOBJECT)
    font = pdfium.FPDFTextObj_GetFont(pointer)
    key = ctypes.cast(font, ctypes.c_void_p).value or 0
    if key not in fonts:
        fonts[key] = _font(pdfium, font) if key else _Font()
    bold = fonts[key].bold or pdfium.FPDFTextObj_GetTextRenderMode(pointer) == 2
    size = pdfium.FPDFText_GetFontSize(text_page, i) * math.hypot(c, d)
    return _Run(size, fonts[key], bold, math.degrees(math.atan2(b, a)), _apply(place, x.value, y.value))


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
    middles: list[float],
    runs: list[_Run | None],
    start: int,
) -> Iterator[Word]:
    """Characters to words: cut at spaces, at a change of font, size or line, and at gaps that hold no space."""
    letters: list[str] = []
    edges: list[float] = []
    first, run, pen, pen_run, spaced, gap, right = 0, None, 0.0, None, True, math.inf, 0.0
    glued = broken = False

    def word() -> Word:
        assert run is not None
        upright = abs(run.angle) < 20
        value = "".join(letters).translate(_HYPHEN_TABLE)
        return Word(
            value, edges[0], right, run.origin[1] if upright else middles[first], run.size, run.bold,
            glued, gap, first, (*edges, right), upright=upright,
        )  # fmt: skip

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
        if not char.isprintable() and char not in _HYPHENS and not "\ue000" <= char <= "\uf8ff":
            continue
        if now is None:
            now = run
            if now is None:
                continue
        size = now.size or 1.0
        if letters and (
            now is not run
            and run is not None
            and (
                abs(now.origin[1] - run.origin[1]) > 0.1 * size
                or abs(now.size - run.size) > 0.5
                or now.bold != run.bold
            )
            or lefts[i] - right > 0.8 * size
            or lefts[i] < right - 0.8 * size
        ):
            yield word()
            spaced = lefts[i] - right > 0.25 * size or lefts[i] < right - 0.8 * size
            letters, edges = [], []
        if not letters:
            same_line = pen_run is not None and abs(now.origin[1] - pen_run.origin[1]) < 0.6 * max(size, pen_run.size)
            gap = lefts[i] - pen if same_line else math.inf
            # where PDFium breaks a line in the middle ("m³" + "/s"), only the gap tells whether there is a space
            glued = not spaced and same_line and (not broken or abs(gap) < 0.12 * size)
            first = i
        letters.append(glyph(char, now.font.picture) if now.font.picture else char)
        edges.append(lefts[i])
        right = rights[i]
        run, pen, pen_run, spaced, broken = now, right, now, False, False
    if letters:
        yield word()


# --- ruling lines -------------------------------------------------------------------------------------------------


def _objects(pdfium: Any, page: Any) -> tuple[list[tuple[Any, Matrix]], int]:
    """The path objects of the page, those inside form XObjects too, each with its forms' matrix; and its images."""
    paths: list[tuple[Any, Matrix]] = []
    images = 0
    stack: list[tuple[Any, int, bool, Matrix]] = [
        (page.raw, pdfium.FPDFPage_CountObjects(page), True, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    ]
    while stack:
        holder, count, is_page, outer = stack.pop()
        get = pdfium.FPDFPage_GetObject if is_page else pdfium.FPDFFormObj_GetObject
        for i in range(count):
            obj = get(holder, i)
            kind = pdfium.FPDFPageObj_GetType(obj)
            if kind == _PATH:
                paths.append((obj, outer))
            elif kind == _IMAGE:
                images += 1
            elif kind == _FORM and len(stack) < 20:
                inner = _chain(_object_matrix(pdfium, obj), outer)
                stack.append((obj, pdfium.FPDFFormObj_CountObjects(obj), False, inner))
    return paths, images


def _object_matrix(pdfium: Any, obj: Any) -> Matrix:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(obj, m)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _edges(pdfium: Any, paths: list[tuple[Any, Matrix]], place: Matrix) -> Iterator[Edge]:
    for obj, outer in paths:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(obj, fill, stroke)
        if not fill.value and not stroke.value:
            continue
        found = list(_path_edges(pdfium, obj, _chain(outer, place), bool(stroke.value)))
        if found and not _is_white(pdfium, obj, bool(stroke.value)):
            yield from found


def _is_white(pdfium: Any, obj: Any, stroke: bool) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    (pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor)(obj, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return alpha == 0 or min(red, green, blue) >= 250


def _path_edges(pdfium: Any, obj: Any, outer: Matrix, stroke: bool) -> Iterator[Edge]:
    """The ruling lines of one path: each straight stroke, and each filled shape as thin as a line."""
    matrix = _chain(_object_matrix(pdfium, obj), outer)
    count = pdfium.FPDFPath_CountSegments(obj)
    if count > 2000:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    shapes: list[list[Point]] = []
    curved: set[int] = set()
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(obj, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _apply(matrix, x.value, y.value)
        if kind == _MOVE_TO or not shapes:
            shapes.append([point])
        else:
            shapes[-1].append(point)
            if kind == _BEZIER:
                curved.add(len(shapes) - 1)
        if pdfium.FPDFPathSegment_GetClose(segment) and shapes[-1][0] != point:
            shapes[-1].append(shapes[-1][0])
    for number, shape in enumerate(shapes):
        if number in curved or len(shape) < 2:
            continue
        left, right = min(p[0] for p in shape), max(p[0] for p in shape)
        top, bottom = min(p[1] for p in shape), max(p[1] for p in shape)
        if min(right - left, bottom - top) <= _THIN:
            wide, high = right - left, bottom - top
            if wide >= high or wide <= 1.5 >= high:
                yield Edge(True, (top + bottom) / 2, left, right)
            if high > wide or wide <= 1.5 >= high:
                yield Edge(False, (left + right) / 2, top, bottom)
        elif stroke:
            for (xa, ya), (xb, yb) in zip(shape, shape[1:], strict=False):
                if abs(ya - yb) < 0.7 and abs(xa - xb) > 1:
                    yield Edge(True, (ya + yb) / 2, min(xa, xb), max(xa, xb))
                elif abs(xa - xb) < 0.7 and abs(ya - yb) > 1:
                    yield Edge(False, (xa + xb) / 2, min(ya, yb), max(ya, yb))


# --- stamps -------------------------------------------------------------------------------------------------------


def _stamped_areas(pdfium: Any, page: Any, place: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """The displayed rectangles (x0, top, x1, bottom) of annotations whose appearance holds text."""
    for i in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        if not annotation:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) not in _STAMPED_ANNOTATIONS:
                continue
            objects = [
                pdfium.FPDFAnnot_GetObject(annotation, k) for k in range(pdfium.FPDFAnnot_GetObjectCount(annotation))
            ]
            if any(_holds_text(pdfium, obj, 0) for obj in objects):
                rect = pdfium.FS_RECTF()
                pdfium.FPDFAnnot_GetRect(annotation, rect)
                (xa, ya), (xb, yb) = _apply(place, rect.left, rect.top), _apply(place, rect.right, rect.bottom)
                yield min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _holds_text(pdfium: Any, obj: Any, depth: int) -> bool:
    kind = pdfium.FPDFPageObj_GetType(obj)
    if kind != _FORM or depth > 5:
        return bool(kind == _TEXT)
    children = range(pdfium.FPDFFormObj_CountObjects(obj))
    return any(_holds_text(pdfium, pdfium.FPDFFormObj_GetObject(obj, i), depth + 1) for i in children)


def _read_stamps(
    pdfium: Any, document: Any, index: int, start: int, areas: list[tuple[float, float, float, float]]
) -> tuple[tuple[Word, ...], ...]:
    """The words of each stamped area. PDFium's text page does not see annotations, so they are first made part of
    the page (in memory); what they say then stands behind the page's own characters, which are `start` many."""
    page = document[index]
    try:
        if pdfium.FPDFPage_Flatten(page, 0) != 1:
            return ()
    finally:
        page.close()
    page = document[index]
    try:
        words, _ = _words(pdfium, page, _displayed(pdfium, page), start)
    finally:
        page.close()
    out = []
    for x0, top, x1, bottom in areas:
        inside = tuple(
            word._replace(stamped=True)
            for word in words
            if x0 - 3 <= (word.x0 + word.x1) / 2 <= x1 + 3 and top - 3 <= word.baseline - 0.3 * word.size <= bottom + 3
        )
        if inside:
            out.append(inside)
    return tuple(out)
