"""The names of units that a plan prints where nothing else stands, so that their end is certain.

Cells of its unit columns, values of its attribute lines, headings that are nothing but a unit, the issuer and the
recipients. A sentence of the same plan is then read with them (`extractors.known_names`): "Phòng Thống kê tổng hợp số
liệu" ends its name before or after the verb, and a cell "Phòng Thống kê tổng hợp" says which.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation
from extractors.unit_cells import split_units
from extractors.unit_headings import whole_names
from extractors.unit_names import Unit, begins_with_unit, read_names
from pipeline.labels import read_labels
from pipeline.markers import read_marker
from pipeline.parts import Parts
from pipeline.read.document import Line, Table
from pipeline.table_header import UNITS, read_header

LONGEST = 14  # words of a name; a longer cell says more than one
HEADING = 90  # characters of a heading that is nothing but a unit


def certain_names(parts: Parts) -> frozenset[str]:
    """Those names in the plan that a sentence alone would cut: all others are read right without help."""
    blocks = [*parts.body, *(block for appendix in parts.appendices for block in appendix.blocks)]
    texts = [parts.letterhead.issuer or "", *(parts.foot.recipients if parts.foot else ())]
    texts += _headings([block for block in blocks if isinstance(block, Line)])
    for block in blocks:
        texts += _cells(block) if isinstance(block, Table) else _values(block)
    names = {unit.name for text in dict.fromkeys(texts) for unit in _units(text)}
    return frozenset(name for name in names if _is_name(name) and _is_cut(name))


def _units(text: str) -> tuple[Unit, ...]:
    found = split_units(text)
    return (*found.lead, *found.coordinating)


def _cells(table: Table) -> Iterator[str]:
    header = read_header(table)
    if header is None:
        return
    columns = [i for i, column in enumerate(header.columns) if column.role in UNITS and not column.mark]
    for cell in table.cells:
        if cell.column in columns and cell.row >= header.depth:
            yield cell.text


def _values(line: Line) -> Iterator[str]:
    """The values of an attribute line; one that goes on in the next line gives the beginning of its last name."""
    return (value for field, value in read_labels(line.text) if field in UNITS and value)


def _headings(lines: Sequence[Line]) -> Iterator[str]:
    """Numbered lines that are nothing but a unit and stand above another marked line: a verb in one belongs to it."""
    for line, following in itertools.pairwise(lines):
        marker = read_marker(line.text)
        if marker is None or not marker.numbered or len(line.text) > HEADING or read_marker(following.text) is None:
            continue
        text = marker.rest.rstrip(" :")
        if text[:1].isupper() and not PUNCTUATION.search(text) and len(whole_names(text)) == 1:
            yield text


# what a heading that is nothing but a unit has none of
PUNCTUATION = regex.compile(r"[,;:.()%]|\d")
# "(Công an tỉnh)", "02 đơn vị:", a name cut after "và" are no names that a sentence repeats; a comma may stand in one
NO_PART = regex.compile(r"[;:.()%“”\"]|\svà$")


@functools.cache
def _doing() -> regex.Pattern[str]:
    """What a unit does and no unit is named after, in small letters: "báo cáo", "triển khai"; not "Phòng Tổng hợp"."""
    return regex.compile(rf"(?<!\p{{L}})(?:{literal_alternation(load('units')['names']['doings'])})(?!\p{{L}})")


def _is_name(name: str) -> bool:
    if not 2 <= len(name.split()) <= LONGEST or not name[0].isupper():
        return False
    return begins_with_unit(name) and not _doing().search(name) and not NO_PART.search(name)


def _is_cut(name: str) -> bool:
    """Whether a sentence that begins with the name would read it otherwise."""
    units, _ = read_names(f"{name} chủ trì")
    return [unit.name for unit in units] != [name]
