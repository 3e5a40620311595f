"""A record's text with its annotated stretches, as something that can be cut, joined and reworded.

Every change keeps the stretches in step: what is not theirs is changed around them, and what they say changes only
when a caller means it to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from corpus.model import Mark

# "UBND", "HĐND", "TTHC", "CCHC": a word that stays in capitals; not "Sở", "Đề"
ACRONYM = regex.compile(r"\p{Lu}{2,}\b")


@dataclass(frozen=True, slots=True)
class Span:
    """An annotated stretch; `was` are its words when the annotation's values were last in step with it."""

    label: str
    start: int
    end: int
    was: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text and its spans, which may stand inside one another but never cross."""

    text: str
    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, text: str, marks: Sequence[Mark]) -> Words:
        """The words of a text with the marks of `corpus.marks`."""
        return cls(text, tuple(Span(m.label, *m.span, " ".join(m.text.split())) for m in marks))

    def words(self, span: Span) -> str:
        """What stands in a span."""
        return self.text[span.start : span.end]

    def free(self, start: int, end: int) -> bool:
        """Whether no span has a letter in the stretch; an empty stretch is free between and beside spans."""
        if start == end:
            return not any(s.start < start < s.end for s in self.spans)
        return not any(s.start < end and start < s.end for s in self.spans)

    def put(self, start: int, end: int, new: str) -> Words:
        """With `new` in place of a stretch that no span crosses or fills only in part. ValueError where one does."""
        shift = len(new) - (end - start)
        spans = []
        for span in self.spans:
            if span.end <= start:
                spans.append(span)
            elif span.start >= end:
                spans.append(replace(span, start=span.start + shift, end=span.end + shift))
            elif span.start <= start and end <= span.end:
                spans.append(replace(span, end=span.end + shift))
            else:
                raise ValueError(f"{self.text[start:end]!r} crosses {self.words(span)!r}")
        return Words(self.text[:start] + new + self.text[end:], tuple(spans))

    def cut(self, start: int, end: int | None = None) -> Words:
        """A part of the text with its spans. ValueError where the cut goes through a span."""
        end = len(self.text) if end is None else end
        spans = []
        for span in self.spans:
            if start <= span.start and span.end <= end:
                spans.append(replace(span, start=span.start - start, end=span.end - start))
            elif span.start < end and start < span.end:
                raise ValueError(f"a cut through {self.words(span)!r}")
        return Words(self.text[start:end], tuple(spans))

    def stripped(self) -> Words:
        """Without white space at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, len(self.text.rstrip()))

    def __add__(self, other: Words | str) -> Words:
        if isinstance(other, str):
            return Words(self.text + other, self.spans)
        at = len(self.text)
        moved = tuple(replace(s, start=s.start + at, end=s.end + at) for s in other.spans)
        return Words(self.text + other.text, (*self.spans, *moved))

    def capital(self) -> Words:
        """With its first letter a capital."""
        return Words(self.text[:1].upper() + self.text[1:], self.spans)

    def small(self) -> Words:
        """With its first letter small, as in the middle of a sentence; names of bodies and acronyms stay."""
        name = any(s.start == 0 and s.label in NAMED for s in self.spans)
        if ACRONYM.match(self.text) or (name and not self.text.startswith(COMMON)):
            return self
        return Words(self.text[:1].lower() + self.text[1:], self.spans)

    def spoken(self, *labels: str) -> tuple[Span, ...]:
        """The spans with one of these labels, by place."""
        return tuple(sorted((s for s in self.spans if s.label in labels), key=lambda s: (s.start, -s.end)))


NAMED = ("lead", "coord", "to", "unit", "cite", "person")
COMMON = ("Các ", "Những ", "Cán bộ", "Giáo viên", "Nhân viên", "Trưởng các", "Cộng tác viên", "Tất cả")
"""Beginnings of units that are no names."""
