"""Task tables in text that lost its columns: the header names them, the cells' words and shapes find them again.

A converter prints a table row by row and cell by cell, each cell in its printed lines; neighbouring cells of one line
share a line.  `find_flattened` finds the header by the lexicon of headers, then the best reading of what follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import regex

from extractors.lexicon import load
from extractors.titles import read_title, type_line
from pipeline.flattened_header import COLUMN_NUMBERS, Header, find_header
from pipeline.flattened_learned import INSIDE, ROW, SECTION_ROW, START, TAIL_OP, Learned, learn
from pipeline.flattened_path import Reading, best_path
from pipeline.flattened_pieces import Fragment, Shapes, fragments
from pipeline.flattened_words import fold
from pipeline.read.document import Cell, Line, Table
from pipeline.table_header import FIELDS

PASSES = 2  # the lexicon alone, then once more with what the first reading taught; a third gains 0.2 points of cells
MAX_LINES = 6000
HEAD_LINES = 40  # a letterhead with its title has fewer
DOUBT = 0.8  # costs nearer than this leave a piece in doubt
FULL_LINE = 3  # fields on one line that runs through a row
MIN_FULL = 3  # such lines
FULL_SHARE = 0.6  # of the lines with a number
GOING_ON = 0.2  # of them that go on below in lower case
EDGE = 2  # lines from the top or the foot of a page where a running line stands
RUNNING_SHARE = 0.5  # of the pages that have a running line
PARAGRAPH_SAMPLE = 200  # lines that tell whether lines are paragraphs
MOST_BROKEN = 0.03  # of them that begin in lower case, if they are

# "Trang 3/12", "- 4 -", "Page 2"; not "3", "Trang thông tin"
PAGE_FURNITURE = regex.compile(r"(?:trang|page) \d+(?: ?/ ?\d+)?|[-–] ?\d{1,3} ?[-–]", regex.IGNORECASE)
# "Phụ lục 2", "Phụ lục II:", "Phụ lục III"; not "Phụ lục kèm theo Quyết định"
APPENDIX = regex.compile(r"phụ lục (?:số )?(?:\d{1,2}|[ivx]{1,5})\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flattened:
    """A table found in lines [start, end); row 0 of `table` is its header."""

    start: int
    end: int
    table: Table


def restore_tables(blocks: Sequence[Line | Table]) -> list[Line | Table]:
    """The blocks of a text document with the tables found that its lines have lost; tables that kept their columns
    stay where they are. `Table.doubtful` has the rows in which a piece could nearly as well stand in another column."""
    out: list[Line | Table] = []
    for lost, group in groupby(blocks, key=lambda block: isinstance(block, Line)):
        if not lost:
            out += group
            continue
        lines = [block for block in group if isinstance(block, Line)]
        at = 0
        for found in find_flattened(lines):
            out += lines[at : found.start]
            out.append(found.table)
            at = found.end
        out += lines[at:]
    return out


def find_flattened(lines: Sequence[Line]) -> list[Flattened]:
    """The task tables in the lines of a text document, in order. Nothing is returned where no rows can be read."""
    found: list[Flattened] = []
    title = _title([line.text for line in lines[:HEAD_LINES]])
    at = 0
    while at < len(lines):
        header = find_header(lines, at)
        if header is None or (header.start in title and header.roles[0] != "number"):
            at += 1
            continue
        if header.roles[0] != "number":
            # a title above the header may begin like one of its cells ("NHIỆM VỤ GIAO CÁC XÃ" above "STT Nhiệm vụ …")
            below = (find_header(lines, k) for k in range(at + 1, header.end))
            header = next(
                (h for h in below if h is not None and h.end == header.end and h.roles[0] == "number"), header
            )
        table = _read_table(lines, header)
        if table is None:
            at += 1
            continue
        found.append(table)
        at = max(table.end, header.end)
    return found


def _title(texts: Sequence[str]) -> range:
    """The lines of the plan's own type and title, whose words ("KẾ HOẠCH", "… năm 2026") also name columns."""
    at = type_line(texts, 0)
    return range(at, read_title(texts, at)[2]) if at is not None else range(0)


def _read_table(lines: Sequence[Line], header: Header) -> Flattened | None:
    """The table below `header`; None where fewer than one row with two cells can be read."""
    roles = list(header.roles)
    numbered = roles[0] == "number"
    if not numbered:
        roles.insert(0, "number")
    kept, furniture, repeated = _body(lines, header)
    texts = [lines[k].text for k in kept]
    lengths = [len(text) for text in texts]
    paged = lines[header.start].page is not None and lines[kept[-1] if kept else header.start].page != lines[0].page
    breaks = {k for k in range(1, len(kept)) if paged and lines[kept[k]].page != lines[kept[k - 1]].page}
    if not paged:
        breaks = {k for k in range(1, len(kept)) if any(j in furniture for j in range(kept[k - 1] + 1, kept[k]))}
    shapes = Shapes.of(roles)
    whole = _lines_are_paragraphs(texts, header)
    learned: Learned | None = None
    for _ in range(PASSES):
        pieces = fragments(
            texts, breaks, numbered, learned.cells if learned else frozenset(), whole=whole, shapes=shapes
        )
        by_line = not whole and _runs_by_line(pieces)
        reading = best_path(pieces, roles, numbered, paged, lengths, learned, repeated, whole=whole, by_line=by_line)
        learned = learn(pieces, reading.ops, roles, lengths)
    rows = _rows(pieces, reading.ops, len(roles))
    while rows and not any(rows[-1][c] for c in range(1, len(roles)) if roles[c] != "task"):
        if rows[-1][0] and rows[-1][0][0].number:
            break
        rows.pop()  # a heading of the text that follows
    if sum(1 for row in rows if sum(map(bool, row[1:])) >= 2) < 1:
        return None
    used = [piece.line for row in rows for cell in row for piece in cell]
    end = kept[max(used)] + 1
    table = _table(lines, kept, header, rows, numbered)
    return Flattened(header.start, end, replace(table, doubtful=_doubtful(reading, len(rows))))


