"""A document -> its parts: the head and foot with the document's own data, the body, the appendices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.letterhead import Foot, Letterhead, read_foot, read_letterhead
from extractors.posts import read_posts
from pipeline.markers import read_marker
from pipeline.read.document import Document, Line, Table
from pipeline.reflow import drop_furniture
from pipeline.table_header import has_header, is_task_table, read_header

RUNNING_HEAD = 90  # characters of a running head, at most


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix (phụ lục): its label as in a path ("PL", "PL2"), its title, what stands in it."""

    label: str
    title: str
    blocks: tuple[Line | Table, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a plan consists of."""

    letterhead: Letterhead
    foot: Foot | None
    body: tuple[Line | Table, ...]
    appendices: tuple[Appendix, ...]


def split_parts(document: Document) -> Parts:
    """The parts of the document. Tables that only lay out the letterhead or the signature become lines."""
    blocks = _without_running_heads(_unfold_layout(drop_furniture(_restore_tables(document))))
    lines = [(i, b) for i, b in enumerate(blocks) if isinstance(b, Line)]
    texts = [line.text for _, line in lines]
    table = next((i for i, b in enumerate(blocks) if isinstance(b, Table) and is_task_table(b)), len(blocks))
    above = [line.text for i, line in lines if i < table]
    letterhead = read_letterhead(above, [line.text for line in document.overlays])
    feet: list[tuple[int, int]] = []
    foot = read_foot(texts)
    if foot is not None:
        feet.append((foot.start, foot.end))
    gone = {lines[k][0] for k in range(min(letterhead.body, len(lines)))}
    for start, end in feet:
        gone |= {lines[k][0] for k in range(start, min(end, len(lines)))}
    after_foot = lines[foot.end][0] if foot is not None and foot.end < len(lines) else len(blocks)
    cut = _first_appendix(blocks, after_foot if foot is not None else 0, gone)
    body = tuple(b for i, b in enumerate(blocks[:cut]) if i not in gone)
    return Parts(
        letterhead, foot, body, tuple(_appendices([b for i, b in enumerate(blocks[cut:], cut) if i not in gone]))
    )


# "Phụ lục III. Phân công nhiệm vụ"; not "Phụ lục kèm theo"
NAMED_APPENDIX = regex.compile(
    r"(?:PHỤ LỤC|Phụ lục)\s+(?:số\s+)?(?P<label>\d{1,2}|[IVX]{1,5})\s*[:.\-–]\s*(?P<title>\p{Lu}.{3,180})$"
)
# "PHỤ LỤC", "Phụ lục I", "PHỤ LỤC SỐ 2:", "Phụ lục 1. DANH MỤC …", "PHỤ LỤC DANH MỤC …"; not "Phụ lục kèm theo Kế
# hoạch này."
APPENDIX = regex.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số|SỐ)?\s*(?P<label>\d{1,2}|[IVX]{1,5})\b)?\s*[:.\-–]?\s*(?P<title>[^\p{Ll}]{4,})?$"
)
ATTACHED = regex.compile(r"\(?\s*(?:ban hành\s+)?(?:kèm theo|đính kèm)", regex.IGNORECASE)


def _first_appendix(blocks: Sequence[Line | Table], after: int, gone: set[int]) -> int:
    """Where the appendices begin: a heading "PHỤ LỤC"; a task table after the foot makes one without a heading."""
    for i, block in enumerate(blocks):
        if i in gone or not isinstance(block, Line):
            continue
        if _appendix_heading(block.text) and (i >= after or block.text.isupper() or _attached_follows(blocks, i)):
            return i
    return (
        after
        if any(isinstance(b, Table) and is_task_table(b) for b in blocks[after:])
        and not any(isinstance(b, Line) and regex.match(r"(?:I|1)[.)]\s", b.text) for b in blocks[after:])
        else len(blocks)
    )


def _appendix_heading(text: str) -> regex.Match[str] | None:
    return APPENDIX.match(text) or NAMED_APPENDIX.match(text)


def _attached_follows(blocks: Sequence[Line | Table], i: int) -> bool:
    return any(isinstance(b, Line) and ATTACHED.match(b.text) for b in blocks[i + 1 : i + 6])


def _appendices(blocks: Sequence[Line | Table]) -> list[Appendix]:
    starts = [i for i, b in enumerate(blocks) if isinstance(b, Line) and _appendix_heading(b.text)]
    if blocks and (not starts or starts[0] > 0):
        starts.insert(0, 0)
    out: list[Appendix] = []
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(blocks)
        part = blocks[start:end]
        if not any(isinstance(b, Table) for b in part) and len(part) < 2:
            continue
        first = part[0]
        match = _appendix_heading(first.text) if isinstance(first, Line) else None
        title: list[str] = [match["title"].strip()] if match and match["title"] else []
        for block in part[1 if match else 0 :]:
            if (
                isinstance(block, Table)
                or ATTACHED.match(block.text)
                or len(title) > 4
                or regex.match(r"(?:[IVX]+|\d+)[.)]\s", block.text)
            ):
                break
            title.append(block.text)
        out.append(Appendix(match["label"] if match and match["label"] else "", " ".join(title), tuple(part)))
    with_tables = [a for a in out if any(isinstance(b, Table) for b in a.blocks)]
    several = len({a.label for a in out if a.label}) > 1 or len(with_tables) > 1
    named = []
    for n, appendix in enumerate(out, 1):
        label = f"PL{_arabic(appendix.label) or n}" if several else "PL"
        named.append(replace(appendix, label=label))
    return named


def _arabic(label: str) -> str:
    romans = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
    return str(romans[label]) if label in romans else label.lstrip("0")


# --- tables that are layout, tables that were lost -------------------------------------------------------------------

LAYOUT_ROWS, LAYOUT_COLUMNS = 8, 3
"""Tables that only place a letterhead or a signature are no larger."""
LAYOUT = regex.compile(
    r"CỘNG\s+H[OÒ][AÀ]\s+X[AÃ]|Độc lập\s*[-–]\s*Tự do|Nơi nhận|Nơi gửi\s*:|ĐẢNG CỘNG SẢN|ĐOÀN TNCS|^\s*Số:",
    regex.IGNORECASE,
)


def _unfold_layout(blocks: Sequence[Line | Table]) -> list[Line | Table]:
    """Borderless tables that only place the letterhead and the signature, as lines, cell by cell."""
    out: list[Line | Table] = []
    for i, block in enumerate(blocks):
        if isinstance(block, Table) and not is_task_table(block):
            text = "\n".join(cell.text for cell in block.cells)
            small = block.rows <= LAYOUT_ROWS and block.columns <= LAYOUT_COLUMNS
            if small and (LAYOUT.search(text) or (i < 3 and block.rows <= 4) or _is_signature(block)):
                for cell in sorted(block.cells, key=lambda c: (c.column, c.row)):
                    out.extend(replace(line, starts_paragraph=True) for line in cell.lines if line.text.strip())
                continue
        out.append(block)
    return out


def _is_signature(table: Table) -> bool:
    """Whether every column of a table opens with a signer's post ("GIÁM ĐỐC | KẾ TOÁN TRƯỞNG") or with nothing."""
    tops: dict[int, str] = {}
    for cell in sorted(table.cells, key=lambda c: c.row):
        if cell.text.strip():
            tops.setdefault(cell.column, next(line.text for line in cell.lines if line.text.strip()))
    return bool(tops) and all(read_posts(top)[0] and top.isupper() for top in tops.values())


def _without_running_heads(blocks: Sequence[Line | Table]) -> list[Line | Table]:
    """The blocks without a short line that stands between a task table and its rest on the next page: a running head
    that is printed too seldom to be known as one."""
    return [b for i, b in enumerate(blocks) if not (0 < i < len(blocks) - 1 and _parts_a_table(*blocks[i - 1 : i + 2]))]


def _parts_a_table(above: Line | Table, line: Line | Table, below: Line | Table) -> bool:
    if not (isinstance(above, Table) and isinstance(line, Line) and isinstance(below, Table)):
        return False
    if above.page is None or below.page != above.page + 1 or len(line.text) > RUNNING_HEAD or above.columns < 3:
        return False
    if _appendix_heading(line.text) or line.text.endswith(":") or read_marker(line.text) is not None:
        return False
    before, after = read_header(above), read_header(below)
    if before is None or above.columns != below.columns:
        return False
    if after is None:
        return not has_header(below)  # the title of another table stands above that one's header
    return [c.name for c in before.columns] == [c.name for c in after.columns]


def _restore_tables(document: Document) -> list[Line | Table]:
    """In plain text, the task tables whose lines have lost their columns."""
    if document.format != "text":
        return list(document.blocks)
    from pipeline.flattened import restore_tables

    return restore_tables(document.blocks)
