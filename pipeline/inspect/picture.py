"""The picture of a page with what was found on it: cells in the colours of their roles, row numbers, remarks, a legend.

Labels are written with a font of our own (`labels.ttf`), for neither the system nor Pillow is sure to have one with
Vietnamese letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.inspect.findings import CELL, HEAD_CELL, LINE, REFUSED, Findings, Mark, Strand
from pipeline.inspect.wording import kind_name, say
from pipeline.messages import message, printable

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

Colour = tuple[int, int, int]

COLOURS: dict[str, Colour] = {
    "task": (26, 95, 180),
    "target": (0, 131, 143),
    "products": (38, 140, 60),
    "lead_units": (204, 62, 20),
    "coordinating_units": (140, 60, 170),
    "deadlines": (196, 130, 0),
    "deadline_start": (196, 130, 0),
    "number": (84, 110, 122),
    "detail_number": (84, 110, 122),
    "header": (60, 60, 60),
    "section": (74, 20, 140),
    "group": (74, 20, 140),
    "heading": (74, 20, 140),
    "appendix": (74, 20, 140),
    "attribute": (194, 24, 91),
    "purpose": (141, 110, 99),
    "other": (120, 120, 60),
    "preamble": (120, 120, 60),
    "head": (84, 110, 122),
    "foot": (84, 110, 122),
    "context": (74, 20, 140),
}
PLAIN: Colour = (150, 150, 150)
"""The colour of what sets no field or was left out."""
INK, PAPER, JOIN = (30, 30, 30), (255, 255, 255), (214, 0, 110)
ORDER = (*COLOURS, "none", "ignored", "refused")
"""The order of the legend."""

LARGEST = 8000
"""Pixels of the longer side of a page's picture; a larger page is drawn at a smaller scale."""


