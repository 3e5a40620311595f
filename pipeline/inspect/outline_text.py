"""The outline of a plan as it was read, line by line: parts, headings, items with their fields, tables row by row.

The number of a line's row in the result stands at its left; long texts are cut to the width.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.appendix import Row, TaskTable
from pipeline.assemble import Reading
from pipeline.drafts import Draft
from pipeline.inspect.findings import Inspection, Remark
from pipeline.inspect.other_lines import reason_of_refusal
from pipeline.inspect.provenance import origin_of
from pipeline.inspect.traces import BLANK, HEADER, IGNORED, ROW, SECTION, NodeTrace, PrintedRow, pages_of
from pipeline.inspect.wording import kind_name, say
from pipeline.messages import describe, message, printable
from pipeline.read.document import Line, Table
from pipeline.records import Task, iso

NARROWEST = 60
"""Columns that a line may take even where the terminal has fewer: shorter ones would say nothing."""
GUTTER = 6
"""Columns of the row numbers."""
TEXT_FIELDS = ("lead_units", "coordinating_units", "products", "deadlines", "targets")
DOCUMENT_FIELDS = ("type", "number", "issued", "issuer", "title", "years")


def outline_text(
    inspection: Inspection, *, lang: str = "vi", width: int = 80, pages: Collection[int] | None = None
) -> Iterator[str]:
    """The lines of the outline, each at most `width` characters; of `pages` (from 1) only, where they are given."""
    writer = _Writer(inspection, lang, max(width, NARROWEST), pages)
    for line in writer.all():
        yield printable(line).rstrip()


@dataclass(slots=True)
class _Writer:
    inspection: Inspection
    lang: str
    width: int
    pages: Collection[int] | None
    done: set[int] = field(default_factory=set)
    """The nodes and tables already told."""

    @property
    def reading(self) -> Reading:
        return self.inspection.reading

    def all(self) -> Iterator[str]:
        document, parts = self.reading.plan.document, self.reading.parts
        tasks = self.reading.plan.tasks
        targets = sum(task.kind == "target" for task in tasks)
        values = {"format": document.format, "tasks": len(tasks) - targets, "targets": targets}
        code = "inspect-plan" if document.pages is None else "inspect-plan-pages"
        yield self.cut(f"{document.file or '-'}: {self.say(code, pages=document.pages, **values)}")
        if self.pages is None:
            yield from self.head()
        yield from self.part(self.say("inspect-body"), (), parts.body)
        for appendix in parts.appendices:
            heading = self.say("inspect-appendix", label=appendix.label, title=appendix.title)
            yield from self.part(heading.rstrip(" :"), (appendix.label,), appendix.blocks)
        if self.pages is None:
            yield from self.foot()
        yield from self.warnings()

    # --- head and foot ----------------------------------------------------------------------------------------------

    def head(self) -> Iterator[str]:
        document = self.reading.plan.document
        yield ""
        yield self.say("inspect-head")
        for name in DOCUMENT_FIELDS:
            value = getattr(document, name)
            text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
            yield self.line(f"{message(name, self.lang)}: {text or '–'}", 1)
        yield self.line(f"{message('legal_bases', self.lang)}: {len(document.legal_bases)}", 1)

    def foot(self) -> Iterator[str]:
        document = self.reading.plan.document
        yield ""
        yield self.say("inspect-foot")
        signer = " ".join(part for part in (document.signer_title, document.signer) if part)
        yield self.line(f"{message('signer', self.lang)}: {signer or '–'}", 1)
        if document.signed_for:
            yield self.line(f"{message('signed_for', self.lang)}: {document.signed_for}", 1)
        yield self.line(f"{message('recipients', self.lang)}: {'; '.join(document.recipients) or '–'}", 1)

    def warnings(self) -> Iterator[str]:
        found = [w for w in self.reading.plan.warnings if self.pages is None or w.page in self.pages]
        if found:
            yield ""
            yield message("warnings", self.lang)
            for notice in found:
                yield self.line(describe(notice, self.lang), 1)

    # --- prose and tables -------------------------------------------------------------------------------------------

    def part(self, heading: str, path: tuple[str, ...], blocks: Sequence[Line | Table]) -> Iterator[str]:
        """The heading of a part and what was read in it; nothing where none of it stands on the wanted pages."""
        told = list(self.content(path, blocks))
        if told or self.pages is None:
            yield ""
            yield self.cut(heading)
            yield from told or [self.line(self.say("inspect-part-not-read"), 1)]

    def content(self, path: tuple[str, ...], blocks: Sequence[Line | Table]) -> Iterator[str]:
        """The tree of a part with the tables in it; of an appendix without a tree, its tables."""
        tables = [block for block in blocks if isinstance(block, Table)]
        if path and tables:
            for table in tables:
                yield from self.table(table, 1)
            return
        page: int | None = None
        for trace in self.inspection.nodes:
            if trace.path != path or id(trace.node) in self.done:
                continue
            self.done.add(id(trace.node))
            if trace.node.table is not None:
                yield from self.table(trace.node.table, 1 + trace.depth)
                page = trace.node.table.page
            elif self.shows(trace):
                at = trace.node.paragraph.page if trace.node.paragraph else None
                if at is not None and at != page:
                    page = at
                    yield self.line(f"── {self.say('inspect-on-page', page=page)}", 1)
                yield from self.node(trace)

    def shows(self, trace: NodeTrace) -> bool:
        """Whether the node or one below it stands on the wanted pages."""
        if self.pages is None:
            return True
        paragraphs = [node.paragraph for node in trace.node.walk() if node.paragraph is not None]
        tables = [node.table.page for node in trace.node.walk() if node.table is not None]
        on = {line.page for paragraph in paragraphs for line in paragraph.lines} | set(tables)
        return any(page in self.pages for page in on)

    def node(self, trace: NodeTrace) -> Iterator[str]:
        node = trace.node
        marker = f"{node.marker.label}{'.' * node.marker.numbered} " if node.marker else ""
        remarks = []
        if node.paragraph is not None:
            pages = list(dict.fromkeys(line.page for line in node.paragraph.lines if line.page is not None))
            if len(pages) > 1:
                remarks.append(Remark("inspect-goes-on", {"page": pages[-1]}))
        tail = "".join(f" [{say(remark, self.lang)}]" for remark in remarks)
        name = kind_name(trace.kind, self.lang)
        yield self.line(f"{marker}{name}{tail}: {node.text}", 1 + trace.depth, trace.number)
        for name, value in node.attributes:
            yield self.line(f"→ {kind_name(name, self.lang)}: {value}", 3 + trace.depth)
        if trace.draft is not None:
            yield from self.fields(trace.draft, 3 + trace.depth)

    def table(self, block: Table, depth: int) -> Iterator[str]:
        """A task table, told once with all the pages it goes on over, or why the table is none."""
        for table, printed in self.inspection.tables:
            if any(piece is block for piece, _ in table.pieces):
                if id(table) not in self.done:
                    self.done.add(id(table))
                    yield from self.task_table(table, printed, depth)
                return
        reason = reason_of_refusal(self.reading, block)
        if reason is not None and (self.pages is None or block.page in self.pages):
            where = "" if block.page is None else f" [{self.say('inspect-on-page', page=block.page)}]"
            said = self.say("inspect-refused", reason=message(reason, self.lang))
            yield self.line(f"{kind_name('table', self.lang)}{where}: {said}", depth)
            first = " | ".join(" ".join(c.text.split()) for c in block.cells if c.row == 0)
            yield self.line(first, depth + 1)

    def task_table(self, table: TaskTable, printed: Sequence[PrintedRow], depth: int) -> Iterator[str]:
        pages = [piece.page for piece, _ in table.pieces if piece.page is not None]
        if self.pages is not None and not any(page in self.pages for page in pages):
            return
        code = "inspect-table-of-targets" if table.target_header else "inspect-task-table"
        where = f" [{self.say('inspect-on-page', page=_span(pages))}]" if pages else ""
        yield self.line(f"{self.say(code, rows=sum(row.is_item for row in table.rows))}{where}", depth)
        for number, column in enumerate(table.header.columns, 1):
            role = kind_name(column.role or "none", self.lang) + (f" ({column.role})" if column.role else "")
            mark = self.say("inspect-column-mark", mark=column.mark) if column.mark else ""
            yield self.line(self.say("inspect-column", number=number, name=column.name, role=role) + mark, depth + 1)
        for piece, header in table.pieces:
            if self.pages is None or piece.page in self.pages:
                yield from self.piece(table, piece, header.depth, printed, depth + 1)

    def piece(
        self, table: TaskTable, piece: Table, head: int, printed: Sequence[PrintedRow], depth: int
    ) -> Iterator[str]:
        if piece.page is not None:
            rows = self.say("inspect-header-rows", rows=head) if head else self.say("inspect-no-header")
            yield self.line(f"── {self.say('inspect-on-page', page=piece.page)}: {rows}", depth)
        told: set[int] = set()
        for p in printed:
            if p.table is not piece or p.kind in (HEADER, BLANK):
                continue
            if p.kind != ROW or p.row is None:
                yield self.heading_row(p, depth)
                continue
            if id(p.row) in told:
                continue
            told.add(id(p.row))
            yield from self.row(p, printed, depth)

    def heading_row(self, p: PrintedRow, depth: int) -> str:
        name = self.say("inspect-row-ignored") if p.kind == IGNORED else kind_name(p.kind, self.lang)
        label = f"{p.label}. " if p.kind == SECTION else ""
        text = p.text.removeprefix(p.label).lstrip(" .)/") if label else p.text
        return self.line(f"{label}{name}: {text}", depth)

    def row(self, p: PrintedRow, printed: Sequence[PrintedRow], depth: int) -> Iterator[str]:
        row = p.row
        assert row is not None
        traces = self.inspection.traces
        number, draft = traces.number(row), traces.draft(row)
        pages = pages_of(row, printed)
        below = depth + (row.parent is not None)
        if p.page is not None and p.page in pages[1:]:
            before = pages[pages.index(p.page) - 1]
            code = "inspect-from-row" if number is not None else "inspect-from-page"
            yield self.line(self.say(code, row=number, page=before), below, number)
            return
        remarks = [r for r in self.inspection.remarks_on_row(row) if r.code != "inspect-row-context"]
        if len(pages) > 1:
            remarks.append(Remark("inspect-goes-on", {"page": pages[1]}))
        tail = "".join(f" [{say(remark, self.lang)}]" for remark in remarks)
        name = kind_name(draft.task.kind if draft else "context", self.lang)
        text = draft.task.task if draft else " ".join(row.text("task").split())
        label = f"{row.number}. " if row.number else ""
        yield self.line(f"{label}{name}{tail}: {text}", below, number)
        if draft is not None:
            yield from self.fields(draft, below + 2)

    def fields(self, draft: Draft, depth: int) -> Iterator[str]:
        """The fields that the record has, each with what it was read from."""
        for name in TEXT_FIELDS:
            value = _value(draft.task, name)
            if value:
                row = draft.origin
                merged = self.say("inspect-merged") if isinstance(row, Row) and name in row.merged else ""
                origin = say(origin_of(draft, name, self.inspection.traces), self.lang)
                text = f"{kind_name(name, self.lang)}: {value}"
                room = self.width - GUTTER - 2 * depth - len(text) - len(merged) - len(" ← ")
                tail = f" ← {_shorten(origin, max(room, self.width // 3))}{merged}"
                yield self.line(text, depth, tail=tail)

    # --- lines ------------------------------------------------------------------------------------------------------

    def say(self, code: str, **values: object) -> str:
        return message(code, self.lang, **values)

    def line(self, text: str, depth: int, number: int | None = None, tail: str = "") -> str:
        """A line with the row's number at its left; the text is cut so that the `tail` stands whole."""
        left = f"{number:>{GUTTER - 2}}  " if number is not None else " " * GUTTER
        left += "  " * min(depth - 1, self.width // 8)
        return left + _shorten(" ".join(text.split()), self.width - len(left) - len(tail)) + tail

    def cut(self, text: str) -> str:
        return _shorten(text, self.width)


def _shorten(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)].rstrip() + "…"


def _value(task: Task, field: str) -> str:
    if field == "deadlines":
        return "; ".join(f"{d.raw}{_dates(iso(d.start), iso(d.end), d.rrule)}" for d in task.deadlines)
    if field == "targets":
        return "; ".join(target.raw for target in task.targets)
    return "; ".join(getattr(task, field))


def _dates(start: str | None, end: str | None, rrule: str | None) -> str:
    """What the deadline was understood to be: " (2025-04-01 … 2025-06-30)"."""
    days = " … ".join(day for day in (start, end) if day)
    said = ", ".join(part for part in (days, rrule) if part)
    return f" ({said})" if said else ""


def _span(pages: Sequence[int]) -> str:
    return str(pages[0]) if pages[0] == pages[-1] else f"{pages[0]}–{pages[-1]}"
