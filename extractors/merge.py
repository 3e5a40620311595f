"""Rules and model: one place that decides between them, field by field, by a stated precedence.

| field | decided by |
|---|---|
| lead_units, coordinating_units | rules and model together, as `decide_units` says |
| products, deadlines, targets | rules alone: docs/accuracy.md shows that the model does not better them |

What a line of attributes says outright ("Đơn vị chủ trì: …") and what a table's cell holds is asked of neither; what is
inherited from headings comes after both (`pipeline.items`, `pipeline.table_rows`).
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.deadlines import Deadline
from extractors.known_names import known_end
from extractors.lexicon import load
from extractors.ner import Entity
from extractors.ner.word_classes import products_of, targets_of
from extractors.phrases import any_of, caseless
from extractors.predicates import begins_with_action, match_stop, match_verb
from extractors.targets import Target, find_targets
from extractors.unit_heads import head_at, is_people, match_head
from extractors.units import Unit, Units, once

ACTING = ("lead", "coord")
"""The roles that make a unit one of a task's."""


class Use(enum.StrEnum):
    """What fields are read by: RULES alone (`--no-ner`), the MODEL alone (for measuring it), or BOTH."""

    RULES = "rules"
    MODEL = "model"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Decided:
    """The units of a text, and which of their names only the model found or bounded; what else it found there.

    `entities` are those of a text that the model reads alone (`Use.MODEL`), else None.
    """

    units: Units
    by_model: frozenset[str] = frozenset()
    entities: tuple[Entity, ...] | None = None


def wants_model(text: str, found: Units) -> bool:
    """Whether the model could say more of a text's units than the rules that found `found`.

    Where an order begins with its verb and neither names a unit nor says "giao", "do", "phối hợp", the rules are right
    that nobody is named; and what they read of names that the register or the plan itself bounds is certain.
    """
    units = (*found.lead, *found.coordinating)
    if any(not (_is_certain(text, unit) or _is_plain(text, unit)) for unit in units):
        return True
    if not (begins_with_action(text) or found.lead or found.coordinating):
        return True
    if any(_names_somebody(text, cue.end(), units) for cue in _cues().finditer(text)):
        return True
    return any(_names_somebody(text, clause.end(), units) for clause in _clauses().finditer(text))


def decide_units(text: str, found: Units, entities: Sequence[Entity], use: Use = Use.BOTH) -> Decided:
    """Who leads and who helps, of what the rules found in `text` and of what the model did.

    - Without an entity of the model that overlaps it, a name found by rule stands.
    - With one, the model says where the name begins and ends, unless the register or the plan does (`_keeps_extent`);
      and that it leads or helps where `extractors.ner.roles` reads so. That it does neither, the rule knows better.
    - A leading or helping unit of the model that overlaps nothing found by rule is added.
    """
    if use is Use.RULES:
        return Decided(found)
    units = [entity for entity in entities if entity.label == "UNIT" and not _holds_a_verb(entity.text)]
    if use is Use.MODEL:
        lead = [_unit(text, entity) for entity in units if entity.role == "lead"]
        helping = [_unit(text, entity) for entity in units if entity.role == "coord"]
        names = [unit.name for unit in (*lead, *helping)]
        return replace(_decided(lead, helping, names), entities=tuple(entities))
    placed: list[tuple[Unit, str]] = []
    new: set[str] = set()
    for unit, role in [*((u, "lead") for u in found.lead), *((u, "coord") for u in found.coordinating)]:
        read = _read_together(text, unit, role, [entity for entity in units if _overlap(entity.span, unit.span)])
        placed += read
        new |= {other.name for other, as_ in read if (other.name, as_) != (unit.name, role)}
    taken = [unit.span for unit in (*found.lead, *found.coordinating)]
    for entity in units:
        nobody = entity.role == "lead" and _generic().match(entity.text) and entity.span[0]
        if entity.role in ACTING and not nobody and not any(_overlap(entity.span, span) for span in taken):
            placed.append((_unit(text, entity), entity.role))
            new.add(placed[-1][0].name)
    return _decided([u for u, role in placed if role == "lead"], [u for u, role in placed if role == "coord"], new)


def _read_together(text: str, unit: Unit, role: str, over: Sequence[Entity]) -> list[tuple[Unit, str]]:
    """The units, with their roles, of a name that a rule found in `role` and of the entities that overlap it."""
    first = over[0] if over and over[0].span[0] == unit.span[0] else None  # the model begins the same name
    if first is not None and first.role in ACTING:
        role = first.role
    if not over or _is_certain(text, unit) or _keeps_extent(text, unit, over):
        return [(unit, role)]
    # the rest of a name that ran on over others is theirs only where they act: "… nấu cơm cho | Đội dân phòng"
    others = [entity for entity in over[1:] if entity.role in ACTING]
    return [(_unit(text, over[0]), role), *((_unit(text, entity), entity.role) for entity in others)]


