"""Paragraphs -> the tree I / 1 / 1.1 / a) / - / + ; every item knows its headings and what they pass on.

A `Node` is a paragraph with its place in the tree.  Its `role` says what it is: a heading or an introducing line
(context only), an item (a leaf), a lead (an item that also introduces its sub-items), or an attribute line
("Đơn vị chủ trì: …") which sets a field of other items.  The rules are those of gold/GUIDELINE.md (Items, Rulings).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import regex

from extractors.deadlines import is_time_heading
from extractors.kinds import fold_heading
from extractors.lexicon import load
from extractors.predicates import begins_with_action
from extractors.unit_names import begins_with_unit
from extractors.units import find_units
from pipeline.markers import Marker, read_marker
from pipeline.read.document import Table
from pipeline.reflow import Paragraph


class Role(StrEnum):
    """What a node is for the table: see the module's docstring."""

    ROOT = "root"
    HEADING = "heading"
    LEAD = "lead"
    ITEM = "item"
    ATTRIBUTE = "attribute"
    TABLE = "table"


@dataclass(slots=True, eq=False)
class Node:
    """One paragraph (or table) in the tree. `text` is without the marker; `offset` is where it starts in the paragraph."""

    text: str = ""
    marker: Marker | None = None
    paragraph: Paragraph | None = None
    table: Table | None = None
    offset: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    role: Role = Role.ITEM
    before_list: bool = False
    """Whether a bullet follows directly."""
    label: str | None = None
    """The field that an attribute line sets: lead_units, coordinating_units, deadlines, products or other."""
    value: str = ""

    def ancestors(self) -> Iterator[Node]:
        """The nodes above, nearest first, without the root."""
        node = self.parent
        while node is not None and node.role is not Role.ROOT:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """The node and all below it in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def path(self) -> tuple[str, ...]:
        """The labels of the numbered headings above, outermost first ("II", "2", "2.1")."""
        return tuple(
            node.marker.label for node in reversed(list(self.ancestors())) if node.marker and node.marker.numbered
        )

    @property
    def heading(self) -> Node | None:
        """The nearest heading above (a lead that introduces the item is no heading)."""
        return next((node for node in self.ancestors() if node.role is Role.HEADING), None)


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
            if nodes and node.marker is not None and node.marker.kind == "bullet":
                nodes[-1].before_list = True
            nodes.append(node)
    for node in nodes:
        if node.table is not None:
            node.parent = _open_section(stack)
            node.parent.children.append(node)
        else:
            _place(stack, node)
    for node in root.walk():
        if node.role not in (Role.ROOT, Role.TABLE):
            _read_label(node)
    for node in root.walk():
        if node.role not in (Role.ROOT, Role.TABLE, Role.ATTRIBUTE):
            node.role = _role(node)
    _rehang_closing(root)
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
        if marker.kind == "letter" and _introduces(stack[-1].text) and marker.label == "a":
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
    if marker.style in styles:
        last = len(styles) - 1 - styles[::-1].index(marker.style)
        del stack[last:]


def _above(held: Marker, marker: Marker) -> bool:
    """Whether a section with marker `held` can hold one with `marker`: parts hold Romans, Romans hold capitals."""
    order = {"part": 0, "roman": 1, "capital": 1}
    if held.style == "capital" and marker.style == "roman":
        return True
    return order.get(held.style, 2) < order.get(marker.style, 2) and not (held.style == "roman" and marker.style == "capital")


def _close_for_bullet(stack: list[Node], marker: Marker) -> None:
    """A bullet is a sibling of the last open bullet of its style; a new style nests only under a line that introduces."""
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
        other_list = any(c.marker and c.marker.kind == "bullet" and c.marker.style != marker.style for c in top.children)
        if held is None:
            if _introduces(top.text) or _is_plain_heading(top) or _leads_section(top):
                return
        elif held.numbered:
            return
        elif (_introduces(top.text) or is_time_heading(top.text.rstrip("."))) and not other_list:
            return
        elif marker.label == "+" and held.label == "-":
            return
        stack.pop()


def _close_for_plain(stack: list[Node], node: Node) -> None:
    """An unmarked paragraph belongs to the open section, or to the bullet that works as its title."""
    while len(stack) > 1:
        top = stack[-1]
        held = top.marker
        if held is None:
            # under a heading without a number, unless this one is a heading of the same rank or ends the list
            if _is_plain_heading(top) and not top.children and not _is_plain_heading(node):
                return
        elif held.numbered or (not top.children and (top.text.endswith(":") or is_time_heading(top.text.rstrip(".")))):
            return
        stack.pop()


def _leads_section(node: Node) -> bool:
    """An unmarked first paragraph that says who is responsible leads the list under it, colon or not."""
    return (
        node.parent is not None
        and node.parent.children[0] is node
        and node.parent.role is not Role.ROOT
        and STATEMENT.search(node.text) is not None
    )


def _open_section(stack: list[Node]) -> Node:
    return next(
        (n for n in reversed(stack) if n.role is Role.ROOT or (n.marker and n.marker.numbered) or _is_plain_heading(n)),
        stack[0],
    )


# --- roles ------------------------------------------------------------------------------------------------------------

INTRODUCTION = regex.compile(r":$|(?:như sau|sau đây|cụ thể|gồm|bao gồm|sau)\s*[:;.]?$", regex.IGNORECASE)
# a sentence that says what somebody does, not a title: "… có trách nhiệm …", "… là cơ quan đầu mối …"
STATEMENT = regex.compile(
    r"\b(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|là (?:cơ quan|đơn vị|đầu mối|bộ phận)|như sau:$|sau đây:$|chủ yếu sau:$)", regex.IGNORECASE
)
# context only: what a lead line states is a period or a count: "Đợt thi đua … được chia làm 02 đợt, cụ thể:"
PASSIVE_STATEMENT = regex.compile(r"\b(?:được (?:chia|tổ chức|phát động|thực hiện|triển khai|tiến hành|phân)|chia (?:làm|thành))\b", regex.IGNORECASE)
LABEL_LINE = regex.compile(r"(?P<label>[\p{L}, /()]{2,60}?)\s*:\s*(?P<value>.*)$", regex.DOTALL)


def _introduces(text: str) -> bool:
    return bool(INTRODUCTION.search(text))


def _is_plain_heading(node: Node) -> bool:
    """An unmarked heading: a time ("Năm 2024"), or a short line that is no sentence ("Giai đoạn chuẩn bị")."""
    if node.marker is not None or node.role is Role.ATTRIBUTE:
        return False
    text = node.text
    if len(text) < 100 and is_time_heading(text):
        return True
    if len(text) > 90 or not text or text[-1] in ".;,!?…”" or text[0].islower() or _labelled(text):
        return False
    if text.isupper():
        return True
    if len(text.split()) > 16:
        return False
    bold = node.paragraph.lines[0].bold if node.paragraph else None
    if node.before_list and bold is None and not begins_with_unit(text) and not regex.search(r"\d\s*%", text):
        return True
    return bool(bold) or (text.endswith(":") and not begins_with_unit(text) and len(text.split()) <= 12)


def _labelled(text: str) -> tuple[str, str] | None:
    """The field and value of an attribute line ("Thời gian: Quý I/2025"), None where it is none."""
    match = LABEL_LINE.match(text)
    if not match:
        return None
    name = _labels().get(fold_heading(match["label"]))
    if name is None:
        # "Thời gian hội thu và tặng quà: …": a label that only begins with a known one
        begins = [f for phrase, f in _labels().items() if f in ("deadlines", "other") and fold_heading(match["label"]).startswith(phrase + " ")]
        name = begins[0] if begins and len(match["label"].split()) <= 8 else None
    return None if name is None else (name, match["value"].strip())


@functools.cache
def _labels() -> dict[str, str]:
    data = load("sections")["labels"]
    return {phrase: name for name, phrases in data.items() if name != "content" for phrase in phrases}


def _read_label(node: Node) -> None:
    if node.marker and node.marker.kind in ("roman", "part"):
        return
    found = _labelled(node.text)
    if found is None:
        return
    name, value = found
    parts = [value] if value else []
    if node.marker and node.marker.numbered and any(c.children for c in node.children):
        return  # a section: "3. Thời gian:" with sub-sections
    if not value and not node.children:
        return
    if not value and node.marker and node.marker.numbered and name in ("lead_units", "products", "other") and not all(
        c.marker and c.marker.kind == "bullet" for c in node.children
    ):
        return
    parts += [child.text for child in node.children]
    if name != "other" and node.marker and node.marker.numbered and value and len(value) > 400:
        return
    node.role, node.label, node.value = Role.ATTRIBUTE, name, "\n".join(parts)
    for child in node.children:
        for below in child.walk():
            below.role, below.label = Role.ATTRIBUTE, "part"


def _role(node: Node) -> Role:
    content = [c for c in node.children if c.role is not Role.ATTRIBUTE]
    text = node.text
    if not content and text.endswith(":") and _table_follows(node):
        return Role.HEADING
    if content and node.marker and node.marker.kind in ("decimal", "letter", "bullet") and _is_activity(node, content):
        return Role.LEAD
    if not content and node.marker is None and text.endswith(":") and _following_number(node):
        return Role.LEAD if _states_action(text) else Role.HEADING
    if not content:
        if node.children and node.marker and node.marker.numbered and _is_responsibility_heading(text):
            return Role.HEADING
        return Role.HEADING if _is_bare_heading(node) else Role.ITEM
    if node.marker is None:
        if _is_plain_heading(node):
            return Role.HEADING
        return Role.LEAD if _states_action(text) else Role.HEADING
    if node.marker.numbered:
        if node.marker.kind in ("part", "roman"):
            return Role.HEADING
        return Role.LEAD if STATEMENT.search(text) and not PASSIVE_STATEMENT.search(text) and find_units(text).lead else Role.HEADING
    if is_time_heading(text.rstrip(".")):
        return Role.HEADING
    if all(c.marker is None for c in content) and text.endswith(":"):
        return Role.HEADING
    return Role.LEAD if _states_action(text) else Role.HEADING


# an introducing line that orders nothing by itself: "… tổ chức triển khai:", "… thực hiện các nội dung cụ thể như sau:"
GENERIC_END = regex.compile(
    r"[\s,]*(?:(?:tổ chức|triển khai|thực hiện|tập trung|chỉ đạo|hoàn thành|có trách nhiệm|có nhiệm vụ|cần|tốt|vào)[\s,]*)+"
    r"(?:(?:một số|các|những)?\s*(?:nội dung|nhiệm vụ|giải pháp|công việc|hoạt động|biện pháp|công tác)[\p{L} ,]{0,40}?)?"
    r"[\s,]*(?:(?:cụ thể|như|sau|sau đây|gồm|là|dưới đây)[\s,]*)*:?\s*$",
    regex.IGNORECASE,
)
# what is left of such a line when only people are set to work: "Sở A chủ trì, phối hợp các Sở", "Chỉ đạo các đơn vị phối hợp"
SETTING_TO_WORK = regex.compile(
    r"(?:(?:chủ trì|phối hợp|chỉ đạo|phân công|giao|yêu cầu|đề nghị|là đầu mối|đôn đốc|có trách nhiệm|tiếp tục|chủ động)(?:\s+với)?[\s,]*)+", regex.IGNORECASE
)
BEING = regex.compile(r"là (?:đầu mối|cơ quan|đơn vị|bộ phận|thường trực)\b", regex.IGNORECASE)


def _states_action(text: str) -> bool:
    """Whether an introducing line itself orders something: it begins with a verb, or a unit does something in it.

    A line that only sets units to work on what follows orders nothing ("Nhà trường phân công … như sau:").
    """
    if PASSIVE_STATEMENT.search(text[:80]):
        return False
    generic = GENERIC_END.search(text) if text.endswith(":") else None
    if generic:
        left = text[: generic.start()]
        if SETTING_TO_WORK.match(left):
            return False
        said = find_units(left + " thực hiện").lead
        if said:
            # what the units do, beyond setting others to work: "… trực tiếp chỉ đạo, triển khai toàn diện …"
            doing = left[said[-1].span[1] :].strip()
            work = SETTING_TO_WORK.match(doing)
            return begins_with_action(doing) and not (work and not regex.search(r"\bchỉ đạo, ", doing))
        return begins_with_action(left) or bool(BEING.match(text))
    return begins_with_action(text) or bool(BEING.match(text)) or bool(find_units(text).lead)


# what follows the title of an activity besides its time, place and units: "Nội dung: …", "Hình thức: …"
CONTENT_LABEL = regex.compile(r"(?:nội dung|hình thức|thể lệ|chương trình|cách thức|yêu cầu|tiến trình)\b[^:]{0,30}:", regex.IGNORECASE)


def _is_activity(node: Node, content: Sequence[Node]) -> bool:
    """A title with lines "Thời gian", "Đơn vị chủ trì" under it and nothing but its content besides (plans of events)."""
    named = [c for c in node.children if c.role is Role.ATTRIBUTE and c.label in ("deadlines", "lead_units")]
    return bool(named) and all(CONTENT_LABEL.match(c.text) for c in content)


def _table_follows(node: Node) -> bool:
    if node.parent is None:
        return False
    siblings = node.parent.children
    at = siblings.index(node) + 1
    return at < len(siblings) and siblings[at].table is not None


def _following_number(node: Node) -> bool:
    """Whether a numbered sibling comes after the node: it introduces the numbered parts of its section."""
    if node.parent is None:
        return False
    siblings = node.parent.children
    after = siblings[siblings.index(node) + 1 :]
    return bool(after) and after[0].marker is not None and after[0].marker.numbered


def _is_responsibility_heading(text: str) -> bool:
    return bool(regex.match(r"(?:trách nhiệm|phân công|đơn vị thực hiện|tổ chức thực hiện)", text, regex.IGNORECASE))


def _is_bare_heading(node: Node) -> bool:
    """A heading that nothing follows: a section number in capitals, an unmarked title."""
    if node.table is not None:
        return False
    if node.children:
        return False
    if node.marker is None:
        return _is_plain_heading(node)
    if node.marker.kind in ("part", "roman"):
        return True
    return node.text.isupper() and len(node.text) > 3


def _rehang_closing(root: Node) -> None:
    """The unmarked paragraph that closes the plan hangs under its top-level section (ruling on `path`)."""
    leaves = [n for n in root.walk() if n.role in (Role.ITEM, Role.LEAD)]
    if not leaves:
        return
    last = leaves[-1]
    if last.marker is not None or last.role is not Role.ITEM:
        return
    above = list(last.ancestors())
    if len(above) < 2 or last.parent is None or last.parent.children[-1] is not last:
        return
    siblings = [c for c in last.parent.children if c is not last]
    if not siblings or all(c.marker is None for c in siblings):
        return  # the only or one of the plain paragraphs of its section
    last.parent.children.remove(last)
    last.parent = above[-1]
    above[-1].children.append(last)
