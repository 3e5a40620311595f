"""Named entities by a trained model: units and products that no formula announces.

The model itself comes later; this module is its place in the flow.  `load_recognizer` returns None as long as the
package holds no model, and then the rules alone decide (`extractors.merge`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Entity:
    """What the model found: `field` is lead_units, coordinating_units or products; `span` its offsets in the text."""

    field: str
    text: str
    span: tuple[int, int]
    score: float


class Recognizer(Protocol):
    """Finds entities in a Doc of the pipeline of `extractors.words`."""

    def entities(self, doc: Doc) -> Sequence[Entity]:
        """The entities of the text, in order, none overlapping."""
        ...


def load_recognizer() -> Recognizer | None:
    """The packaged model, or None where there is none."""
    return None
