"""How a run of a DOCX prints: its own properties over those of its styles over the defaults of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.read.numbering import W, ancestry, is_on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

DEFAULT_SIZE = 10.0
"""Points, where nothing in the file gives a size."""


@dataclass(frozen=True, slots=True)
class Print:
    """How a run prints; None where its own properties do not say."""

    bold: bool | None = None
    size: float | None = None
    hidden: bool | None = None
    capitals: bool | None = None


class Styles:
    """What the styles of the file give to the runs that use them."""

    def __init__(self, root: _Element | None) -> None:
        self._parents: dict[str, str | None] = {}
        self._own: dict[str, Print] = {}
        self._resolved: dict[tuple[str | None, str | None], Print] = {}
        self.default: str | None = None
        self._base = Print()
        if root is None:
            return
        self._base = print_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.iterchildren(W + "style"):
            name = style.get(W + "styleId")
            if name is None:
                continue
            self._parents[name] = value(style, "basedOn")
            self._own[name] = print_of(style.find(W + "rPr"))
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self.default = name

    def resolve(self, paragraph: str | None, character: str | None) -> Print:
        """What a run gets that has these two styles and no properties of its own."""
        key = (paragraph, character)
        if key not in self._resolved:
            p, c = self._chain(paragraph), self._chain(character)
            self._resolved[key] = Print(
                # Toggle properties of the two styles cancel out (ECMA-376, 17.7.3).
                bold=bool(p.bold) != bool(c.bold) or bool(self._base.bold and p.bold is None),
                size=c.size or p.size or self._base.size or DEFAULT_SIZE,
                hidden=bool(p.hidden) != bool(c.hidden),
                capitals=bool(p.capitals) != bool(c.capitals),
            )
        return self._resolved[key]

    def _chain(self, style: str | None) -> Print:
        out = Print()
        for name in ancestry(style, self._parents):
            out = over(out, self._own[name])
        return out


def print_of(properties: _Element | None) -> Print:
    """The `w:rPr` of a run or a style."""
    if properties is None:
        return Print()
    found: dict[str, bool] = {}
    size: float | None = None
    for child in properties:
        tag = child.tag
        if tag in (W + "b", W + "vanish", W + "caps"):
            found[tag] = is_on(child)
        elif tag == W + "sz":
            half_points = child.get(W + "val") or ""
            size = int(half_points) / 2 if half_points.isdecimal() else None
    return Print(found.get(W + "b"), size, found.get(W + "vanish"), found.get(W + "caps"))


def over(near: Print, far: Print) -> Print:
    return Print(
        far.bold if near.bold is None else near.bold,
        near.size or far.size,
        far.hidden if near.hidden is None else near.hidden,
        far.capitals if near.capitals is None else near.capitals,
    )
