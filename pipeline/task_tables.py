"""The task table of each plan: what `kehoach extract` and `kehoach convert` make."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.replace import replace_file
from pipeline.write import FORMATS, dump

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.records import Plan
    from pipeline.voice import Voice
    from pipeline.write.report_pages import PageImage


@dataclass(frozen=True, slots=True)
class TaskTables:
    """The task table of each plan (a `pipeline.deliver.Product`).

    `with_pages`: the page of HTML has pictures of the plan's pages, those of `pdf`, or else of the file that was read;
    `discard`: what a person corrected in a table that is written over need not be kept.
    """

    with_pages: bool = False
    pdf: str | None = None
    discard: bool = False
    suffix: str = ""
    shows_folders: bool = False
    formats: tuple[str, ...] = FORMATS

    def show(self, plan: Plan, stream: TextIO, lang: str) -> None:
        """Print the table."""
        from pipeline.show import show

        show(plan, stream, lang)

    def dump(self, plan: Plan, stream: BinaryIO, format: str, lang: str, file: Path) -> None:
        """Write the table in `format`."""
        if format == "html":
            from pipeline.write.report_html import write_report

            write_report(plan, stream, lang, pages=self._pages(plan, file))
        else:
            dump(plan, stream, format, lang)

    def save(self, plan: Plan, target: str, format: str, lang: str, file: Path, voice: Voice) -> None:
        """Write the table to the file or database `target`, with what a person corrected in the one that is there; a
        CSV gets its description beside it."""
        if self.with_pages and format != "html":
            raise KehoachError("pages-only-in-html")
        if format == "csv":
            from pipeline.write.datapackage import check_package

            check_package(Path(target))  # before anything is written
        from pipeline.kept_corrections import with_kept_corrections

        if not self.discard:
            plan = with_kept_corrections(plan, target, format, voice)
        if format == "sqlite":
            from pipeline.write.database import save_plan

            save_plan(plan, target)
            return
        replace_file(target, lambda stream: self.dump(plan, stream, format, lang, file))
        if format == "csv" and Path(target).is_file():
            from pipeline.write.datapackage import update_package

            update_package(Path(target), plan, lang)

    def summary(self, plan: Plan, voice: Voice, *, heading: str | None = None, written: str | None = None) -> None:
        """Say what was found."""
        voice.summary(plan, heading=heading, written=written)
        if self.with_pages and plan.document.format != "pdf":
            voice.say(message("warning", voice.lang, text=message("no-pages-to-show", voice.lang)))

    def _pages(self, plan: Plan, file: Path) -> Mapping[int, PageImage]:
        """The pictures of the plan's pages, none where none are wished. `KehoachError` where the file is another."""
        if not self.with_pages or plan.document.format != "pdf":
            return {}
        from pipeline.write.report_pages import page_images

        path = Path(self.pdf) if self.pdf else file
        try:
            content = path.read_bytes()
        except OSError as error:
            raise KehoachError("cannot-read", path=path, reason=error) from error
        if hashlib.sha256(content).hexdigest() != plan.document.sha256:
            raise KehoachError("pages-of-another-file", path=path, file=plan.document.file or "?")
        return page_images(path, plan)
