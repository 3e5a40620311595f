"""The page's own coordinates, and those of the page as displayed: points from its top left corner."""

from __future__ import annotations

from typing import Any

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


def displayed(pdfium: Any, page: Any) -> Matrix:
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


def frames(width: float, height: float) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """The matrices that turn a displayed page so that text reading to the right, down, upside down, up is upright."""
    return (
        (1, 0, 0, 1, 0, 0),
        (0, -1, 1, 0, 0, width),
        (-1, 0, 0, -1, width, height),
        (0, 1, -1, 0, height, 0),
    )


def apply(m: Matrix, x: float, y: float) -> Point:
    """The point (x, y) moved by the matrix."""
    return (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


def chain(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    x, y = apply(outer, e, f)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        x,
        y,
    )


def inverse(m: Matrix) -> Matrix:
    """The matrix that undoes a turn by quarters."""
    a, b, c, d, e, f = m
    return (a, c, b, d, -(a * e + b * f), -(c * e + d * f))


def apply_to_box(m: Matrix, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
    """The rectangle moved by a turn by quarters, as (x0, top, x1, bottom) again."""
    (xa, ya), (xb, yb) = apply(m, x0, top), apply(m, x1, bottom)
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