def decide_products(text: str, decided: Decided) -> tuple[str, ...]:
    """The products that a text names."""
    if decided.entities is None:
        return tuple(product.text for product in products_of(text))
    return _texts(decided.entities, "PRODUCT")


def decide_deadlines(text: str, decided: Decided, find: Callable[[str], tuple[Deadline, ...]]) -> tuple[Deadline, ...]:
    """The deadlines of a text, read by the grammar `find`; for the model alone, of the words that it marked."""
    if decided.entities is None:
        return find(text)
    return tuple(deadline for words in _texts(decided.entities, "DEADLINE") for deadline in find(words))


def decide_targets(text: str, decided: Decided) -> tuple[Target, ...]:
    """The targets of a text; for the model alone, those in the words that it marked."""
    if decided.entities is None:
        return targets_of(text)
    return tuple(t for words in _texts(decided.entities, "TARGET") for t in find_targets(words, cell=True))


def _texts(entities: Sequence[Entity], label: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(entity.text.split()) for entity in entities if entity.label == label))


def _decided(lead: list[Unit], helping: list[Unit], new: Iterable[str]) -> Decided:
    lead, helping = (sorted(units, key=lambda unit: unit.span) for units in (lead, helping))
    names = {unit.name.casefold() for unit in lead}
    kept = [unit for unit in helping if unit.name.casefold() not in names]
    return Decided(Units(once(lead), once(kept)), frozenset(new))


def _unit(text: str, entity: Entity) -> Unit:
    return Unit(" ".join(entity.text.split()), entity.span)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _holds_a_verb(name: str) -> bool:
    """Whether a name begins with a verb of sending: "Báo | Phòng Tác chiến số tàu …"; not "Báo Tuổi trẻ"."""
    verb = _sending().match(name)
    return verb is not None and head_at(name, verb.end()) is not None


@functools.cache
def _sending() -> regex.Pattern[str]:
    sending = load("roles")["sending"]
    return caseless(rf"{any_of(sending['acts'])}\s+(?:{any_of(sending['to'])}\s+)?")


def _is_certain(text: str, unit: Unit) -> bool:
    """Whether the register or the plan itself says where the name ends."""
    return known_end(text, unit.span[0]) == unit.span[1]


def _keeps_extent(text: str, unit: Unit, over: Sequence[Entity]) -> bool:
    """Whether the rule's end of a name is the better: groups without a name of their own, names in brackets, names that
    the model takes on over a verb."""
    if text[unit.span[0]].islower() or is_people(text, unit.span[0]):
        return True  # "các đơn vị duy trì thoát nước", "Công chức, viên chức"
    if "(" in unit.name:
        return True  # "Phòng Cảnh sát giao thông (Công an Thành phố)"
    # where the rules end a name before a verb that they know, the model goes on over it wrongly more often than not;
    # but a head alone ("Tổ | tư vấn tâm lý …") names nobody yet
    head = match_head(text, unit.span[0])
    if over[0].span[1] <= unit.span[1] or (head is not None and head.end() >= unit.span[1]):
        return False
    behind = text[unit.span[1] :].lstrip()
    return bool(match_verb(behind) or match_stop(behind)) and not behind.startswith("có ")


def _is_plain(text: str, unit: Unit) -> bool:
    """Whether a name is short and what stands behind it ends it beyond doubt: "Văn phòng Sở | chủ trì"."""
    return len(unit.name.split()) <= PLAIN and PLAIN_END.match(text, unit.span[1]) is not None


def _names_somebody(text: str, at: int, units: Sequence[Unit]) -> bool:
    """Whether a name may stand at `at` that is none of `units`."""
    if any(a <= at < b for a, b in (unit.span for unit in units)):
        return False
    return text[at : at + 1].isupper() or head_at(text, at) is not None


PLAIN = 6  # syllables of a name that no clause and no second name is likely to hide in
PLAIN_END = regex.compile(r"\s+(?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp với)")


@functools.cache
def _generic() -> regex.Pattern[str]:
    """Nouns that stand for whoever is concerned: "đơn vị trực thuộc", "cơ quan chủ trì"; not "Các đơn vị"."""
    return caseless(rf"{any_of(load('roles')['generic']['nouns'])}(?!\p{{L}})")


@functools.cache
def _cues() -> regex.Pattern[str]:
    """Words that give or share work, up to whoever follows: "giao ", "do ", "cùng với "; not "giáo", "dọn"."""
    return caseless(rf"(?<!\p{{L}}){any_of(load('roles')['cues']['words'])}[:,]?\s+(?:đồng chí\s+)?")


@functools.cache
def _clauses() -> regex.Pattern[str]:
    """Where somebody may be named: a new clause, a bracket, behind the comma of "Khi có mưa, "."""
    adverbials = any_of(load("roles")["cues"]["adverbials"])
    return regex.compile(rf"(?<=[.;:(])\s*|(?<=^(?i:{adverbials})\s[^.;]*,)\s+")
