"""Any number of plans with gold by construction, from the grammars in corpus/grammar.

`python -m corpus.generate BRANCH [--seed N]` prints one plan in the terms of `corpus.markup`; `--check` draws many and
says what a grammar has that no plan can use.  A branch is one voice: its offices, units, products, phrases and times
are its own.  Every branch belongs to one split (train, dev, test), and no sentence, list of names or list of times is
shared, so that a model is not measured on phrases that it was trained on; a few common words and names are in several.

A grammar (TOML) holds `[rules]`, lists of alternatives in which `{name}` stands for an alternative of that rule
({Name} with a capital, {NAME} in capitals), and the marks of `corpus.marks`.  Within one record a rule does not give
the same words twice; the rules named in `fixed` are drawn once for the whole plan.  Times and numbers come from
`_draws`: `[trước ngày {d}](before {d_iso})`, `[ít nhất {n} mô hình](>= {n_value} mô hình)`.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import functools
import random
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import regex

from corpus.markup import parse_plan
from corpus.model import Plan

GRAMMARS = Path(__file__).parent / "grammar"
SPLITS = ("train", "dev", "test")
SLOT = regex.compile(r"\{(?P<name>\w+)\}")
TRIES = 40  # draws before a repeated word is let through: lists of two or three alternatives run out

NUMBERINGS = (
    ("I. ", "1. ", "- "),
    ("I. ", "1. ", "a) "),
    ("I. ", "1. ", "+ "),
    ("I. ", "1. ", ""),
    ("1. ", "1.1. ", "- "),
    ("1. ", "1.1. ", "a) "),
    ("I. ", "1) ", "* "),
    ("Phần I. ", "1. ", "• "),
    ("A. ", "I. ", "1. "),
)
"""Markers of the first, the second and the third level."""


def branches(split: str) -> list[str]:
    """The names of the grammars of a split, sorted."""
    return sorted(path.stem for path in GRAMMARS.glob("*.toml") if grammar(path.stem)["split"] == split)


@functools.cache
def grammar(branch: str) -> dict[str, Any]:
    """The grammar of a branch. ValueError where it belongs to no split."""
    data = tomllib.loads((GRAMMARS / f"{branch}.toml").read_text(encoding="utf-8"))
    if data.get("split") not in SPLITS:
        raise ValueError(f"{branch}: split must be one of {', '.join(SPLITS)}")
    return data


def generate(branch: str, seed: int) -> Plan:
    """Plan number `seed` of a branch: the same arguments give the same plan."""
    return parse_plan(f"{branch}-{seed}", source(branch, seed))


def source(branch: str, seed: int) -> str:
    """The plan as marked text."""
    return "\n".join(_Draft(grammar(branch), random.Random(f"{branch} {seed}")).lines()) + "\n"


class _Draft:
    """One plan being written."""

    def __init__(self, data: dict[str, Any], chance: random.Random) -> None:
        self.data, self.chance = data, chance
        self.rules: dict[str, list[str]] = data["rules"]
        self.year = chance.choice((2022, 2023, 2024, 2025, 2026, 2027))
        self.issued = dt.date(self.year, 1, 3) + dt.timedelta(days=chance.randrange(60))
        self.numbering = chance.choice(NUMBERINGS)
        self.draws: dict[str, str] = {}
        self.used: set[str] = set()
        self.left: dict[str, list[str]] = {}
        self.fixed: dict[str, str] = {}
        for name in data.get("fixed", ()):
            self.fixed[name] = self.expand(chance.choice(self.rules[name]))

    def lines(self) -> Iterator[str]:
        yield from self._head()
        for basis in self.chance.sample(self.rules["basis"], min(len(self.rules["basis"]), self.chance.randint(1, 3))):
            yield f"> {self.fresh(basis)}"
        number = 0
        for section in self.data["sections"]:
            if self.chance.random() < section.get("left_out", 0):
                continue
            number += 1
            yield f"# {self._marker(0, number)}{self.fresh(self._one(section['title']))}"
            yield from self._section(section, number)
        for closing in self.rules.get("closing", ())[:1]:
            yield f"> {self.fresh(closing)}"
        if "table" in self.data and self.chance.random() < self.data["table"].get("chance", 0.5):
            yield from self._table(self.data["table"])

    def _head(self) -> Iterator[str]:
        day, head = self.issued, self.data["head"]
        yield "+++"
        yield f"agency = {_toml([self.fresh(line) for line in head['agency']])}"
        yield f'issuer = "{self.fresh(head["agency"][-1])}"'
        yield f'number = "{self.chance.randint(2, 240)}/{head["symbol"]}"'
        yield f'place_date = "{self.fresh(head["place"])}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"'
        yield f'issued = "{day.isoformat()}"'
        yield f"years = [{self.year}]"
        yield f"title = {_toml([self.fresh(self._one(head['title']))])}"
        yield f"recipients = {_toml([self.fresh(line) for line in head['recipients']])}"
        yield f"titles = {_toml(self._one(head['titles']))}"
        yield f'signer = "{self.fresh(head["signer"])}"'
        yield "+++"

    def _section(self, section: dict[str, Any], number: int) -> Iterator[str]:
        bullet = self.numbering[2]
        if "notes" in section:
            for position in range(self._count(section)):
                yield f"> {self._marker(2, position + 1)}{self.record(section['notes'])}"
        elif "targets" in section:
            for position in range(self._count(section)):
                yield f"% {self._marker(2, position + 1)}{self.record(section['targets'])}"
        else:
            heads = self._heads(section)
            attributes = section.get("attributes", []) if self.chance.random() < 0.3 else []
            rule = section["plain" if attributes and "plain" in section else "items"]
            for group, head in enumerate(heads or [""], start=1):
                if head:
                    yield f"## {self._marker(1, group, number)}{head}"
                for position in range(self._count(section)):
                    yield f"* {self._marker(2, position + 1) if bullet else ''}{self.record(rule)}"
                    for attribute in attributes:
                        yield f"  > {self.expand(_slot(attribute))}"

    def _heads(self, section: dict[str, Any]) -> list[str]:
        if "headings" not in section:
            return []
        self.fresh("")
        return [self.expand(_slot(section["headings"])) for _ in range(self.chance.randint(2, 5))]

    def _table(self, table: dict[str, Any]) -> Iterator[str]:
        yield f"@appendix PL | PHỤ LỤC | {self.fresh(table['title'])}"
        yield "|! " + " | ".join(table["columns"])
        roles = [column.rsplit(":", 2)[1] for column in table["columns"]]
        for position in range(self.chance.randint(*table["count"])):
            self.fresh("")
            cells = [str(position + 1) if r == "number" else self.expand(_slot(table[r])) for r in roles]
            yield "| " + " | ".join(cells)

    def _marker(self, level: int, position: int, above: int = 0) -> str:
        shape = self.numbering[level]
        if "1.1" in shape:
            return shape.replace("1.1", f"{above}.{position}")
        if "I" in shape:
            return shape.replace("I", _roman(position))
        if "A" in shape:
            return shape.replace("A", chr(64 + position))
        if "a" in shape:
            return shape.replace("a", "abcdđeghiklmnopqrstuvxy"[position - 1])
        return shape.replace("1", str(position))

    def _count(self, section: dict[str, Any]) -> int:
        return self.chance.randint(*section["count"])

    def _one(self, given: Any) -> Any:
        return self.chance.choice(given) if isinstance(given, list) else given

    def fresh(self, text: str) -> str:
        """The text with its slots filled, as the first words of a new record."""
        self.used, self.draws = set(), _draws(self.chance, self.year, self.issued)
        return self.expand(text)

    def record(self, rule: str) -> str:
        """A new record of `rule`; no alternative comes again before all others were used."""
        left = self.left.setdefault(rule, [])
        if not left:
            left += self.chance.sample(self.rules[rule], len(self.rules[rule]))
        return self.fresh(left.pop())

    def expand(self, text: str) -> str:
        """The text with its slots filled, in the record that is being written."""
        return SLOT.sub(lambda slot: self._fill(slot["name"]), text)

    def _fill(self, name: str) -> str:
        if name in self.draws:
            return self.draws[name]
        rule = name if name in self.rules else name.lower()
        if rule not in self.rules:
            raise ValueError(f"no rule {name!r}")
        if rule in self.fixed:
            words = self.fixed[rule]
        else:
            for _ in range(TRIES):
                words = self.expand(self.chance.choice(self.rules[rule]))
                if words not in self.used:
                    break
            self.used.add(words)
        if name != rule:
            words = words.upper() if name.isupper() and len(name) > 1 else words[:1].upper() + words[1:]
        return words


def _draws(chance: random.Random, year: int, issued: dt.date) -> dict[str, str]:
    """Times and numbers of one record: {d} and the later {e} are days, {m} a month, {q} a quarter, {n} a count,
    {p} a percentage, {c} the day of a cited document, {no} its number."""
    first = issued + dt.timedelta(days=chance.randrange(20, 200))
    first = min(first, dt.date(year, 11, 20))
    second = min(first + dt.timedelta(days=chance.randrange(5, 120)), dt.date(year, 12, 31))
    cited = issued - dt.timedelta(days=chance.randrange(10, 900))
    found: dict[str, str] = {}
    for key, day in (("d", first), ("e", second), ("c", cited)):
        found |= {
            key: f"{day.day}/{day.month}/{day.year}",
            f"{key}_zeros": f"{day.day:02d}/{day.month:02d}/{day.year}",
            f"{key}_words": f"{day.day} tháng {day.month} năm {day.year}",
            f"{key}_short": f"{day.day}/{day.month}",
            f"{key}_iso": day.isoformat(),
        }
    month, quarter = chance.randint(1, 12), chance.randint(1, 4)
    five = year - (year - 1) % 5
    count, percent = chance.choice((*range(1, 12), 15, 20, 25, 30, 40, 50, 100, 120)), chance.choice(_PERCENTS)
    return found | {
        "m": f"{month}/{year}",
        "m_words": f"{month} năm {year}",
        "m_bare": str(month),
        "m_iso": f"{year}-{month:02d}",
        "m_last": f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}",
        "q": f"{_roman(quarter)}/{year}",
        "q_words": f"{_roman(quarter)} năm {year}",
        "q_bare": _roman(quarter),
        "q_iso": f"{year}-{quarter}",
        "y": str(year),
        "y_before": str(year - 1),
        "y_after": str(year + 1),
        "y_five": f"{five}-{five + 4}",
        "n": f"{count:02d}",
        "n_value": str(count),
        "p": percent,
        "p_value": percent.replace(",", "."),
        "no": str(chance.randint(2, 4900)),
    }


_PERCENTS = ("100", "98", "95", "90", "85", "80", "75", "70", "60", "50", "40", "30", "25", "20", "99,5", "97,5")


def _slot(rule: str) -> str:
    return "{" + rule + "}"


def _roman(number: int) -> str:
    return ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[number]


def _toml(values: list[str]) -> str:
    import json

    return json.dumps(values, ensure_ascii=False)


def check(branch: str, plans: int = 60) -> list[str]:
    """What is wrong with a grammar: rules that nothing uses, lists too short to be varied."""
    data = grammar(branch)
    for seed in range(plans):
        generate(branch, seed)
    text = str({key: value for key, value in data.items() if key != "rules"}) + str(data["rules"])
    named = {slot["name"].lower() for slot in SLOT.finditer(text)}
    used = named | {str(v) for section in data["sections"] for v in section.values() if isinstance(v, str)}
    used |= {a for section in data["sections"] for a in section.get("attributes", ())}
    used |= {str(v) for v in data.get("table", {}).values() if isinstance(v, str)} | {"basis", "closing"}
    return [f"rule {name!r} is never used" for name in data["rules"] if name not in used]


def main(args: Sequence[str] | None = None) -> None:
    """Print a plan, or what is wrong with a grammar."""
    parser = argparse.ArgumentParser(prog="python -m corpus.generate", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("branch", choices=sorted(name for split in SPLITS for name in branches(split)))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--check", action="store_true")
    wish = parser.parse_args(args)
    print("\n".join(check(wish.branch) or [f"{wish.branch}: sound"]) if wish.check else source(wish.branch, wish.seed))


if __name__ == "__main__":
    main()
