"""What the rows of a task table mean: section rows, group rows, rows and sub-rows, each with what stands above it.

The rules are those of gold/GUIDELINE.md (Tables).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from extractors.unit_heads import heads_alone
from pipeline.appendix_cells import PrintedRow, merge_spanned
from pipeline.markers import Marker, read_marker
from pipeline.read.document import Line
from pipeline.reflow import Paragraph, join
from pipeline.table_header import DETAIL, FIELDS, NUMBER, TASK


@dataclass(slots=True, eq=False)
class Row:
    """One row of a task table. `cells` gives the lines of each role's cell; `sections` the section rows above it."""

    number: str | None
    cells: dict[str, list[Line]]
    sections: tuple[tuple[str, str], ...] = ()
    """(label, heading) of the Roman or lettered section rows above, outermost first."""
    parent: Row | None = None
    is_item: bool = True
    merged: frozenset[str] = frozenset()
    """Roles whose cell is merged over several rows."""
    group: str = ""
    """Heading of an unnumbered group row above."""
    doubtful: bool = False
    """Whether its cells were put together from lines without columns and could nearly as well be others."""
    extra: dict[str, list[Line]] = field(default_factory=dict)
    """Cells of columns that set no field, by role ("note", "budget") or, where the lexicon has none, printed header."""

    def text(self, role: str) -> str:
        """The lines of the role's cell joined by line breaks, empty where it has none."""
        return "\n".join(line.text for line in self.cells.get(role, ()))

    def paragraph(self, role: str) -> Paragraph | None:
        """The role's cell as a paragraph with its places."""
        lines = self.cells.get(role)
        return join(lines) if lines else None

    def take_number(self) -> None:
        """Without a column of numbers the task cell may begin with its own: "1. Kiện toàn …"."""
        lines = self.cells.get(TASK)
        marker = read_marker(lines[0].text) if lines else None
        if lines and marker and marker.kind in ("decimal", "letter", "paren"):
            self.number = marker.label
            self.cells[TASK] = [replace(lines[0], text=marker.rest), *lines[1:]]

    def own(self, role: str) -> str:
        """The role's text; empty where it says nothing ("-") or only points to rows below ("Theo các mốc dưới đây")."""
        text = self.text(role)
        return "" if NOTHING.fullmatch(text) or POINTS_DOWN.search(" ".join(text.split())) else text

    def listed(self, role: str) -> str:
        """Like `own`, but a ";" closes each line that was ended by hand, not by the width of the cell: a value ends."""
        if not self.own(role):
            return ""
        out = value = ""
        for line in self.cells.get(role, []):
            typed = line.starts_paragraph is not None  # of a PDF only breaks made without need are known to be
            apart = typed and BEGINS.match(line.text) and not _waits(value)
            out += f"{';' if apart else ''}\n{line.text}" if out else line.text
            value = line.text if apart else f"{value} {line.text}"
        return out


def _waits(text: str) -> bool:
    """Whether a value goes on: it ends open, or is the head of a name alone ("Văn phòng")."""
    last = regex.split(r"[,;]\s*", text)[-1]
    return OPEN_LINE.search(text) is not None or last.strip(" -–+•").casefold() in heads_alone()


