"""DOCX: the body in reading order, with automatic numbers, merged cells and text boxes, as Word would print it.

The XML is walked directly: python-docx drops the automatic numbers and needs quadratic time for the cells of a table.
Left out, as a reader of the print would not take them for text of the plan: headers and footers, notes, comments,
deleted and hidden text, field codes, placeholders of forms.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import regex

from pipeline.errors import KehoachError
from pipeline.read.characters import clean, glyph
from pipeline.read.document import Cell, Document, Line, Table
from pipeline.read.docx_grid import seen_columns
from pipeline.read.docx_package import Package
from pipeline.read.docx_styles import Print, Styles, over, print_of
from pipeline.read.numbering import Counter, Numbering, W, is_on, numbering_of, value
from pipeline.read.text import Columns

if TYPE_CHECKING:
    from lxml.etree import _Element

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

INLINE = frozenset(
    W + tag for tag in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "bdo", "dir")
)
"""Elements inside a paragraph that only wrap runs."""
WRAPPERS = frozenset(W + tag for tag in ("ins", "moveTo", "smartTag", "customXml", "sdtContent"))
"""Elements around paragraphs, rows and cells that only wrap them."""
GRAPHICS = frozenset(W + tag for tag in ("drawing", "pict", "object"))
BREAK, PAGE_BREAK = "\n", "\f"
# The code of a character in `w:sym`: "F0FC", "00B3"; not "x41".
SYMBOL_CODE = regex.compile(r"[0-9A-Fa-f]{1,4}")
CHARACTERS = {
    W + "tab": "\t", W + "ptab": "\t", W + "cr": BREAK, W + "noBreakHyphen": "-", W + "softHyphen": "\u00ad",
}  # fmt: skip


def read_docx(data: bytes, name: str | None = None) -> Document:
    """Read a DOCX file; KehoachError damaged or too-large."""
    from lxml import etree

    shown = name or "<bytes>"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = Package(archive, shown)
            main = parts.main()
            body = main.find(W + "body")
            if body is None:
                raise KehoachError("damaged", path=shown, kind="DOCX")
            styles = parts.related("styles")
            numbering = numbering_of(parts.related("numbering"), styles)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError,
        etree.XMLSyntaxError,
    ) as error:  # fmt: skip
        raise KehoachError("damaged", path=shown, kind="DOCX") from error
    try:
        blocks = tuple(_Body(numbering, Styles(styles)).blocks(body))
    except RecursionError as error:
        raise KehoachError("damaged", path=shown, kind="DOCX") from error
    return Document("docx", blocks, name=name)


@dataclass(slots=True)
class _Gathered:
    """What the walk through one paragraph collects: printed pieces, and the text boxes that hang on it."""

    style: str | None
    pieces: list[tuple[str, Print]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    """Complex fields that are open, outermost first; True once the result (what prints) has begun."""

    def add(self, text: str, how: Print) -> None:
        if not how.hidden and all(self.fields):
            self.pieces.append((text.upper() if how.capitals else text, how))


class _Body:
    """Walks a body, a cell or a text box; one counter per story, as Word numbers text boxes apart."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self._numbering = numbering
        self._styles = styles
        self._counter = Counter(numbering)
        self._columns = Columns()

    def blocks(self, parent: _Element, *, in_cell: bool = False) -> Iterator[Line | Table]:
        for child in _unwrapped(parent):
            if child.tag == W + "p":
                yield from self._paragraph(child, in_cell)
            elif child.tag == W + "tbl":
                yield from self._table(child, in_cell)

    def _paragraph(self, paragraph: _Element, in_cell: bool) -> Iterator[Line | Table]:
        properties = paragraph.find(W + "pPr")
        style = (None if properties is None else value(properties, "pStyle")) or self._styles.default
        got = _Gathered(style)
        self._inline(paragraph, got)
        lines = _lines(got.pieces, self._one if in_cell else self._columns.split)
        label = "" if not lines and _mark_is_gone(properties) else self._label(properties, style)
        if label and lines:
            first = lines[0]
            lines[0] = Line(f"{label} {first.text}", starts_paragraph=True, bold=first.bold, size=first.size)
        elif label and in_cell and any(char.isalnum() for char in label):
            # The running number of a table is often a numbered paragraph without text.
            how = self._styles.resolve(style, None)
            lines = [Line(label, starts_paragraph=True, bold=how.bold, size=how.size)]
        yield from lines
        for box in got.boxes:
            yield from _Body(self._numbering, self._styles).blocks(box, in_cell=in_cell)

    @staticmethod
    def _one(raw: str) -> list[str]:
        return [clean(raw)]

    def _label(self, properties: _Element | None, style: str | None) -> str:
        place = self._numbering.place(properties, style)
        return "" if place is None else self._counter.label(*place)

    def _inline(self, parent: _Element, got: _Gathered) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child, got)
            elif tag in INLINE:
                self._inline(child, got)
            elif tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None and not _is_placeholder(child):
                    self._inline(content, got)
            elif tag == MC + "AlternateContent":
                _alternative(child, got, self._inline)
            elif tag in (M + "oMath", M + "oMathPara"):
                got.add("".join(text.text or "" for text in child.iter(M + "t")), self._styles.resolve(got.style, None))

    def _run(self, run: _Element, got: _Gathered) -> None:
        properties = run.find(W + "rPr")
        fonts: str | None = None
        if properties is None:
            how = self._styles.resolve(got.style, None)
        else:
            how = over(print_of(properties), self._styles.resolve(got.style, value(properties, "rStyle")))
            font = properties.find(W + "rFonts")
            fonts = None if font is None else font.get(W + "ascii")
        self._run_content(run, got, how, fonts)

    def _run_content(self, parent: _Element, got: _Gathered, how: Print, font: str | None) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "t":
                text = (child.text or "").replace(BREAK, " ")  # a line end in the XML prints as a space
                # A lone letter in a picture font is a drawn bullet; longer text in one is a mistake of the typist.
                if font is not None and len(sign := text.strip()) == 1:
                    text = text.replace(sign, glyph(sign, font))
                got.add(text, how)
            elif tag in CHARACTERS:
                got.add(CHARACTERS[tag], how)
            elif tag == W + "br":
                got.add(PAGE_BREAK if child.get(W + "type") in ("page", "column") else BREAK, how)
            elif tag == W + "sym":
                code = child.get(W + "char") or ""
                if SYMBOL_CODE.fullmatch(code):
                    got.add(glyph(chr(int(code, 16)), child.get(W + "font")), how)
            elif tag == W + "fldChar":
                kind = child.get(W + "fldCharType")
                if kind == "begin":
                    got.fields.append(False)
                elif got.fields and kind == "separate":
                    got.fields[-1] = True
                elif got.fields and kind == "end":
                    got.fields.pop()
            elif tag in GRAPHICS:
                got.boxes += _text_boxes(child)
            elif tag == MC + "AlternateContent":
                _alternative(child, got, lambda branch, into: self._run_content(branch, into, how, font))

    def _table(self, table: _Element, in_cell: bool) -> Iterator[Line | Table]:
        rows = [row for row in _unwrapped(table) if row.tag == W + "tr" and row.find(f"{W}trPr/{W}del") is None]
        framed = _only_cell(rows)
        if framed is not None and not in_cell:
            # A table of one cell is a frame around text, not a table.
            yield from self.blocks(framed)
            return
        if not in_cell and _lays_out(rows):
            for row in rows:
                for inner in _unwrapped(row):
                    if inner.tag == W + "tc":
                        yield from self.blocks(inner)
            return
        made = self._grid(table, rows)
        if not in_cell:
            if made.cells:
                yield made
            return
        for cell in made.cells:
            yield from cell.lines

    def _grid(self, table: _Element, rows: list[_Element]) -> Table:
        placed = [list(_placed(row)) for row in rows]
        widths = [_number(column, 0, W + "w") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        columns = seen_columns(((start, end) for row in placed for _, start, end in row), widths)
        cells: list[Cell] = []
        open_cells: dict[int, tuple[int, int]] = {}  # column -> (index in `cells`, column span) of a vertical merge
        for r, row in enumerate(placed):
            still_open: dict[int, tuple[int, int]] = {}
            for tc, start, end in row:
                column = columns[start]
                span = columns[end] - column
                properties = tc.find(W + "tcPr")
                merge = None if properties is None else properties.find(W + "vMerge")
                above = open_cells.get(column)
                if (
                    properties is not None
                    and value(properties, "hMerge") == "continue"
                    and cells
                    and cells[-1].row == r
                ):
                    cells[-1] = replace(cells[-1], column_span=column + span - cells[-1].column)
                elif merge is not None and merge.get(W + "val") != "restart" and above is not None and above[1] == span:
                    cells[above[0]] = replace(cells[above[0]], row_span=r - cells[above[0]].row + 1)
                    still_open[column] = above
                else:
                    lines = tuple(line for line in self.blocks(tc, in_cell=True) if isinstance(line, Line))
                    if merge is not None:
                        still_open[column] = (len(cells), span)
                    cells.append(Cell(r, column, lines, 1, span))
            open_cells = still_open
        header_rows = 0
        while header_rows < len(rows) and is_on(rows[header_rows].find(f"{W}trPr/{W}tblHeader")):
            header_rows += 1
        return Table(tuple(cells), len(rows), max(columns.values(), default=0), header_rows=header_rows)


def _placed(row: _Element) -> Iterator[tuple[_Element, int, int]]:
    """The cells of a row with the grid lines at which they begin and end."""
    start = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in _unwrapped(row):
        if cell.tag == W + "tc":
            end = start + max(_number(cell.find(f"{W}tcPr/{W}gridSpan"), 1), 1)
            yield cell, start, end
            start = end


def _lines(pieces: list[tuple[str, Print]], split: Callable[[str], list[str]]) -> list[Line]:
    """The pieces of a paragraph, parted at its line breaks; bold and size are those of most characters of a line.

    `split` cleans a line and parts it where it holds two columns.
    """
    out: list[Line] = []
    starts = True
    texts: list[str] = []
    bold = 0
    sizes: dict[float | None, int] = {}

    def close() -> None:
        nonlocal starts, bold
        weight = sum(sizes.values())
        if weight:
            size = max(sizes, key=lambda each: sizes[each])
            parts = [part for part in split("".join(texts)) if part]
            for part in parts:
                out.append(Line(part, starts_paragraph=starts or len(parts) > 1, bold=2 * bold > weight, size=size))
            starts = starts and not parts
        texts.clear()
        sizes.clear()
        bold = 0

    for text, how in pieces:
        if text in (BREAK, PAGE_BREAK):
            close()
            # What stands on a new page after a break inside a paragraph is a new paragraph to the reader.
            starts = starts or text == PAGE_BREAK
        else:
            texts.append(text)
            weight = len(text) - text.count(" ") - text.count("\t")
            bold += weight if how.bold else 0
            sizes[how.size] = sizes.get(how.size, 0) + weight
    close()
    return out


def _unwrapped(parent: _Element) -> Iterator[_Element]:
    """The children of a body, table or row, also those inside content controls, insertions and the like."""
    for child in parent:
        if child.tag in WRAPPERS:
            yield from _unwrapped(child)
        elif child.tag == W + "sdt":
            if not _is_placeholder(child):
                yield from _unwrapped(child)
        elif child.tag == MC + "AlternateContent":
            branch = child.find(MC + "Choice")
            yield from _unwrapped(child if branch is None else branch)
        elif child.tag == MC + "Fallback":
            yield from _unwrapped(child)
        else:
            yield child


def _alternative(element: _Element, got: _Gathered, walk: Callable[[_Element, _Gathered], None]) -> None:
    """Walk one branch of `mc:AlternateContent`: the first that prints anything, as all hold the same matter."""
    before = len(got.pieces), len(got.boxes)
    for branch in element:
        if branch.tag in (MC + "Choice", MC + "Fallback"):
            walk(branch, got)
            if (len(got.pieces), len(got.boxes)) != before:
                return


def _text_boxes(graphic: _Element) -> Iterator[_Element]:
    """The outermost text box contents in a drawing; those inside a box come with its paragraphs."""
    for child in graphic:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            for branch in child:
                found = list(_text_boxes(branch))
                if found:
                    yield from found
                    break
        else:
            yield from _text_boxes(child)


def _lays_out(rows: list[_Element]) -> bool:
    """Whether a table of one or two columns only places others: one of its cells holds a table of three columns."""
    cells = [[cell for cell in _unwrapped(row) if cell.tag == W + "tc"] for row in rows]
    if max(map(len, cells), default=0) > 2:
        return False
    inner = (table for row in cells for cell in row for table in cell.iterfind(W + "tbl"))
    return any(
        len(found := table.findall(W + "tr")) > 1 and min(len(row.findall(W + "tc")) for row in found[:2]) > 2
        for table in inner
    )


def _only_cell(rows: list[_Element]) -> _Element | None:
    if len(rows) != 1:
        return None
    cells = [cell for cell in _unwrapped(rows[0]) if cell.tag == W + "tc"]
    return cells[0] if len(cells) == 1 else None


def _is_placeholder(control: _Element) -> bool:
    """Whether a content control still shows its prompt ("Click here to enter text")."""
    return is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _mark_is_gone(properties: _Element | None) -> bool:
    """Whether the paragraph mark itself is deleted or hidden: then an empty paragraph neither prints nor counts."""
    mark = None if properties is None else properties.find(W + "rPr")
    return mark is not None and (mark.find(W + "del") is not None or is_on(mark.find(W + "vanish")))


def _number(element: _Element | None, default: int, key: str = W + "val") -> int:
    text = "" if element is None else element.get(key) or ""
    return int(text) if text.isdecimal() and len(text) < 6 else default
