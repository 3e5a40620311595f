"""What the columns of a table mean: a task table is one by its header, whatever the words and their order.

Headers may have several levels and a row of column numbers. Columns that only hold marks ("x" under "Quý I", under the
name of a unit) stand for what their header says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.lexicon import load
from pipeline.header_words import EXACT, fold_header, header_words
from pipeline.read.document import Cell, Table

NUMBER, DETAIL, TASK = "number", "detail_number", "task"
UNITS = ("lead_units", "coordinating_units")
FIELDS = ("products", *UNITS, "deadlines")
MARKED = ("deadlines", *UNITS)
"""Fields that a column of marks may set."""
HEADER_DEPTH = 5  # a header has at most so many rows (a title, three levels and the row of column numbers)

# what a header says of one time: "Quý I", "Q2/2026", "Tháng 3", "T10", "Năm 2026", "2027", "HK I"; not "Năm", "12"
TIME_NAME = regex.compile(
    r"(?:quý|quí|q)\.?\s*(?:[iv]{1,3}|[1-4])(?:\s*[/-]\s*20\d\d|\s+năm\s+20\d\d)?"
    r"|(?:tháng|t)\.?\s*\d{1,2}(?:\s*[/-]\s*20\d\d)?|(?:năm\s+)?20\d\d|(?:học\s+kỳ|học\s+kì|hk)\s*(?:i{1,2}|[12])",
    regex.IGNORECASE,
)
# a number under a word of time: "1", "12", "IV" under "Tháng", "Quý"; not "2026"
TIME_NUMBER = regex.compile(r"\d{1,2}|[IV]{1,3}")
TIME_WORD = regex.compile(r"(?<!\p{L})(?:tháng|quý|quí|tuần|học kỳ)(?!\p{L})", regex.IGNORECASE)
# hours of a day: "8h00 - 8h15", "Từ 07 giờ 30", "13:30"; not "8h00 ngày 15/3"
HOURS = regex.compile(r"(?:từ\s+)?\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2}(?!.*(?:ngày|/\d))", regex.IGNORECASE)
YEAR = regex.compile(r"(?<!\d)20\d\d(?!\d)")
# a time header that counts in days: "Thời hạn (ngày)", "Số ngày thực hiện"; not "Ngày hoàn thành"
IN_DAYS = regex.compile(r"\((?:tính\s+bằng\s+|số\s+)?ngày(?:\s+kể\s+từ[^)]*)?\)|số\s+ngày", regex.IGNORECASE)
# a column of tasks and of targets: "Nhiệm vụ, chỉ tiêu", "Các chỉ tiêu chủ yếu và nhiệm vụ", "Chỉ tiêu/nhiệm vụ"; not
# "Nhiệm vụ thực hiện chỉ tiêu", "Nhiệm vụ (theo chỉ tiêu được giao)"
BOTH = regex.compile(
    r"(?<!\p{L})(?P<one>chỉ tiêu|nhiệm vụ)(?!\p{L})[^(,;/]{0,30}?(?:\s*[,;/&–-]|\s+và(?!\p{L}))"
    r"\s*(?:(?:các|tên)\s+)?(?!(?P=one))(?:chỉ tiêu|nhiệm vụ)(?!\p{L})"
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means. `role` is None where no phrase of the lexicon names it."""

    role: str | None
    name: str = ""
    """The header as printed, its levels joined."""
    mark: str = ""
    """What a mark in the column stands for ("Quý I", "Phòng Nội vụ"); "" where the column holds no marks."""
    marks_only: bool = False
    """Whether cells of the column that hold no mark say nothing (only the column's own words make it one of time)."""
    more: bool = False
    """The adjoining half of a merged header cell: its cells go on with the column before."""
    in_days: bool = False
    """Whether its figures are days."""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a task table, the rows that its header takes, and whether its rows are targets or may be."""

    columns: tuple[Column, ...]
    depth: int
    targets: bool = False
    mixed: bool = False
    """Whether the column of tasks holds targets too ("Nhiệm vụ, chỉ tiêu"): the row's words say which it is."""