# cells that say "as above": "nt", "-nt-", "(n/t)", "như trên", "″", "//"; not "Nội trú"
AS_ABOVE = regex.compile(
    r"[-–\s\"″“”'/(]*(?:nt|n[./]t|như trên|như mục trên|như dòng trên)[-–\s\".)/]*|[\"″“”'’〃\s]+|[-–\s]*/\s*/[-–\s]*",
    regex.IGNORECASE,
)
# cells that say that there is nothing: "-", "…", "Không", "0"; not "Không quá 05 ngày"
NOTHING = regex.compile(r"[\s\-–—_.…*/]+|không(?: có)?[.]?|0", regex.IGNORECASE)
# a line that the next one goes on: "… và", "Phòng Kế hoạch -", "gồm:", "A;"; not "Báo cáo"
OPEN_LINE = regex.compile(r"(?:[,;:/–\-(]|\b(?:và|của|các|thuộc|với|tại|về|cho|cùng|hoặc|theo))\s*$", regex.IGNORECASE)
# a line that may begin a value without a mark of its own: "Báo cáo", "05 lớp"; not "- Báo cáo"
BEGINS = regex.compile(r"[\p{Lu}\d“\"]")
# cells that only announce the rows below: "Theo từng mốc thời hạn dưới đây", "Đạt được các chỉ tiêu sau đây:"
POINTS_DOWN = regex.compile(
    r"(?:dưới đây|sau đây|như sau|các mốc sau|cụ thể như sau|bên dưới)\s*[:.]?$", regex.IGNORECASE
)
SECTION_NUMBER = regex.compile(r"(?:phần\s+)?(?P<label>[IVX]{1,5}|[A-H])[.)/]?", regex.IGNORECASE)


def meaning(raws: Sequence[PrintedRow]) -> list[Row]:
    rows: list[Row] = []
    sections: list[tuple[str, str]] = []
    group = ""
    parents: list[tuple[str, Row]] = []
    above: dict[str, list[Line]] = {}
    raws = merge_spanned(raws)
    numbered = any(raw.cells.get(NUMBER) or raw.cells.get(DETAIL) for raw in raws)
    for i, raw in enumerate(raws):
        number = " ".join(raw.text(NUMBER).split()).strip()
        detail = " ".join(raw.text(DETAIL).split()).strip()
        label = number or detail
        for role in FIELDS:
            if AS_ABOVE.fullmatch(" ".join(raw.text(role).split())) and role in above:
                raw.cells[role] = above[role]
            if raw.cells.get(role):
                above[role] = raw.cells[role]
            else:
                above.pop(role, None)
        task = raw.task()
        filled = [
            role
            for role in FIELDS
            if raw.text(role).strip() and not POINTS_DOWN.search(" ".join(raw.text(role).split()))
        ]
        if raw.whole is not None or (not filled and not label and task and not raw.open and not _is_listed(raw)):
            # a row that says nothing but a text heads the rows below it
            text = raw.whole.text if raw.whole is not None else task
            marker = read_marker(text)
            _open_group(sections, marker, text)
            group = "" if marker else text
            parents = []
            continue
        section = SECTION_NUMBER.fullmatch(label) if label and label.upper() == label else None
        if section:
            kind = "roman" if regex.fullmatch(r"[IVX]+", section["label"]) else "part"
            above_section = tuple(s for s in sections if kind == "roman" and regex.fullmatch(r"[A-H]", s[0]))
            _open_group(sections, Marker(kind, section["label"], kind if kind == "roman" else "capital", task), task)
            group, parents = "", []
            if task and not raw.merged.issuperset(filled):
                # a section with values of its own, not of a cell over many rows, is an item too, and passes them on
                row = Row(
                    section["label"],
                    raw.cells,
                    above_section,
                    merged=frozenset(raw.merged),
                    extra=raw.extra,
                    doubtful=raw.doubtful,
                )
                rows.append(row)
                parents.append(("section", row))
            continue
        if not any(c.isalpha() for c in task):
            # the rest of the row above, or a blank row of a form ("…")
            if rows and not label:
                for role, lines in raw.cells.items():
                    if role not in raw.merged:
                        rows[-1].cells.setdefault(role, []).extend(lines)
            continue
        listed = not label and numbered and _is_listed(raw)
        row = Row(
            _clean_number(number) or _clean_number(detail) or None,
            raw.cells,
            tuple(sections),
            merged=frozenset(raw.merged),
            group=group,
            doubtful=raw.doubtful,
            extra=raw.extra,
        )
        style = _style_of(raw, numbered)
        while parents and not _is_below(style, parents[-1][0]):
            parents.pop()
        # a row whose number was forgotten is nobody's sub-row: it must not take another's deadline
        forgotten = numbered and style == "none" and len(filled) > 1
        row.parent = parents[-1][1] if parents and not forgotten else None
        if row.number is None and (listed or not numbered):
            row.take_number()
        following = _next_style(raws, i, numbered)
        heads = following is not None and _is_below(following, style)
        row.is_item = bool(filled) or not heads
        if heads:
            parents.append((style, row))
        rows.append(row)
    return rows


