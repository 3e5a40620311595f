"""What holds for a whole comparison, and the one way in which two strings are held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.compare.thresholds import LINK
from pipeline.compare.units import Units
from pipeline.compare.wording import marked_years, same_words, words_of


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole comparison: by how many `years` it rolled, the first year of the later plan (`since`), the
    abbreviations of both plans (`spelt`), which names are one unit, the least score of two rows that are one task
    (`link`)."""

    years: int = 0
    since: int | None = None
    spelt: Mapping[str, str] = field(default_factory=dict)
    units: Units = field(default_factory=Units)
    link: float = LINK
    read: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """The words of values read so far: rows share most of theirs."""

    def same_text(self, old: str, new: str) -> bool:
        """Whether two strings say the same but for rolling years, spelling and abbreviations."""
        return old == new or same_words(self.words(old), self.words(new), self.years)

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a field's value or a heading."""
        if text not in self.read:
            self.read[text] = words_of(marked_years(text), self.spelt)
        return self.read[text]
