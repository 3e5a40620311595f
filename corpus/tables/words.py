"""The word lists of this folder, and phrases drawn from them."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from corpus.model import Goal, Values


@dataclass(frozen=True, slots=True)
class Office:
    """An office that issues plans: its letterhead, its units, what its work is about."""

    name: str
    superior: str
    agency: str
    issuer: str
    code: str
    place: str
    signer: str
    units: Values
    groups: Values
    objects: Values
    things: Values


@dataclass(frozen=True, slots=True)
class Duty:
    """The words of a task; `thing` is what its verb of making makes."""

    text: str
    thing: str | None = None
    goals: tuple[Goal, ...] = ()


@dataclass(slots=True)
class Speaker:
    """Draws phrases for one plan and never says the same task twice."""

    rng: Random
    office: Office
    said: set[str] = field(default_factory=set)

    def duty(self, *, making: bool, long: bool = False) -> Duty:
        """A task; only where a product cell stands ready (`making`) does its verb make something."""
        while True:
            duty = self._duty(making, long)
            if duty.text not in self.said:
                self.said.add(duty.text)
                return duty

    def _duty(self, making: bool, long: bool) -> Duty:
        rng, words = self.rng, phrases()
        if making and rng.random() < 0.3:
            thing = rng.choice(self.office.things)
            text = f"{rng.choice(words['make'])} {_lower(thing)} {rng.choice(words['tails'])}".strip()
            return Duty(text + rng.choice(("", "", ".")), thing)
        parts = [f"{rng.choice(words['act'])} {rng.choice(self.office.objects)} {rng.choice(words['tails'])}".strip()]
        if long or rng.random() < 0.25:
            parts.append(f"{rng.choice(words['act']).lower()} {rng.choice(self.office.objects)}")
        if long and rng.random() < 0.6:
            parts.append(f"{rng.choice(words['act']).lower()} {rng.choice(self.office.objects)}")
        goals: tuple[Goal, ...] = ()
        if rng.random() < 0.1:
            figure = rng.choice(words["figures"])
            parts.append(figure["text"])
            goals = (Goal(figure["raw"], figure["comparator"], float(figure["value"]), figure["unit"]),)
        return Duty("; ".join(parts) + rng.choice(("", "", ".")), None, goals)

    def units(self, count: int, *, but: Values = ()) -> Values:
        """Different units of the office, none of `but`."""
        free = [unit for unit in self.office.units if unit not in but]
        return tuple(self.rng.sample(free, min(count, len(free))))


@functools.cache
def offices() -> tuple[Office, ...]:
    """The offices of offices.toml."""
    return tuple(_office(entry) for entry in _load("offices")["office"])


def _office(entry: dict[str, Any]) -> Office:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Office(**values)


@functools.cache
def phrases() -> dict[str, Any]:
    """phrases.toml."""
    return _load("phrases")


@functools.cache
def headers() -> dict[str, Any]:
    """headers.toml."""
    return _load("headers")


@functools.cache
def time_forms() -> list[dict[str, Any]]:
    """The forms of times.toml."""
    forms: list[dict[str, Any]] = _load("times")["time"]
    return forms


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
