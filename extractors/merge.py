"""Rules decide, the model fills: one place where the two meet, by a stated precedence.

For each field of an item: what the item's own words give by a rule stands; only where a rule gives nothing does the
model's finding count; what is inherited from headings comes last.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.ner import Entity, Recognizer


def fill(field: str, by_rule: Sequence[str], entities: Sequence[Entity]) -> tuple[tuple[str, ...], str | None]:
    """(values, origin) of a field: origin "rule", "ner", or None where neither found anything."""
    if by_rule:
        return tuple(by_rule), "rule"
    found = tuple(dict.fromkeys(entity.text for entity in entities if entity.field == field))
    return (found, "ner") if found else ((), None)


def recognize(text: str, recognizer: Recognizer | None) -> Sequence[Entity]:
    """The entities of `text`; none without a model."""
    if recognizer is None:
        return ()
    from extractors.words import pipeline

    return recognizer.entities(pipeline()(text))
