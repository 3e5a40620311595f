"""A document -> its plan: the walk over body and appendices, each item and row made a task."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

import regex

from extractors import known_names
from extractors.abbreviations import find_abbreviations
from extractors.citations import find_legal_bases
from extractors.issued import plan_years
from extractors.kept import keeping
from extractors.kinds import Kind
from extractors.merge import Decided, Use, decide_units, wants_model
from extractors.ner import Recognizer, load_recognizer, word_classes
from extractors.plan_times import PlanTimes
from extractors.unit_register import EMPTY, Register
from extractors.units import find_units
from pipeline.appendix import Row, TaskTable, read_tables
from pipeline.confidence import rated
from pipeline.drafts import Draft, identify
from pipeline.faults import faults
from pipeline.head_faults import head_faults
from pipeline.header_words import header_words, using
from pipeline.inherit import Surroundings
from pipeline.items import kind_of_node, task_of_item
from pipeline.links import link
from pipeline.markers import read_marker
from pipeline.naming import name_units
from pipeline.nodes import Node, Role
from pipeline.outline import outline
from pipeline.own_words import OwnWords, read_own_words, unused_words
from pipeline.parts import Appendix, Parts, split_parts
from pipeline.places import places
from pipeline.plan_names import certain_names
from pipeline.read import read
from pipeline.read.document import Document, Line, Table
from pipeline.records import DocumentInfo, Notice, Plan
from pipeline.reflow import paragraphs
from pipeline.sheets import choose_sheet, years_of_sheets
from pipeline.table_rows import task_of_row


def extract(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    name: str | None = None,
    words: str | os.PathLike[str] | None = None,
    sheet: str | None = None,
    ner: bool = True,
) -> Plan:
    """The plan in `source` (a path, the bytes of a file, or an open binary file) as a task table.

    `name` is what to call a source without a path, `words` a user's own file of words (`pipeline.own_words`), `sheet`
    the sheet of a workbook to read ("*": all with a task table); without `ner` the rules decide alone. Raises
    `pipeline.errors.KehoachError` where a file is none that can be read. A readable file without tasks gives a Plan
    without tasks and a warning.
    """
    return look_into(source, name=name, words=words, sheet=sheet, recognizer=load_recognizer() if ner else None).plan


def look_into(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    name: str | None = None,
    words: str | os.PathLike[str] | None = None,
    sheet: str | None = None,
    recognizer: Recognizer | None = None,
    use: Use = Use.BOTH,
) -> Reading:
    """Like `extract`, with everything that was found on the way; without a `recognizer` by rules alone."""
    own = read_own_words(words) if words is not None else OwnWords()
    with using(own.headers):
        document = read(source, name=name, naming=header_words().match)
        document, others = choose_sheet(document, sheet)
        reading = trace(document, recognizer, own.register, use)
    headers = (c.name for found in reading.tables for c in found.header.columns)
    notices = list(unused_words(own, reading.plan.tasks, (*document.texts(), *headers)))
    if others:
        notices.append(Notice("unread-sheets", {"sheets": ", ".join(others)}))
    if document.hidden_sheets:
        notices.append(Notice("hidden-sheets", {"sheets": ", ".join(document.hidden_sheets)}))
    if sheet is not None and not document.sheets:
        notices.append(Notice("no-sheets", {"sheet": sheet}))
    reading.plan = replace(reading.plan, warnings=(*reading.plan.warnings, *notices))
    return reading


def assemble(document: Document, recognizer: Recognizer | None = None) -> Plan:
    """The plan in a document already read."""
    return trace(document, recognizer).plan


@dataclass(slots=True)
class Reading:
    """A plan and how it was read: the trees of its prose by the path of their part, and its task tables."""

    document: Document
    parts: Parts
    plan: Plan
    drafts: tuple[Draft, ...] = ()
    """What each of the plan's tasks was read from, in the order of the tasks."""
    trees: list[tuple[tuple[str, ...], Node]] = field(default_factory=list)
    tables: list[TaskTable] = field(default_factory=list)


