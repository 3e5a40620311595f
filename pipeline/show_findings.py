"""The findings of a plan for a person at a terminal, by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from pipeline.check_wording import detail_of, title_of
from pipeline.messages import message, printable
from pipeline.show import NARROWEST_TABLE, heading

if TYPE_CHECKING:
    from rich.console import RenderableType

    from pipeline.check import Finding
    from pipeline.records import Plan

LONGEST = 180
"""Characters of a task that are shown; the row's number tells where the whole stands."""
SECTION_SHARE = 4
"""One part in so many of the width is for the section."""


def show_findings(plan: Plan, found: Sequence[Finding], stream: TextIO, lang: str = "vi") -> None:
    """Print what was found in `plan` to `stream`, as wide as the terminal is (80 where there is none)."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    with console.capture() as printed:  # not straight to the stream: rich ends the program where the reader is gone
        console.print(Text(printable(heading(plan)), style="bold"))
        for kind in dict.fromkeys(finding.kind for finding in found):
            alike = [finding for finding in found if finding.kind == kind]
            console.print()
            console.print(Text(f"{title_of(kind, lang)} ({len(alike)})", style="bold"))
            if alike[0].row is None or console.width < NARROWEST_TABLE:
                console.print(_list(alike, plan, lang))
            else:
                console.print(_table(alike, plan, lang, console.width))
        if not found:
            console.print(Text(message("nothing-found", lang)))
        console.print()
    stream.write(printed.get())
    stream.flush()


def _table(found: Sequence[Finding], plan: Plan, lang: str, width: int) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    paged = any(finding.page is not None for finding in found)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False)
    table.add_column(message("column-row", lang), justify="right", no_wrap=True, min_width=4)
    if paged:
        table.add_column(message("column-page", lang), justify="right", no_wrap=True, min_width=5)
    table.add_column(message("column-section", lang), width=width // SECTION_SHARE, overflow="fold")
    table.add_column(message("column-text", lang), ratio=1, overflow="fold")
    for finding in found:
        places = [str(finding.row), str(finding.page or "")] if paged else [str(finding.row)]
        said = "\n".join(_said(finding, plan, lang))
        table.add_row(*places, Text(printable(_cut(finding.section or "", LONGEST // 2))), Text(said))
    return table


def _list(found: Sequence[Finding], plan: Plan, lang: str) -> RenderableType:
    """One small paragraph each: for units, which are no rows, and where a table has no room."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = []
    for finding in found:
        first, *rest = _said(finding, plan, lang)
        where = _where(finding, lang)
        parts.append(Text(f"• {where}: {first}" if where else f"• {first}"))
        parts += [Padding(Text(line), (0, 0, 0, 2), expand=False) for line in rest]
    return Group(*parts)


def _said(finding: Finding, plan: Plan, lang: str) -> Iterator[str]:
    yield _cut(printable(finding.text), LONGEST)
    if detail := detail_of(finding, plan, lang):
        yield f"→ {printable(detail)}"


def _where(finding: Finding, lang: str) -> str:
    if finding.row is None:
        return ""
    if finding.page is None:
        return message("finding-on", lang, row=finding.row)
    return message("finding-on-page", lang, row=finding.row, page=finding.page)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
