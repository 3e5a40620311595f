"""Targets (chỉ tiêu): comparator, value and unit of a result to be reached."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors import counting, numerals
from extractors.counted import unit_at, unknown_unit_at
from extractors.counting import Grammar
from extractors.phrases import folded
from extractors.predicates import begins_with_action, match_verb
from extractors.subjects import is_subject


@dataclass(frozen=True, slots=True)
class Target:
    """One target. `comparator` is one of = >= > <= <; `value` None for a level that is not a number;
    `unit` "%" or the counted noun; `span` the offsets of `raw` in the text that was searched."""

    raw: str
    comparator: str
    value: float | int | None
    unit: str | None
    span: tuple[int, int] = (0, 0)


def find_targets(text: str, *, cell: bool = False) -> list[Target]:
    """The targets of an item, in the order of the text (GUIDELINE, chi_tieu).

    A percentage, a count with a comparator and a level ("từ mức “Khá” trở lên") are targets anywhere. A bare count
    ("02 mô hình") is one in the product cell of a table (`cell=True`); in prose only when a goal word governs it.
    Frequencies, durations, dates, document numbers and the names of fixed sets ("06 rõ") are none.
    """
    grammar = counting.grammar()
    found = _ranks(text, grammar) + _levels(text, grammar)
    taken = [target.span for target in found]
    counted_until = -1  # where the last accepted count ends: ", 03 câu lạc bộ" after it continues it
    for amount in numerals.amount().finditer(text):
        if any(start < amount.end() and amount.start() < end for start, end in taken):
            continue
        target = _percentage(text, amount, grammar) or _count(text, amount, grammar, cell, counted_until)
        if target is not None:
            found.append(target)
            if target.unit not in ("%", "‰"):
                counted_until = target.span[1]
    return sorted(found, key=lambda target: target.span)


# How far a word can govern, in characters: keeps the search linear in the text.
_REACH = 600

# The clause that a word governs ends here: "; ", ". ". Not the dot in "2.80m" or "1.000".
_CLAUSE_END = regex.compile(r"[.;:!?](?=\s|$)|\n")

# A sentence ends here: ". ". Not the ";" between parts.
_SENTENCE_END = regex.compile(r"[.!?](?=\s|$)|\n")


def _clause(text: str, end: int) -> str:
    """What stands between the last clause end and `end`."""
    begin = max(0, end - _REACH)
    for mark in _CLAUSE_END.finditer(text, begin, end):
        begin = mark.end()
    return text[begin:end]


def _ranks(text: str, grammar: Grammar) -> list[Target]:
    """Places in an order: "trong nhóm 10 tỉnh, thành phố" is <= 10 nhóm."""
    found = []
    for match in grammar.rank.finditer(text):
        leads = grammar.top.match(text, match.end())
        if leads or (match["into"] and grammar.ranked.match(text, match.end())):
            found.append(Target(match[0], "<=", int(match["number"]), match["group"].lower(), match.span()))
    return found


def _levels(text: str, grammar: Grammar) -> list[Target]:
    """Results with a level for a number: value None."""
    return [
        Target(match[0], grammar.after_sense[folded(match["phrase"])], None, None, match.span())
        for match in grammar.level.finditer(text)
    ]


def _comparator(text: str, start: int, end: int, grammar: Grammar) -> tuple[str, bool, int, int]:
    """(comparator, strong, start of the phrase, end of the phrase) of the quantity text[start:end]."""
    after = grammar.after.match(text, end)
    origin = grammar.origin.search(text, max(0, start - 6), start)
    if after and "," not in after[0]:
        return grammar.after_sense[folded(after["phrase"])], False, origin.start() if origin else start, after.end()
    before = grammar.before.search(text, max(0, start - 60), start)
    if before:
        comparator, strong = grammar.sense[folded(before["phrase"] or before["symbol"])]
        return comparator, strong, before.start(), end
    if origin:
        return ">=", False, origin.start(), end
    return "=", False, start, end


def _percentage(text: str, amount: regex.Match[str], grammar: Grammar) -> Target | None:
    sign = grammar.percent.match(text, amount.end())
    if sign is None or amount["all"]:
        return None
    if (
        grammar.origin.search(text, max(0, amount.start() - 6), amount.start())
        and not amount["high"]
        and grammar.baseline.match(text, amount.end())
    ):
        return None
    if grammar.share_followers.match(text, sign.end()):
        return None
    clause = _clause(text, amount.start())
    if grammar.past.search(clause):
        return None
    conditions = list(grammar.condition.finditer(clause))
    if conditions and "," not in clause[conditions[-1].end() :]:
        return None
    comparator, _, start, end = _comparator(text, amount.start(), sign.end(), grammar)
    if amount["high"] and comparator == "=":
        comparator = ">="
    unit = sign["unit"] if sign["unit"] in grammar.permille else "%"
    return Target(text[start:end], comparator, numerals.value(amount["low"]), unit, (start, end))


def _count(text: str, amount: regex.Match[str], grammar: Grammar, cell: bool, counted_until: int) -> Target | None:
    """The target in a number with a noun, if it is one: `_unit` says of what, `_is_goal` whether."""
    if grammar.year.search(text, max(0, amount.start() - 6), amount.end()) or grammar.label.search(
        text, max(0, amount.start() - 20), amount.start()
    ):
        return None
    factor, scaled_to = numerals.scaled(text, amount.end())
    spelled = grammar.spelled_in_brackets.match(text, scaled_to)
    scaled_to = spelled.end() if spelled else scaled_to
    if grammar.uncounted.match(text, scaled_to):
        return _duration(text, amount, grammar)
    if numerals.is_spelled(amount["low"]) and not _is_number(text, amount, grammar):
        return None
    unit = unit_at(text, scaled_to, grammar)
    if (frequency := grammar.frequency.match(text, scaled_to)) is not None:
        multiplied = grammar.multiplied.search(text, max(0, amount.start() - 40), amount.start())
        if not multiplied or frequency["times"] is None or text.startswith("/", frequency.end()):
            return None
        unit = frequency.span("times")
    if unit is None:
        _, strong, _, _ = _comparator(text, amount.start(), scaled_to, grammar)
        ordered = not numerals.is_spelled(amount["low"]) and _is_ordered(text, amount.start(), grammar)
        unit = unknown_unit_at(text, scaled_to, grammar) if strong or ordered else None
        if unit is None:
            return None
    begin, end = unit
    comparator, strong, start, stop = _comparator(text, amount.start(), end, grammar)
    if not _is_goal(text, amount, scaled_to, grammar, cell, counted_until, comparator, strong):
        return None
    if amount["high"] and comparator == "=":
        comparator = ">="
    value = numerals.value(amount["low"], factor)
    if amount["all"] and grammar.of_all.match(text, amount.end()):
        value = round(value / int(amount["all"]), 4)
    return Target(text[start:stop], comparator, value, text[begin:end], (start, stop))


def _is_number(text: str, amount: regex.Match[str], grammar: Grammar) -> bool:
    """Whether words like "hai mươi" count here: behind a strong comparator, or an order unless they often mean more."""
    before = grammar.before.search(text, max(0, amount.start() - 60), amount.start())
    strong = before is not None and grammar.sense[folded(before["phrase"] or before["symbol"])][1]
    return strong or (not numerals.is_doubtful(amount["low"]) and _is_ordered(text, amount.start(), grammar))


def _duration(text: str, amount: regex.Match[str], grammar: Grammar) -> Target | None:
    """A length of time that is measured and compared: "thời gian chờ khám không quá 45 phút"."""
    unit = grammar.time.match(text, amount.end())
    if unit is None or not grammar.measured.search(_clause(text, amount.start())):
        return None
    comparator, _, start, end = _comparator(text, amount.start(), unit.end(), grammar)
    if comparator == "=":
        return None
    return Target(text[start:end], comparator, numerals.value(amount["low"]), unit["noun"], (start, end))


def _is_goal(
    text: str,
    amount: regex.Match[str],
    noun_start: int,
    grammar: Grammar,
    cell: bool,
    counted_until: int,
    comparator: str,
    strong: bool,
) -> bool:
    """Whether the count is aimed at, rather than describing, naming a set or setting a condition."""
    start = amount.start()
    clause = _clause(text, start)
    condition = list(grammar.condition.finditer(clause))
    if condition and (not strong or "," not in clause[condition[-1].end() :]):
        return False
    if strong:
        return True
    if comparator != "=":
        before = grammar.before.search(text, max(0, start - 60), start)
        before = before or grammar.origin.search(text, max(0, start - 6), start)
        left = text[: before.start()] if before else text[:start]
        if grammar.relative.search(left[-80:]):
            return False
        return (
            cell
            or amount["sign"] is not None
            or grammar.goal.search(clause) is not None
            or grammar.opening.search(_clause(left, len(left))) is not None
            or _LABEL.search(left) is not None
            or _is_ordered(text, len(left), grammar)
        )
    if amount["all"] and _LABEL.search(text[:start]):
        return True
    noun, fixed = grammar.noun.match(text, noun_start), grammar.sets.match(text, noun_start)
    if fixed and (noun is None or fixed.end() >= noun.end()):
        return False
    if grammar.set_followers.match(text, noun_start) or grammar.existing.match(text, noun_start):
        return False
    if grammar.keeping.search(clause) or (grammar.made_of.search(clause) and _is_making(clause, noun, grammar)):
        return True
    if grammar.taking_part.match(text, noun.end() if noun else noun_start) and grammar.made_of.search(clause):
        return True
    located = grammar.locating.search(text, max(0, start - 25), start)
    if located and not grammar.done_at.search(clause):
        return False
    between = text[counted_until:start] if 0 <= start - counted_until < _REACH and counted_until >= 0 else "."
    if not _SENTENCE_END.search(between) and grammar.join.search(text, max(0, start - 25), start):
        return True
    if cell:
        return grammar.relative.search(text[max(0, start - 80) : start]) is None
    if _is_ordered(text, start, grammar):
        return True
    return not clause.strip() and grammar.result.search(text[noun_start : noun_start + _REACH]) is not None


# What is measured stands before a colon: "Học sinh giỏi cấp tỉnh: từ 25 giải trở lên". Not "lúc 7:".
_LABEL = regex.compile(r"\p{L}\s*:\s+$")


def _is_making(clause: str, noun: regex.Match[str] | None, grammar: Grammar) -> bool:
    """Whether the clause orders what the counted things are part of; people ("gồm 05 thành viên") only describe it."""
    return noun is not None and folded(noun["noun"]) not in grammar.party and begins_with_action(clause.lstrip())


def _is_ordered(text: str, start: int, grammar: Grammar) -> bool:
    """Whether a goal verb governs the count at `start`."""
    clause = _clause(text, start)
    recent = max(0, len(clause) - 60)
    if grammar.done.search(clause, recent):
        return False
    if grammar.passive.search(clause, recent) and grammar.percent.search(clause):
        return False  # what is done to each of a measured population: "95% trẻ được tiêm 01 mũi"
    if grammar.governor.search(text, max(0, start - 60), start):
        return True
    if grammar.imperative.search(clause) or grammar.serving.search(clause) or grammar.measure.search(clause):
        return True
    weak = grammar.weak_governor.search(clause, max(0, len(clause) - 60))
    if weak is not None and grammar.goal.search(clause, 0, weak.start()) is not None:
        return True
    act = grammar.ordering.search(clause, max(0, len(clause) - 60)) or grammar.done_at.search(clause)
    return act is not None and _is_order(clause[: act.start()], clause, grammar)


def _is_order(before: str, clause: str, grammar: Grammar) -> bool:
    """Whether the verb behind `before` is what the clause orders: at its head, behind its subject or another order."""
    if not before.strip() or is_subject(before) or grammar.carrying_out.fullmatch(before):
        return True
    if before.rstrip().endswith((",", " và")) and begins_with_action(clause.lstrip()):
        return True
    timed = grammar.time_first.search(before) is not None and _TIME_ENDS.search(before) is not None
    return timed and not _holds_verb(before)


# A time in front of an order ends: "Tháng 10/2026 ", "Hằng quý ", "Trong tháng, ". Not "Trong đợt " (a noun follows).
_TIME_ENDS = regex.compile(r"(?:\d|,|(?:quý|năm|tháng|tuần|kỳ|I|II|III|IV)\s*)\s*$")


def _holds_verb(before: str) -> bool:
    return any(match_verb(before, space.end()) for space in _SPACE.finditer(before.rstrip()))


# Between words. Not the comma.
_SPACE = regex.compile(r"\s+")
