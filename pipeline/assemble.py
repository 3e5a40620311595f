"""Items and rows + extractors -> the task records of a plan, with what each inherits."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

import regex

from extractors.citations import find_legal_bases
from extractors.deadlines import Deadline, is_time_heading
from extractors.kinds import Kind, is_closing, kind_of_heading, kind_of_item
from extractors.merge import fill, recognize
from extractors.ner import Recognizer, load_recognizer
from extractors.plan_times import PlanTimes
from extractors.products import find_products, split_product_cell
from extractors.targets import Target, find_targets
from extractors.unit_cells import split_units
from extractors.units import find_units, units_of_heading
from pipeline.appendix import Row, TaskTable, read_tables
from pipeline.inherit import Surroundings
from pipeline.markers import read_marker
from pipeline.nodes import Node, Role
from pipeline.outline import outline
from pipeline.parts import Appendix, Parts, split_parts
from pipeline.read import read
from pipeline.read.document import Document, Line, Table
from pipeline.records import INHERITED, RULE, TABLE, DocumentInfo, Notice, Plan, Source, Task
from pipeline.reflow import paragraphs

LISTS = ("products", "lead_units", "coordinating_units", "deadlines", "targets")


def extract(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    name: str | None = None,
    recognizer: Recognizer | None = None,
) -> Plan:
    """The plan in `source` (a path, the bytes of a file, or an open binary file) as a task table.

    `name` is what to call a source without a path. Raises `pipeline.errors.KehoachError` where the file is none that
    can be read. A readable file without tasks gives a Plan without tasks and a warning.
    """
    document = read(source, name=name)
    return assemble(document, recognizer if recognizer is not None else load_recognizer())


def assemble(document: Document, recognizer: Recognizer | None = None) -> Plan:
    """The plan in a document already read."""
    parts = split_parts(document)
    info = _document_info(document, parts)
    if not _is_vietnamese(document):
        return Plan(info, (), (Notice("not-vietnamese"), Notice("no-tasks")))
    drafts = list(_Assembler(PlanTimes.of(info.title, info.years, info.issued), recognizer).drafts(parts))
    tasks = _identify(drafts, info)
    return Plan(info, tuple(tasks), tuple(_notices(info, tasks)))


@dataclass(slots=True)
class _Assembler:
    times: PlanTimes
    recognizer: Recognizer | None

    def drafts(self, parts: Parts) -> Iterator[Task]:
        """The tasks of the body, then those of the appendices, in document order."""
        yield from self._prose(parts.body)
        for appendix in parts.appendices:
            if any(isinstance(block, Table) for block in appendix.blocks):
                yield from self._tables(appendix)
            elif TASK_LIST.search(appendix.title):
                yield from self._prose(appendix.blocks, (appendix.label,))

    # --- prose ------------------------------------------------------------------------------------------------------

    def _prose(self, blocks: Sequence[Line | Table], path: tuple[str, ...] = ()) -> Iterator[Task]:
        tree = outline(paragraphs(blocks))
        surroundings = Surroundings(self.times)
        numbered = any(n.marker is not None and n.marker.numbered and n.role is Role.HEADING for n in tree.children)
        opened = bool(path) or (not numbered and not _has_opening(tree))
        pending: list[Node] = []
        leaves = [n for n in tree.walk() if n.role in (Role.ITEM, Role.LEAD)]
        last = leaves[-1] if leaves else None
        for node in tree.walk():
            if node.role is Role.TABLE and node.table is not None:
                pending.append(node)
                continue
            if pending:
                yield from self._tables_in_body(pending)
                pending = []
            if not opened:
                opened = (node.role is Role.HEADING and node.marker is not None and node.marker.numbered) or (
                    not numbered and OPENING.search(node.text) is not None
                )
                if not (opened and numbered):
                    continue
            if node.role not in (Role.ITEM, Role.LEAD) or (path and node.parent is tree and node.marker is None):
                continue  # unmarked lines above an appendix's list are its title
            kind = _kind(node, node is last)
            if kind in (Kind.TASK, Kind.TARGET):
                yield self._item(node, kind, surroundings, path)
        if pending:
            yield from self._tables_in_body(pending)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _tables(self, appendix: Appendix) -> Iterator[Task]:
        """The task tables of an appendix; headings between them are sections of its path."""
        path: tuple[str, ...] = (appendix.label,)
        title = appendix.title
        run: list[Table] = []
        for block in (*appendix.blocks, None):
            if isinstance(block, Table):
                run.append(block)
                continue
            if block is not None and _passes(block):
                continue
            for table in read_tables(run):
                yield from self._rows(table, path, title)
            run = []
            marker = read_marker(block.text) if block is not None else None
            if block is not None and marker and marker.kind in ("roman", "part") and len(block.text) < 200:
                path, title = (appendix.label, marker.label), marker.rest

    def _tables_in_body(self, nodes: Sequence[Node]) -> Iterator[Task]:
        heading = next((n for n in nodes[0].ancestors() if n.role is Role.HEADING), None)
        path = nodes[0].path
        for table in read_tables([n.table for n in nodes if n.table is not None]):
            yield from self._rows(table, path, heading.text.rstrip(" :.") if heading else "")

    def _item(self, node: Node, kind: Kind, surroundings: Surroundings, above: tuple[str, ...] = ()) -> Task:
        text = node.text
        around = surroundings.of(node)
        own = find_units(text)
        entities = recognize(text, self.recognizer)
        origins: dict[str, str] = {}
        values: dict[str, tuple[str, ...]] = {}
        for name, found in (
            ("lead_units", [u.name for u in own.lead]),
            ("coordinating_units", [u.name for u in own.coordinating]),
            ("products", [p.text for p in find_products(text)]),
        ):
            values[name], origin = fill(name, found, entities)
            if origin is None and (inherited := getattr(around, name)):
                values[name], origin = inherited, INHERITED
            if origin is not None:
                origins[name] = origin
        deadlines: tuple[Deadline, ...] = self.times.prose(text)
        if deadlines:
            origins["deadlines"] = RULE
        elif around.deadlines:
            deadlines = around.deadlines
            origins["deadlines"] = INHERITED
        targets: tuple[Target, ...] = tuple(find_targets(text))
        if targets:
            origins["targets"] = RULE
        heading = node.heading
        paragraph = node.paragraph
        assert paragraph is not None
        number = (
            node.marker.label if node.marker and node.marker.kind in ("decimal", "letter", "roman", "paren") else None
        )
        return Task(
            id="",
            kind=kind.value,
            task=text,
            number=number,
            section_path=(*above, *node.path),
            section=heading.text.rstrip(" :.") if heading else None,
            products=values["products"],
            lead_units=values["lead_units"],
            coordinating_units=_without(values["coordinating_units"], values["lead_units"]),
            deadlines=deadlines,
            targets=targets,
            source=Source(paragraph.page, paragraph.text, paragraph.boxes()),
            origins=origins,
            confidence=_confidence(origins, kind),
        )

    def _rows(self, table: TaskTable, path: tuple[str, ...], title: str) -> Iterator[Task]:
        for row in table.rows:
            if row.is_item:
                yield self._row(row, table, path, title)

    def _row(self, row: Row, table: TaskTable, path: tuple[str, ...], title: str) -> Task:
        paragraph = row.paragraph("task")
        assert paragraph is not None
        text = regex.sub(r"^[-–+]\s+", "", paragraph.text.strip())
        origins: dict[str, str] = {}

        def cell(role: str) -> str:
            holder: Row | None = row
            while holder is not None:
                found = holder.own(role)
                if found.strip():
                    origins[role] = TABLE if holder is row else INHERITED
                    return found
                if holder.text(role).strip() and role == "deadlines":
                    return ""  # a time cell that only points downwards passes nothing on
                holder = holder.parent
            return ""

        headings = [title for _, title in reversed(row.sections)] + ([row.group] if row.group else [])
        units = split_units(cell("lead_units"))
        if not units.lead and "lead_units" not in origins:
            named = next((u for h in headings if (u := units_of_heading(h)).lead), None)
            if named is not None:
                units, origins["lead_units"] = named, INHERITED
        helpers = split_units(cell("coordinating_units"))
        if units.coordinating and "coordinating_units" not in origins:
            origins["coordinating_units"] = TABLE
        coordinating = tuple(dict.fromkeys(u.name for u in (*units.coordinating, *helpers.lead, *helpers.coordinating)))
        product_cell = cell("products")
        time_cell = _time_cell(row.text("deadline_start"), cell("deadlines"))
        deadlines = list(self.times.cell(time_cell)) if time_cell else []
        if not time_cell:
            timed = next((h for h in headings if is_time_heading(h)), "")
            deadlines = list(self.times.heading(timed))
            if deadlines:
                origins["deadlines"] = INHERITED
        # a product cell may hold a milestone of its own ("duy trì tối thiểu 01 lần/tuần")
        if origins.get("products") == TABLE:
            deadlines += [d for d in self._in_cells(text, product_cell) if d not in deadlines]
        targets = list(find_targets(text, cell=True))
        if origins.get("products") == TABLE:
            targets += _more(targets, find_targets(" ".join(product_cell.split()), cell=True))
        if targets:
            origins["targets"] = TABLE
        lines = [line for lines in row.cells.values() for line in lines]
        boxes = tuple(line.box for line in lines if line.box is not None)
        section = row.group or (row.sections[-1][1] if row.sections else "") or title
        if row.parent is not None:
            parent = row.parent.paragraph("task")
            section = parent.text.strip() if parent else section
        return Task(
            id="",
            kind="target" if table.target_header else "task",
            task=text,
            number=row.number,
            section_path=(*path, *(label for label, _ in row.sections)),
            section=section or None,
            products=tuple(split_product_cell(product_cell)) if product_cell else (),
            lead_units=tuple(u.name for u in units.lead),
            coordinating_units=coordinating,
            deadlines=tuple(deadlines),
            targets=tuple(targets),
            source=Source(paragraph.page, " | ".join(_flat(v) for v in row.cells.values() if v), boxes),
            origins=origins,
            confidence=_confidence(origins, Kind.TASK),
        )

    def _in_cells(self, task: str, product: str) -> list[Deadline]:
        found: list[Deadline] = []
        for text in (task, " ".join(product.split())):
            found += [
                d
                for d in self.times.prose(text)
                if d.kind in ("recurring", "period", "quarter", "date", "month") and (d.end or d.start or d.rrule)
            ]
        return found


TASK_LIST = regex.compile(r"nhiệm vụ|phân công|tiến độ|công việc|chỉ tiêu|hoạt động|lộ trình", regex.IGNORECASE)
"""Titles of appendices whose prose is a list of tasks; forms and estimates have others."""


def _time_cell(start: str, end: str) -> str:
    """One phrase from the columns "Bắt đầu" and "Kết thúc"; without the first, the time cell as it stands."""
    start, end = " ".join(start.split()), " ".join(end.split())
    if not start:
        return end
    return f"Từ {start} đến {end}" if end else f"Từ {start}"


# --- kinds ------------------------------------------------------------------------------------------------------------

OPENING = regex.compile(r"(?:như sau|sau đây|cụ thể)\s*:\s*$", regex.IGNORECASE)


def _has_opening(tree: Node) -> bool:
    return any(OPENING.search(child.text) for child in tree.children)


def _kind(node: Node, last: bool) -> Kind:
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


def _passes(block: object) -> bool:
    """Lines inside an appendix that do not part its tables: page numbers, "(Tiếp theo)"."""
    return isinstance(block, Line) and (len(block.text) < 12 or block.text.casefold().startswith("(tiếp"))


# --- records ----------------------------------------------------------------------------------------------------------


def _flat(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _more(known: Sequence[Target], found: Sequence[Target]) -> list[Target]:
    """What `found` has beyond `known`: the task and product cells of a row often repeat each other's figures."""
    left = Counter((t.comparator, t.value, t.unit) for t in known)
    out: list[Target] = []
    for target in found:
        key = (target.comparator, target.value, target.unit)
        if left[key] > 0:
            left[key] -= 1
        else:
            out.append(target)
    return out


