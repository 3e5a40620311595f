"""A comparison for a person at a terminal: what changed, by status, the words that differ marked in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from pipeline.compare.marked import merged, plain, shortened, spelt
from pipeline.compare.records import UNCHANGED
from pipeline.compare.table import plan_names, text_of_side, value_of_side
from pipeline.compare.view import COME, GONE, SAME, Marked, Piece
from pipeline.messages import message, printable
from pipeline.show import NARROWEST_TABLE

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from pipeline.compare.view import Cell, Entry, View

LONGEST = 240
"""Characters of a text that are shown whole; of a longer one the stretches between changes are cut."""
LONGEST_OF_MANY = 120
"""The same where each plan has a column of its own."""
NARROWEST_COLUMN = 22
"""Below this width a plan's column is unreadable."""
INK = {GONE: "red strike", COME: "green bold"}
TONES = {"good": "bold green", "bad": "bold red"}
"""Styles of a heading by tone; others are bold: yellow cannot be read on white, nor blue on black."""
NONE = "–"
"""Where a plan has no such task."""


def show_view(view: View, stream: TextIO, lang: str | None = None) -> None:
    """Print what changed in `view` to `stream`, as wide as the terminal is (80 where there is none), in `lang`."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    with console.capture() as printed:  # not straight to the stream: rich ends the program where the reader is gone
        _Screen(console, view, lang or view.lang).show()
    stream.write(printed.get())
    stream.flush()


class _Screen:
    """Prints a view to a console."""

    def __init__(self, console: Console, view: View, lang: str) -> None:
        self.console, self.view, self.lang = console, view, lang
        self.coloured = console.color_system is not None and not console.no_color
        self.plans = [printable(name) for name in plan_names(view)]

    def show(self) -> None:
        self._print(self.view.title, "bold")
        for plan, side in zip(self.plans, self.view.sides, strict=True):
            self._print(f"{plan}: {side.about}")
        counted = [status for status in self.view.statuses if status.count]
        summary = " · ".join(f"{status.count} {_inside(status.name)}" for status in counted)
        self._print(summary or message("compare-nothing", self.lang), "bold")
        for remark in self.view.remarks:
            self._print(f"• {remark}")
        if summary and all(entry.status == UNCHANGED for entry in self.view.entries):
            self._print(message("compare-no-change", self.lang))
        for status in self.view.statuses:
            entries = [entry for entry in self.view.entries if entry.status == status.code]
            if status.code == UNCHANGED:
                entries = [entry for entry in entries if entry.notable]
            if entries:
                self.console.print()
                self._print(f"{status.name} ({len(entries)})", TONES.get(status.tone, "bold"))
                self.console.print(self._group(entries))
        self.console.print()

    def _print(self, text: str, style: str = "") -> None:
        from rich.text import Text

        self.console.print(Text(printable(text), style=style))

    def _group(self, entries: Sequence[Entry]) -> RenderableType:
        """The entries of one status as the width allows."""
        many = len(self.plans) > 2
        if self.console.width < max(NARROWEST_TABLE, many * NARROWEST_COLUMN * (len(self.plans) + 1)):
            return self._cards(entries)
        return self._columns(entries) if many else self._table(entries)

    def _table(self, entries: Sequence[Entry]) -> RenderableType:
        """The numbers in both plans beside what became of the text."""
        table = _ruled()
        for plan in self.plans:
            table.add_column(plan, justify="right", min_width=4, max_width=12, overflow="fold")
        table.add_column(message("compare-task", self.lang), ratio=1, overflow="fold")
        for entry in entries:
            table.add_row(*(self._number(cells) for cells in entry.sides), self._said(entry, self._texts(entry)))
        return table

    def _columns(self, entries: Sequence[Entry]) -> RenderableType:
        """A column per plan with its number and text, then what changed."""
        from rich.text import Text

        table = _ruled()
        for plan in self.plans:
            table.add_column(plan, ratio=1, overflow="fold")
        table.add_column(message("compare-said", self.lang), ratio=1, overflow="fold")
        for entry in entries:
            sides = [self._text(self._numbered(cells, LONGEST_OF_MANY)) for cells in entry.sides]
            table.add_row(*sides, Text("\n".join(f"→ {printable(said)}" for said in entry.said)))
        return table

    def _cards(self, entries: Sequence[Entry]) -> RenderableType:
        """A small paragraph each, for a narrow terminal."""
        from rich.console import Group
        from rich.padding import Padding
        from rich.text import Text

        parts: list[RenderableType] = []
        for entry in entries:
            sides = [(plan, cells) for plan, cells in zip(self.plans, entry.sides, strict=True) if cells]
            numbers = " → ".join(f"{plan}: {self._number(cells)}" for plan, cells in sides)
            parts.append(Text(f"• {numbers}", style="bold"))
            parts.append(Padding(self._said(entry, self._texts(entry)), (0, 0, 0, 2), expand=False))
        return Group(*parts)

    def _texts(self, entry: Entry) -> Iterator[Marked]:
        """What became of the task in lines: one text with both sides' words, or else each side's."""
        filled = [(plan, cells) for plan, cells in zip(self.plans, entry.sides, strict=True) if cells]
        if len(filled) == 2 and all(len(cells) == 1 for _, cells in filled):
            both = merged(*(cells[0].task for _, cells in filled))
            if both is not None:
                yield shortened(both, LONGEST)
                return
        for plan, cells in filled:
            for cell in cells:
                text = shortened(cell.task, LONGEST)
                if len(filled) == 1:
                    yield text
                else:
                    number = f" ({self._number((cell,))})" if len(cells) > 1 else ""
                    yield (Piece(f"{plan}{number}: "), *text)

    def _said(self, entry: Entry, texts: Iterable[Marked]) -> Text:
        """The lines, then the sentences that tell what changed; of a task on one side who does it and when."""
        from rich.text import Text

        out = Text("\n").join(self._text(text) for text in texts)
        for said in entry.said:
            out.append(f"\n→ {printable(said)}")
        filled = [cells for cells in entry.sides if cells]
        if len(filled) == 1:
            fields = ((code, plain(text_of_side(filled[0], code))) for code in ("lead_units", "deadlines"))
            about = [f"{message(f'compare-{code}', self.lang)}: {printable(text)}" for code, text in fields if text]
            out.append("\n" + " · ".join(about) if about else "", style="dim")
        return out

    def _numbered(self, cells: tuple[Cell, ...], longest: int) -> Marked:
        """The texts of one plan's rows, each after its number."""
        if not cells:
            return (Piece(NONE),)
        out: list[Piece] = []
        for cell in cells:
            number = f"{cell.number.rstrip('.')}. " if cell.number else ""
            out += [Piece("; " if out else ""), Piece(number), *shortened(cell.task, longest)]
        return tuple(out)

    def _number(self, cells: tuple[Cell, ...]) -> str:
        """The numbers of a plan's rows; where nothing is printed before them, their page."""
        if not cells:
            return NONE
        number, page = value_of_side(cells, "number"), value_of_side(cells, "page")
        if number:
            return printable(str(number))
        return message("compare-on-page", self.lang, page=page) if page is not None else "•"

    def _text(self, text: Marked) -> Text:
        """The text with its marks in colour, or in signs where there is none."""
        from rich.text import Text

        if not self.coloured:
            return Text(printable(spelt(text)))
        out, before = Text(), Piece("")
        for piece in text:
            if before.mark != SAME != piece.mark and not before.text[-1:].isspace() and not piece.text[:1].isspace():
                out.append(" ")  # what is gone and what came in its place would read as one word
            out.append(printable(piece.text), style=INK.get(piece.mark, ""))
            before = piece
        return out


def _ruled() -> Table:
    """An empty table as wide as the terminal, a line under each row."""
    from rich import box
    from rich.table import Table

    return Table(
        box=box.HORIZONTALS, show_lines=True, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), expand=True
    )


def _inside(name: str) -> str:
    """A name inside a line: "không đổi"."""
    return f"{name[:1].lower()}{name[1:]}"