def is_task_table(table: Table) -> bool:
    """Whether the header makes the table a task table."""
    return read_header(table) is not None


def read_header(table: Table) -> Header | None:
    """The header of a task table; None if it is no task table."""
    texts, depth = _header_texts(table)
    if not depth:
        return None
    columns = _once(_without_measures([_column(stack) for stack in texts]), texts)
    known = {c.role for c in columns if c.role}
    if TASK not in known and len(known.intersection(MARKED)) > 1:
        columns = _with_task(columns)
        known.add(TASK if any(c.role == TASK for c in columns) else "")
    if all(c.marks_only for c in columns if c.role in (*MARKED, "products")) and not _has_marks(table, columns, depth):
        return None  # figures by year or quarter
    if TASK not in known or not known.intersection(FIELDS):
        return None
    if known & {"person", "price"} and not known.intersection(UNITS):
        return None  # an estimate, a list of people, though it has a column of times
    if not known.intersection(MARKED):
        reached = set(load("headers")["reached"])
        if known & {"budget", "quantity"} or all(
            fold_header(c.name) in reached for c in columns if c.role == "products"
        ):
            return None  # an estimate, a list of goods; what was reached, in a report
    if _is_agenda(table, columns, depth):
        return None
    place = next(i for i, c in enumerate(columns) if c.role == TASK)
    named = fold_header(" ".join(texts[place]))
    targets = named.startswith(("chỉ tiêu", "tên chỉ tiêu")) and "nhiệm vụ" not in named
    mixed = BOTH.search(named) is not None
    return Header(tuple(columns), depth, targets, mixed)


def has_header(table: Table) -> bool:
    """Whether the first row is a header, be the table one of tasks or not: it begins with "STT", or most of its cells
    are known phrases."""
    first = list({id(c): c for c in table.grid()[0] if c is not None and c.text.strip()}.values()) if table.rows else []
    words = header_words()
    known = sum(words.match(c.text)[1] == EXACT for c in first)
    return len(first) > 1 and (words.role(first[0].text) == NUMBER or known > 0.5 * len(first))


def near_task_table(table: Table) -> list[str]:
    """The header of a table that names units and times but no tasks, so that it is not read; else an empty list."""
    texts, depth = _header_texts(table)
    if not depth or table.rows - depth < 2 or is_task_table(table):
        return []
    columns = [_column(stack) for stack in texts]
    known = {c.role for c in columns}
    telling = known.intersection(UNITS) and "deadlines" in known
    return [c.name for c in columns if c.name] if telling and not known & {"person", "quantity"} else []


def role_of_header(text: str) -> str | None:
    """The role that a header cell names."""
    return header_words().role(text)


def is_mark(text: str) -> str | None:
    """What a cell that holds only a mark says: "yes", "lead_units" or "coordinating_units"; None if it is no mark."""
    folded = text.strip(" .()\n").lower()
    return next((kind for kind, signs in load("headers")["marks"].items() if folded in signs), None)


# --- the rows of the header -------------------------------------------------------------------------------------------


