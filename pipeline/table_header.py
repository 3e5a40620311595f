"""What the columns of a table mean: a task table is one by its header, whatever the words and their order.

Header phrases are data (`lexicon/headers.toml`); headers may have several levels and a row of column numbers.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import regex

from extractors.kinds import fold_heading
from extractors.lexicon import load
from pipeline.read.document import Cell, Table

NUMBER, DETAIL, TASK = "number", "detail_number", "task"
FIELDS = ("products", "lead_units", "coordinating_units", "deadlines")
EXACT = 1000  # the weight of a header that is a known phrase; else its weight is the length of the phrase in it
HEADER_DEPTH = 4  # a header has at most so many rows (three levels and the row of column numbers)


def is_task_table(table: Table) -> bool:
    """Whether the header makes the table a task table."""
    return read_header(table) is not None


def read_header(table: Table) -> tuple[list[str | None], int, bool] | None:
    """(role of each column, number of header rows, whether the rows are targets), or None if it is no task table."""
    grid = table.grid()
    depth = 0
    texts: list[list[str]] = [[] for _ in range(table.columns)]
    for r in range(min(HEADER_DEPTH, table.rows)):
        row = grid[r]
        cells = {id(c): c for c in row if c is not None}.values()
        filled = [c for c in cells if c.text.strip()]
        if not filled:
            if depth:
                depth += 1
                continue
            break
        named = [c for c in filled if role_of_header(c.text)]
        if depth:
            # below its first row a header goes on where cells of that row reach down, or with the columns' numbers
            reaches = any(c.row < r and c.text.strip() for c in cells) and not _is_data(row)
            below = all(_match_header(c.text)[1] == EXACT for c in filled if c.row == r)
            is_header = r < table.header_rows or _is_column_numbers(filled) or reaches or below
        else:
            is_header = r < table.header_rows or len(named) >= max(2, 0.5 * len(filled))
        if is_header:
            if not _is_column_numbers(filled):
                for c, cell in enumerate(row):
                    if cell is not None and (not texts[c] or texts[c][-1] != cell.text):
                        texts[c].append(cell.text)
            depth = r + 1
        elif depth == 0 and len(filled) == 1 and table.columns > 2:
            continue  # a title inside the table
        else:
            break
    if not depth:
        return None
    roles = [_column_role(stack) for stack in texts]
    roles = _once(roles, texts)
    known = {r for r in roles if r}
    if TASK not in known or not known & {"lead_units", "coordinating_units", "deadlines", "products"}:
        return None
    if known & {"budget", "quantity", "person"} and not known & {"lead_units", "coordinating_units", "deadlines"}:
        return None  # an estimate, a list of goods or of people
    task_text = fold_heading(" ".join(texts[roles.index(TASK)]))
    return roles, depth, task_text.startswith(("chỉ tiêu", "tên chỉ tiêu")) and "nhiệm vụ" not in task_text


@functools.cache
def _header_phrases() -> dict[str, str]:
    return {phrase: role for role, phrases in load("headers")["roles"].items() for phrase in phrases}


@functools.cache
def _contained_phrases() -> tuple[str, ...]:
    """The header phrases that say what a column is even inside a longer header."""
    whole_only = set(load("headers")["exact"])
    return tuple(phrase for phrase in _header_phrases() if phrase not in whole_only and len(phrase) > 2)


def role_of_header(text: str) -> str | None:
    """The role that a header cell names; an exact phrase beats a contained one, the longest contained one wins."""
    return _match_header(text)[0]


def _match_header(text: str) -> tuple[str | None, int]:
    folded = regex.sub(r"\s*\([^)]*\)", "", fold_heading(text.replace("\n", " ")))
    folded = regex.sub(r"\s*/\s*", "/", folded).strip()
    phrases = _header_phrases()
    if folded in phrases:
        return phrases[folded], EXACT
    if len(folded.split()) > 9:
        return None, 0
    best = max(
        (
            p
            for p in _contained_phrases()
            if p in folded and regex.search(rf"(?<!\p{{L}}){regex.escape(p)}(?!\p{{L}})", folded)
        ),
        key=len,
        default=None,
    )
    if best is None or len(best.split()) < 0.34 * len(folded.split()):
        return None, 0
    return phrases[best], len(best)


def _column_role(stack: Sequence[str]) -> str | None:
    """The role of a column from its header cells, top to bottom: the lowest that says something."""
    for text in reversed(stack):
        role = role_of_header(text)
        if role:
            return role
    return None


def _once(roles: list[str | None], texts: list[list[str]]) -> list[str | None]:
    """Each role belongs to one column: the one whose header names it most exactly; adjoining halves of a merged header
    cell keep the first."""
    for role in {r for r in roles if r}:
        columns = [c for c, r in enumerate(roles) if r == role]
        if len(columns) < 2:
            continue
        best = max(columns, key=lambda c: (max(_match_header(t)[1] for t in texts[c]), -c))
        for c in columns:
            if c != best:
                roles[c] = (
                    f"{role}+"
                    if role in (*FIELDS, TASK) and texts[c] == texts[best]
                    else (DETAIL if role == NUMBER else None)
                )
    return roles


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
