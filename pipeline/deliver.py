"""Plans -> what is made of them, where the user wants it: the screen, standard output, one file, or a folder of files.

What is made of a plan is a `Product`: its task table (`TaskTables`), or what `kehoach check` found in it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, TextIO

from pipeline import extract
from pipeline.batch import distinct, plans_in, table_names
from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.task_tables import TaskTables
from pipeline.voice import Voice
from pipeline.write import BINARY, format_of, named_format
from pipeline.write.database_connection import database_of, is_database_url

if TYPE_CHECKING:
    from pipeline.records import Plan


DATABASE = "sqlite"
"""The format of a database, which takes the plans of many files."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How plans are read and tables written: a file of the user's own words, the sheet of a workbook (None: the
    default), the language of the column names in files, and whether the model is asked beside the rules."""

    words: str | None = None
    sheet: str | None = None
    columns: str = "vi"
    ner: bool = True


class Product(Protocol):
    """What is made of each plan."""

    @property
    def suffix(self) -> str:
        """What the names of its files have before the suffix of their format."""

    @property
    def shows_folders(self) -> bool:
        """Whether all plans of a folder may go to the screen."""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats in which it can be written."""

    def show(self, plan: Plan, stream: TextIO, lang: str) -> None:
        """Print it for a person."""

    def dump(self, plan: Plan, stream: BinaryIO, format: str, lang: str, file: Path) -> None:
        """Write it in `format`; `file` is where the plan comes from."""

    def save(self, plan: Plan, target: str, format: str, lang: str, file: Path, voice: Voice) -> None:
        """Write it to the file or database `target`."""

    def summary(self, plan: Plan, voice: Voice, *, heading: str | None = None, written: str | None = None) -> None:
        """Say what was made of the plan, and where it was written."""


Reader = Callable[[Path, Wishes], Sequence["Plan"]]
"""Reads the plans that a file holds."""


def deliver(
    plans: Sequence[str],
    output: str | None,
    format: str | None,
    *,
    voice: Voice,
    wishes: Wishes | None = None,
    product: Product | None = None,
    reader: Reader | None = None,
    files: Sequence[Path] | None = None,
) -> bool:
    """Read each of `plans` and put what is made of it (default: its task table) where `output` says: None the screen,
    "-" standard output, else a file, a folder, or the URL of a database.

    `files` are what `reader` reads where that is no file of `plans`. True where all went well. A plan that cannot be
    read is reported, and the others go on; `KehoachError` where the request as a whole makes no sense.
    """
    run = _Run(voice, wishes or Wishes(), product or TaskTables(), reader or extracted)

    def named(*, folders: bool = False) -> list[Path]:
        return list(files) if files is not None else _files(plans, folders=folders)

    if output is None and format is None:
        return run.to_screen(named(folders=run.product.shows_folders))
    if output is None or output == "-":
        return run.to_stdout(named(), format or "json")
    if is_database_url(output) and DATABASE in run.product.formats:
        if format not in (None, DATABASE):
            raise KehoachError("format-mismatch", path=database_of(output).name, format=format)
        return run.to_database(named(folders=True), output)
    if named_format(output) == DATABASE and DATABASE in run.product.formats and not os.path.isdir(output):
        format_of_file(output, format, run.product.formats, map(Path, plans))
        return run.to_database(named(folders=True), output)
    if _means_folder(output, plans if files is None else [str(f) for f in files], run.product.formats):
        return run.to_folder(named(folders=True), Path(output), format or "xlsx")
    return run.to_file(named(), output, format)


def extracted(file: Path, wishes: Wishes) -> Sequence[Plan]:
    """The plan of which `file` is the text."""
    return [extract(file, words=wishes.words, sheet=wishes.sheet, ner=wishes.ner)]


