"""How a plan was read, for a person who wants to see why a row came out as it did: pictures of pages, an outline."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import regex

from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.replace import replace_file

if TYPE_CHECKING:
    from PIL.Image import Image

    from pipeline.inspect.findings import Inspection


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the plan is read: a file of the user's own words, the sheet of a workbook, with the model or without."""

    words: str | None = None
    sheet: str | None = None
    ner: bool = True


DEFAULT = Wishes()


def print_outline(
    path: str | os.PathLike[str],
    *,
    pages: str | None = None,
    wishes: Wishes = DEFAULT,
    lang: str = "vi",
    width: int = 80,
) -> Iterator[str]:
    """The lines of the plan's outline as it was read, of `pages` ("13,15-18") only where they are given.

    Raises `KehoachError` for a file that cannot be read and pages that it has not.
    """
    from pipeline.inspect.outline_text import outline_text

    wanted = parse_pages(pages) if pages is not None else None
    inspection = _inspect(path, wishes)
    if wanted is not None:
        _check_pages(path, wanted, inspection.reading.document.pages)
    chosen = None if wanted is None else {n for run in wanted for n in run}
    yield from outline_text(inspection, lang=lang, width=width, pages=chosen)


def draw_pages(
    path: str | os.PathLike[str],
    pages: str | None,
    output: str | None = None,
    *,
    wishes: Wishes = DEFAULT,
    lang: str = "vi",
    dpi: int = 130,
) -> Iterator[str]:
    """Draw what was found on `pages` ("13,15-18") of a PDF, one PNG each; yields the path of each as it is written.

    `output` is a file, or a folder (needed for several pages); by default the current folder. `dpi` is how many pixels
    an inch of paper gets. Raises `KehoachError`
    for a file that is no PDF or cannot be read, pages that it has not or that are not said, and a place that cannot be
    written.
    """
    wanted = parse_pages(pages) if pages is not None else []
    several = sum(map(len, wanted)) > 1
    _check_output(path, output, several)
    inspection = _inspect(path, wishes)
    document = inspection.reading.document
    if document.format != "pdf":
        raise KehoachError("only-pdf", path=os.fspath(path))
    if not wanted:
        raise KehoachError("pages-or-text", path=os.fspath(path))
    _check_pages(path, wanted, document.pages)
    for number in dict.fromkeys(n for run in wanted for n in run):
        image = _picture(path, inspection, number, dpi, lang)
        target = _target(path, output, number, several)
        _save(image, target, folder=several or (output is not None and _is_folder(output)))
        yield os.fspath(target)


# "13", "15-18", "15 – 18"; not "18-", "0x1"
PAGE_RUN = regex.compile(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?")


def parse_pages(text: str) -> list[range]:
    """The pages (from 1) that a list such as "13,15-18" names; `KehoachError` (bad-pages) where it names none."""
    runs: list[range] = []
    for part in text.split(","):
        match = PAGE_RUN.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise KehoachError("bad-pages", text=text)
        runs.append(range(first, last + 1))
    return runs


def _check_pages(path: str | os.PathLike[str], wanted: list[range], pages: int | None) -> None:
    if pages is None:
        raise KehoachError("no-pages", path=os.fspath(path))
    for run in wanted:
        if run[-1] > pages:
            raise KehoachError("no-such-page", path=os.fspath(path), page=max(run[0], pages + 1), pages=pages)


def _check_output(path: str | os.PathLike[str], output: str | None, several: bool) -> None:
    """Refuse before the work is done what could not be written after it."""
    if output is None or _is_folder(output):
        return
    if several and (os.path.exists(output) or Path(output).suffix):
        raise KehoachError("pages-need-folder", path=output)
    if not several and Path(output).suffix.lower() != ".png":
        raise KehoachError("unknown-format", path=output, allowed=".png")
    if os.path.exists(output) and os.path.exists(path) and os.path.samefile(path, output):
        raise KehoachError("output-is-input", path=output)


def _is_folder(output: str) -> bool:
    return os.path.isdir(output) or output.endswith(("/", os.sep))


def _target(path: str | os.PathLike[str], output: str | None, number: int, several: bool) -> Path:
    name = f"{Path(path).stem}-trang-{number}.png"
    if output is None:
        return Path(name)
    return Path(output, name) if several or _is_folder(output) else Path(output)


def _inspect(path: str | os.PathLike[str], wishes: Wishes) -> Inspection:
    from extractors.ner import load_recognizer
    from pipeline.assemble import look_into
    from pipeline.inspect.findings import Inspection

    if os.path.isdir(path):
        raise KehoachError("not-one-file", path=os.fspath(path))
    recognizer = load_recognizer() if wishes.ner else None
    try:
        return Inspection(look_into(path, words=wishes.words, sheet=wishes.sheet, recognizer=recognizer))
    except OSError as error:
        raise KehoachError("cannot-read", path=os.fspath(path), reason=error) from error


def _picture(path: str | os.PathLike[str], inspection: Inspection, number: int, dpi: int, lang: str) -> Image:
    from pypdfium2 import PdfiumError

    from pipeline.inspect.picture import draw, render

    try:
        image, scale = render(Path(path), number, dpi)
    except PdfiumError as error:
        raise KehoachError("damaged", path=os.fspath(path), kind="PDF") from error
    pages = inspection.reading.document.pages
    title = message("inspect-title", lang, file=Path(path).name, page=number, pages=pages)
    return draw(image, scale, inspection.page(number), title, lang)


def _save(image: Image, target: Path, *, folder: bool) -> None:
    replace_file(target, lambda stream: image.save(stream, "PNG"), folder=folder)
