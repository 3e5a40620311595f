"""Where the value of a field was taken from: the words of which heading, line or row."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.appendix import Row
from pipeline.drafts import Draft
from pipeline.inspect.findings import Remark
from pipeline.inspect.traces import Traces
from pipeline.nodes import Node, Role
from pipeline.records import INHERITED, letters
from pipeline.roles import is_responsibility_heading


def origin_of(draft: Draft, field: str, traces: Traces) -> Remark:
    """What is to be said of where the task's `field` ("lead_units", "deadlines" …) comes from."""
    origin = draft.task.origins.get(field)
    if origin != INHERITED:
        return Remark(f"inspect-origin-{origin}") if origin else Remark("inspect-origin-unknown")
    if isinstance(draft.origin, Row):
        return _from_row(draft.origin, field, traces)
    source = _source_node(draft.origin, _words(draft, field))
    if source is None:
        return Remark("inspect-origin-inherited")
    label = f"{source.marker.label}. " if source.marker and source.marker.numbered else ""
    return Remark("inspect-origin-from", {"text": f"{label}{source.text}".rstrip(" :.")})


def _from_row(row: Row, field: str, traces: Traces) -> Remark:
    above = row.parent
    while above is not None:
        if above.own(field).strip():
            number = traces.number(above)
            if number is not None:
                return Remark("inspect-origin-row", {"row": number})
            return Remark("inspect-origin-from", {"text": " ".join(above.text("task").split())})
        above = above.parent
    if row.group:
        return Remark("inspect-origin-from", {"text": row.group})
    if row.sections:
        return Remark("inspect-origin-from", {"text": ". ".join(row.sections[-1])})
    return Remark("inspect-origin-inherited")


def _words(draft: Draft, field: str) -> list[str]:
    """The values as they must stand in what they were taken from."""
    task = draft.task
    values = [d.raw for d in task.deadlines] if field == "deadlines" else getattr(task, field, ())
    return [words for value in values if (words := letters(str(value)))]


def _source_node(node: Node, words: list[str]) -> Node | None:
    """The nearest line of the surroundings that has the words; None where none has them as they are."""
    for around in _surroundings(node):
        said = letters(" ".join([around.text, *(value for _, value in around.attributes)]))
        if words and all(word in said for word in words):
            return around
    return None


def _surroundings(node: Node) -> Iterator[Node]:
    """What an item may inherit from, nearest first: attribute lines under it, then beside and above it."""
    yield from (child for child in node.children if child.role is Role.ATTRIBUTE)
    above = node.parent
    while above is not None:
        for child in above.children:
            if child.role is Role.ATTRIBUTE:
                yield child
            elif child is not node and is_responsibility_heading(child.text):
                yield from (c for c in child.walk() if c.role is not Role.TABLE)
        if above.role is not Role.ROOT:
            yield above
        above = above.parent
