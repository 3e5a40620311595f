"""What an item takes from its surroundings: responsibility lines, headings that name units or times, leads.

The order is that of gold/GUIDELINE.md (Fields): the item's own words, then a responsibility line of the same section,
then the nearest context that says something; nothing comes from a sibling section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extractors.deadlines import Deadline
from extractors.plan_times import PlanTimes
from extractors.products import split_product_cell
from extractors.unit_cells import split_units
from extractors.unit_headings import units_of_heading
from extractors.units import find_units
from pipeline.labels import OTHER
from pipeline.nodes import Node, Role
from pipeline.roles import is_responsibility_heading

# a title that is an event: "Khi có tin bão gần bờ", "Sau khi bão tan"; not "Phương án khi có mưa"
EVENT = regex.compile(r"(?:ngay\s+)?(?:sau\s+|trước\s+)?khi\s", regex.IGNORECASE)


@dataclass(slots=True)
class Context:
    """The values that surround an item, per field; empty where nothing around it says any."""

    lead_units: tuple[str, ...] = ()
    coordinating_units: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    products: tuple[str, ...] = ()


@dataclass(slots=True)
class Surroundings:
    """Answers what an item inherits; remembers what each node of the tree passes on."""

    times: PlanTimes
    _passed: dict[int, Context] = field(default_factory=dict)
    _silent: dict[int, bool] = field(default_factory=dict)
    _times: dict[int, PlanTimes] = field(default_factory=dict)

    def of(self, node: Node) -> Context:
        """What `node` inherits, the nearest context first, field by field."""
        out = self.attributes_for(node)
        above: Node = node
        for ancestor in node.ancestors():
            self._fill(out, self._beside(ancestor, above))
            self._fill(out, self._passes_on(ancestor))
            above = ancestor
        if above.parent is not None:
            self._fill(out, self._beside(above.parent, above))
        return out

    def times_at(self, node: Node) -> PlanTimes:
        """How times are meant at `node`: with the year of the nearest heading above that names one, else the plan's."""
        parent = node.parent
        if parent is None or parent.role is Role.ROOT:
            return self.times
        if id(parent) not in self._times:
            self._times[id(parent)] = self.times_at(parent).under(parent.text)
        return self._times[id(parent)]

    def attributes_for(self, node: Node) -> Context:
        """What the item's own labels and the attribute lines directly under it say of it."""
        own = [node] if node.attributes and node.role is not Role.ATTRIBUTE else []
        return self._context([*own, *(c for c in node.children if c.role is Role.ATTRIBUTE)])

    def _fill(self, out: Context, more: Context) -> None:
        for name in ("lead_units", "coordinating_units", "deadlines", "products"):
            if not getattr(out, name):
                setattr(out, name, getattr(more, name))

    def _beside(self, parent: Node, below: Node) -> Context:
        """What attribute lines among the children of `parent` say of the child `below`."""
        if parent.role in (Role.LEAD, Role.ITEM) and all(c.role is Role.ATTRIBUTE for c in parent.children):
            return Context()
        if self._is_silent(parent):
            return Context()
        out = Context()
        groups = _groups(parent, below)
        named = [
            field for group in groups for field in {f for line in group.lines for f, _ in line.attributes} - {OTHER}
        ]
        if len(named) == len(set(named)):
            # no field is said twice: the lines speak of all items of the section
            for group in groups:
                self._fill(out, self._context(group.lines))
        else:
            for group in groups:
                if group.covers:
                    self._fill(out, self._context(group.lines))
        for sibling in parent.children:
            if sibling is not below and _heads_responsibility(sibling):
                lines = [c for c in sibling.children if c.role is Role.ATTRIBUTE]
                if lines and len(lines) == len(sibling.children):
                    self._fill(out, self._context(lines))
        return out

    def _is_silent(self, parent: Node) -> bool:
        """Whether no child of `parent` can say anything of another; asked once, for lists may be thousands long."""
        key = id(parent)
        if key not in self._silent:
            self._silent[key] = not any(
                child.role is Role.ATTRIBUTE or _heads_responsibility(child) for child in parent.children
            )
        return self._silent[key]

    def _context(self, lines: Sequence[Node]) -> Context:
        out = Context()
        for name, value in (pair for line in lines for pair in line.attributes):
            if name == "lead_units":
                units = split_units(value)
                out.lead_units += tuple(u.name for u in units.lead)
                out.coordinating_units += tuple(u.name for u in units.coordinating)
            elif name == "coordinating_units":
                units = split_units(value)
                out.coordinating_units += tuple(u.name for u in (*units.lead, *units.coordinating))
            elif name == "deadlines":
                out.deadlines += self.times_at(lines[0]).cell(value)
            elif name == "products":
                out.products += tuple(split_product_cell(value))
        return out

    def _passes_on(self, node: Node) -> Context:
        key = id(node)
        if key not in self._passed:
            self._passed[key] = self._read(node)
        return self._passed[key]

    def _read(self, node: Node) -> Context:
        if node.role is Role.LEAD:
            units = find_units(node.text)
            deadlines = self.times_at(node).prose(node.text)
        else:
            units = (
                find_units(node.text)
                if node.marker is None and node.text.endswith(":")
                else units_of_heading(node.text)
            )
            deadlines = self.times_at(node).heading(node.text)
            if node.marker is not None and node.marker.numbered and not EVENT.match(node.text):
                # a title that mentions an event ("Phương án khi có mưa") sets no time; a title that is a time does
                deadlines = tuple(d for d in deadlines if d.kind != "conditional")
            elif node.marker is None and not deadlines and node.text.endswith(":"):
                deadlines = self.times_at(node).prose(node.text)
        out = Context(tuple(u.name for u in units.lead), tuple(u.name for u in units.coordinating), deadlines)
        if node.role is Role.HEADING and node.children:
            # "2. Các Sở, ngành" / "Các Sở … phối hợp với Sở A triển khai:" / "2.1. …": the line speaks for the section
            first = node.children[0]
            if first.marker is None and first.role in (Role.LEAD, Role.HEADING) and not first.children:
                self._fill(out, self._read(first))
        return out


@dataclass(slots=True)
class _Group:
    """Attribute lines that stand together, and whether they speak of the item asked for."""

    lines: list[Node]
    covers: bool = False


def _groups(parent: Node, below: Node) -> list[_Group]:
    """The groups of attribute lines among the children of `parent`.

    A group that repeats a field of another speaks only of the items beside it: those after it where the section begins
    with attribute lines, else those before it.
    """
    lines = [c for c in parent.children if c.role is not Role.ATTRIBUTE or not _of_other_section(c, below)]
    forward = bool(lines) and lines[0].role is Role.ATTRIBUTE
    groups: list[_Group] = []
    pending = False
    previous: Node | None = None
    for child in lines:
        if child.role is not Role.ATTRIBUTE:
            if forward and groups and child is below:
                groups[-1].covers = True
            pending = pending or child is below
        else:
            if previous is None or previous.role is not Role.ATTRIBUTE:
                groups.append(_Group([]))
                groups[-1].covers = pending and not forward
                pending = False
            groups[-1].lines.append(child)
        previous = child
    return groups


def _heads_responsibility(node: Node) -> bool:
    return node.role is Role.HEADING and is_responsibility_heading(node.text)


def _of_other_section(line: Node, below: Node) -> bool:
    """ "1. Thời gian: …" beside the section "3. …": nothing comes from a sibling section."""
    return bool(line.marker and line.marker.numbered and below.marker and below.marker.numbered and below.children)
