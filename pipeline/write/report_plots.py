"""Plots of a report as SVG: bars beside bars, drawn by matplotlib without a screen.

The letters are drawn as outlines of DejaVu Sans, the font that comes with matplotlib: a page must look the same where
no font has Vietnamese letters, and the same numbers must give the same bytes.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 4.3
"""Inches: read on a telephone, the letters of a wider figure would be too small."""
INK, MUTED, GRID = "#1a2430", "#55616f", "#d5dce4"
FIRST, SECOND = "#0b4f8a", "#f3c26b"
NAME_WIDTH, NAME_LINES = 28, 2
"""Characters in a line of a name beside its bar, and its lines."""
COMMENT = regex.compile(r"<!--.*?-->\s*", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one colour, a number for each bar, and what the legend calls them."""

    name: str
    values: tuple[int, ...]


def columns(labels: Sequence[str], first: Series, second: Series) -> str:
    """SVG of a column per label, `second` stacked on `first`; labels may have two lines."""
    with _quiet_matplotlib():
        figure, axes = _figure(2.6)
        places = list(range(len(labels)))
        axes.bar(places, first.values, 0.72, color=FIRST, label=first.name)
        _hide_empty(axes.bar(places, second.values, 0.72, bottom=first.values, **_second(second.name)), second)
        for at, (one, other) in enumerate(zip(first.values, second.values, strict=True)):
            if one + other:
                axes.annotate(str(one + other), (at, one + other), (0, 2), textcoords="offset points", ha="center")
        axes.set_xticks(places, labels)
        axes.set_xlim(-0.6, len(places) - 0.4)
        _finish(figure, axes, axes.yaxis, "y")
        return _svg(figure)


def bars(labels: Sequence[str], first: Series, second: Series) -> str:
    """SVG of a bar per label, from the top down, `second` stacked on `first`; long labels are wrapped."""
    with _quiet_matplotlib():
        figure, axes = _figure(0.75 + 0.34 * len(labels))
        places = list(range(len(labels)))
        axes.barh(places, first.values, 0.68, color=FIRST, label=first.name)
        _hide_empty(axes.barh(places, second.values, 0.68, left=first.values, **_second(second.name)), second)
        for at, (one, other) in enumerate(zip(first.values, second.values, strict=True)):
            axes.annotate(str(one + other), (one + other, at), (3, 0), textcoords="offset points", va="center")
        axes.set_yticks(places, [_wrapped(label) for label in labels])
        axes.set_ylim(len(places) - 0.45, -0.55)
        _finish(figure, axes, axes.xaxis, "x")
        return _svg(figure)


def _second(name: str) -> dict[str, Any]:
    # hatched: told from the other without its colour
    return {"color": SECOND, "edgecolor": "#7d4a00", "linewidth": 0.5, "hatch": "////", "label": name}


def _hide_empty(drawn: Any, series: Series) -> None:
    """Leave out what has no height: its edge would still be a line."""
    for patch, value in zip(drawn, series.values, strict=True):
        patch.set_visible(value > 0)


def _wrapped(label: str) -> str:
    return "\n".join(textwrap.wrap(label, NAME_WIDTH, max_lines=NAME_LINES, placeholder=" …"))


def _figure(height: float) -> tuple[Figure, Axes]:
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), layout="constrained", facecolor="white")
    FigureCanvasSVG(figure)
    return figure, figure.add_subplot()


def _finish(figure: Figure, axes: Axes, numbers: Any, side: str) -> None:
    """Whole numbers, a light grid, no frame, the legend above; all letters of the one font."""
    import matplotlib
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
    from matplotlib.ticker import MaxNLocator

    numbers.set_major_locator(MaxNLocator(integer=True, nbins=6, min_n_ticks=1))
    axes.grid(axis="y" if side == "y" else "x", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.margins(x=0.1 if side == "x" else None, y=0.1 if side == "y" else None)
    axes.tick_params(length=0, colors=MUTED)
    for edge in axes.spines.values():
        edge.set_visible(False)
    figure.legend(loc="outside upper left", ncols=2, frameon=False, borderpad=0)
    # by its file, for another version of the font may be installed
    font = FontProperties(fname=str(Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")), size=8)
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        text.set_fontproperties(font)
        text.set_parse_math(False)
        text.set_color(INK)


def _svg(figure: Figure) -> str:
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    # the comments repeat the texts, which may hold what XML may not
    svg = COMMENT.sub("", stream.getvalue())
    return svg[svg.index("<svg") :]


@contextlib.contextmanager
def _quiet_matplotlib() -> Iterator[None]:
    """matplotlib as shipped, whatever the user's settings are, and silent about folders that it cannot write to and
    letters that its font lacks."""
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            matplotlib = _imported()
            with matplotlib.rc_context():
                matplotlib.rcdefaults()
                matplotlib.rcParams.update({"svg.hashsalt": "kehoach", "svg.fonttype": "path", "hatch.linewidth": 0.6})
                yield
    finally:
        logger.setLevel(level)


def _imported() -> Any:
    """matplotlib, which would not be imported where the user's MPLBACKEND names a backend that it lacks."""
    backend = os.environ.pop("MPLBACKEND", None)
    try:
        import matplotlib
    finally:
        if backend is not None:
            os.environ["MPLBACKEND"] = backend
    return matplotlib
