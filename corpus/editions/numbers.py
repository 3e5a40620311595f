"""Numbers of headings, items and rows after an edit: each list goes on counting as it did."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from corpus.editions.tree import Branch, Tree, with_cell
from corpus.model import Group, Item, Note, Row, Section, TaskTable

# "I.", "1.1.", "a)", "2)", "Phần II.", "(1)", "b/", "I -"; not "-", "•", "+"
MARK = regex.compile(
    r"(?P<word>\(|Phần |Mục |Chương )?(?P<above>(?:\d+\.)*)(?P<last>[IVX]+|\d+|\p{Lu}|\p{Ll})(?P<sign>\s?[.)/:-]|)"
)
LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class _Place:
    """A marker taken apart; `kind` is one of I, 1, A, a."""

    word: str
    above: str
    last: str
    sign: str

    @property
    def kind(self) -> str:
        if regex.fullmatch(r"[IVX]+", self.last):
            return "I"
        return "1" if self.last.isdigit() else "A" if self.last.isupper() else "a"

    def count(self) -> int:
        """Its place in its list."""
        if self.kind == "1":
            return int(self.last)
        if self.kind == "I":
            return next(n for n in range(1, 60) if roman(n) == self.last)
        return LETTERS.find(self.last.lower()) + 1

    def at(self, count: int, above: str) -> _Place:
        """The marker at another place of the list, below another number."""
        if self.kind == "1":
            last = f"{count:0{len(self.last)}d}" if self.last.startswith("0") else str(count)
        elif self.kind == "I":
            last = roman(count)
        else:
            letter = LETTERS[(count - 1) % len(LETTERS)]
            last = letter.upper() if self.kind == "A" else letter
        return replace(self, last=last, above=above)

    def mark(self) -> str:
        return f"{self.word}{self.above}{self.last}{self.sign}"

    def number(self) -> str:
        return f"{self.above}{self.last}"


def _place(mark: str) -> _Place | None:
    found = MARK.fullmatch(mark.strip())
    return _Place(found["word"] or "", found["above"], found["last"], found["sign"]) if found else None


def renumber(tree: Tree) -> None:
    """Counts every list anew from where it began."""
    for part in (tree.body, tree.after):
        _renumber(part.below, "", "")


def _renumber(branches: list[Branch], above: str, now: str) -> None:
    counts: dict[tuple[str, bool, str, str], int] = {}
    for branch in branches:
        node = branch.node
        old, new = above, now
        if isinstance(node, TaskTable):
            _renumber_rows(branch.below)
            continue
        place = _place(node.mark) if isinstance(node, Section | Item | Note) and node.mark else None
        if place is not None and isinstance(node, Section | Item | Note):
            key = (place.word, bool(place.above), place.kind, place.sign)
            counts[key] = counts.get(key, 0) + 1
            moved = place.at(counts[key], f"{now}." if place.above and now else place.above)
            old, new = place.number(), moved.number()
            branch.node = replace(node, mark=moved.mark())
            if isinstance(branch.node, Section | Item) and branch.node.number is not None:
                branch.node = replace(branch.node, number=moved.number())
        _renumber(branch.below, old, new)


def _renumber_rows(branches: list[Branch]) -> None:
    """Rows run through the table or begin anew in each group, as they did; groups are counted by themselves."""
    first = {b.origins for b in branches if isinstance(b.node, Row) and b.node.number == "1" and b.origins}
    restarts = len(first) > 1 and any(isinstance(b.node, Group) for b in branches)
    groups = count = 0
    for branch in branches:
        node = branch.node
        if isinstance(node, Group):
            groups += 1
            place = _place(node.number)
            if place is not None:
                branch.node = replace(node, number=place.at(groups, place.above).mark())
            count = 0 if restarts else count
        elif isinstance(node, Row):
            count += 1
            place = _place(node.number or "")
            if place is not None and place.kind == "1" and not place.above:
                number = place.at(count, "").mark()
                branch.node = with_cell(replace(node, number=number), "number", number)


def roman(number: int) -> str:
    """A Roman numeral: 4 -> IV."""
    out = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            out, number = out + sign, number - value
    return out
