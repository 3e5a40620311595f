"""Units of a task with their canonical names, and what a user's own register says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.lexicon import load
from extractors.unit_canonical import NONE, Names, canonical, key_of, unit_key
from extractors.unit_heads import head_at
from extractors.unit_plural import is_collective
from extractors.unit_spelling import squeeze


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit of a task: `name` as printed, `canonical` spelt out; `role` lead or coordinating.

    `collective` says that the name stands for many ("các phòng thuộc Sở"); `members` are those that the user's list
    gives for it, empty where it gives none.
    """

    name: str
    canonical: str
    role: str
    collective: bool = False
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """A user's own register: `aliases` (name in use -> full name), `members` (key of a collective -> full names).

    `collectives` has the same keys with the names as the user wrote them.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    collectives: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> frozenset[str]:
        """All names of units that the user wrote: in use, in full, collective, and their members."""
        members = (name for group in self.members.values() for name in group)
        return frozenset((*self.aliases, *self.aliases.values(), *self.collectives.values(), *members))

    def not_collective(self) -> tuple[str, ...]:
        """Names with members that are one office by their words ("Văn phòng Sở"), in order; "Khối X" is a group."""
        groups = tuple(f"{word} " for word in load("unit_names")["collective"]["groups"])
        return tuple(
            name
            for name in self.collectives.values()
            if head_at(name, 0) and not name.casefold().startswith(groups) and not is_collective(canonical(name))
        )

    def unmatched(self, units: Iterable[NamedUnit]) -> tuple[str, ...]:
        """The names in use and the collectives that stand in none of the units nor their members, in order."""
        units = tuple(units)
        printed = {squeeze(unit.name) for unit in units}
        printed |= {squeeze(alias) for alias, full in self.aliases.items() if any(full in u.members for u in units)}
        keys = {key_of(unit.canonical) for unit in units}
        unused = [alias for alias in self.aliases if not any(squeeze(alias) in name for name in printed)]
        return (*unused, *(name for key, name in self.collectives.items() if key not in keys))


EMPTY = Register()


class CircularNames(ValueError):
    """Names that stand for each other in a circle; `chain` leads from one back to itself."""

    def __init__(self, chain: Sequence[str]) -> None:
        super().__init__(" -> ".join(chain))
        self.chain = tuple(chain)


class SameName(ValueError):
    """Two entries of a register that are one name with two meanings."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} = {other}")
        self.one, self.other = one, other


def make_register(aliases: Mapping[str, str], members: Mapping[str, Sequence[str]]) -> Register:
    """The register of a user's tables [units] and [members], with aliases of aliases and nested collectives resolved.

    Raises CircularNames and SameName.
    """
    full = _resolved(aliases)
    names = Names.of(full, {})
    entries: dict[str, tuple[str, Sequence[str]]] = {}
    for name, group in members.items():
        key = unit_key(name, names)
        if key in entries:
            raise SameName(entries[key][0], name)
        entries[key] = (name, group)
    found = {key: tuple(dict.fromkeys(_members(key, entries, names, ()))) for key in entries}
    return Register(full, found, {key: name for key, (name, _) in entries.items()})


def named_units(
    lead: Iterable[str], coordinating: Iterable[str], names: Names = NONE, register: Register = EMPTY
) -> tuple[NamedUnit, ...]:
    """The units of a task with their canonical names, those that lead first.

    `names` are what the plan and the user call them (`Names.of(register.aliases, find_abbreviations(text))`).
    """
    return tuple(
        _named(name, role, names, register)
        for role, group in (("lead", lead), ("coordinating", coordinating))
        for name in group
    )


def _named(name: str, role: str, names: Names, register: Register) -> NamedUnit:
    full = canonical(name, names)
    key = key_of(full)
    collective = key in register.members or is_collective(full)
    return NamedUnit(name, full, role, collective, register.members.get(key, ()))


def _resolved(aliases: Mapping[str, str]) -> dict[str, str]:
    """Each alias with the name at the end of its chain."""
    keys: dict[str, str] = {}
    for alias, full in aliases.items():
        known = keys.setdefault(squeeze(alias), alias)
        if known != alias and squeeze(aliases[known]) != squeeze(full):
            raise SameName(known, alias)
    out: dict[str, str] = {}
    for alias in aliases:
        chain, full = [alias], aliases[alias]
        while squeeze(full) in keys and squeeze(full) != squeeze(chain[-1]):
            if squeeze(full) in map(squeeze, chain):
                raise CircularNames((*chain, full))
            chain.append(keys[squeeze(full)])
            full = aliases[chain[-1]]
        out[alias] = " ".join(full.split())
    return out


def _members(
    key: str, entries: Mapping[str, tuple[str, Sequence[str]]], names: Names, above: tuple[str, ...]
) -> Iterable[str]:
    """The members of a collective as full names; a member that is itself collective gives its own."""
    if key in above:
        chain = (*above[above.index(key) :], key)
        raise CircularNames([entries[k][0] for k in chain])
    for member in entries[key][1]:
        below = unit_key(member, names)
        if below in entries:
            yield from _members(below, entries, names, (*above, key))
        else:
            yield canonical(member, names)
