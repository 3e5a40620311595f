"""One page of a PDF as PDFium sees it: its words, ruling lines and stamped texts, in displayed coordinates."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.read.pdf_space import Matrix, Point, apply, apply_to_box, chain, displayed, frames
from pipeline.read.pdf_words import Word, read_words

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_STAMPED_ANNOTATIONS = {3, 13, 20}  # free text, stamp, widget
_LINE_TO, _BEZIER, _MOVE_TO = 0, 1, 2
_THIN = 3.5
"""A filled shape thinner than this (points) is a ruling line, a thicker one a shading."""
_MAX_PATHS = 6000
"""A page with more paths than this is a drawing or a map: its lines are not looked at."""


class Edge(NamedTuple):
    """A ruling line: `at` is its y (horizontal) or x (vertical), from `start` to `end` the other way."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """What `read_page` finds. `stamps` are texts of annotations (number and date set by the signing software).

    The places are those of the page turned by `turn` quarters, so that most of its text reads to the right: 0 but for
    pages whose content was turned and that do not say so. `width` and `height` are the page's when it is so turned.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    edges: tuple[Edge, ...]
    stamps: tuple[tuple[Word, ...], ...]
    images: int
    characters: int
    turn: int = 0


def read_page(document: Any, index: int) -> PageContent:
    """Page `index` (from 0) of a pypdfium2 document. Raises `pypdfium2.PdfiumError` if it cannot be loaded."""
    import pypdfium2.raw as pdfium

    page = document[index]
    try:
        place = displayed(pdfium, page)
        words, characters, turn = read_words(pdfium, page, place)
        width, height = page.get_size()
        place = chain(place, frames(width, height)[turn])
        paths, images = _objects(pdfium, page)
        edges = tuple(_edges(pdfium, paths, place)) if len(paths) <= _MAX_PATHS else ()
        areas = list(_stamped_areas(pdfium, page, place))
    finally:
        page.close()
    stamps = _read_stamps(pdfium, document, index, characters, areas) if areas else ()
    if turn % 2:
        width, height = height, width
    return PageContent(index + 1, width, height, words, edges, stamps, images, characters, turn)


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
                inner = chain(_object_matrix(pdfium, obj), outer)
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
        found = list(_path_edges(pdfium, obj, chain(outer, place), bool(stroke.value)))
        if found and not _is_white(pdfium, obj, bool(stroke.value)):
            yield from found


def _is_white(pdfium: Any, obj: Any, stroke: bool) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    (pdfium.FPDFPageObj_GetStrokeColor if stroke else pdfium.FPDFPageObj_GetFillColor)(obj, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return alpha == 0 or min(red, green, blue) >= 250


def _path_edges(pdfium: Any, obj: Any, outer: Matrix, stroke: bool) -> Iterator[Edge]:
    """The ruling lines of one path: each straight stroke, and each filled shape as thin as a line."""
    matrix = chain(_object_matrix(pdfium, obj), outer)
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
        point = apply(matrix, x.value, y.value)
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
            for (xa, ya), (xb, yb) in itertools.pairwise(shape):
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
                yield apply_to_box(place, rect.left, rect.top, rect.right, rect.bottom)
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
        words, _, _ = read_words(pdfium, page, displayed(pdfium, page), start)
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
