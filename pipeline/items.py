"""An item of the outline -> its task: what its own words say, and what it inherits from its surroundings."""

from __future__ import annotations

from extractors.citations import find_citations
from extractors.deadlines import is_time_heading
from extractors.kinds import Kind, is_closing, kind_of_heading, kind_of_item
from extractors.merge import Decided, decide_deadlines, decide_products, decide_targets
from pipeline.drafts import Draft
from pipeline.inherit import Surroundings
from pipeline.nodes import Node, Role
from pipeline.records import INHERITED, NER, RULE, Source, Task

NUMBERS = ("decimal", "letter", "roman", "paren")
"""The markers that are an item's number."""


def task_of_item(
    node: Node, kind: Kind, surroundings: Surroundings, named: Decided, above: tuple[str, ...] = ()
) -> Draft:
    """The record of an item; `named` are the units of its own words, `above` is the path of its part ("PL2")."""
    text = node.text
    around, labelled = surroundings.of(node), surroundings.attributes_for(node)
    own = named.units
    origins: dict[str, str] = {}
    values: dict[str, tuple[str, ...]] = {}
    for name, found in (
        ("lead_units", [u.name for u in own.lead]),
        ("coordinating_units", [u.name for u in own.coordinating]),
        ("products", decide_products(text, named)),
    ):
        if stated := getattr(labelled, name):
            # a line of its own under the item ("Sản phẩm: …") says it outright
            values[name], origins[name] = stated, RULE
            continue
        values[name] = tuple(found)
        if found:
            of_model = named.entities is not None or named.by_model.issuperset(found)
            origins[name] = NER if of_model else RULE
        elif inherited := getattr(around, name):
            values[name], origins[name] = inherited, INHERITED
    deadlines = labelled.deadlines or decide_deadlines(text, named, surroundings.times_at(node).prose)
    if deadlines:
        origins["deadlines"] = RULE
    elif around.deadlines:
        deadlines = around.deadlines
        origins["deadlines"] = INHERITED
    targets = decide_targets(text, named)
    if targets:
        origins["targets"] = RULE
    heading = node.heading
    paragraph = node.paragraph
    assert paragraph is not None
    task = Task(
        id="",
        kind=kind.value,
        task=text,
        number=node.marker.label if node.marker and node.marker.kind in NUMBERS else None,
        section_path=(*above, *node.path),
        section=heading.text.rstrip(" :.") if heading else None,
        products=values["products"],
        lead_units=values["lead_units"],
        coordinating_units=_without(values["coordinating_units"], values["lead_units"]),
        deadlines=deadlines,
        targets=targets,
        citations=tuple(find_citations(text)),
        source=Source(paragraph.page, paragraph.text, paragraph.boxes()),
        origins=origins,
        by_model=tuple(sorted(named.by_model.intersection((*values["lead_units"], *values["coordinating_units"])))),
    )
    return Draft(task, node, next((n for n in node.ancestors() if n.role is Role.LEAD), None))


def kind_of_node(node: Node, last: bool) -> Kind:
    """Whether the item is task, target, purpose or other; `last` says that no item follows in the body."""
    if not node.children and is_time_heading(node.text.rstrip(".")):
        return Kind.OTHER  # "Đợt 2: Từ ngày … đến ngày …" alone states a time, no task
    heading_kind: Kind | None = None
    for ancestor in node.ancestors():
        if ancestor.role is Role.LEAD:
            continue
        heading_kind = kind_of_heading(ancestor.text)
        if heading_kind is None and ancestor.role is Role.HEADING and kind_of_item(ancestor.text, None) is Kind.OTHER:
            heading_kind = Kind.OTHER
        if heading_kind is not None:
            break
    if (
        heading_kind is not Kind.PURPOSE
        and node.marker is None
        and (last or "./." in node.text)
        and is_closing(node.text)
    ):
        return Kind.OTHER
    if node.marker is not None and node.marker.numbered and not node.children:
        # "1. Thời gian thực hiện: …", "2. Kinh phí: …" state a circumstance of the plan
        own = kind_of_heading(node.text.split(":")[0]) if ":" in node.text[:60] else None
        if own in (Kind.OTHER, Kind.PURPOSE):
            return own
    return kind_of_item(node.text, heading_kind)


def _without(units: tuple[str, ...], taken: tuple[str, ...]) -> tuple[str, ...]:
    folded = {u.casefold() for u in taken}
    return tuple(u for u in units if u.casefold() not in folded)
