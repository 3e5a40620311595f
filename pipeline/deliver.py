"""Plans -> tables where the user wants them: the screen, standard output, one file, or a folder of files."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import extract
from pipeline.batch import distinct, plans_in, table_names
from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.voice import Voice
from pipeline.write import FORMATS, dump, format_of, write

if TYPE_CHECKING:
    from pipeline.records import Plan


def deliver(plans: Sequence[str], output: str | None, format: str | None, *, voice: Voice, columns: str = "vi") -> bool:
    """Extract each of `plans` and put its table where `output` says: None the screen, "-" standard output, else a
    file or a folder. Column names in files are in the language `columns`.

    True where all went well. A plan that cannot be read is reported, and the others go on; `KehoachError` where the
    request as a whole makes no sense.
    """
    if output is None and format is None:
        return _each(_files(plans), voice, lambda plan, _: _show(plan, voice))
    if output is None or output == "-":
        return _to_stdout(_files(plans), format or "json", voice, columns)
    if _means_folder(output, plans):
        return _to_folder(_files(plans, folders=True), Path(output), format or "xlsx", voice, columns)
    return _to_file(_files(plans), output, format, voice, columns)


def _show(plan: Plan, voice: Voice) -> None:
    from pipeline.show import show

    show(plan, sys.stdout, voice.lang)
    voice.summary(plan)


def _to_stdout(files: list[Path], format: str, voice: Voice, columns: str) -> bool:
    if len(files) > 1 and format != "jsonl":
        raise KehoachError("several-to-stdout", format=format)
    if format == "xlsx" and sys.stdout.isatty():
        raise KehoachError("binary-to-terminal")

    def put(plan: Plan, _: Path) -> None:
        dump(plan, sys.stdout.buffer, format, columns)
        sys.stdout.buffer.flush()
        voice.summary(plan, heading=_heading(plan))

    return _each(files, voice, put)


def _to_file(files: list[Path], output: str, format: str | None, voice: Voice, columns: str) -> bool:
    named = Path(output).suffix.lower().removeprefix(".")
    if format and named in FORMATS and named != format:
        raise KehoachError("format-mismatch", path=output, format=format)
    chosen = format or format_of(output)
    if any(os.path.exists(output) and file.exists() and file.samefile(output) for file in files):
        raise KehoachError("output-is-input", path=output)

    def put(plan: Plan, _: Path) -> None:
        write(plan, output, chosen, columns)
        voice.summary(plan, heading=_heading(plan), written=output)

    return _each(files, voice, put)


def _to_folder(files: list[Path], folder: Path, format: str, voice: Voice, columns: str) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KehoachError("cannot-write", path=folder, reason=error.strerror or error) from error
    places = {file: folder / name for file, name in zip(files, table_names(files, f".{format}"), strict=True)}

    def put(plan: Plan, file: Path) -> None:
        write(plan, places[file], format, columns)
        voice.summary(plan, written=str(places[file]))

    with _progress(files, voice) as steps:
        return _each(steps, voice, put, spin=False)


def _each(files: Iterable[Path], voice: Voice, put: Callable[[Plan, Path], None], *, spin: bool = True) -> bool:
    """Extract each file and `put` its plan; True where every one succeeded. `spin` shows that a file is being read."""
    good = True
    for file in files:
        try:
            with _spinner(voice) if spin else contextlib.nullcontext():
                plan = _read(file)
            put(plan, file)
        except OSError:  # from standard output, which the other plans need too
            raise
        except Exception as error:
            voice.failure(error, file)
            good = False
    return good


def _read(file: Path) -> Plan:
    try:
        return extract(file)
    except OSError as error:
        raise KehoachError("cannot-read", path=file, reason=error.strerror or error) from error


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


def _means_folder(output: str, plans: Sequence[str]) -> bool:
    """Whether `output` is to be a folder: it is one, ends like one, or has several plans to take."""
    if os.path.isdir(output):
        return True
    several = len(plans) > 1 or any(map(os.path.isdir, plans))
    if several and (os.path.exists(output) or Path(output).suffix.lower().removeprefix(".") in FORMATS):
        raise KehoachError("needs-folder", path=output)
    return several or output.endswith(("/", os.sep))


def _heading(plan: Plan) -> str:
    document = plan.document
    return " – ".join(part for part in (document.number, document.title) if part)


@contextlib.contextmanager
def _spinner(voice: Voice) -> Iterator[None]:
    """A sign of life on standard error, where that is a terminal."""
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