def _open_group(sections: list[tuple[str, str]], marker: Marker | None, text: str) -> None:
    if marker is None or marker.kind not in ("roman", "part"):
        if marker is None:
            return
        sections[:] = [s for s in sections if regex.fullmatch(r"[IVX]+|[A-H]", s[0])]
        sections.append((marker.label, marker.rest))
        return
    capital = marker.kind == "part"
    if capital:
        sections.clear()
    else:
        sections[:] = [s for s in sections if regex.fullmatch(r"[A-H]", s[0]) and not regex.fullmatch(r"[IVX]+", s[0])]
    sections.append((marker.label, " ".join(marker.rest.split())))


def _clean_number(text: str) -> str:
    return text.strip().rstrip(".)/").strip()


def _style(number: str, detail: str) -> str:
    """How a row is numbered: detail-group (a number in the detail column), decimal1…, letter, dash, none."""
    if number and detail:
        return "detail-letter"
    text = number or detail
    if not number and detail:
        return "detail-group" if regex.fullmatch(r"\d{1,3}[.)]?", detail) else "detail-letter"
    if regex.fullmatch(r"\d{1,3}[.)/]?", text):
        return "decimal1"
    if match := regex.fullmatch(r"\d{1,3}((?:\.\d{1,3})+)[.)]?", text):
        return f"decimal{match[1].count('.') + 1}"
    if regex.fullmatch(r"\(?[a-zđ][.)/]?\)?", text):
        return "letter"
    if regex.fullmatch(r"[-–+*•]", text):
        return "dash"
    return "none" if not text else "other"


RANK = {
    "section": 0,
    "detail-group": 1,
    "decimal1": 2,
    "decimal2": 3,
    "decimal3": 4,
    "detail-letter": 5,
    "letter": 5,
    "dash": 6,
    "none": 7,
    "other": 2,
}


def _is_below(style: str, parent: str) -> bool:
    if style == "decimal1" and parent == "detail-group":
        return True
    return RANK.get(style, 2) > RANK.get(parent, 2)


def _is_listed(raw: PrintedRow) -> bool:
    """Whether the task cell begins with a mark of its own ("a) …", "- …"): a sub-row, though it has nothing else."""
    marker = read_marker(raw.cells[TASK][0].text) if raw.cells.get(TASK) else None
    return marker is not None and marker.kind in ("letter", "paren", "bullet", "decimal")


def _style_of(raw: PrintedRow, numbered: bool) -> str:
    """The style of a row: by its number, or in a table of numbered rows by the mark of its text."""
    number, detail = raw.text(NUMBER).strip(), raw.text(DETAIL).strip()
    if number or detail or not numbered or not _is_listed(raw):
        return _style(number, detail)
    marker = read_marker(raw.cells[TASK][0].text)
    return _style(marker.label if marker else "", "")


def _next_style(raws: Sequence[PrintedRow], i: int, numbered: bool) -> str | None:
    for raw in raws[i + 1 :]:
        if raw.whole is not None:
            return None
        number = raw.text(NUMBER).strip()
        if not raw.text(TASK).strip():
            continue
        if (
            SECTION_NUMBER.fullmatch(number)
            and number.upper() == number
            and not any(raw.text(f).strip() for f in FIELDS)
        ):
            return None
        return _style_of(raw, numbered)
    return None
