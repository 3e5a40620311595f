"""Paragraphs -> the tree I / 1 / 1.1 / a) / - / + ; every item knows its headings and what they pass on.

A `Node` is a paragraph with its place in the tree.  Its `role` says what it is: a heading or an introducing line
(context only), an item (a leaf), a lead (an item that also introduces its sub-items), or an attribute line
("Đơn vị chủ trì: …") which sets a field of other items.  The rules are those of gold/GUIDELINE.md (Items, Rulings).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.deadlines import is_time_heading
from extractors.kinds import is_closing
from pipeline.markers import Marker, read_marker
from pipeline.nodes import Node, Role
from pipeline.read.document import Table
from pipeline.reflow import Paragraph
from pipeline.roles import heads_work, introduces, is_plain_heading, leads_section, read_attributes, role_of

__all__ = ["Node", "Role", "outline", "split_headings"]


def outline(blocks: Sequence[Paragraph | Table]) -> Node:
    """The tree of the paragraphs and tables, with their roles."""
    root = Node(role=Role.ROOT)
    stack: list[Node] = [root]
    nodes: list[Node] = []
    for block in blocks:
        if isinstance(block, Table):
            nodes.append(Node(table=block, role=Role.TABLE))
            continue
        for part in split_headings(block):
            node = _node(part)
            if nodes and _waits_for_title(nodes[-1]) and node.marker is None and len(node.text) < 200:
                nodes[-1].text = node.text  # "Phần thứ nhất" / "MỤC ĐÍCH, YÊU CẦU"
                continue
            if nodes and node.marker is not None and node.marker.kind == "bullet":
                nodes[-1].before_list = True
            nodes.append(node)
    for node in nodes:
        if node.table is not None:
            node.parent = _open_section(stack)
            node.parent.children.append(node)
        else:
            _place(stack, node)
    _rehang_closing(root)
    for node in list(root.walk()):
        if node.role not in (Role.ROOT, Role.TABLE):
            read_attributes(node)
    for node in root.walk():
        if node.role not in (Role.ROOT, Role.TABLE, Role.ATTRIBUTE):
            node.role = role_of(node)
    return root


# --- building the tree ----------------------------------------------------------------------------------------------

# a heading in capitals with the next one in the same paragraph: "II. ĐỐI TƯỢNG, NỘI DUNG 1. Đối tượng thi đua"
RUN_ON_HEADING = regex.compile(r"^(?:[IVX]+|[A-H])\s*[.\-/)]\s*[^\p{Ll}]{4,}?\s(?=(?:1|a)[.)]\s+\p{Lu}\p{Ll})")


def split_headings(paragraph: Paragraph) -> list[Paragraph]:
    """The paragraph, in two where a heading in capitals runs on into the first heading under it."""
    match = RUN_ON_HEADING.match(paragraph.text)
    if not match:
        return [paragraph]
    return [paragraph.slice(0, match.end() - 1), paragraph.slice(match.end())]


def _node(paragraph: Paragraph) -> Node:
    marker = read_marker(paragraph.text)
    text = marker.rest if marker else paragraph.text
    return Node(text=text.strip(), marker=marker, paragraph=paragraph, offset=len(paragraph.text) - len(text))


def _waits_for_title(node: Node) -> bool:
    return node.marker is not None and node.marker.kind == "part" and not node.text


def _place(stack: list[Node], node: Node) -> None:
    """Hang the node under the right open node and open it."""
    if node.marker is None:
        _close_for_plain(stack, node)
    elif node.marker.kind in ("bullet", "paren"):
        _close_for_bullet(stack, node.marker)
    else:
        _close_for_number(stack, node.marker)
    node.parent = stack[-1]
    stack[-1].children.append(node)
    stack.append(node)


def _close_for_number(stack: list[Node], marker: Marker) -> None:
    """A number closes everything up to its last sibling; a number of a new style opens one level deeper."""
    while len(stack) > 1 and not (stack[-1].marker and stack[-1].marker.numbered):
        # bullets and plain lines never hold numbered headings, but a lead may introduce "a)", "b)"
        if marker.kind == "letter" and introduces(stack[-1].text) and marker.label == "a":
            return
        stack.pop()
    if marker.kind in ("part", "roman"):
        rank = {"part": 0, "roman": 1}
        while len(stack) > 1 and not (
            stack[-1].marker and stack[-1].marker.kind in rank and _above(stack[-1].marker, marker)
        ):
            stack.pop()
        return
    styles = [n.marker.style if n.marker else None for n in stack]
    if marker.kind == "decimal" and "." in marker.label:
        prefix = marker.label.rsplit(".", 1)[0]
        for i in range(len(stack) - 1, 0, -1):
            held = stack[i].marker
            if held and held.kind == "decimal" and held.label == prefix:
                del stack[i + 1 :]
                return
    open_lists = [i for i, style in enumerate(styles) if style == marker.style]
    if not open_lists:
        return
    last = open_lists[-1]
    if marker.label == "1" and last == len(stack) - 1 and _heads_list(stack[-1]):
        return  # "6. Danh mục công việc" / "1. Lập …": a count that begins anew under a title
    if len(open_lists) > 1 and not _follows(stack[last], marker) and _follows(stack[open_lists[-2]], marker):
        last = open_lists[-2]  # "7. …" after "1." to "5." under "6. …"
    del stack[last:]


def _follows(node: Node, marker: Marker) -> bool:
    """Whether the number is the next one after the node's."""
    held = node.marker
    return held is not None and held.label.isdigit() and marker.label == str(int(held.label) + 1)