def _without(units: tuple[str, ...], taken: tuple[str, ...]) -> tuple[str, ...]:
    folded = {u.casefold() for u in taken}
    return tuple(u for u in units if u.casefold() not in folded)


def _confidence(origins: dict[str, str], kind: Kind) -> float:
    """How sure a row is, 0 to 1: read from a ruled cell is surest, inherited least. An order, not a probability."""
    weights = {TABLE: 0.98, RULE: 0.92, INHERITED: 0.85, "ner": 0.7}
    used = [weights[origin] for origin in origins.values()]
    return round(min(used, default=0.9) * 0.5 + (sum(used) / len(used) if used else 0.9) * 0.5, 2)


def _identify(tasks: Sequence[Task], info: DocumentInfo) -> list[Task]:
    """Give each task its id: from the plan's title and the task's letters and digits, counted where they repeat.

    What converters change (spaces, quotes, dashes, case, markers) has no part in it.
    """
    seen: Counter[str] = Counter()
    out: list[Task] = []
    head = _letters(info.title or "")
    for task in tasks:
        key = _letters(task.task)
        seen[key] += 1
        digest = hashlib.sha1(f"{head}|{key}|{seen[key]}".encode()).hexdigest()
        out.append(replace(task, id=digest[:12]))
    return out


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _document_info(document: Document, parts: Parts) -> DocumentInfo:
    head, foot = parts.letterhead, parts.foot
    return DocumentInfo(
        file=document.name,
        sha256=document.sha256,
        format=document.format,
        pages=document.pages,
        type=head.type,
        number=head.number,
        issued=head.issued,
        issuer=head.issuer,
        title=head.title,
        years=head.years,
        legal_bases=tuple(find_legal_bases(head.preamble)),
        signer=foot.signer if foot else None,
        signer_title=foot.signer_title if foot else None,
        recipients=foot.recipients if foot else (),
    )


VIETNAMESE = regex.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", regex.IGNORECASE)


def _is_vietnamese(document: Document) -> bool:
    """Whether a text of some length has the marks of Vietnamese; another language has no rows to be found."""
    text = " ".join(line.text for line in document.lines())[:20000]
    letters = sum(c.isalpha() for c in text)
    return letters < 200 or len(VIETNAMESE.findall(text)) >= 0.05 * letters


def _notices(info: DocumentInfo, tasks: Sequence[Task]) -> Iterator[Notice]:
    """What a person should look at: a table without rows, a day that had passed when the plan was issued."""
    if not tasks:
        yield Notice("no-tasks")
    for row, task in enumerate(tasks, 1):
        for deadline in task.deadlines:
            if info.issued and deadline.kind == "date" and deadline.end and deadline.end < info.issued:
                values = {"raw": deadline.raw, "issued": info.issued.strftime("%d/%m/%Y")}
                yield Notice("deadline-before-issue", values, page=task.source.page, row=str(row))
