"""Pictures of a plan's pages: those on which its tasks stand, small enough to be put into a report."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import KehoachError

if TYPE_CHECKING:
    from PIL.Image import Image

    from pipeline.read.document import Box
    from pipeline.records import Plan

DPI = 130
"""Tone marks of 13 point letters are still told apart."""
LARGEST = 2600
"""Pixels of the longer side of a picture; a larger page is drawn at a smaller scale."""
COLOURS = 32
"""Print and a red stamp need no more, and the picture takes half the bytes of a JPEG of the same sharpness."""
LOSSLESS = 300_000
"""Bytes from which a picture is a photograph or a scan rather than print: it is then compressed with loss."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of a page as displayed: the bytes of a file, their media type, and the page's size in points."""

    data: bytes
    media: str
    width: float
    height: float


def page_images(path: Path, plan: Plan, dpi: int = DPI) -> dict[int, PageImage]:
    """The pictures of the pages of the PDF at `path` on which tasks of `plan` stand, by page (from 1).

    Empty where the plan was no PDF. A page that cannot be drawn is left out. Raises `KehoachError` (cannot-read,
    damaged) where the file is gone or no longer a PDF.
    """
    if plan.document.format != "pdf":
        return {}
    import pypdfium2

    wanted = sorted({page for task in plan.tasks for page in _pages(task.source.page, task.source.boxes)})
    images: dict[int, PageImage] = {}
    try:
        content = path.read_bytes()
        with pypdfium2.PdfDocument(content) as document:
            for page in wanted:
                if not 1 <= page <= len(document):
                    continue
                try:
                    printed = document[page - 1]
                    width, height = printed.get_size()
                    scale = min(dpi / 72, LARGEST / max(width, height, 1.0))
                    images[page] = PageImage(*_compressed(printed.render(scale=scale).to_pil()), width, height)
                except pypdfium2.PdfiumError:
                    continue
    except OSError as error:
        raise KehoachError("cannot-read", path=path, reason=error) from error
    except pypdfium2.PdfiumError as error:
        raise KehoachError("damaged", path=path, kind="PDF") from error
    return images


def _pages(page: int | None, boxes: tuple[Box, ...]) -> set[int]:
    return {box.page for box in boxes} | ({page} if page is not None else set())


def _compressed(image: Image) -> tuple[bytes, str]:
    """The picture as WebP, as PNG where Pillow was built without it."""
    from PIL import features

    few = image.convert("RGB").quantize(COLOURS)
    if not features.check("webp"):
        return _saved(few, "PNG", optimize=True), "image/png"
    data = _saved(few.convert("RGB"), "WEBP", lossless=True, method=4, quality=80)
    if len(data) > LOSSLESS:
        data = min(data, _saved(image.convert("RGB"), "WEBP", quality=55, method=4), key=len)
    return data, "image/webp"


def _saved(image: Image, format: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()
