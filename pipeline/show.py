"""The task table for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from pipeline.messages import printable
from pipeline.table import rows

if TYPE_CHECKING:
    from rich.console import RenderableType

    from pipeline.records import Plan

SHOWN: dict[str, tuple[str, ...]] = {
    "vi": ("STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian"),
    "en": ("No.", "Task", "Products", "Lead", "Partners", "Deadline"),
}
"""Short names of the first columns, which are those shown."""

WEIGHTS = (0, 10, 5, 5, 5, 4)
"""Shares of the width, in the order of `SHOWN`; the number takes what it needs."""

NARROWEST_TABLE = 76
"""Below this many columns a table of six is unreadable: each task becomes a small card."""


def show(plan: Plan, stream: TextIO, lang: str = "vi") -> None:
    """Print a heading and the table of `plan` to `stream`, as wide as the terminal is (80 where there is none)."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    with console.capture() as printed:  # not straight to the stream: rich ends the program where the reader is gone
        console.print(Text(printable(heading(plan)), style="bold"))
        if plan.tasks:
            values = [[printable(str(value)) for value in row.values()][: len(WEIGHTS)] for row in rows(plan, lang)]
            narrow = console.width < NARROWEST_TABLE
            console.print(_cards(values, lang) if narrow else _table(values, lang, console.width))
    stream.write(printed.get())
    stream.flush()


def heading(plan: Plan) -> str:
    """What the plan is in one line: file, number and title, as far as they are known."""
    document = plan.document
    number = document.number
    if number and not number[0].isdigit():
        number = f"Số …{number}"  # left blank for the registry: "/KH-SNV"
    return " – ".join(part for part in (document.file, number, document.title) if part)


def _table(values: list[list[str]], lang: str, width: int) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SQUARE, show_lines=True, padding=(0, 0))
    for name, column in zip(SHOWN[lang], _widths(width, len(values)), strict=True):
        table.add_column(name, width=column, justify="right" if name == SHOWN[lang][0] else "left", overflow="fold")
    for row in values:
        table.add_row(*map(Text, row))
    return table


def _widths(width: int, rows: int) -> list[int]:
    """The widths of the columns in a table `width` wide (borders included): by weight, but room for a date in each."""
    number = max(3, len(str(rows)))
    room = width - number - len(WEIGHTS) - 1
    others = [max(len("20/11/2025"), room * weight // sum(WEIGHTS)) for weight in WEIGHTS[2:]]
    return [number, room - sum(others), *others]


def _cards(values: list[list[str]], lang: str) -> RenderableType:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = []
    for number, task, *others in values:
        parts.append(Text(f"{number}. {task}"))
        named = zip(SHOWN[lang][2:], others, strict=True)
        parts += [Padding(Text(f"{name}: {value}"), (0, 0, 0, 3), expand=False) for name, value in named if value]
    return Group(*parts)
