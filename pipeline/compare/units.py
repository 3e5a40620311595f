"""Whether two names through the years are one unit: aliases, abbreviations, offices merged into others.

A name that one plan abbreviates ("Phòng CTXH") is that which the other spells out ("Phòng Công tác xã hội"), where its
initials fit only one. Offices merged into others are those of the register: `lexicon/successors.toml`, and what the
user adds ([merged] in the file of own words).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation
from extractors.unit_canonical import canonical, key_of
from extractors.unit_spelling import initial, is_abbreviation
from pipeline.records import Task

LONGEST_OWNER = 5
"""Words of the longest entry of [owner] in `lexicon/compare.toml`."""
SURE_LETTERS = 3
"""An abbreviation of fewer letters is another unit's where its own plan has the spelt-out name too."""

# the parts of a name: "Phòng", "VT-TBYT", "GD&ĐT"; not " - "
PART = regex.compile(r"[\p{L}\p{N}]+(?:[-&][\p{L}\p{N}]+)*")
# its words: "VT", "TBYT"
WORD = regex.compile(r"[\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Units:
    """The units of two plans: `aliases` are keys of names that are another's (`unit_key`), `successors` names -> the
    names that they were merged into, both as keys."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    successors: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, old: Iterable[Task], new: Iterable[Task], merged: Mapping[str, Iterable[str]] | None = None) -> Units:
        """Those of the rows of two plans; `merged` are the user's own: new name -> names that were merged into it."""
        successors: dict[str, set[str]] = {}
        tables = [*load("successors").values(), merged or {}]
        for heir, names in ((heir, names) for table in tables for heir, names in table.items()):
            for name in names:
                successors.setdefault(unit_key(_canonical(name)), set()).add(unit_key(_canonical(heir)))
        return cls(_aliases(_names(old), _names(new)), {k: frozenset(v) for k, v in successors.items()})

    def keys(self, task: Task, name: str) -> dict[str, str]:
        """The units in field `name` of the row: key -> name as printed."""
        full = {unit.name: unit.canonical for unit in task.units}
        return {self.key(full.get(printed) or printed): printed for printed in getattr(task, name)}

    def key(self, name: str) -> str:
        """What the names of one unit have in common in these two plans."""
        key = unit_key(_canonical(name))
        return self.aliases.get(key, key)

    def same(self, one: str, other: str) -> bool:
        """Whether two names (as printed or canonical) are one unit, or one was merged into the other."""
        a, b = self.key(one), self.key(other)
        return a == b or self.inherits(a, b)

    def inherits(self, one: str, other: str) -> bool:
        """Whether the unit of one key was merged into that of the other, in either direction."""
        return self._heir(one, other) or self._heir(other, one)

    def agree(self, old: Mapping[str, str], new: Mapping[str, str]) -> bool:
        """Whether both sides (`keys`) name the same units."""
        return old.keys() == new.keys() or all(
            any(self.inherits(key, k) for k in other)
            for one, other in ((old, new), (new, old))
            for key in one.keys() - other.keys()
        )

    def merged(self, old: Mapping[str, str], new: Mapping[str, str]) -> list[tuple[str, str]]:
        """The old units that were merged into a new one, as printed."""
        return [
            (old[key], next(new[k] for k in sorted(new) if self.inherits(key, k)))
            for key in sorted(old.keys() - new.keys())
            if any(self.inherits(key, k) for k in new)
        ]

    def _heir(self, old: str, new: str) -> bool:
        """Whether `new` took over `old`; what follows the name, its place, is the same: "sởgiaothôngvậntảihànội"."""
        return any(
            old.startswith(name) and new == heir + old[len(name) :]
            for name, heirs in self.successors.items()
            for heir in heirs
        )


@functools.lru_cache(maxsize=20_000)
def unit_key(canonical_name: str) -> str:
    """What the names of one unit have in common: without case, signs, and whose it is ("Văn phòng Sở")."""
    words = _known_names().sub(lambda m: _short_names()[m[0]], canonical_name.casefold()).split()
    for size in range(min(LONGEST_OWNER, len(words) - 2), 0, -1):
        if " ".join(words[-size:]) in _owners():
            return key_of(" ".join(words[:-size]))
    return key_of(" ".join(words))


def abbreviates(short: str, long: str) -> bool:
    """Whether one name is the other with words abbreviated to their initials: "Khoa KSNK", "Khoa Kiểm soát nhiễm
    khuẩn"; not a name and itself."""
    return _fits(PART.findall(short), WORD.findall(long), False)


def _fits(short: list[str], long: list[str], used: bool) -> bool:
    long = [word for word in long if word != "và"] if short and short[0] != "và" else long
    if not short or not long:
        return used and not short and not long
    if short[0].casefold() == long[0].casefold() and _fits(short[1:], long[1:], used):
        return True
    letters = [c for c in short[0] if c.isalpha()]
    if not is_abbreviation(short[0]) or len(letters) > len(long) or not all(c.isupper() for c in letters):
        return False
    return all(c.casefold() == initial(word) for c, word in zip(letters, long, strict=False)) and _fits(
        short[1:], long[len(letters) :], True
    )


def _names(tasks: Iterable[Task]) -> set[str]:
    """The canonical names of all units of the rows."""
    out: set[str] = set()
    for task in tasks:
        full = {unit.name: unit.canonical for unit in task.units}
        out.update(_canonical(full.get(n) or n) for n in (*task.lead_units, *task.coordinating_units))
    return out


def _aliases(old: set[str], new: set[str]) -> dict[str, str]:
    """Keys of abbreviated names -> keys of the only name that they can stand for."""
    found: dict[str, str] = {}
    for own, other in ((old, new), (new, old)):
        for short in sorted(own):
            if not is_abbreviation(short):
                continue
            meant = {unit_key(long) for long in old | new if abbreviates(short, long)}
            few = sum(c.isupper() for part in PART.findall(short) if is_abbreviation(part) for c in part)
            here = few < SURE_LETTERS and any(abbreviates(short, long) for long in own)
            if len(meant) == 1 and not here and short not in other:
                found[unit_key(short)] = meant.pop()
    return {key: full for key, full in found.items() if full != key and full not in found}


@functools.lru_cache(maxsize=20_000)
def _canonical(name: str) -> str:
    return canonical(name)


@functools.cache
def _owners() -> frozenset[str]:
    return frozenset(load("compare")["owner"]["words"])


@functools.cache
def _short_names() -> dict[str, str]:
    return {name: short for short, names in load("compare")["names"].items() for name in names}


@functools.cache
def _known_names() -> regex.Pattern[str]:
    """A name of an organisation with a shorter one: "ủy ban mặt trận tổ quốc việt nam", not "tỉnh đoàn kết"."""
    return regex.compile(rf"(?<!\p{{L}})(?:{literal_alternation(_short_names())})(?!\p{{L}})")
