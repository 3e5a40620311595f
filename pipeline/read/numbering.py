"""The automatic numbers of a DOCX, which Word prints and the text of the file does not hold.

`Numbering` reads numbering.xml and the styles that lead to it; `Counter` gives the label of each paragraph in turn.
The rules are those of ECMA-376 part 1, 17.9; where it is silent, what Word does: all lists on one abstract definition
count together, a `startOverride` restarts its level once, at the first use of its `w:num` there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
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
class Numbering:
    """The lists of a file by numId, and (numId, level) of the paragraph styles that name one, inherited ones too."""

    lists: Mapping[str, List] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)

    def place(self, paragraph_properties: _Element | None, style: str | None) -> tuple[str, int] | None:
        """(numId, level) of a paragraph with these properties and this style, None where it has no number."""
        number: str | None = None
        level: int | None = None
        num_pr = None if paragraph_properties is None else paragraph_properties.find(W + "numPr")
        if num_pr is not None:
            number, level = value(num_pr, "numId"), integer(num_pr, "ilvl")
        if number is None and style is not None and style in self.styles:
            number, inherited = self.styles[style]
            level = inherited if level is None else level
        # "0" names no list: it takes away the number that the style would give.
        if number is None or number not in self.lists:
            return None
        return number, min(max(level or 0, 0), LEVELS - 1)


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
        legal = level.legal and other.format not in ("none", "decimalZero")
        return formatted(count, "decimal" if legal else other.format)

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
    if numbering is None:
        return Numbering()
    parents: dict[str, str | None] = {}
    own: dict[str, tuple[str, int | None]] = {}
    for name, style in _by_id(styles, "style", "styleId"):
        parents[name] = value(style, "basedOn")
        num_pr = style.find(f"{W}pPr/{W}numPr")
        number = None if num_pr is None else value(num_pr, "numId")
        if num_pr is not None and number is not None:
            own[name] = number, integer(num_pr, "ilvl")
    abstracts = dict(_by_id(numbering, "abstractNum", "abstractNumId"))
    nums = dict(_by_id(numbering, "num", "numId"))
    lists: dict[str, List] = {}
    for name, num in nums.items():
        made = _list(num, nums, abstracts, own) if name != "0" else None
        if made is not None:
            lists[name] = made
    return Numbering(lists, dict(_numbered_styles(parents, own, lists)))


def _numbered_styles(
    parents: Mapping[str, str | None], own: Mapping[str, tuple[str, int | None]], lists: Mapping[str, List]
) -> Iterator[tuple[str, tuple[str, int | None]]]:
    for style in parents:
        chain: list[str] = []
        for name in ancestry(style, parents):
            chain.append(name)
            if name in own:
                number, level = own[name]
                levels = lists[number].levels if number in lists else {}
                # The level that names the style wins over the level in the style; the nearest style goes first.
                linked = [index for each in chain for index, lvl in levels.items() if lvl.style == each]
                yield style, (number, linked[0] if linked else level)
                break


def _list(
    num: _Element,
    nums: Mapping[str, _Element],
    abstracts: Mapping[str, _Element],
    styles: Mapping[str, tuple[str, int | None]],
) -> List | None:
    abstract = value(num, "abstractNumId")
    visited: set[str] = set()
    while abstract is not None and abstract in abstracts and abstract not in visited:
        visited.add(abstract)
        # A definition may only point at a list style, which has the levels in the definition of its own list.
        link = value(abstracts[abstract], "numStyleLink")
        if link is None or link not in styles or styles[link][0] not in nums:
            break
        abstract = value(nums[styles[link][0]], "abstractNumId")
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
            levels[index] = replace(levels.get(index, Level()), start=start)
            overridden.add(index)
    return List(abstract, levels, frozenset(overridden))


def _levels(parent: _Element) -> Iterator[tuple[int, Level]]:
    for lvl in parent.iterchildren(W + "lvl"):
        index = _integer(lvl.get(W + "ilvl"))
        if index is None or not 0 <= index < LEVELS:
            continue
        start = integer(lvl, "start")
        fonts = lvl.find(f"{W}rPr/{W}rFonts")
        yield (
            index,
            Level(
                start=0 if start is None else start,
                format=value(lvl, "numFmt") or "decimal",
                text=value(lvl, "lvlText") or "",
                restart=integer(lvl, "lvlRestart"),
                legal=is_on(lvl.find(W + "isLgl")),
                style=value(lvl, "pStyle"),
                font=None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi"),
            ),
        )


def ancestry(style: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    """`style` and what it is based on, nearest first; unknown names and circles end the chain."""
    visited: set[str] = set()
    while style is not None and style in parents and style not in visited:
        visited.add(style)
        yield style
        style = parents[style]


def _by_id(root: _Element | None, tag: str, key: str) -> Iterator[tuple[str, _Element]]:
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