TITLE_WORDS = 15
"""A title of a list has no more words."""


def _heads_list(node: Node) -> bool:
    """Whether a marked line reads as the title of a list: short, without the mark that closes an item."""
    return not node.children and node.text[-1:] not in tuple(".;,…") and len(node.text.split()) <= TITLE_WORDS


def _above(held: Marker, marker: Marker) -> bool:
    """Whether a section with marker `held` can hold one with `marker`: parts hold Romans, Romans hold capitals."""
    order = {"part": 0, "roman": 1, "capital": 1}
    if held.style == "capital" and marker.style == "roman":
        return True
    return order.get(held.style, 2) < order.get(marker.style, 2) and not (
        held.style == "roman" and marker.style == "capital"
    )


def _close_for_bullet(stack: list[Node], marker: Marker) -> None:
    """A bullet is a sibling of the last open one of its style; a new style nests only under what introduces it."""
    for i in range(len(stack) - 1, 0, -1):
        held = stack[i].marker
        if held is None:
            continue
        if held.style == marker.style:
            del stack[i:]
            return
        if held.numbered:
            break
    while len(stack) > 1:
        top = stack[-1]
        held = top.marker
        # a list has bullets of one style: another style goes on above the line that introduced it
        other_list = any(
            c.marker and c.marker.kind == "bullet" and c.marker.style != marker.style for c in top.children
        )
        if held is None:
            if introduces(top.text) or is_plain_heading(top) or leads_section(top):
                return
        elif (
            held.numbered
            or ((introduces(top.text) or is_time_heading(top.text.rstrip("."))) and not other_list)
            or (marker.label == "+" and held.label == "-")
            or (_heads_list(top) and _list_begins(top, marker))
        ):
            return
        stack.pop()


def _list_begins(top: Node, marker: Marker) -> bool:
    """Whether a bullet of another style opens a list under the bullet before it: "* Giai đoạn 1 (…): …" / "- Lập …".

    It does under the first of its list, and where those before it hold such lists too.
    """
    siblings = top.parent.children if top.parent else []
    before = [n for n in siblings if n is not top and n.marker and top.marker and n.marker.style == top.marker.style]
    return all(any(c.marker and c.marker.style == marker.style for c in n.children) for n in before)


def _close_for_plain(stack: list[Node], node: Node) -> None:
    """An unmarked paragraph belongs to the open section, or to the bullet that works as its title."""
    while len(stack) > 1:
        top = stack[-1]
        held = top.marker
        if held is None:
            # under a heading without a number, unless this one is a heading of the same rank or ends the list
            goes_on = not top.children or (heads_work(top.text) and not is_closing(node.text))
            if is_plain_heading(top) and goes_on and not is_plain_heading(node):
                return
        elif held.numbered or (not top.children and (top.text.endswith(":") or is_time_heading(top.text.rstrip(".")))):
            return
        stack.pop()


def _open_section(stack: list[Node]) -> Node:
    return next(
        (n for n in reversed(stack) if n.role is Role.ROOT or (n.marker and n.marker.numbered) or is_plain_heading(n)),
        stack[0],
    )


def _rehang_closing(root: Node) -> None:
    """The unmarked paragraphs that close the plan hang under its top-level section (ruling on `path`).

    Else the last number of the plan would look like a heading of its closing words.
    """
    nodes = [n for n in root.walk() if n.table is None and n.role is not Role.ROOT]
    for node in reversed(nodes):
        if node.marker is not None or node.children or node.parent is None:
            return
        after_list = node is nodes[-1] and any(c.marker is not None for c in node.parent.children)
        if not (after_list or is_closing(node.text)):
            return
        above = list(node.ancestors())
        if len(above) < 2:
            continue
        node.parent.children.remove(node)
        node.parent = above[-1]
        above[-1].children.append(node)