@dataclass(frozen=True, slots=True)
class _Run:
    """One call of the command: every method returns True where each plan went well."""

    voice: Voice
    wishes: Wishes
    product: Product
    reader: Reader

    def to_screen(self, files: list[Path]) -> bool:
        def put(plan: Plan, _: Path) -> None:
            self.product.show(plan, sys.stdout, self.voice.lang)
            self.product.summary(plan, self.voice)

        return self._each(files, put)

    def to_stdout(self, files: list[Path], format: str) -> bool:
        if len(files) > 1 and format != "jsonl":
            raise KehoachError("several-to-stdout", format=format)
        if format in BINARY and sys.stdout.isatty():
            raise KehoachError("page-to-terminal", format=format.upper(), suffix=format)

        def put(plan: Plan, file: Path) -> None:
            self.product.dump(plan, sys.stdout.buffer, format, self.wishes.columns, file)
            sys.stdout.buffer.flush()
            self.product.summary(plan, self.voice, heading=_heading(plan))

        return self._each(files, put)

    def to_file(self, files: list[Path], output: str, format: str | None) -> bool:
        chosen = format_of_file(output, format, self.product.formats, files)

        def put(plan: Plan, file: Path) -> None:
            self._save(plan, output, chosen, file)
            self.product.summary(plan, self.voice, heading=_heading(plan), written=output)

        return self._each(files, put)

    def to_folder(self, files: list[Path], folder: Path, format: str) -> bool:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KehoachError("cannot-write", path=folder, reason=error) from error
        names = table_names(files, f"{self.product.suffix}.{format}")
        places = {file: folder / name for file, name in zip(files, names, strict=True)}

        def put(plan: Plan, file: Path) -> None:
            self._save(plan, str(places[file]), format, file)
            self.product.summary(plan, self.voice, written=str(places[file]))

        with _progress(files, self.voice) as steps:
            return self._each(steps, put, spin=False)

    def to_database(self, files: list[Path], target: str) -> bool:
        """Each plan in a transaction of its own; other plans in the database stay."""

        def put(plan: Plan, file: Path) -> None:
            self._save(plan, target, DATABASE, file)
            self.product.summary(plan, self.voice, written=database_of(target).name)

        with _progress(files, self.voice) as steps:
            return self._each(steps, put, spin=False, several=True)

    def _save(self, plan: Plan, target: str, format: str, file: Path) -> None:
        self.product.save(plan, target, format, self.wishes.columns, file, self.voice)

    def _each(
        self, files: Iterable[Path], put: Callable[[Plan, Path], None], *, spin: bool = True, several: bool = False
    ) -> bool:
        """Read each file and `put` its plan; `spin` shows that a file is being read, `several` that one may hold more
        plans than one."""
        good = True
        for file in files:
            try:
                with spinner(self.voice) if spin else contextlib.nullcontext():
                    plans = self._read(file)
                if len(plans) != 1 and not several:
                    names = ", ".join(str(plan.document.number or plan.document.file) for plan in plans[:5])
                    raise KehoachError("several-plans", path=file, count=len(plans), files=names)
                for plan in plans:
                    put(plan, file)
            except OSError:  # from standard output, which the other plans need too
                raise
            except Exception as error:
                self.voice.failure(error, file)
                good = False
        return good

    def _read(self, file: Path) -> Sequence[Plan]:
        try:
            return self.reader(file, self.wishes)
        except OSError as error:
            raise KehoachError("cannot-read", path=file, reason=error) from error


def format_of_file(output: str, format: str | None, formats: Sequence[str], inputs: Iterable[Path]) -> str:
    """The format, one of `formats`, in which to write the file `output`: that asked for, else that of its suffix.

    `KehoachError` where the two contradict each other (format-mismatch), where the suffix says nothing
    (unknown-format), or where the file is one of `inputs` (output-is-input).
    """
    named = named_format(output)
    if format and named in formats and named != format:
        raise KehoachError("format-mismatch", path=output, format=format)
    chosen = format or format_of(output, formats)
    if any(os.path.exists(output) and file.exists() and file.samefile(output) for file in inputs):
        raise KehoachError("output-is-input", path=output)
    return chosen


def _files(plans: Sequence[str], *, folders: bool = False) -> list[Path]:
    """The plan files that the user named, in order; a folder stands for the plans in it where that is allowed."""
    files: list[Path] = []
    for plan in plans:
        if not os.path.isdir(plan):
            files.append(Path(plan or "''"))  # Path("") would be the current folder
        elif folders:
            files += plans_in(Path(plan))
        else:
            raise KehoachError("is-directory", path=plan)
    return distinct(files)


def _means_folder(output: str, plans: Sequence[str], formats: Sequence[str]) -> bool:
    """Whether `output` is to be a folder: it is one, ends like one, or has several plans to take."""
    if os.path.isdir(output):
        return True
    several = len(plans) > 1 or any(map(os.path.isdir, plans))
    if several and (os.path.exists(output) or named_format(output) in formats):
        raise KehoachError("needs-folder", path=output)
    return several or output.endswith(("/", os.sep))


def _heading(plan: Plan) -> str:
    document = plan.document
    return " – ".join(part for part in (document.number, document.title) if part)


@contextlib.contextmanager
def spinner(voice: Voice) -> Iterator[None]:
    """A sign of life on standard error, where that is a terminal, while a plan is read."""
    if voice.quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(message("progress", voice.lang)):
        yield


@contextlib.contextmanager
def _progress(files: list[Path], voice: Voice) -> Iterator[Iterable[Path]]:
    """`files` with a progress bar on standard error, where that is a terminal."""
    if voice.quiet or not sys.stderr.isatty():
        yield files
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield progress.track(files, description=message("progress", voice.lang))
