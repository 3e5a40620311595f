"""What each node of the outline is (gold/GUIDELINE.md, Items, Rulings): heading, item, lead, attribute line."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.deadlines import is_time_heading
from extractors.predicates import begins_with_action
from extractors.unit_headings import units_of_heading
from extractors.unit_names import begins_with_unit, read_names
from extractors.units import find_units
from pipeline.labels import OTHER, read_labels, split_labels
from pipeline.nodes import Node, Role

INTRODUCTION = regex.compile(r":$|(?:như sau|sau đây|cụ thể|gồm|bao gồm|sau)\s*[:;.]?$", regex.IGNORECASE)
# a sentence that says what somebody does, not a title: "… có trách nhiệm …", "… là cơ quan đầu mối …"
STATEMENT = regex.compile(
    r"\b(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|là (?:cơ quan|đơn vị|đầu mối|bộ phận)|"
    r"như sau:$|sau đây:$|chủ yếu sau:$)",
    regex.IGNORECASE,
)
# context only: what a lead line states is a period or a count: "Đợt thi đua … được chia làm 02 đợt, cụ thể:"
PASSIVE_STATEMENT = regex.compile(
    r"\b(?:được (?:chia|tổ chức|phát động|thực hiện|triển khai|tiến hành|phân)|chia (?:làm|thành))\b", regex.IGNORECASE
)


def introduces(text: str) -> bool:
    return bool(INTRODUCTION.search(text))


def is_plain_heading(node: Node) -> bool:
    """An unmarked heading: a time ("Năm 2024"), or a short line that is no sentence ("Giai đoạn chuẩn bị")."""
    if node.marker is not None or node.role is Role.ATTRIBUTE:
        return False
    text = node.text
    if len(text) < 100 and is_time_heading(text):
        return True
    if len(text) > 90 or not text or text[-1] in ".;,!?…”" or text[0].islower() or read_labels(text):
        return False
    if text.isupper():
        return True
    if len(text.split()) > 16:
        return False
    bold = node.paragraph.lines[0].bold if node.paragraph else None
    if begins_with_unit(text) and units_of_heading(text).lead:
        return True  # a line that is nothing but units heads what they are to do
    if node.before_list and bold is None and not regex.search(r"\d\s*%", text) and not begins_with_unit(text):
        return True
    return bool(bold) or (text.endswith(":") and not begins_with_unit(text) and len(text.split()) <= 12)


def heads_work(text: str) -> bool:
    """Whether an unmarked line heads all paragraphs up to the next of its kind: it is nothing but units, or a time."""
    return is_time_heading(text) or (begins_with_unit(text) and bool(units_of_heading(text).lead))


def read_attributes(node: Node) -> None:
    """Make the node an attribute line where it is one: its values stand behind the label or in the lines below it.

    A line whose labels go on with an order stays what it is; the labels are its own.
    """
    if node.marker and node.marker.kind in ("roman", "part"):
        return
    pairs, order = split_labels(node.text)
    if order:
        node.attributes = pairs
        return
    if not pairs or (node.marker and node.marker.numbered and any(c.children for c in node.children)):
        return  # no label, or a section: "3. Thời gian:" with sub-sections
    fields = [field for field, _ in pairs]
    bare = not any(value for _, value in pairs)
    if bare and not node.children:
        return
    numbered = node.marker is not None and node.marker.numbered
    bulleted = all(c.marker and c.marker.kind == "bullet" for c in node.children)
    if numbered and bare and "deadlines" not in fields and not bulleted:
        return
    if numbered and fields != [OTHER] and len(node.text) > 400:
        return
    below = [child.text for child in node.children]
    node.role = Role.ATTRIBUTE
    node.attributes = [*pairs[:-1], (fields[-1], "\n".join([v for v in [pairs[-1][1]] if v] + below))]
    for child in node.children:
        for part in child.walk():
            part.role = Role.ATTRIBUTE


def role_of(node: Node) -> Role:
    content = [c for c in node.children if c.role is not Role.ATTRIBUTE]
    text = node.text
    if not content and text.endswith(":") and _table_follows(node):
        return Role.HEADING
    if content and node.marker and node.marker.kind in ("decimal", "letter", "bullet") and _is_activity(node, content):
        return Role.LEAD
    if not content and node.marker is None and text.endswith(":") and _section_follows(node):
        return Role.LEAD if _states_action(text) else Role.HEADING
    if not content:
        if node.children and node.marker and node.marker.numbered and is_responsibility_heading(text):
            return Role.HEADING
        return Role.HEADING if _is_bare_heading(node) else Role.ITEM
    if node.marker is None:
        if is_plain_heading(node):
            return Role.HEADING
        return Role.LEAD if _states_action(text) else Role.HEADING
    if node.marker.numbered:
        if node.marker.kind in ("part", "roman"):
            return Role.HEADING
        if text.endswith(".") and begins_with_action(text) and all(c.marker is None for c in content):
            return Role.LEAD  # a finished sentence with a remark under it: "1. Treo băng rôn …." / "Nội dung do …"
        states = STATEMENT.search(text) and not PASSIVE_STATEMENT.search(text) and not _only_names(text)
        return Role.LEAD if states and find_units(text).lead else Role.HEADING
    if is_time_heading(text.rstrip(".")):
        return Role.HEADING
    if all(c.marker is None for c in content) and text.endswith(":"):
        return Role.HEADING
    return Role.LEAD if _states_action(text) else Role.HEADING


# an introducing line that orders nothing by itself: "… tổ chức triển khai:", "… thực hiện các nội dung cụ thể như sau:"
GENERIC_END = regex.compile(
    r"[\s,]*(?:(?:tổ chức|triển khai|thực hiện|tập trung|chỉ đạo|hoàn thành|phân công|có trách nhiệm|chịu trách nhiệm|"
    r"có nhiệm vụ|cần|tốt|vào)[\s,]*)+"
    r"(?:(?:một số|các|những)?\s*(?:nội dung|nhiệm vụ|giải pháp|công việc|hoạt động|biện pháp|"
    r"công tác)[\p{L} ,]{0,40}?)?"
    r"[\s,]*(?:(?:cụ thể|như|sau|sau đây|gồm|là|dưới đây)[\s,]*)*:?\s*$",
    regex.IGNORECASE,
)
# what is left of such a line when only people are set to work: "Sở A chủ trì, phối hợp các Sở", "Chỉ đạo các đơn vị
# phối hợp"
SETTING_TO_WORK = regex.compile(
    r"(?:(?:chủ trì|phối hợp|chỉ đạo|phân công|giao|yêu cầu|đề nghị|là đầu mối|đôn đốc|"
    r"có trách nhiệm|tiếp tục|chủ động)(?:\s+với)?[\s,]*)+",
    regex.IGNORECASE,
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


# what follows the title of an activity besides its time, place and units: "Nội dung: …", "Chỉ tiêu: …"
CONTENT_LABEL = regex.compile(
    r"(?:nội dung|hình thức|thể lệ|chương trình|cách thức|yêu cầu|tiến trình|chỉ tiêu)\b[^:]{0,30}:", regex.IGNORECASE
)


def _only_names(text: str) -> bool:
    """Whether an introducing line says no more than who is responsible: "Phòng A, Phòng B có trách nhiệm:"."""
    generic = GENERIC_END.search(text) if text.endswith(":") else None
    if generic is None:
        return False
    units, end = read_names(text[: generic.start()], cell=True)
    return bool(units) and not text[end : generic.start()].strip(" ,:")


def _is_activity(node: Node, content: Sequence[Node]) -> bool:
    """A title under which stand "Thời gian", "Đơn vị chủ trì" and its content (plans of events).

    What is no labelled content ("- Xây dựng thể lệ …") is the activity's too where most of its siblings are activities.
    """
    if not _has_circumstances(node):
        return False
    if all(CONTENT_LABEL.match(c.text) for c in content):
        return True
    siblings = node.parent.children if node.parent else []
    alike = [n for n in siblings if n.marker and node.marker and n.marker.style == node.marker.style]
    timed = [n for n in alike if _has_circumstances(n)]
    plain = [n for n in timed if all(c.role is Role.ATTRIBUTE or CONTENT_LABEL.match(c.text) for c in n.children)]
    return len(timed) == len(alike) and 2 * len(plain) > len(alike)


def _has_circumstances(node: Node) -> bool:
    """Whether lines under the node say when or by whom it is done."""
    lines = [c for c in node.children if c.role is Role.ATTRIBUTE]
    return any(name in ("deadlines", "lead_units") for line in lines for name, _ in line.attributes)


def _table_follows(node: Node) -> bool:
    if node.parent is None:
        return False
    siblings = node.parent.children
    at = siblings.index(node) + 1
    return at < len(siblings) and siblings[at].table is not None


def _section_follows(node: Node) -> bool:
    """Whether a section comes after the node among its siblings: then it introduces the parts of the whole."""
    if node.parent is None:
        return False
    siblings = node.parent.children
    after = siblings[siblings.index(node) + 1 :]
    return bool(after) and (bool(after[0].children) or (after[0].marker is not None and after[0].marker.numbered))


RESPONSIBILITY = regex.compile(r"trách nhiệm|phân công|đơn vị thực hiện|tổ chức thực hiện", regex.IGNORECASE)


def is_responsibility_heading(text: str) -> bool:
    return RESPONSIBILITY.match(text) is not None


def _is_bare_heading(node: Node) -> bool:
    """A heading that nothing follows: a section number in capitals, an unmarked title."""
    if node.marker is not None and node.marker.kind in ("part", "roman"):
        return True
    if node.children:
        return False
    if node.marker is None:
        return is_plain_heading(node)
    return node.text.isupper() and len(node.text) > 3


def leads_section(node: Node) -> bool:
    """An unmarked first paragraph that says who is responsible leads the list under it, colon or not."""
    return (
        node.parent is not None
        and node.parent.children[0] is node
        and node.parent.role is not Role.ROOT
        and STATEMENT.search(node.text) is not None
    )