def trace(
    document: Document, recognizer: Recognizer | None = None, register: Register = EMPTY, use: Use = Use.BOTH
) -> Reading:
    """The plan in a document already read, with everything that was found on the way."""
    parts = split_parts(document)
    info = _document_info(document, parts)
    if not _is_vietnamese(document):
        return Reading(document, parts, Plan(info, (), (Notice("not-vietnamese"), Notice("no-tasks"))))
    assembler = _Assembler(PlanTimes.of(info.title, info.years, info.issued), recognizer, use)
    with keeping(), known_names.using(certain_names(parts), register.names()):
        drafts = tuple(assembler.drafts(parts))
    defined = find_abbreviations("\n".join(document.texts()))
    tasks = name_units(tuple(identify(drafts, info)), defined, register)
    tasks = link(tasks, places(drafts, assembler.trees, assembler.tables), info.title or "", defined)
    read_as_rows = {id(table) for found in assembler.tables for table, _ in found.pieces}
    parted = (parts.body, *(appendix.blocks for appendix in parts.appendices))
    others = [b for blocks in parted for b in blocks if isinstance(b, Table) and id(b) not in read_as_rows]
    doubtful = [Notice("doubtful-table", page=page) for page in document.doubtful_pages]
    stored = {id(block) for block in document.blocks}
    text = document.format == "text"
    lost = [t for t in assembler.tables if text and any(id(piece) not in stored for piece, _ in t.pieces)]
    doubtful += [Notice("flattened-table", page=found.pieces[0][0].page) for found in lost[:1]]
    flattened = {id(row) for found in lost for row in found.rows}
    tasks = tuple(
        rated(
            task,
            flattened=id(draft.origin) in flattened,
            doubtful=isinstance(draft.origin, Row) and draft.origin.doubtful,
        )
        for task, draft in zip(tasks, drafts, strict=True)
    )
    doubtful += head_faults(parts.letterhead, info, tasks, parts.body, headed=assembler.headed)
    plan = Plan(info, tasks, (*doubtful, *faults(info, tasks, drafts, assembler.tables, others)))
    return Reading(document, parts, plan, drafts, assembler.trees, assembler.tables)


@dataclass(slots=True)
class _Assembler:
    times: PlanTimes
    recognizer: Recognizer | None
    use: Use = Use.BOTH
    trees: list[tuple[tuple[str, ...], Node]] = field(default_factory=list)
    tables: list[TaskTable] = field(default_factory=list)

    @property
    def headed(self) -> bool:
        """Whether there are task tables, or headings with a number, as plans have them."""
        return bool(self.tables) or any(
            node.role is Role.HEADING and node.marker is not None and node.marker.numbered
            for _, tree in self.trees
            for node in tree.walk()
        )

    def drafts(self, parts: Parts) -> Iterator[Draft]:
        """The tasks of the body, then those of the appendices, in document order."""
        yield from self._prose(parts.body)
        for appendix in parts.appendices:
            if any(isinstance(block, Table) for block in appendix.blocks):
                yield from self._tables_of(appendix)
            elif TASK_LIST.search(appendix.title):
                yield from self._prose(appendix.blocks, (appendix.label,))

    # --- prose ------------------------------------------------------------------------------------------------------

    def _prose(self, blocks: Sequence[Line | Table], path: tuple[str, ...] = ()) -> Iterator[Draft]:
        tree = outline(paragraphs(blocks))
        self.trees.append((path, tree))
        surroundings = Surroundings(self.times)
        numbered = any(n.marker is not None and n.marker.numbered and n.role is Role.HEADING for n in tree.children)
        opened = bool(path) or (not numbered and not _has_opening(tree))
        items = dict(self._items(tree, path, numbered=numbered, opened=opened))
        named = dict(zip(items, self._named([(node.text, kind) for node, kind in items.items()]), strict=True))
        pending: list[Node] = []
        for node in tree.walk():
            if node.role is Role.TABLE and node.table is not None:
                pending.append(node)
                continue
            if pending:
                yield from self._tables_in_body(pending)
                pending = []
            if node in items:
                yield task_of_item(node, items[node], surroundings, named[node], path)
        if pending:
            yield from self._tables_in_body(pending)

    def _items(self, tree: Node, path: tuple[str, ...], *, numbered: bool, opened: bool) -> Iterator[tuple[Node, Kind]]:
        """The items that are rows, with their kinds; what stands before the plan's first section is none."""
        leaves = [n for n in tree.walk() if n.role in (Role.ITEM, Role.LEAD)]
        last = leaves[-1] if leaves else None
        for node in tree.walk():
            if node.role is Role.TABLE and node.table is not None:
                continue
            if not opened:
                opened = (node.role is Role.HEADING and node.marker is not None and node.marker.numbered) or (
                    not numbered and OPENING.search(node.text) is not None
                )
                if not (opened and numbered):
                    continue
            if node.role not in (Role.ITEM, Role.LEAD) or (path and node.parent is tree and node.marker is None):
                continue  # unmarked lines above an appendix's list are its title
            kind = kind_of_node(node, node is last)
            if kind in (Kind.TASK, Kind.TARGET):
                yield node, kind

    def _named(self, items: Sequence[tuple[str, Kind]]) -> list[Decided]:
        """The units that each text names: by rule, and where the rules leave something open by the model too.

        Of a target (chỉ tiêu) the model is not asked: the parties that it names are measured, not ordered.
        """
        found = [find_units(text) for text, _ in items]
        if self.recognizer is None or self.use is Use.RULES:
            return [Decided(units) for units in found]
        asked = [
            i
            for i, (text, kind) in enumerate(items)
            if self.use is Use.MODEL or (kind is Kind.TASK and wants_model(text, found[i]))
        ]
        if not asked:
            return [Decided(units) for units in found]  # without a question the model need not be loaded
        with word_classes.under(self.times):
            read = dict(zip(asked, self.recognizer.read([items[i][0] for i in asked]), strict=True))
        return [
            decide_units(text, units, read[i], self.use) if i in read else Decided(units)
            for i, ((text, _), units) in enumerate(zip(items, found, strict=True))
        ]

    # --- tables -----------------------------------------------------------------------------------------------------

    def _tables_of(self, appendix: Appendix) -> Iterator[Draft]:
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

    def _tables_in_body(self, nodes: Sequence[Node]) -> Iterator[Draft]:
        heading = next((n for n in nodes[0].ancestors() if n.role is Role.HEADING), None)
        path = nodes[0].path
        for table in read_tables([n.table for n in nodes if n.table is not None]):
            yield from self._rows(table, path, heading.text.rstrip(" :.") if heading else "")

    def _rows(self, table: TaskTable, path: tuple[str, ...], title: str) -> Iterator[Draft]:
        self.tables.append(table)
        for row in table.rows:
            if row.is_item:
                yield task_of_row(row, table, path, title, self.times)