def render(path: Path, page: int, dpi: int) -> tuple[Image, float]:
    """Page `page` (from 1) of a PDF as displayed, and the pixels that a point takes.

    Raises `pypdfium2.PdfiumError` where the page cannot be loaded.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        printed = document[page - 1]
        scale = min(dpi / 72, LARGEST / max(*printed.get_size(), 1.0))
        image: Image = printed.render(scale=scale).to_pil().convert("RGB")
    return image, scale


def draw(image: Image, scale: float, findings: Findings, title: str, lang: str = "vi") -> Image:
    """The page with the findings over it, the rows' numbers on its left, remarks on its right, a legend above."""
    from PIL import Image as images
    from PIL import ImageDraw

    page = image.convert("RGB")
    _fill(page, scale, findings)
    pen = ImageDraw.Draw(page)
    for mark in sorted(findings.marks, key=lambda mark: mark.shape == LINE):
        _outline(pen, scale, mark)
    sizes = _Sizes.of(scale)
    legend = _legend(findings, title, sizes, sizes.left + page.width + sizes.right, lang)
    sheet = images.new("RGB", (sizes.left + page.width + sizes.right, legend.height + page.height), PAPER)
    sheet.paste(legend, (0, 0))
    sheet.paste(page, (sizes.left, legend.height))
    margin = _Margin(ImageDraw.Draw(sheet), scale, sizes, legend.height, page.width, page.height, lang)
    margin.columns(findings)
    margin.strands(findings.strands)
    return sheet


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Measures in pixels: the margins, the letters."""

    left: int
    right: int
    text: int
    small: int

    @classmethod
    def of(cls, scale: float) -> _Sizes:
        text = max(10, round(8.4 * scale))
        return cls(round(4.6 * text), round(17 * text), text, max(9, round(7.0 * scale)))


def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(Path(__file__).with_name("labels.ttf")), size)


def _colour(kind: str) -> Colour:
    return COLOURS.get(kind, PLAIN)


# --- over the page ----------------------------------------------------------------------------------------------------

FILLS = {HEAD_CELL: 0.30, CELL: 0.10, LINE: 0.13, REFUSED: 0.08}
"""How strong the colour of a mark lies over the page."""


def _fill(page: Image, scale: float, findings: Findings) -> None:
    """Tint the marks as a marker pen does: the print under them stays black."""
    from PIL import Image as images
    from PIL import ImageChops

    ink = images.new("RGB", page.size, PAPER)
    for mark in findings.marks:
        strength = 0.28 if mark.shape == CELL and mark.kind in ("section", "group") else FILLS[mark.shape]
        if mark.shape == CELL and mark.kind in ("none", "number", "detail_number", "blank"):
            strength = 0.05
        tint = tuple(round(255 - (255 - c) * strength) for c in _colour(mark.kind))
        ink.paste(tint, _pixels(mark, scale))
    page.paste(ImageChops.multiply(page, ink))


def _outline(pen: ImageDraw, scale: float, mark: Mark) -> None:
    x0, top, x1, bottom = _pixels(mark, scale)
    colour, width = _colour(mark.kind), max(1, round(1.1 * scale))
    if mark.shape == LINE:
        if mark.kind == "ignored":
            pen.rectangle((x0, top, x1, bottom), outline=colour)
        else:
            pad = round(1.5 * scale)
            pen.rectangle((x0 - pad, top - pad // 2, x1 + pad, bottom + pad // 2), outline=colour)
            pen.rectangle((x0 - pad - 2 * width, top - pad // 2, x0 - pad, bottom + pad // 2), fill=colour)
        return
    if mark.shape == REFUSED:
        _dashed(pen, (x0, top, x1, bottom), colour, width + 1, round(5 * scale))
        return
    pen.rectangle((x0 + 1, top + 1, x1 - 1, bottom - 1), outline=colour, width=width)
    if mark.row_span > 1 or mark.column_span > 1:
        font = _font(max(9, round(7.0 * scale)))
        parts = [f"↕{mark.row_span}"] * (mark.row_span > 1) + [f"↔{mark.column_span}"] * (mark.column_span > 1)
        label = " ".join(parts)
        wide = pen.textlength(label, font) + 6
        pen.rectangle((x1 - wide - 2, bottom - font.size - 6, x1 - 2, bottom - 2), fill=colour)
        pen.text((x1 - wide + 1, bottom - font.size - 6), label, fill=PAPER, font=font)


def _dashed(pen: ImageDraw, box: tuple[int, int, int, int], colour: Colour, width: int, step: int) -> None:
    x0, top, x1, bottom = box
    for x in range(x0, x1, 2 * step):
        for y in (top, bottom):
            pen.line((x, y, min(x + step, x1), y), fill=colour, width=width)
    for y in range(top, bottom, 2 * step):
        for x in (x0, x1):
            pen.line((x, y, x, min(y + step, bottom)), fill=colour, width=width)


def _pixels(mark: Mark, scale: float) -> tuple[int, int, int, int]:
    box = mark.box
    return round(box.x0 * scale), round(box.top * scale), round(box.x1 * scale), round(box.bottom * scale)


# --- the legend -------------------------------------------------------------------------------------------------------


def _legend(findings: Findings, title: str, sizes: _Sizes, width: int, lang: str) -> Image:
    """What the colours and signs of this page mean, in as many lines as they take."""
    from PIL import Image as images
    from PIL import ImageDraw

    font, head = _font(sizes.text), _font(round(1.25 * sizes.text))
    kinds = {mark.kind for mark in findings.marks} - {"header", "blank"}
    entries = [(kind, kind_name(kind, lang)) for kind in ORDER if kind in kinds]
    if kinds - set(ORDER) and "none" not in kinds:  # columns that set no field share a colour
        entries.append(("none", kind_name("none", lang)))
    if "deadline_start" in kinds and "deadlines" in kinds:
        entries = [entry for entry in entries if entry[0] != "deadline_start"]
    spans = any(mark.row_span > 1 or mark.column_span > 1 for mark in findings.marks)
    signs = [("", message("inspect-sign-number", lang))] if any(s.number for s in findings.strands) else []
    signs += [("↕", message("inspect-sign-merged", lang))] if spans else []
    measure = ImageDraw.Draw(images.new("RGB", (1, 1)))
    pad, line = sizes.text, round(1.7 * sizes.text)
    places: list[tuple[int, int, str, str]] = []
    x, y = pad, round(2.3 * sizes.text)
    for kind, name in (*entries, *signs):
        wide = round(measure.textlength(name, font)) + round(2.6 * sizes.text)
        if x + wide > width - pad and x > pad:
            x, y = pad, y + line
        places.append((x, y, kind, name))
        x += wide
    if not places:
        places.append((pad, y, "-", message("inspect-nothing", lang)))
    out = images.new("RGB", (width, y + round(2.6 * sizes.text)), PAPER)
    pen = ImageDraw.Draw(out)
    pen.text((pad, round(0.5 * sizes.text)), _cut(pen, title, head, width - 2 * pad), fill=INK, font=head)
    for x, y, kind, name in places:
        swatch = (x, y + 2, x + round(1.2 * sizes.text), y + round(1.2 * sizes.text))
        if kind == "":
            pen.rounded_rectangle(swatch, 3, fill=INK)
            pen.text((x + round(0.32 * sizes.text), y), "1", fill=PAPER, font=font)
        elif kind == "↕":
            pen.text((x + 3, y), "↕", fill=INK, font=font)
        elif kind == "refused":
            _dashed(pen, swatch, PLAIN, 2, 4)
        elif kind != "-":
            colour = _colour(kind)
            pen.rectangle(swatch, fill=tuple(round(255 - (255 - c) * 0.35) for c in colour), outline=colour, width=2)
        pen.text((x + round(1.6 * sizes.text), y), name, fill=INK, font=font)
    pen.line((0, out.height - 2, width, out.height - 2), fill=PLAIN)
    return out


# --- beside the page --------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Margin:
    """Writes beside the page and over its columns."""

    pen: ImageDraw
    scale: float
    sizes: _Sizes
    down: int
    width: int
    height: int
    lang: str

    def columns(self, findings: Findings) -> None:
        """The role of each column on a small flag over its table."""
        font = _font(self.sizes.small)
        high = round(1.45 * self.sizes.small)
        for column in findings.columns:
            x0, x1 = (self.sizes.left + min(self.width, round(x * self.scale)) for x in (column.x0, column.x1))
            if x1 - x0 < 6:
                continue
            top = self.down + round(column.top * self.scale) - high
            name = kind_name(column.role, self.lang)
            if column.mark:
                name = f"{name}: {column.mark}"
            self.pen.rectangle((x0 + 1, top, x1 - 1, top + high), fill=_colour(column.role))
            text = _cut(self.pen, name, font, x1 - x0 - 4)
            self.pen.text((x0 + 3, top + 1), text, fill=PAPER, font=font)

    def strands(self, strands: Sequence[Strand]) -> None:
        """Row numbers with the stretch that became the row on the left, remarks on the right."""
        free = self.down
        low = self.down
        for strand in strands:
            top = self.down + round(strand.top * self.scale)
            bottom = max(top + 2, self.down + round(strand.bottom * self.scale))
            self._bar(strand, top, bottom)
            if strand.number is not None:
                low = self._badge(strand, max(top, low))
            free = self._remarks(strand, top, bottom, free)

    def _bar(self, strand: Strand, top: int, bottom: int) -> None:
        x, wide = self.sizes.left - round(0.5 * self.sizes.text), max(3, round(2.2 * self.scale))
        colour = _colour(strand.kind)
        if strand.kind not in ("header", "ignored", "refused"):
            self.pen.rectangle((x - wide, top + 1, x, bottom - 1), fill=colour)
        for joined, y in ((strand.from_above, top), (strand.goes_on, bottom)):
            if joined:
                across = (self.sizes.left - self.sizes.text, y, self.sizes.left + self.width, y)
                for start in range(across[0], across[2], 16):
                    self.pen.line((start, y, start + 9, y), fill=JOIN, width=max(3, round(1.6 * self.scale)))

    def _badge(self, strand: Strand, top: int) -> int:
        font = _font(self.sizes.text)
        label = str(strand.number)
        wide = self.pen.textlength(label, font) + 10
        right = self.sizes.left - round(1.1 * self.sizes.text)
        high = round(1.4 * self.sizes.text)
        self.pen.rounded_rectangle((right - wide, top, right, top + high), 4, fill=_dark(_colour(strand.kind)))
        self.pen.text((right - wide + 5, top + 1), label, fill=PAPER, font=font)
        return top + high + 1

    def _remarks(self, strand: Strand, top: int, bottom: int, free: int) -> int:
        """The remarks beside the strand; what goes on on the next page is said at its end. Returns the next free y."""
        font = _font(self.sizes.text)
        x = self.sizes.left + self.width + round(0.6 * self.sizes.text)
        step = round(1.25 * self.sizes.text)
        room = self.sizes.right - round(0.9 * self.sizes.text)
        for remark in strand.remarks:
            joins = remark.code in JOINS
            lines = _wrap(self.pen, say(remark, self.lang), font, room)
            at = max(free, bottom - len(lines) * step if remark.code == "inspect-goes-on" else top)
            at = max(self.down, min(at, self.down + self.height - len(lines) * step))
            colour = JOIN if joins else _dark(_colour(strand.kind))
            for line in lines:
                self.pen.text((x, at), line, fill=colour, font=font)
                at += step
            free = max(free, at)
        return free


JOINS = ("inspect-goes-on", "inspect-from-row", "inspect-from-page", "inspect-merged-from", "inspect-table-goes-on")


def _dark(colour: Colour) -> Colour:
    return (round(colour[0] * 0.8), round(colour[1] * 0.8), round(colour[2] * 0.8))


def _cut(pen: ImageDraw, text: str, font: Any, room: float) -> str:
    """The text, shortened where it is wider than `room` pixels."""
    text = printable(text)
    if pen.textlength(text, font) <= room:
        return text
    while text and pen.textlength(text + "…", font) > room:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""


def _wrap(pen: ImageDraw, text: str, font: Any, room: float) -> list[str]:
    lines: list[str] = []
    for word in printable(text).split():
        if lines and pen.textlength(f"{lines[-1]} {word}", font) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(_cut(pen, word, font, room))
    return lines
