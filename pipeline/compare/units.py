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

SURE_LETTERS = 3
"""An abbreviation of fewer letters may mean many units: "Phòng TH", "Phòng KT"."""

# the parts of a name: "Phòng", "VT-TBYT", "GD&ĐT"; not " - "
PART = regex.compile(r"[\p{L}\p{N}]+(?:[-&][\p{L}\p{N}]+)*")
# its words: "VT", "TBYT"
WORD = regex.compile(r"[\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Units:
    """The units of two plans, by their keys (`unit_key`).

    `aliases` are names that can only be another's: shortened ("Văn phòng", where the one office is "Văn phòng Sở"),
    or by initials (these also in `initials`). `successors` are names -> the names that they were merged into; those in
    `placed` stand for one office in each place ("Sở Xây dựng Hà Nội").
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    initials: frozenset[str] = frozenset()
    successors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    placed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, old: Iterable[Task], new: Iterable[Task], merged: Mapping[str, Iterable[str]] | None = None) -> Units:
        """Those of the rows of two plans; `merged` are the user's own: new name -> names that were merged into it."""
        successors: dict[str, set[str]] = {}
        placed: set[str] = set()
        for table, of_places in (*((t, True) for t in load("successors").values()), (merged or {}, False)):
            for heir, names in table.items():
                keys = [unit_key(_canonical(name)) for name in names]
                placed.update(keys if of_places else ())
                for key in keys:
                    successors.setdefault(key, set()).add(unit_key(_canonical(heir)))
        names_old, names_new = _names(old), _names(new)
        by_initials = _by_initials(names_old, names_new)
        return cls(
            _shortened(names_old | names_new) | by_initials,
            frozenset(by_initials),
            {key: frozenset(heirs) for key, heirs in successors.items()},
            frozenset(placed),
        )

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
        return a == b or self._heir(a, b) or self._heir(b, a)

    def agree(self, old: Mapping[str, str], new: Mapping[str, str]) -> bool:
        """Whether both sides (`keys`) name the same units, or such as were merged into those of the other side."""
        return old.keys() == new.keys() or all(
            any(self._heir(key, k) or self._heir(k, key) for k in other)
            for one, other in ((old, new), (new, old))
            for key in one.keys() - other.keys()
        )

    def merged(self, old: Mapping[str, str], new: Mapping[str, str]) -> list[tuple[str, str]]:
        """Which units were merged into which, as printed, on whichever side they stand."""
        both = (*old.items(), *new.items())
        apart = old.keys() ^ new.keys()
        pairs = {
            (name, heir): None
            for key, name in both
            for other, heir in both
            if (key in apart or other in apart) and self._heir(key, other)
        }
        return sorted(pairs)

    def by_initials(self, old: Iterable[str], new: Iterable[str]) -> list[tuple[str, str]]:
        """The names of two fields that are one only by initials: the short one, then the long one."""
        return [
            (short, long)
            for one, other in ((old, new), (new, old))
            for short in one
            for long in other
            if unit_key(_canonical(short)) in self.initials and self.key(short) == unit_key(_canonical(long))
        ]

    def _heir(self, old: str, new: str) -> bool:
        """Whether `new` took over `old`; of offices that each place has, in the same place."""
        if new in self.successors.get(old, ()):
            return True
        return any(
            old.startswith(name) and new == heir + old[len(name) :]
            for name in self.placed
            for heir in self.successors[name]
        )


@functools.lru_cache(maxsize=20_000)
def unit_key(canonical_name: str) -> str:
    """What the names of one unit have in common: without case and signs, an organisation by its short name."""
    return key_of(_known_names().sub(lambda m: _short_names()[m[0]], canonical_name.casefold()))


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


def _shortened(names: set[str]) -> dict[str, str]:
    """Keys of names that do not say whose the unit is -> keys of the only name that does: "Văn phòng", "Văn phòng Sở".
    Where there are two ("Văn phòng Sở", "Văn phòng UBND tỉnh") the short one may be either's and stays."""
    found: dict[str, set[str]] = {}
    folded = {name.casefold(): name for name in names}
    for full, name in folded.items():
        for owner in _owners():
            bare = full.removesuffix(f" {owner}")
            if bare != full and bare in folded:
                found.setdefault(unit_key(folded[bare]), set()).add(unit_key(name))
    return {key: full.pop() for key, full in found.items() if len(full) == 1}


def _by_initials(old: set[str], new: set[str]) -> dict[str, str]:
    """Keys of abbreviated names -> keys of the only name that they can stand for; two letters can stand for many."""
    found: dict[str, str] = {}
    for own, other in ((old, new), (new, old)):
        for short in sorted(own):
            letters = sum(c.isupper() for part in PART.findall(short) if is_abbreviation(part) for c in part)
            if letters < SURE_LETTERS or short in other:
                continue
            meant = {unit_key(long) for long in old | new if abbreviates(short, long)}
            if len(meant) == 1:
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