TASK_LIST = regex.compile(r"nhiệm vụ|phân công|tiến độ|công việc|chỉ tiêu|hoạt động|lộ trình", regex.IGNORECASE)
"""Titles of appendices whose prose is a list of tasks; forms and estimates have others."""


OPENING = regex.compile(r"(?:như sau|sau đây|cụ thể)\s*:\s*$", regex.IGNORECASE)


def _has_opening(tree: Node) -> bool:
    return any(OPENING.search(child.text) for child in tree.children)


# what stands between the parts of one table: "Trang 3/12", "(tiếp theo)", "Tiếp theo trang trước"; not "2. Dự toán"
PAGE_LINE = regex.compile(
    r"trang\s+\d+(?:\s*/\s*\d+)?|\(?\s*tiếp(?:\s+theo)?(?:\s+trang\s+trước)?\s*\)?\.*", regex.IGNORECASE
)


def _passes(block: object) -> bool:
    """Lines inside an appendix that do not part its tables: blank ones, page numbers, "(Tiếp theo)"."""
    return isinstance(block, Line) and (
        not any(c.isalpha() for c in block.text) or PAGE_LINE.fullmatch(block.text.strip()) is not None
    )


# --- records ----------------------------------------------------------------------------------------------------------


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
        years=head.years or _years_of_appendices(parts) or years_of_sheets(document),
        legal_bases=tuple(find_legal_bases(head.preamble)),
        signer=foot.signer if foot else None,
        signer_title=foot.signer_title if foot else None,
        signed_for=foot.signed_for if foot else None,
        recipients=foot.recipients if foot else (),
    )


def _years_of_appendices(parts: Parts) -> tuple[int, ...]:
    """The years of a table that comes without its plan: "DANH MỤC NHIỆM VỤ NĂM 2026" above it."""
    titles = [appendix.title for appendix in parts.appendices]
    above = itertools.takewhile(lambda block: isinstance(block, Line), parts.body[:TITLE_LINES])
    titles += [block.text for block in above if isinstance(block, Line) and block.text.isupper()]
    return next((years for title in titles if (years := plan_years(title))), ())


TITLE_LINES = 12
"""A title stands among so many lines of a part."""
VIETNAMESE = regex.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", regex.IGNORECASE)


def _is_vietnamese(document: Document) -> bool:
    """Whether a text of some length has the marks of Vietnamese; another language has no rows to be found."""
    text = " ".join(line.text for line in document.lines())[:20000]
    letters = sum(c.isalpha() for c in text)
    return letters < 200 or len(VIETNAMESE.findall(text)) >= 0.05 * letters
