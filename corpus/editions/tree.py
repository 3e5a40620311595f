"""A plan as a tree that can be edited: every record knows which records of the old edition it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.build import SOURCES
from corpus.editions.words import Words
from corpus.entities import WRITTEN
from corpus.marks import GOALS, TIMES, read_marks
from corpus.model import Appendix, Group, Item, Mark, Node, Plan, Row, Section, TaskTable
from corpus.ruled import printed

FIELD_OF = {"lead": "lead", "coord": "coord", "product": "products"}


@dataclass(eq=False, slots=True)
class Branch:
    """A node that is being edited, and what stands below it (the rows of a table too).

    Of a record: `words` is its text (None: leave it alone), `origins` the numbers of the records that it comes from,
    `edits` what was done to it, `home` the heading or group under which the old edition has it, `joined` the columns
    whose cell the old edition merges with the cell above, `reworded` whether the wording itself was changed.
    """

    node: Node | Row | Group
    below: list[Branch] = field(default_factory=list)
    words: Words | None = None
    origins: tuple[int, ...] = ()
    edits: tuple[str, ...] = ()
    home: Branch | None = None
    joined: frozenset[str] = frozenset()
    reworded: bool = False

    @property
    def is_record(self) -> bool:
        return isinstance(self.node, Item | Row)

    @property
    def record(self) -> Item | Row:
        """The node of a record."""
        assert isinstance(self.node, Item | Row)
        return self.node


@dataclass(eq=False, slots=True)
class Tree:
    """A plan that is being edited; `body` and `after` (what follows the signature) hold what the plan holds there."""

    plan: Plan
    body: Branch
    after: Branch

    def branches(self) -> Iterator[Branch]:
        """Every branch, in print order."""
        return walk([*self.body.below, *self.after.below])

    def records(self) -> Iterator[Branch]:
        """The records in the order of the gold table."""
        return (branch for branch in self.branches() if branch.is_record)

    def parents(self) -> dict[Branch, Branch]:
        """The branch above each branch."""
        return {child: branch for branch in (self.body, self.after, *self.branches()) for child in branch.below}

    def homes(self) -> dict[Branch, Branch | None]:
        """The heading, group or appendix under which each record stands."""
        found: dict[Branch, Branch | None] = {}

        def visit(branches: Iterable[Branch], home: Branch | None) -> None:
            for branch in branches:
                if branch.is_record:
                    found[branch] = home
                    visit(branch.below, home)
                elif isinstance(branch.node, Group):
                    home = branch
                else:
                    visit(branch.below, home if isinstance(branch.node, TaskTable) else branch)

        visit([*self.body.below, *self.after.below], None)
        return found

    def freeze(self) -> Plan:
        """The plan as it stands now."""
        body, after = (tuple(_freeze(branch) for branch in part.below) for part in (self.body, self.after))
        return replace(self.plan, body=body, after=after)


def walk(branches: Iterable[Branch]) -> Iterator[Branch]:
    """Every branch, in print order."""
    for branch in branches:
        yield branch
        yield from walk(branch.below)


def thaw(plan: Plan) -> Tree:
    """The plan, ready to be edited."""
    texts = _marked(plan)
    parts = ([_thaw(node) for node in nodes] for nodes in (plan.body, plan.after))
    tree = Tree(plan, *(Branch(plan.signature, below) for below in parts))
    for number, branch in enumerate(tree.records()):
        branch.origins = (number,)
        branch.words = texts(number, branch.record)
    for branch, home in tree.homes().items():
        branch.home = home
    return tree


def _marked(plan: Plan) -> Any:
    """A function from the number of a record and its node to its words: plans in Python have their marks elsewhere."""
    written: list[tuple[str, tuple[Mark, ...]]] = []
    if not (SOURCES / f"{plan.name}.plan").exists():
        lines = (WRITTEN / f"{plan.name}.txt").read_text(encoding="utf-8").splitlines()
        written = [read_marks(line) for line in lines]

    def words(number: int, node: Item | Row) -> Words | None:
        text = node.text if isinstance(node, Item) else node.task
        if not written:
            return None if "{{" in text else Words.of(text, node.marks)
        plain, marks = written[number]
        return Words.of(plain, marks) if plain == text else None

    return words


def _thaw(node: Node) -> Branch:
    branch = Branch(node)
    if isinstance(node, TaskTable):
        branch.below = list(_thaw_rows(node))
    else:
        branch.below = [_thaw(child) for child in getattr(node, "below", ())]
    return branch


def _thaw_rows(table: TaskTable) -> Iterator[Branch]:
    """The rows, every cell with its words; which cells went on from above is kept apart."""
    above: dict[str, str] = {}
    for row in table.rows:
        if isinstance(row, Group):
            yield Branch(row)
            continue
        cells: list[tuple[str, str | None]] = []
        joined = set()
        for column in table.columns:
            lines = printed(row, column)
            if lines is None:
                joined.add(column.role)
            else:
                above[column.role] = "\n".join(lines)
            cells.append((column.role, above[column.role]))
        yield Branch(replace(row, cells=tuple(cells)), joined=frozenset(joined))


def _freeze(branch: Branch) -> Any:
    node = branch.node
    if isinstance(node, TaskTable):
        return replace(node, rows=tuple(_freeze_rows(branch.below)))
    below = tuple(_freeze(child) for child in branch.below)
    if isinstance(node, Item):
        return replace(node, below=below, marks=marks_of(branch))
    return replace(node, below=below) if isinstance(node, Section | Appendix) else node


def _freeze_rows(branches: list[Branch]) -> Iterator[Row | Group]:
    above: dict[str, str | None] = {}
    for branch in branches:
        if isinstance(branch.node, Group):
            above = {}
            yield branch.node
            continue
        assert isinstance(branch.node, Row)
        cells = dict(branch.node.cells)
        kept = {r: None if r in branch.joined and above.get(r) == text else text for r, text in cells.items()}
        above = cells
        yield replace(branch.node, cells=tuple(kept.items()), marks=marks_of(branch))


def marks_of(branch: Branch) -> tuple[Mark, ...]:
    """The marks of a record: label and place; what times and figures mean is in the record's own values."""
    if branch.words is None:
        return ()
    return tuple(Mark(s.label, "", (s.start, s.end), branch.words.words(s)) for s in branch.words.spans)