def _header_texts(table: Table) -> tuple[list[list[str]], int]:
    """The header cells of each column, top to bottom, and how many rows they take (0: none)."""
    words = header_words()
    grid = table.grid()
    depth, first = 0, -1
    texts: list[list[str]] = [[] for _ in range(table.columns)]
    for r in range(min(HEADER_DEPTH + _titles(table, grid), table.rows)):
        row = grid[r]
        cells = {id(c): c for c in row if c is not None}.values()
        filled = [c for c in cells if c.text.strip()]
        if not filled:
            if depth:
                depth += 1
            continue
        named = [c for c in filled if words.role(c.text) or TIME_NAME.fullmatch(c.text.strip())]
        numbers = _is_column_numbers(filled) and len(filled) > 0.7 * table.columns
        completes = False
        if depth:
            # below its first row a header goes on where cells of that row reach down, or with the columns' numbers
            reaches = any(c.row < r and c.text.strip() for c in cells) and not _is_data(row)
            own = [c for c in filled if c.row == r]
            below = all(words.match(c.text)[1] == EXACT or TIME_NAME.fullmatch(c.text.strip()) for c in own)
            # one cell over the whole table heads rows ("Nội dung", "Tháng 3"), it names no column
            below = below and not any(c.column_span == table.columns for c in own)
            completes = depth == r == first + 1 and _completes(row, grid[first])
            is_header = r < table.header_rows or numbers or reaches or below or completes
        else:
            is_header = r < table.header_rows or len(named) >= max(2, 0.5 * len(filled))
        if is_header:
            first = r if first < 0 else first
            if completes:
                _spread(texts, row)
            if not numbers:
                for c, cell in enumerate(row):
                    if cell is not None and (not texts[c] or texts[c][-1] != cell.text):
                        texts[c].append(cell.text)
            depth = r + 1
        elif depth == 0 and len(filled) == 1 and table.columns > 2:
            continue  # a title inside the table
        else:
            break
    return texts, depth


def _is_agenda(table: Table, columns: Sequence[Column], depth: int) -> bool:
    """Whether the times are hours of a day: the programme of a meeting."""
    places = {i for i, c in enumerate(columns) if c.role in ("deadlines", "deadline_start")}
    times = [c.text for c in table.cells if c.column in places and c.row >= depth and c.text.strip()]
    hours = sum(HOURS.match(" ".join(text.split())) is not None for text in times)
    return len(times) > 1 and hours > 0.6 * len(times)


def _has_marks(table: Table, columns: Sequence[Column], depth: int) -> bool:
    """Whether a column of marks holds one."""
    places = {i for i, c in enumerate(columns) if c.mark}
    return any(c.column in places and c.row >= depth and is_mark(c.text) for c in table.cells)


def _completes(row: Sequence[Cell | None], above: Sequence[Cell | None]) -> bool:
    """Whether the row only has cells under blank ones right of a filled one: the second level of a header of which
    nothing is merged ("Tháng" | "" | "" over "1" | "2" | "3")."""
    here = [c is not None and bool(c.text.strip()) for c in row]
    upper = [c is not None and bool(c.text.strip()) for c in above]
    if here[0] or sum(here) < 2:
        return False
    spread = 0
    for c, filled in enumerate(here):
        if not filled:
            continue
        if not upper[c]:
            spread += here[c - 1]
        elif c + 1 == len(here) or upper[c + 1] or not here[c + 1]:
            return False
    return spread > 0 and all(upper[c] or here[c] for c in range(len(here)))


def _spread(texts: list[list[str]], row: Sequence[Cell | None]) -> None:
    """Give the blank header cells over `row` the text of the filled one left of them."""
    for c in range(1, len(texts)):
        cell = row[c]
        if not any(texts[c]) and cell is not None and cell.text.strip():
            texts[c] = list(texts[c - 1][:1])


def _titles(table: Table, grid: list[list[Cell | None]]) -> int:
    """How many rows above the header hold a title, or nothing."""
    count = 0
    while count < table.rows and table.columns > 2:
        if len({id(c) for c in grid[count] if c is not None and c.text.strip()}) > 1:
            break
        count += 1
    return count if count < table.rows else 0


def _is_column_numbers(cells: Sequence[Cell]) -> bool:
    """A row that only numbers the columns: "(1) (2) (3)", "1 2 3 4", "A B 1 2"."""
    texts = [c.text.strip(" ()[]") for c in cells]
    if len(texts) < 3:
        return False
    digits = [int(t) for t in texts if t.isdigit()]
    return (
        all(regex.fullmatch(r"\d{1,2}|[A-Z]|\d=\d.*", t) for t in texts)
        and digits == sorted(set(digits))
        and len(digits) >= 2
    )


def _is_data(row: Sequence[Cell | None]) -> bool:
    first = next((c for c in row if c is not None), None)
    return first is not None and bool(regex.fullmatch(r"(?:\d{1,3}|[IVX]+|[A-H])[.)]?", first.text.strip()))


