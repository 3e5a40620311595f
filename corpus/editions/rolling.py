"""The next year's edition: every year that is the plan's own moves on, what is cited and what runs for years stays."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import regex

from corpus.editions.tree import Tree, reword
from corpus.editions.words import Words
from corpus.model import Goal, Group, Item, PageBreak, PlainTable, Plan, Row, Section, When

# "30/6/2025", "30-6-2025", "30 tháng 6 năm 2025"; not "6/2025"
DATE = r"\d{1,2}(?:[/.-]\d{1,2}[/.-]|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}"
# "số 12/2024/QĐ-UBND ngày 05/3/2024", "20/NQ-HĐND ngày 06 tháng 7 năm 2023", "18-NQ/TW", "02/CTr-LĐLĐ"; not "30/6/2025"
CITED = regex.compile(rf"\b\d+(?:/\d{{4}})?[/-]\p{{Lu}}[\p{{L}}\d/-]*(?:,?\s+ngày\s+{DATE})?")
# "Luật Đất đai năm 2024", "Bộ luật Lao động 2019"; the year is judged apart: "phổ biến Luật Thủ đô năm 2026" rolls
LAW = regex.compile(r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s[^,;.()\d]{2,60}?(?:năm\s+)?(?P<year>\d{4})\b")
# "giai đoạn 2021-2025", "nhiệm kỳ 2020 - 2025", "các năm 2021-2025"; not "năm học 2025 - 2026", "mùa khô 2026 - 2027"
STRETCH = regex.compile(
    r"(?i)\b(?:giai đoạn|nhiệm kỳ|nhiệm kì|thời kỳ|khóa|các năm)\s+(?P<from>\d{4})\s*[-–]\s*(?P<to>\d{4})"
)
# "đến năm 2030", "tầm nhìn 2045", "tầm nhìn đến năm 2050"; not "đến ngày 30/6/2026", "đến hết năm 2026"
HORIZON = regex.compile(r"(?i)\b(?:đến năm|tầm nhìn(?: đến)?(?: năm)?)\s+(?P<year>\d{4})\b")
# a year by itself or at the end of a date: "2025", "9/2025"; not "12/2024/QĐ", "2.025", "20251", "2025.5"
YEAR = regex.compile(r"(?<![\d.,])(?P<year>20\d\d)(?!\d|[.,]\d|/\p{Lu})")
# 29/02/2028, 29 tháng 02 năm 2028: no day of most years
LEAP_DAY = regex.compile(r"\b29(?=(?:[/.-]0?2[/.-]|\s+tháng\s+0?2\s+năm\s+)(?P<year>\d{4})\b)")
# "trong thời hạn 45 ngày kể từ ngày ban hành Kế hoạch này", "… kể từ ngày ký"
SINCE_ISSUE = regex.compile(r"kể từ ngày (?:ký|.*ban hành)")
CYCLE = {2023: "Quý Mão", 2024: "Giáp Thìn", 2025: "Ất Tỵ", 2026: "Bính Ngọ", 2027: "Đinh Mùi", 2028: "Mậu Thân"}
"""The lunar names of years: "Tết Nguyên đán Bính Ngọ" is another Tết next year."""
_SOURCE_DAY = regex.compile(DATE)

Timed = TypeVar("Timed", When, Goal)
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Roll:
    """From one edition to another: the old plan's years, by how many it rolls, its number and day of issue before and
    after."""

    years: tuple[int, ...]
    shift: int
    number: str = ""
    new_number: str = ""
    issued: dt.date = dt.date(2025, 1, 1)
    new_issued: dt.date = dt.date(2026, 1, 1)

    def is_own(self, year: int) -> bool:
        """Whether a year of the text is counted from the plan's own: the years before and after it too."""
        return min(self.years) - 1 <= year <= max(self.years) + 1

    def text(self, text: str) -> str:
        """A text as the new edition prints it."""
        for start, end, new in reversed(self.edits(text)):
            text = text[:start] + new + text[end:]
        return text

    def words(self, words: Words) -> Words:
        """A record's text as the new edition prints it; documents that are marked as cited stay."""
        cited = [(s.start, s.end) for s in words.spans if s.label == "cite"]
        for start, end, new in reversed(self.edits(words.text)):
            if not any(a <= start and end <= b for a, b in cited):
                words = words.put(start, end, new)
        return words

    def edits(self, text: str) -> list[Edit]:
        """What changes in a text, from left to right: (start, end, the new words)."""
        own = list(self._own(text))
        kept = [*self._kept(text), *((start, end) for start, end, _ in own)]
        found = list(own)
        for match in YEAR.finditer(text):
            year = int(match["year"])
            if self.shift and self.is_own(year) and not any(a <= match.start() < b for a, b in kept):
                found.append((match.start(), match.end(), str(year + self.shift)))
                found += [
                    (day.start(), day.end(), "28")
                    for day in LEAP_DAY.finditer(text)
                    if day.start("year") == match.start() and not calendar.isleap(year + self.shift)
                ]
        for year, name in CYCLE.items():
            if self.shift and self.is_own(year) and year + self.shift in CYCLE:
                found += [
                    (m.start(), m.end(), CYCLE[year + self.shift]) for m in regex.finditer(regex.escape(name), text)
                ]
        return sorted(found)

    def _own(self, text: str) -> Iterator[Edit]:
        """The plan's own number, and the day behind it."""
        if not self.number:
            return
        for match in regex.finditer(rf"(?<!\d){regex.escape(self.number)}(?![\p{{L}}\d])", text):
            yield match.start(), match.end(), self.new_number
            day = _SOURCE_DAY.match(text, match.end() + len(" ngày "))
            if day and text[match.end() :].startswith(" ngày "):
                yield day.start(), day.end(), _like(day.group(), self.new_issued)

    def _kept(self, text: str) -> Iterator[tuple[int, int]]:
        """Stretches in which no year rolls."""
        yield from (match.span() for match in CITED.finditer(text))
        yield from (m.span() for m in LAW.finditer(text) if int(m["year"]) < min(self.years))
        yield from (m.span() for m in HORIZON.finditer(text) if int(m["year"]) > max(self.years))
        own = (min(self.years), max(self.years))
        yield from (m.span() for m in STRETCH.finditer(text) if (int(m["from"]), int(m["to"])) != own)

    def day(self, day: str | None) -> str | None:
        """An ISO date in the new edition; the last of February stays the last."""
        if day is None:
            return None
        old = dt.date.fromisoformat(day)
        year = old.year + self.shift
        last = calendar.monthrange(year, old.month)[1]
        is_last = old.month == 2 and old.day == calendar.monthrange(old.year, 2)[1]
        return dt.date(year, old.month, last if is_last else min(old.day, last)).isoformat()

    def when(self, when: When) -> When:
        """A deadline in the new edition; one that is counted from the day of issue is counted from the new one."""
        if when.end and SINCE_ISSUE.search(when.raw):
            days = dt.date.fromisoformat(when.end) - self.issued
            return replace(when, raw=self.text(when.raw), end=(self.new_issued + days).isoformat())
        end = self.day(when.end)
        if when.end and end and end[5:] == "02-29" and "28" in when.raw:
            end = end[:-2] + "28"  # a printed 28/02 stays, the end of the month moves
        return replace(when, raw=self.text(when.raw), start=self.day(when.start), end=end)

    def node(self, node: Any) -> Any:
        """A node with its own texts rolled; what stands below it is left."""
        changes: dict[str, Any] = {}
        for name in ("text", "title", "task", "reference"):
            if isinstance(getattr(node, name, None), str):
                changes[name] = self.text(getattr(node, name))
        if isinstance(node, Item | Row | Section) and node.when is not None:
            changes["when"] = tuple(self.when(when) for when in node.when)
        if isinstance(node, Item | Row):
            changes["products"] = tuple(self.text(product) for product in node.products)
            changes["goals"] = tuple(replace(goal, raw=self.text(goal.raw)) for goal in node.goals)
        if isinstance(node, Row):
            changes["cells"] = tuple((role, text and self.text(text)) for role, text in node.cells)
        if isinstance(node, PageBreak):
            changes["title"] = tuple(self.text(line) for line in node.title)
        if isinstance(node, PlainTable):
            changes["rows"] = tuple(tuple(self.text(cell) for cell in row) for row in node.rows)
        return replace(node, **changes) if changes and not isinstance(node, Group) else node


