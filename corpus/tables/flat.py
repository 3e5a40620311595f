"""A sample as text: what PDF converters and a word processor leave of its tables."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from corpus.build import flatten
from corpus.model import Appendix, CellTable, Item, Node, Note, PrintedCell, Section
from corpus.tables.sample import Sample


def flat_text(sample: Sample, pdf: Path | None) -> str:
    """The text by the sample's way of flattening; `pdf` is the file to flatten, None where none is needed."""
    match sample.flattening:
        case "content" | "office-content":
            assert pdf is not None
            return flatten(pdf)
        case "raw":
            assert pdf is not None
            return poppler_text(pdf)
        case "paragraphs":
            return "\n".join(plain_lines(sample, tabs=False)) + "\n"
        case "tabs":
            return "\n".join(plain_lines(sample, tabs=True)) + "\n"


def poppler_text(pdf: Path) -> str:
    """`pdftotext -raw`; OSError where poppler is not installed."""
    run = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True)
    return run.stdout.decode("utf-8")


def plain_lines(sample: Sample, *, tabs: bool = False) -> Iterator[str]:
    """The whole plan, a paragraph a line; with `tabs` the rows of a table, their cells parted by tabs."""
    plan = sample.plan
    yield from plan.agency
    yield plan.motto
    yield "Độc lập - Tự do - Hạnh phúc"
    yield f"Số: {plan.number}"
    yield plan.place_date
    yield plan.type
    yield from plan.title
    yield from _nodes(plan.body, tabs)
    yield "Nơi nhận:"
    yield from (f"- {text}" for text in plan.signature.recipients)
    yield from (*plan.signature.titles, plan.signature.name)
    yield from _nodes(plan.after, tabs)


def _nodes(nodes: tuple[Node, ...], tabs: bool) -> Iterator[str]:
    for node in nodes:
        match node:
            case Section():
                yield f"{node.mark} {node.title}".strip()
                yield from _nodes(node.below, tabs)
            case Item() | Note():
                yield f"{node.mark} {node.text}".strip()
            case CellTable():
                yield from _tabbed(node) if tabs else _paragraphs(node)
            case Appendix():
                yield from (text for text in (node.label, node.title, node.reference) if text)
                yield from _nodes(node.below, tabs)


def _paragraphs(table: CellTable) -> Iterator[str]:
    """Cell by cell, a paragraph a line, as "save as plain text" does; empty cells leave nothing."""
    for cell in table.cells:
        yield from cell.lines


def _tabbed(table: CellTable) -> Iterator[str]:
    """Row by row, the cells parted by tabs, as a table pasted from a spreadsheet."""
    at: dict[tuple[int, int], PrintedCell] = {(cell.row, cell.column): cell for cell in table.cells}
    for row in range(table.rows):
        cells = [at.get((row, column)) for column in range(len(table.widths))]
        yield "\t".join(" ".join(cell.lines) if cell else "" for cell in cells).rstrip("\t")
