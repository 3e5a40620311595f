"""A plan written as marked text (corpus/src/NAME.plan) -> the terms of `corpus.model`.

The file begins with the document's data in TOML between two lines "+++"; then each line is one paragraph, and its first
sign says what it is:

    # I. NHIỆM VỤ              a heading, as many "#" as it is deep; [Sở Y tế](lead) in it is inherited
    * - Tổ chức …             a task, printed "- Tổ chức …"; what stands two blanks further in belongs to it
    % - 100% hộ …             a target
    > Căn cứ …                no record: bases, purposes, leads, attribute lines; ">!" bold and centred
    @lead Sở Y tế | Sở Du lịch    not printed: what the heading or item above passes on (also @coord, @time)
    |! TT:number:1 | Việc:task:6  a task table: header with the role and the width (cm) of each column,
    |= I | Chỉ đạo                a row that only announces others,
    | 1 | Lập [báo cáo](product)  a row ("^": the cell above goes on; "//": a new line in the cell)
    |- Nội dung | Kinh phí        a table without tasks
    @appendix PL | PHỤ LỤC | TITLE | (Kèm theo …)    what follows stands in an appendix, behind the signature
    @portrait                     the appendix just begun is not turned

`corpus.marks` says how words are annotated.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import regex

from corpus.marks import GOALS, TIMES, goal_of, read_marks, when_of
from corpus.model import (
    Appendix,
    Basis,
    Column,
    Group,
    Item,
    Mark,
    Node,
    Note,
    PlainTable,
    Plan,
    Row,
    Section,
    Signature,
    TaskTable,
    Values,
    When,
)

# "I.", "1.1.", "2)", "a)", "b/", "Phần II.", "(1)", "-", "+", "•"; not "100% hộ", "Tháng 9/2025", "TP. Hà Nội"
MARKER = regex.compile(
    r"(?P<mark>(?:Phần |Mục |Chương )?(?P<number>[IVX]+|\d+(?:\.\d+)*|[a-zđ])(?:[.)/]|\s-(?=\s))"
    r"|\((?P<paren>\d+|[a-zđ])\)|[-+*•])\s+"
)


class MarkupError(ValueError):
    """A source that cannot be read; says which line."""


def read_plan(path: Path) -> Plan:
    """The plan of a source file. MarkupError names file and line."""
    try:
        return parse_plan(path.stem, path.read_text(encoding="utf-8"))
    except MarkupError as error:
        raise MarkupError(f"{path.name}, {error}") from None


def parse_plan(name: str, source: str) -> Plan:
    """The plan that `source` describes. MarkupError says which line cannot be read."""
    opening, head, text = source.split("+++\n", 2)
    if opening.strip():
        raise MarkupError("line 1: the data of the document come first, between two lines +++")
    data = tomllib.loads(head)
    tree = _Tree(source.count("\n") - text.count("\n"))
    for number, line in enumerate(text.splitlines(), start=tree.line + 1):
        tree.line = number
        try:
            tree.add(line)
        except (ValueError, IndexError, AttributeError) as error:
            raise MarkupError(f"line {number}: {error}") from error
    body, after = tree.finish()
    return _plan(name, data, body, after)


@dataclass(slots=True)
class _Branch:
    """A node whose children are still coming; `depth` orders headings (below 100) and items (from 100)."""

    depth: int
    node: Section | Item | Appendix | None = None
    below: list[Any] = field(default_factory=list)


class _Tree:
    """The nodes of a source, line by line."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.body: list[Node] | None = None
        self.appendices: list[Node] = []
        self.open = [_Branch(0)]
        self.table: list[Row | Group] = []
        self.columns: list[Column] = []
        self.plain: list[Values] = []
        self.above: dict[str, tuple[str, tuple[Mark, ...]]] = {}

    def add(self, line: str) -> None:
        sign = line.lstrip()
        if not sign or sign.startswith("//"):
            return
        if sign.startswith("|"):
            self._row(sign)
            return
        self._end_table()
        indent = (len(line) - len(sign)) // 2
        if sign.startswith("#"):
            self._heading(sign)
        elif sign[0] in "*%":
            self._item(sign, indent)
        elif sign[0] == ">":
            self._note(sign, indent)
        elif sign[0] == "@":
            self._order(sign)
        else:
            raise ValueError(f"begins with none of # * % > @ |: {sign[:40]!r}")

    def _heading(self, sign: str) -> None:
        depth = len(sign) - len(sign.lstrip("#"))
        title, marks = read_marks(sign[depth:].strip())
        marker = MARKER.match(title)
        self._close(depth)
        node = Section(
            title[marker.end() :] if marker else title,
            mark=marker["mark"] if marker else "",
            number=(marker["number"] or marker["paren"]) if marker else None,
            lead=_texts(marks, "lead") or None,
            coord=_texts(marks, "coord") or None,
            when=_times(marks) or None,
        )
        self.open.append(_Branch(depth, node))

    def _item(self, sign: str, indent: int) -> None:
        text, marks = read_marks(sign[1:].strip())
        marker = MARKER.match(text)
        cut = marker.end() if marker else 0
        marks = tuple(replace(m, span=(m.span[0] - cut, m.span[1] - cut)) for m in marks)
        self._close(100 + indent)
        node = Item(
            text[cut:],
            mark=marker["mark"] if marker else "",
            kind="target" if sign[0] == "%" else "task",
            number=(marker["number"] or marker["paren"]) if marker else None,
            products=_texts(marks, "product"),
            lead=_texts(marks, "lead") or None,
            coord=_texts(marks, "coord") or None,
            when=_times(marks) or None,
            goals=tuple(goal_of(m) for m in marks if m.label in GOALS),
            marks=marks,
        )
        self.open.append(_Branch(100 + indent, node))

    def _note(self, sign: str, indent: int) -> None:
        bold = sign.startswith(">!")
        text, marks = read_marks(sign[2 if bold else 1 :].strip())
        self._close(100 + indent)
        marker = None if bold else MARKER.match(text)
        mark = marker["mark"] if marker else ""
        self.open[-1].below.append(Note(text[marker.end() :] if marker else text, mark, bold=bold))
        held = self.open[-1].node
        if isinstance(held, Item):
            self.open[-1].node = replace(
                held,
                products=(*held.products, *_texts(marks, "product")),
                lead=_texts(marks, "lead") or held.lead,
                coord=_texts(marks, "coord") or held.coord,
                when=_times(marks) or held.when,
            )

    def _order(self, sign: str) -> None:
        word, _, rest = sign[1:].partition(" ")
        values = tuple(part.strip() for part in rest.split("|") if part.strip())
        held = self.open[-1].node
        if word == "appendix":
            self._close(0)
            if self.body is None:
                self.body, self.open[0].below = self.open[0].below, []
            path, label, title, *reference = values
            self.open.append(_Branch(0, Appendix(title, (), label, reference[0] if reference else "", path)))
        elif word == "portrait" and isinstance(held, Appendix):
            self.open[-1].node = replace(held, landscape=False)
        elif isinstance(held, Section | Item) and word in ("lead", "coord"):
            self.open[-1].node = replace(held, lead=values) if word == "lead" else replace(held, coord=values)
        elif isinstance(held, Section | Item) and word == "time":
            self.open[-1].node = replace(held, when=_times(read_marks(rest)[1]))
        else:
            raise ValueError(f"@{word} has no place here")

    def _row(self, sign: str) -> None:
        kind = sign[1] if sign[1:2] in ("!", "=", "-") else ""
        cells = [cell.strip() for cell in sign[1 + len(kind) :].split("|")]
        if not cells[-1] and (kind or len(cells) > len(self.columns)):
            cells.pop()  # the row is closed by a "|"
        if kind == "-":
            self._close(100)
            self.plain.append(tuple(read_marks(cell)[0] for cell in cells))
            return
        if kind == "!":
            self._end_table()
            self._close(100)
            for cell in cells:
                header, role, width = cell.rsplit(":", 2)
                self.columns.append(Column(header.strip(), role.strip(), float(width)))
            return
        if kind == "=":
            self.table.append(Group(cells[0], read_marks(cells[1])[0]))
            return
        if len(cells) != len(self.columns):
            raise ValueError(f"{len(cells)} cells under {len(self.columns)} columns")
        self.table.append(self._task_row(cells))

    def _task_row(self, cells: list[str]) -> Row:
        printed: list[tuple[str, str | None]] = []
        marks: dict[str, tuple[Mark, ...]] = {}
        texts: dict[str, str] = {}
        for column, cell in zip(self.columns, cells, strict=True):
            if cell == "^":
                printed.append((column.role, None))
                texts[column.role], marks[column.role] = self.above[column.role]
                continue
            texts[column.role], marks[column.role] = read_marks("\n".join(line.strip() for line in cell.split("//")))
            printed.append((column.role, texts[column.role]))
        self.above = {role: (texts[role], marks[role]) for role in texts}
        every = [mark for role in marks for mark in marks[role]]
        return Row(
            texts["task"].replace("\n", " "),
            number=texts.get("number") or None,
            products=_texts(every, "product"),
            lead=_texts(every, "lead"),
            coord=_texts(every, "coord"),
            when=_times(every),
            goals=tuple(goal_of(m) for m in every if m.label in GOALS),
            cells=tuple(printed),
            marks=marks["task"],
        )

    def _end_table(self) -> None:
        if self.table:
            self.open[-1].below.append(TaskTable(tuple(self.columns), tuple(self.table)))
        if self.plain:
            width = 16.0 / len(self.plain[0])
            self.open[-1].below.append(PlainTable((width,) * len(self.plain[0]), tuple(self.plain)))
        self.table, self.columns, self.plain = [], [], []

    def _close(self, depth: int) -> None:
        """Ends what cannot hold something of this depth."""
        while (
            len(self.open) > 1
            and self.open[-1].depth >= depth
            and not (depth and isinstance(self.open[-1].node, Appendix))
        ):
            branch = self.open.pop()
            assert branch.node is not None
            node = replace(branch.node, below=tuple(branch.below))
            if isinstance(node, Appendix):
                self.appendices.append(node)
            else:
                self.open[-1].below.append(node)

    def finish(self) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """(body, what stands behind the signature)."""
        self._end_table()
        self._close(0)
        return tuple(self.open[0].below if self.body is None else self.body), tuple(self.appendices)


def _texts(marks: Any, label: str) -> Values:
    return tuple(dict.fromkeys(" ".join(mark.text.split()) for mark in marks if mark.label == label))


def _times(marks: Any) -> tuple[When, ...]:
    return tuple(when_of(mark) for mark in marks if mark.label in TIMES)


def _plan(name: str, data: dict[str, Any], body: tuple[Node, ...], after: tuple[Node, ...]) -> Plan:
    signature = Signature(tuple(data.pop("recipients")), tuple(data.pop("titles")), data.pop("signer"))
    bases = tuple(
        Basis(basis["type"], basis.get("number"), basis.get("date"), basis.get("issuer"))
        for basis in data.pop("bases", ())
    )
    lists: dict[str, Any] = {key: tuple(data.pop(key)) for key in ("agency", "title", "years")}
    return Plan(name=name, **lists, **data, bases=bases, body=body, after=after, signature=signature)
