"""The automatic numbers of a DOCX, which Word prints and the text of the file does not hold.

`Numbering` reads numbering.xml and the styles that lead to it; `Counter` gives the label of each paragraph in turn.
The rules are those of ECMA-376 part 1, 17.9; where it is silent, what Word does: all lists on one abstract definition
count together, a `startOverride` restarts its level once, at the first use of its `w:num` there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from pipeline.read.characters import BULLET, HOLLOW_BULLET, clean, glyph

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9

# A counter in the text of a level: "%1.", "%1.%2)"; not "100%".
PLACEHOLDER = regex.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One `w:lvl`: how its numbers count and print. `restart` is `w:lvlRestart` (0 never, None after any higher)."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """One `w:num`: its levels with the overrides applied, and which of them it starts anew."""

    abstract: str
    levels: Mapping[int, Level]
    overridden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Style:
    """What a `w:style` says about numbering; `list` is its numId, "0" where it takes the number away."""

    parent: str | None = None
    list: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a file by numId, and the styles that may name one."""

    lists: Mapping[str, List] = field(default_factory=dict)
    styles: Mapping[str, Style] = field(default_factory=dict)

    def place(self, paragraph_properties: _Element | None, style: str | None) -> tuple[str, int] | None:
        """(numId, level) of a paragraph with these properties and this style, None where it has no number."""
        number: str | None = None
        level: int | None = None
        num_pr = None if paragraph_properties is None else paragraph_properties.find(W + "numPr")
        if num_pr is not None:
            number, level = value(num_pr, "numId"), integer(num_pr, "ilvl")
        if number is None:
            number, inherited = self._from_style(style)
            level = inherited if level is None else level
        if number is None or number not in self.lists:
            return None
        return number, min(max(level or 0, 0), LEVELS - 1)

    def _from_style(self, style: str | None) -> tuple[str | None, int | None]:
        chain = list(ancestry(style, {name: each.parent for name, each in self.styles.items()}))
        for position, name in enumerate(chain):
            own = self.styles[name]
            if own.list is None:
                continue
            levels = self.lists[own.list].levels if own.list in self.lists else {}
            # The level that names the style wins over the level in the style; the nearest style of the chain first.
            for linked in chain[: position + 1]:
                for index, level in levels.items():
                    if level.style == linked:
                        return own.list, index
            return own.list, own.level
        return None, None


class Counter:
    """Counts through one document: call `label` for every numbered paragraph, in document order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def label(self, number: str, level: int) -> str:
        """The printed label of the next paragraph of list `number` at `level` (from 0): "1.1.", "a)", "•", or ""."""
        item = self._numbering.lists[number]
        levels = item.levels
        counts = self._counts.setdefault(item.abstract, [None] * LEVELS)
        if level in item.overridden and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            counts[level] = None
        for index in range(level):
            # A level that was jumped over prints, and from then on counts, as if its first paragraph stood there.
            if counts[index] is None:
                counts[index] = levels.get(index, Level()).start
        own = levels.get(level)
        if own is None:
            return ""
        before = counts[level]
        counts[level] = own.start if before is None else before + 1
        for index in range(level + 1, LEVELS):
            restart = levels.get(index, Level()).restart
            if restart is None or level < restart:
                counts[index] = None
        return printed(own, levels, counts)


def printed(level: Level, levels: Mapping[int, Level], counts: list[int | None]) -> str:
    """The text of a label for the current counts of its list."""
    if level.format == "bullet":
        return bullet(level.text, level.font)

    def number(index: int) -> str:
        other = levels.get(index, Level())
        count = counts[index]
        count = other.start if count is None else count
        return formatted(count, "decimal" if level.legal and other.format not in ("none", "decimalZero") else other.format)

    return clean(PLACEHOLDER.sub(lambda found: number(int(found.group(1)) - 1), level.text))


def bullet(text: str, font: str | None) -> str:
    """The marker of a bullet level: "-", "+", "*" and dashes as they are, pictures as "•", Word's hollow "o" as "◦"."""
    mark = clean("".join(glyph(char, font) for char in text))
    if mark == "o":
        return HOLLOW_BULLET
    return BULLET if len(mark) == 1 and mark.isalnum() else mark


