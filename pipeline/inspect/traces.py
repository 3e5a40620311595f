"""What became of everything that was read: which row of the table a node or a printed table row made, or why none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.kinds import Kind
from pipeline.appendix import Row, TaskTable
from pipeline.assemble import Reading
from pipeline.drafts import Draft
from pipeline.items import kind_of_node
from pipeline.labels import OTHER
from pipeline.nodes import Node, Role
from pipeline.read.document import Cell, Line, Table
from pipeline.records import letters
from pipeline.table_header import TASK, Header

HEADER, ROW, SECTION, GROUP, IGNORED, BLANK = "header", "row", "section", "group", "ignored", "blank"
"""What a printed row of a task table is; an ignored one has text that says nothing of any task."""

Place = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class NodeTrace:
    """A node of the outline. `kind` is task or target (with the `number` of its row in the result, from 1), purpose,
    other or preamble (read, but no row), heading, attribute or table; `depth` its level, 0 at the top."""

    node: Node
    kind: str
    depth: int
    path: tuple[str, ...]
    """The part that the tree stands in: empty for the body, else the appendix."""
    number: int | None = None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a task table as printed; a record's row may be printed in several (a page break, merged cells)."""

    table: Table
    header: Header
    index: int
    """Its place in the printed table, from 0."""
    kind: str
    row: Row | None = None
    label: str = ""
    """The number of a section row."""

    @property
    def page(self) -> int | None:
        """The page it stands on."""
        return self.table.page

    @property
    def cells(self) -> list[Cell]:
        """The cells that begin in it."""
        return [cell for cell in self.table.cells if cell.row == self.index]

    @property
    def text(self) -> str:
        """The text of its cells in one line."""
        return " ".join(" ".join(cell.text.split()) for cell in self.cells if cell.text.strip())


@dataclass(slots=True)
class Traces:
    """The rows of the result by what they were read from."""

    numbers: dict[int, int]
    drafts: dict[int, Draft]

    @classmethod
    def of(cls, reading: Reading) -> Traces:
        """The traces of a plan that was read."""
        return cls(
            {id(draft.origin): n for n, draft in enumerate(reading.drafts, 1)},
            {id(draft.origin): draft for draft in reading.drafts},
        )

    def number(self, origin: Node | Row | None) -> int | None:
        """The number of the row in the result (from 1), None where it made none."""
        return self.numbers.get(id(origin))

    def draft(self, origin: Node | Row | None) -> Draft | None:
        """The draft that was read from it."""
        return self.drafts.get(id(origin))


def trace_nodes(reading: Reading, traces: Traces) -> Iterator[NodeTrace]:
    """Every node of the plan's trees in document order, roots left out."""
    for path, tree in reading.trees:
        leaves = [n for n in tree.walk() if n.role in (Role.ITEM, Role.LEAD)]
        last = leaves[-1] if leaves else None
        for node in tree.walk():
            if node.role is Role.ROOT:
                continue
            draft = traces.draft(node)
            kind = draft.task.kind if draft else _kind_without_row(node, node is last)
            yield NodeTrace(node, kind, len(list(node.ancestors())), path, traces.number(node), draft)


def _kind_without_row(node: Node, last: bool) -> str:
    if node.role is Role.ATTRIBUTE and {name for name, _ in node.attributes} == {OTHER}:
        return Kind.OTHER.value  # "Địa điểm: …" sets no field
    if node.role not in (Role.ITEM, Role.LEAD):
        return node.role.value
    kind = kind_of_node(node, last)
    return kind.value if kind in (Kind.PURPOSE, Kind.OTHER) else "preamble"


def trace_rows(table: TaskTable) -> list[PrintedRow]:
    """The printed rows of a task table, page by page."""
    owner: dict[Place, Row] = {}
    for row in table.rows:
        for lines in (*row.cells.values(), *row.extra.values()):
            for line in lines:
                owner.setdefault(place(line), row)  # what says "as above" has the lines of the row above too
    out: list[PrintedRow] = []
    placed: set[int] = set()
    for piece, header in table.pieces:
        grid = piece.grid()
        for r in range(piece.rows):
            cells = list({id(c): c for c in grid[r] if c is not None}.values())
            if r < header.depth:
                out.append(PrintedRow(piece, header, r, HEADER))
                continue
            found = _owner(cells, header, owner) or _by_words(cells, table.rows, placed)
            if found is not None:
                placed.add(id(found))
                out.append(PrintedRow(piece, header, r, ROW, found))
                continue
            out.append(_heading_row(PrintedRow(piece, header, r, BLANK), table.rows))
    return out


def place(line: Line) -> Place:
    """What tells a line from all others: where it is printed, or itself where the format has no places."""
    box = line.box
    return (box.page, box.x0, box.top, box.x1, box.bottom) if box is not None else (id(line),)


def _owner(cells: Sequence[Cell], header: Header, owner: dict[Place, Row]) -> Row | None:
    """The record of a printed row: that of the cells which are its own, else of the merged task cell over it."""

    def owners(some: Sequence[Cell]) -> list[Row]:
        return [owner[key] for cell in some for line in cell.lines if (key := place(line)) in owner]

    tasks = [c for c in cells if c.column < len(header.columns) and header.columns[c.column].role == TASK]
    single = [c for c in cells if c.row_span == 1]
    for some in ([c for c in tasks if c.row_span == 1], single, tasks):
        if found := owners(some):
            return found[0]
    return None


def _by_words(cells: Sequence[Cell], rows: Sequence[Row], placed: set[int]) -> Row | None:
    """Where no line has a place and the task's was changed ("1. Rà soát …" without its number): by its words."""
    if any(line.box is not None for cell in cells for line in cell.lines):
        return None
    texts = {letters(cell.text) for cell in cells}
    for row in rows:
        words = letters(row.text(TASK))
        if words and id(row) not in placed and any(text.endswith(words) for text in texts):
            return row
    return None


def _heading_row(printed: PrintedRow, rows: Sequence[Row]) -> PrintedRow:
    """What a printed row is that belongs to no record."""
    words = letters(printed.text)
    if not words:
        return printed
    for row in rows:
        for label, title in row.sections:
            if words in (letters(label + title), letters(title)) or words.endswith(letters(label + title)):
                return PrintedRow(printed.table, printed.header, printed.index, SECTION, label=label)
        if row.group and words == letters(row.group):
            return PrintedRow(printed.table, printed.header, printed.index, GROUP)
    return PrintedRow(printed.table, printed.header, printed.index, IGNORED)


def pages_of(row: Row, printed: Sequence[PrintedRow]) -> list[int]:
    """The pages that a record's row is printed on, in order."""
    return list(dict.fromkeys(p.page for p in printed if p.row is row and p.page is not None))
