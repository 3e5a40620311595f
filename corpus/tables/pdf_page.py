"""Pages of a PDF being drawn with reportlab: fonts, wrapped text, margins, turned pages."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.tables.sample import Look

CM = 72 / 2.54
A4 = (595.28, 841.89)
FOLDERS = (
    *("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/truetype/liberation2"),
    *("/usr/share/fonts/truetype/liberation", "/usr/share/fonts/liberation", "/usr/share/fonts/dejavu"),
)
FILES = {
    "DejaVuSans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    "DejaVuSerif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    "LiberationSans": ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    "LiberationSerif": ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
}


class NoFont(Exception):
    """No font with Vietnamese letters is installed (`make system` installs DejaVu)."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font at a size."""

    name: str
    size: float

    @property
    def leading(self) -> float:
        """Points from one line to the next."""
        return self.size * 1.18

    def width(self, text: str) -> float:
        """Points that the text takes."""
        return _width(self.name, self.size, text)

    def wrap(self, text: str, width: float) -> list[str]:
        """The text's lines; a word that is too wide stands alone."""
        lines: list[str] = []
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if line and self.width(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        return [*lines, line] if line else lines


class Paper:
    """The pages; places are points from the left and from the top of the page as displayed."""

    def __init__(self, target: Path, look: Look, title: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.look = look
        self.canvas: Any = Canvas(str(target), pagesize=A4, invariant=1)
        self.canvas.setTitle(title)
        self.regular, self.bold = font_names(look.font)
        self.number = 0
        self.landscape = False
        self.y = 0.0

    def face(self, size: float, *, bold: bool = False) -> Face:
        """The document's font at a size."""
        return Face(self.bold if bold else self.regular, size)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as displayed."""
        return (A4[1], A4[0]) if self.landscape else A4

    @property
    def left(self) -> float:
        """The left margin."""
        return 1.8 * CM if self.landscape else 2.8 * CM

    @property
    def right(self) -> float:
        """Where the right margin begins."""
        return self.size[0] - 1.6 * CM

    @property
    def bottom(self) -> float:
        """Where the bottom margin begins."""
        return self.size[1] - 2 * CM

    def new_page(self, *, landscape: bool) -> None:
        """Ends the page and begins another, with its number and running header."""
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.landscape = landscape
        turned = landscape and self.look.rotated
        # reportlab itself swaps the sides of a turned page
        self.canvas.setPageSize(self.size)
        self.canvas.setPageRotation(90 if turned else 0)
        if turned:
            # the displayed page stands on its side in the page's own space
            self.canvas.transform(0, 1, -1, 0, A4[0], 0)
        self.y = 2 * CM
        small = self.face(11)
        if self.look.folio and self.number > 1:
            y = 1.2 * CM if self.look.folio == "top" else self.size[1] - 1.1 * CM
            self.text(str(self.number), (self.size[0] - small.width(str(self.number))) / 2, y, small)
        if self.look.running and self.number > 1:
            self.text(self.look.running, self.left, 1.5 * CM, self.face(9))

    def text(self, text: str, x: float, baseline: float, face: Face) -> None:
        """One line of text, its baseline at a distance from the top."""
        self.canvas.setFont(face.name, face.size)
        self.canvas.drawString(x, self.size[1] - baseline, text)

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        """A ruling line."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.size[1] - y0, x1, self.size[1] - y1)

    def paragraph(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        centred: bool = False,
        indent: float = 0.0,
        after: float = 4,
    ) -> None:
        """A wrapped paragraph below what stands there; goes on over the page."""
        face = self.face(size, bold=bold)
        room = self.right - self.left
        # the first line's indent stands for words that take its width
        lines = face.wrap(text, room - indent) if indent else face.wrap(text, room)
        for number, line in enumerate(lines):
            if self.y + face.leading > self.bottom:
                self.new_page(landscape=self.landscape)
            x = self.left + (indent if number == 0 else 0)
            if centred:
                x = (self.left + self.right - face.width(line)) / 2
            self.text(line, x, self.y + face.size, face)
            self.y += face.leading
        self.y += after

    def save(self) -> None:
        """Writes the file."""
        self.canvas.save()


@functools.cache
def font_names(family: str) -> tuple[str, str]:
    """The registered names of a family's regular and bold font; DejaVu Sans where it is not installed."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (family, "DejaVuSerif", "DejaVuSans"):
        files = [file for file in map(_file, FILES[name]) if file]
        fonts = [TTFont(name + suffix, str(file)) for suffix, file in zip(("", "-Bold"), files, strict=False)]
        # older Liberation fonts lack the letters with two marks
        if len(fonts) == 2 and all(ord(letter) in font.face.charToGlyph for font in fonts for letter in "ệộữằẫ"):
            for font in fonts:
                pdfmetrics.registerFont(font)
            return name, f"{name}-Bold"
    raise NoFont("fonts-dejavu-core is not installed: make system")


def _file(name: str) -> Path | None:
    return next((Path(folder) / name for folder in FOLDERS if (Path(folder) / name).exists()), None)


@functools.lru_cache(maxsize=200_000)
def _width(name: str, size: float, text: str) -> float:
    from reportlab.pdfbase import pdfmetrics

    return float(pdfmetrics.stringWidth(text, name, size))