# --- the meaning of a column ------------------------------------------------------------------------------------------


def _column(stack: Sequence[str]) -> Column:
    """A column from its header cells, top to bottom: the lowest that the lexicon knows says its role."""
    words = header_words()
    name = " – ".join(" ".join(text.split()) for text in stack if text.strip())
    for level in range(len(stack) - 1, -1, -1):
        role = words.role(stack[level])
        if role is None:
            continue
        below = [" ".join(text.split()) for text in stack[level + 1 :] if text.strip()]
        mark = _mark(role, below, stack[: level + 1]) if below and role in MARKED else ""
        in_days = role == "deadlines" and IN_DAYS.search(" ".join(stack[level].split())) is not None
        return Column(role, name, mark, in_days=in_days)
    lowest = " ".join(stack[-1].split()) if stack else ""
    if TIME_NAME.fullmatch(lowest):
        return Column("deadlines", name, _mark("deadlines", [lowest], stack[:-1]), marks_only=True)
    return Column(None, name)


def _without_measures(columns: list[Column]) -> list[Column]:
    """The columns; beside amounts, prices and figures by year a bare "Đơn vị", "Thực hiện" is a measure, no office."""
    amounts = any(c.role in ("quantity", "price") for c in columns)
    years = sum(YEAR.fullmatch(c.name) is not None for c in columns)
    if not amounts and years < 2:
        return columns
    bare = set(load("headers")["measures"])
    return [Column(None, c.name) if c.role in UNITS and fold_header(c.name) in bare else c for c in columns]


def _with_task(columns: list[Column]) -> list[Column]:
    """The columns with one of unknown name taken for the tasks: what has units and times and a column that begins like
    one of tasks ("Nội dung cải tiến") is a table of tasks."""
    unknown = [i for i, c in enumerate(columns) if c.role is None and c.name and not c.mark]
    begins = tuple(f"{word} " for word in load("headers")["beginnings"])
    named = [i for i in unknown if f"{fold_header(columns[i].name)} ".startswith(begins)]
    return [replace(c, role=TASK) if i in named[:1] else c for i, c in enumerate(columns)]


def _mark(role: str, below: Sequence[str], above: Sequence[str]) -> str:
    """What a mark in a column says whose header has the cells `below` under the one that names the role."""
    label = below[-1]
    if role != "deadlines":
        return label
    if TIME_NUMBER.fullmatch(label):
        word = next((m for text in reversed([*above, *below[:-1]]) if (m := TIME_WORD.search(text))), None)
        label = f"{word.group()} {label}" if word else ""
    elif not TIME_NAME.fullmatch(label):
        return ""
    year = next((m for text in reversed([*above, *below[:-1]]) if (m := YEAR.search(text))), None)
    return f"{label} năm {year.group()}" if label and year and not YEAR.search(label) else label


def _once(columns: list[Column], texts: list[list[str]]) -> list[Column]:
    """Each role belongs to one column, the one whose header names it most exactly, or to all columns of marks under one
    header; adjoining halves of a merged header cell keep the first."""
    words = header_words()
    out = list(columns)
    for role in {c.role for c in columns if c.role}:
        places = [i for i, c in enumerate(columns) if c.role == role]
        if len(places) < 2:
            if columns[places[0]].marks_only:
                out[places[0]] = Column(None, columns[places[0]].name)  # one such column ("2026") is a figure's
            continue
        plain = [i for i in places if not columns[i].mark]
        if not plain:
            continue  # columns of marks
        best = max(plain, key=lambda i: (max(words.match(t)[1] for t in texts[i]), -i))
        for i in places:
            if i == best or (columns[i].mark and not columns[i].marks_only):
                continue
            if role in (*FIELDS, TASK) and texts[i] == texts[best]:
                out[i] = replace(columns[i], more=True)
            else:
                out[i] = Column(DETAIL if role == NUMBER else None, columns[i].name)
    return out