def formatted(count: int, form: str) -> str:
    """`count` in the number format `form` (ST_NumberFormat); formats of other scripts fall back to digits."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02d}"
    if form in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    if form in ("upperLetter", "lowerLetter") and count > 0:
        # After z Word doubles the letter: aa, bb, cc.
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "ordinal":
        ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return f"{count}{ending}"
    if form == "numberInDash":
        return f"- {count} -"
    return str(count)


def _roman(count: int) -> str:
    out = ""
    for worth, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        out += sign * (count // worth)
        count %= worth
    return out


def numbering_of(numbering: _Element | None, styles: _Element | None) -> Numbering:
    """The lists and numbered styles in the roots of numbering.xml and styles.xml (None where the part is missing)."""
    named = {name: _style(each) for name, each in _by_id(styles, "style", "styleId")}
    if numbering is None:
        return Numbering({}, named)
    abstracts = dict(_by_id(numbering, "abstractNum", "abstractNumId"))
    nums = dict(_by_id(numbering, "num", "numId"))
    # numId 0 is not a list but the way to say "no number", whatever the part defines under it.
    lists = {
        name: made for name, num in nums.items() if name != "0" if (made := _list(num, nums, abstracts, named)) is not None
    }
    return Numbering(lists, named)


def _list(
    num: _Element, nums: Mapping[str, _Element], abstracts: Mapping[str, _Element], styles: Mapping[str, Style]
) -> List | None:
    abstract = value(num, "abstractNumId")
    visited: set[str] = set()
    while abstract is not None and abstract not in visited:
        visited.add(abstract)
        # A definition may only point at a list style, which has the levels in the definition of its own list.
        link = value(abstracts[abstract], "numStyleLink") if abstract in abstracts else None
        target = styles[link].list if link in styles else None
        if target is None or target not in nums:
            break
        abstract = value(nums[target], "abstractNumId")
    if abstract is None or abstract not in abstracts:
        return None
    levels = dict(_levels(abstracts[abstract]))
    overridden: set[int] = set()
    for override in num.iterchildren(W + "lvlOverride"):
        index = _integer(override.get(W + "ilvl"))
        if index is None or not 0 <= index < LEVELS:
            continue
        levels.update((index, level) for _, level in _levels(override))
        start = integer(override, "startOverride")
        if start is not None:
            old = levels.get(index, Level())
            levels[index] = Level(start, old.format, old.text, old.restart, old.legal, old.style, old.font)
            overridden.add(index)
    return List(abstract, levels, frozenset(overridden))


def _levels(parent: _Element) -> Iterable[tuple[int, Level]]:
    for lvl in parent.iterchildren(W + "lvl"):
        index = _integer(lvl.get(W + "ilvl"))
        if index is None or not 0 <= index < LEVELS:
            continue
        start = integer(lvl, "start")
        fonts = lvl.find(f"{W}rPr/{W}rFonts")
        yield index, Level(
            start=0 if start is None else start,
            format=value(lvl, "numFmt") or "decimal",
            text=value(lvl, "lvlText") or "",
            restart=integer(lvl, "lvlRestart"),
            legal=is_on(lvl.find(W + "isLgl")),
            style=value(lvl, "pStyle"),
            font=None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi"),
        )


def _style(style: _Element) -> Style:
    num_pr = style.find(f"{W}pPr/{W}numPr")
    if num_pr is None:
        return Style(value(style, "basedOn"))
    return Style(value(style, "basedOn"), value(num_pr, "numId"), integer(num_pr, "ilvl"))


def ancestry(style: str | None, parents: Mapping[str, str | None]) -> Iterable[str]:
    """`style` and what it is based on, nearest first; unknown names and circles end the chain."""
    visited: set[str] = set()
    while style is not None and style in parents and style not in visited:
        visited.add(style)
        yield style
        style = parents[style]


def _by_id(root: _Element | None, tag: str, key: str) -> Iterable[tuple[str, _Element]]:
    if root is None:
        return
    for element in root.iterchildren(W + tag):
        name = element.get(W + key)
        if name is not None:
            yield name, element


def value(parent: _Element, tag: str) -> str | None:
    """The `w:val` of a child element."""
    child = parent.find(W + tag)
    return None if child is None else child.get(W + "val")


def integer(parent: _Element, tag: str) -> int | None:
    """The `w:val` of a child element as a number, None where it is missing or no number."""
    return _integer(value(parent, tag))


def is_on(element: _Element | None) -> bool:
    """Whether an on/off property (`w:b`, `w:isLgl`) is there and not switched off."""
    return element is not None and element.get(W + "val") not in ("0", "false", "off")


def _integer(text: str | None) -> int | None:
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None