def reword(branch: Branch, words: Words) -> None:
    """Gives a record other words; values that stand in them follow what their span says now."""
    node = branch.record
    now: dict[str, dict[str, str]] = {}
    for span in words.spans:
        group = "when" if span.label in TIMES else "goals" if span.label in GOALS else FIELD_OF.get(span.label, "")
        now.setdefault(group, {})[span.was] = " ".join(words.words(span).split())
    changes: dict[str, Any] = {}
    for name in ("lead", "coord", "products"):
        held = getattr(node, name)
        if held is not None and name in now:
            changes[name] = tuple(now[name].get(value, value) for value in held)
    for name in ("when", "goals"):
        held = getattr(node, name)
        if held is not None and name in now:
            changes[name] = tuple(replace(value, raw=now[name].get(value.raw, value.raw)) for value in held)
    if isinstance(node, Item):
        branch.node = replace(node, text=words.text, **changes)
    else:
        branch.node = with_cell(replace(node, task=words.text, **changes), "task", words.text)
    settled = tuple(replace(s, was=" ".join(words.words(s).split())) for s in words.spans)
    branch.words = Words(words.text, settled)


def with_cell(row: Row, role: str, text: str) -> Row:
    """The row with another text printed in a column; a column that the table lacks stays away."""
    return replace(row, cells=tuple((r, text if r == role else old) for r, old in row.cells))


def title_of(branch: Branch | None) -> str:
    """The words of a heading, group or appendix."""
    return "" if branch is None else str(getattr(branch.node, "title", ""))


def is_section(branch: Branch) -> bool:
    return isinstance(branch.node, Section)