def _lines_are_paragraphs(texts: Sequence[str], header: Header) -> bool:
    """Whether each line is a whole paragraph of one cell: so is each name of the header, and no line goes on."""
    sample = texts[:PARAGRAPH_SAMPLE]
    broken = sum(text[:1].islower() for text in sample)
    return header.end - header.start >= len(header.roles) and broken <= MOST_BROKEN * len(sample)


def _runs_by_line(pieces: Sequence[Fragment]) -> bool:
    """Whether lines run through all cells of a row, and the rest of each cell follows below: most numbered lines hold
    cells of three fields, and lower case follows many of them."""
    lines = [list(group) for _, group in groupby(pieces, key=lambda piece: piece.line)]
    numbered = [k for k, line in enumerate(lines) if line[0].number]
    full = [k for k in numbered if len(frozenset().union(*(p.kinds & set(FIELDS) for p in lines[k][2:]))) >= FULL_LINE]
    going_on = sum(k + 1 < len(lines) and lines[k + 1][0].lower for k in full)
    return len(full) >= MIN_FULL and len(full) >= FULL_SHARE * len(numbered) and going_on >= GOING_ON * len(full)


def _body(lines: Sequence[Line], header: Header) -> tuple[list[int], set[int], int]:
    """Indices of the lines that may belong to the table, and of the repeated headers and page marks left out; how many
    of the former stand above the last repeated header."""
    size = header.end - header.start
    heading = [fold(line.text) for line in lines[header.start : header.end]]
    kept: list[int] = []
    furniture: set[int] = set()
    repeated = 0
    k = header.end
    stop = min(len(lines), header.end + MAX_LINES)
    running = _running(lines)
    while k < stop:
        text = lines[k].text
        if fold(text) == heading[0] and [fold(line.text) for line in lines[k : k + size]] == heading:
            furniture.update(range(k, k + size))
            k += size
            repeated = len(kept)
            continue
        if ends_table(text) or (kept and find_header(lines, k) is not None):
            break
        if PAGE_FURNITURE.fullmatch(text) or k in running:
            furniture.add(k)
        elif not (COLUMN_NUMBERS.fullmatch(text) and (not kept or k - 1 in furniture)):
            kept.append(k)
        k += 1
    return kept, furniture, repeated


def _running(lines: Sequence[Line]) -> set[int]:
    """The lines that stand at the top or the foot of several pages, and no number alone."""
    edges: list[int] = []
    for k, line in enumerate(lines):
        if line.page is None:
            return set()
        near = [lines[j].page for j in (k - EDGE, k + EDGE) if 0 <= j < len(lines)]
        if any(page != line.page for page in near):
            edges.append(k)
    texts = Counter(lines[k].text for k in edges)
    pages = lines[-1].page or 1
    often = {t for t, n in texts.items() if n >= max(2, RUNNING_SHARE * pages) and not t.isdigit() and len(t) > 5}
    return {k for k in edges if lines[k].text in often}


def ends_table(text: str) -> bool:
    """Whether a line cannot stand in a task table (another appendix, nơi nhận, a signature)."""
    after = load("flattened")["after"]
    folded = text.lower()
    if text.isupper() and folded.startswith(tuple(after["capitals"])):
        return True
    return folded.startswith(tuple(after["beginnings"])) or bool(APPENDIX.match(text) and len(text) < 60)


def _rows(pieces: Sequence[Fragment], ops: Sequence[tuple[str, int]], columns: int) -> list[list[list[Fragment]]]:
    """rows x columns -> fragments."""
    rows: list[list[list[Fragment]]] = []
    for piece, (op, column) in zip(pieces, ops, strict=False):
        if op in (ROW, SECTION_ROW):
            rows.append([[] for _ in range(columns)])
        if op not in ("drop", "out"):
            rows[-1][column].append(piece)
    return rows


def _doubtful(reading: Reading, rows: int) -> frozenset[int]:
    """The rows of the table in which a fragment could nearly as well stand in another column."""
    found = set()
    row = 0
    for (op, _), margin in zip(reading.ops, reading.margins, strict=True):
        row += op in (ROW, SECTION_ROW)
        if op in (START, INSIDE, TAIL_OP) and abs(margin) < DOUBT:
            found.add(row)
    return frozenset(r for r in found if r <= rows)


def _table(
    lines: Sequence[Line],
    kept: Sequence[int],
    header: Header,
    rows: Sequence[Sequence[Sequence[Fragment]]],
    numbered: bool,
) -> Table:
    """The grid with its header; a table without a number column keeps section numbers before the section's text."""
    first = lines[header.start]
    cells = [Cell(0, c, (replace(first, text=name),)) for c, name in enumerate(header.names)]
    task = header.roles.index("task")
    for r, row in enumerate(rows, 1):
        for c in range(len(header.roles)):
            content = row[c if numbered else c + 1]
            if not numbered and c == task:
                content = [*row[0], *content]
            printed: list[Line] = []
            previous: Fragment | None = None
            for piece in content:
                line = lines[kept[piece.line]]
                if previous is not None and previous.line == piece.line:
                    printed[-1] = replace(line, text=f"{printed[-1].text} {piece.text}")
                else:
                    printed.append(replace(line, text=piece.text))
                previous = piece
            cells.append(Cell(r, c, tuple(printed)))
    return Table(tuple(cells), len(rows) + 1, len(header.roles), page=first.page, header_rows=1)
