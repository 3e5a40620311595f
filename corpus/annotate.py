"""A plan's source -> its gold table, in the shape of gold/FORMAT.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

import regex

from corpus.model import Appendix, CellTable, Goal, Group, Item, Node, Plan, Row, Section, TaskTable, Values, When

FOOTNOTE = regex.compile(r"\{\{.*?\}\}")
"""A footnote in the source. Matches "{{Theo số liệu rà soát.}}" and "{{Xem mẫu 2.}}", not a single "{x}"."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What a node inherits."""

    path: Values = ()
    section: str = ""
    lead: Values = ()
    coord: Values = ()
    when: tuple[When, ...] = ()

    def below(self, node: Section | Item) -> _Context:
        """The context of what stands below `node`: what it gives replaces, what it leaves out is inherited."""
        return replace(
            self,
            lead=self.lead if node.lead is None else node.lead,
            coord=self.coord if node.coord is None else node.coord,
            when=self.when if node.when is None else node.when,
        )


def gold(plan: Plan) -> dict[str, Any]:
    """The gold record of `plan`: {"document": …, "tasks": […]}."""
    return {
        "document": {
            "type": plan.type,
            "number": plan.number,
            "issued": plan.issued,
            "issuer": plan.issuer,
            "title": " ".join(plan.title),
            "years": list(plan.years),
            "legal_bases": [asdict(basis) for basis in plan.bases],
            "signer": plan.signature.name,
            "signer_title": plan.signature.titles[-1],
            "recipients": [r.rstrip(";.") for r in plan.signature.recipients],
        },
        "tasks": list(_records((*plan.body, *plan.after), _Context())),
    }


def shown(text: str) -> str:
    """The text as a reader counts it: without footnotes."""
    return FOOTNOTE.sub("", text)


def _records(nodes: tuple[Node, ...], context: _Context) -> Iterator[dict[str, Any]]:
    for node in nodes:
        if isinstance(node, Section):
            inner = replace(context.below(node), section=shown(node.title).rstrip(":. "))
            if node.number is not None:
                inner = replace(inner, path=(*context.path, node.number))
            yield from _records(node.below, inner)
        elif isinstance(node, Item):
            inner = context.below(node)
            yield _record(inner, shown(node.text), node.kind, node.number, node.products, node.goals)
            yield from _records(node.below, inner)
        elif isinstance(node, Appendix):
            yield from _records(node.below, _Context(path=(node.path,), section=node.title))
        elif isinstance(node, TaskTable):
            yield from _rows(node, context)
        elif isinstance(node, CellTable):
            for meaning in node.meanings:
                above = replace(
                    context, path=(*context.path, *meaning.path), section=meaning.section or context.section
                )
                yield _row(meaning.row, above)


def _rows(table: TaskTable, context: _Context) -> Iterator[dict[str, Any]]:
    group = context
    for row in table.rows:
        if isinstance(row, Group):
            group = replace(context, path=(*context.path, row.number), section=row.title)
        else:
            yield _row(row, group)


def _row(row: Row, context: _Context) -> dict[str, Any]:
    given = replace(context, lead=row.lead, coord=row.coord, when=row.when or context.when)
    return _record(given, row.task, "task", row.number, row.products, row.goals)


def _record(
    context: _Context, text: str, kind: str, number: str | None, products: Values, goals: tuple[Goal, ...]
) -> dict[str, Any]:
    return {
        "kind": kind,
        "number": number,
        "section_path": list(context.path),
        "section": context.section,
        "task": text,
        "products": list(products),
        "lead_units": list(context.lead),
        "coordinating_units": list(context.coord),
        "deadlines": [asdict(when) for when in context.when],
        "targets": [asdict(goal) for goal in goals],
    }
