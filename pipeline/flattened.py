"""Task tables in text that lost its columns: the header names them, the cells' words and shapes find them again.

A converter prints a table row by row and cell by cell, each cell in its printed lines; neighbouring cells of one line
share a line.  `find_flattened` finds the header by the lexicon of headers, then the best reading of what follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.lexicon import load
from pipeline.flattened_evidence import Fragment, Learned, fold, fragments
from pipeline.flattened_path import ROW, SECTION_ROW, best_path, learn
from pipeline.header_words import header_words
from pipeline.read.document import Cell, Line, Table

PASSES = 2  # the lexicon alone, then once more with what the first reading taught; a third gains 0.2 points of cells
HEADER_LINES = 24  # a header of seven columns, each in three lines, fits
HEADER_UNKNOWN = 3.0  # a header cell that the lexicon does not know
HEADER_WORD = 0.8  # a word more in a header that it knows
MIN_ROLES = 3
MAX_LINES = 6000

# "Trang 3/12", "- 4 -", "Page 2"; not "3", "Trang thông tin"
PAGE_FURNITURE = regex.compile(r"(?:trang|page) \d+(?: ?/ ?\d+)?|[-–] ?\d{1,3} ?[-–]", regex.IGNORECASE)
# "(1) (2) (3)", "1 2 3 4 5", "A B 1 2"; not "1", "1 Kế hoạch"
COLUMN_NUMBERS = regex.compile(r"(?:\(?[A-H\d]{1,2}\)? ){2,}\(?\d{1,2}\)?|\(\d{1,2}\)")
# "Phụ lục 2", "Phụ lục II:", "Phụ lục III"; not "Phụ lục kèm theo Quyết định"
APPENDIX = regex.compile(r"phụ lục (?:số )?(?:\d{1,2}|[ivx]{1,5})\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flattened:
    """A table found in lines [start, end); row 0 of `table` is its header."""

    start: int
    end: int
    table: Table


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a lost table, in order, and the lines [start, end) that name them."""

    start: int
    end: int
    roles: tuple[str, ...]
    names: tuple[str, ...]


def find_flattened(lines: Sequence[Line]) -> list[Flattened]:
    """The task tables in the lines of a text document, in order. Nothing is returned where no rows can be read."""
    found: list[Flattened] = []
    at = 0
    while at < len(lines):
        header = find_header(lines, at)
        if header is None:
            at += 1
            continue
        table = _read_table(lines, header)
        if table is None:
            at += 1
            continue
        found.append(table)
        at = max(table.end, header.end)
    return found


def find_header(lines: Sequence[Line], at: int) -> Header | None:
    """The table header that begins with line `at`, or None. Its cells may be wrapped and share lines."""
    phrases = header_words().phrases
    words = lines[at].text.split(maxsplit=1)
    if not words or fold(words[0]) not in header_words().first_words or not lines[at].text[0].isupper():
        return None
    tokens: list[str] = []
    ends: dict[int, int] = {}
    for index in range(at, min(at + HEADER_LINES, len(lines))):
        text = lines[index].text
        if len(tokens) > 60 or text[:1].isdigit() or ":" in text:
            break
        tokens += text.split()
        ends[len(tokens)] = index + 1
    # best[k]: (cost, beginning of the last cell, role of the last cell)
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] + [(1e9, 0, "")] * len(tokens)
    for k in range(1, len(tokens) + 1):
        for b in range(max(0, k - 8), k):
            cost = best[b][0]
            if cost >= 1e9 or not (tokens[b][0].isupper() or tokens[b][0] == "("):
                continue
            phrase = fold(" ".join(tokens[b:k]))
            role = phrases.get(phrase, "")
            if role:
                cost += 1.0
            else:
                for shorter in range(k - 1, max(b, k - 5), -1):
                    role = phrases.get(fold(" ".join(tokens[b:shorter])), "")
                    if role:
                        extra = tokens[shorter:k]
                        goes_on = extra[0][0].islower() or extra[0][0] in "(/"
                        cost += 1.0 + HEADER_WORD * len(extra) * (1 if goes_on else 3)
                        break
                else:
                    cost += 1.0 + HEADER_UNKNOWN + 0.5 * (k - b)
                    role = "other"
            if cost < best[k][0]:
                best[k] = (cost, b, role)
    chosen: Header | None = None
    score = 0.0
    for k, end in ends.items():
        cells: list[tuple[str, str]] = []
        cost, here = best[k][0], k
        if cost >= 1e9:
            continue
        while here > 0:
            _, b, role = best[here]
            cells.append((role, " ".join(tokens[b:here])))
            here = b
        cells.reverse()
        known = [role for role, _ in cells if role != "other"]
        # each known column is worth more than it costs, so the longest covered stretch wins
        value = 3.0 * len(set(known)) - cost
        enough = len(set(known)) >= MIN_ROLES and "task" in known and len(known) <= len(set(known)) + 2
        if enough and "other" not in (cells[0][0], cells[-1][0]) and value >= score:
            merged = _under_parents(cells)
            chosen, score = Header(at, end, tuple(r for r, _ in merged), tuple(t for _, t in merged)), value
    return chosen


def _under_parents(cells: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Two-level headers: "Đơn vị thực hiện" over "Chủ trì | Phối hợp" gives the two, where the upper one stands; so
    does "STT" over "TT | Chi tiết"."""
    out = list(cells)
    numbers = [i for i, (role, _) in enumerate(out) if role == "number"]
    if len(numbers) == 2 and numbers[0] == 0 and [role for role, _ in out[numbers[1] + 1 :]][:1] == ["detail_number"]:
        pair = out[numbers[1] : numbers[1] + 2]
        del out[numbers[1] : numbers[1] + 2]
        out[0:1] = pair
    leads = [i for i, (role, _) in enumerate(out) if role == "lead_units"]
    if len(leads) == 2:
        upper, lower = leads
        if lower + 1 < len(out) and out[lower + 1][0] == "coordinating_units":
            pair = out[lower : lower + 2]
            del out[lower : lower + 2]
            out[upper : upper + 1] = pair
    return out


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
    learned: Learned | None = None
    for _ in range(PASSES):
        pieces = fragments(texts, breaks, numbered, learned.cells if learned else frozenset())
        ops = best_path(pieces, roles, numbered, paged, lengths, learned, repeated)
        learned = learn(pieces, ops, roles, lengths)
    rows = _rows(pieces, ops, len(roles))
    while rows and not any(rows[-1][c] for c in range(1, len(roles)) if roles[c] != "task"):
        if rows[-1][0] and rows[-1][0][0].number:
            break
        rows.pop()  # a heading of the text that follows
    if sum(1 for row in rows if sum(map(bool, row[1:])) >= 2) < 1:
        return None
    used = [piece.line for row in rows for cell in row for piece in cell]
    end = kept[max(used)] + 1
    return Flattened(header.start, end, _table(lines, kept, header, rows, numbered))


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
    while k < stop:
        text = lines[k].text
        if fold(text) == heading[0] and [fold(line.text) for line in lines[k : k + size]] == heading:
            furniture.update(range(k, k + size))
            k += size
            repeated = len(kept)
            continue
        if ends_table(text) or (kept and find_header(lines, k) is not None):
            break
        if PAGE_FURNITURE.fullmatch(text):
            furniture.add(k)
        elif not (COLUMN_NUMBERS.fullmatch(text) and (not kept or k - 1 in furniture)):
            kept.append(k)
        k += 1
    return kept, furniture, repeated


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