def roll_tree(tree: Tree, roll: Roll) -> None:
    """Makes the tree its own next edition, nothing else changed."""
    tree.plan = roll_head(tree.plan, roll)
    for branch in tree.branches():
        words = branch.words
        branch.node = (
            replace(branch.node, title=roll.text(branch.node.title))
            if isinstance(branch.node, Group)
            else roll.node(branch.node)
        )
        if words is not None:
            rolled = roll.words(words)
            # values were rolled with the node: the spans say what they say now
            branch.words = Words(
                rolled.text, tuple(replace(s, was=" ".join(rolled.words(s).split())) for s in rolled.spans)
            )
            reword(branch, branch.words)


def roll_head(plan: Plan, roll: Roll) -> Plan:
    """The plan with the data of its head rolled: title, years, number, place and day of issue."""
    day = roll.new_issued
    return replace(
        plan,
        title=tuple(roll.text(line) for line in plan.title),
        years=tuple(year + roll.shift for year in plan.years),
        number=roll.new_number or plan.number,
        issued=day.isoformat(),
        place_date=_SOURCE_DAY.sub(lambda found: _like(found.group(), day), plan.place_date),
    )


def _like(printed: str, day: dt.date) -> str:
    """A day printed as another one was: "06/7/2023", "14 tháng 01 năm 2025"."""
    numbers = regex.findall(r"\d+", printed)
    # officials write the zero of days below ten always, of months below ten only for January and February
    days = f"{day.day:02d}"
    months = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return regex.sub(
        rf"^{numbers[0]}(\D+){numbers[1]}(\D+){numbers[2]}$", rf"{days}\g<1>{months}\g<2>{day.year}", printed
    )
