"""Named entities by a statistical model: what rules, lists and formulas do not announce.

The model is a spaCy pipeline on the words of `extractors.words`; it marks UNIT, PRODUCT, DEADLINE, TARGET, CITATION and
PERSON, and gives each unit a role.  It can be used by itself:

    import spacy
    from extractors.ner import MODEL
    nlp = spacy.load(MODEL)                 # or nlp.add_pipe("kehoach_ner") behind any spaCy tokenizer

How the two extractors meet is decided in `extractors.merge`.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MODEL = Path(__file__).parent / "model"
"""The shipped model: a folder that `spacy.load` reads."""
ENTITY_TYPES = ("UNIT", "PRODUCT", "DEADLINE", "TARGET", "CITATION", "PERSON")
ROLES = ("lead", "coord", "to", "unit")
"""A unit leads, helps, receives or decides, or is merely mentioned."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What the model found: `label` is an entity type, `span` its offsets in the text; units have a `role`.

    `score` is the probability of the role (1.0 for other entities).
    """

    label: str
    text: str
    span: tuple[int, int]
    score: float = 1.0
    role: str = ""


class Recognizer(Protocol):
    """Finds entities in texts."""

    def entities(self, text: str) -> Sequence[Entity]:
        """The entities of the text, in order, none overlapping."""
        ...


def blank() -> Language:
    """An untrained pipeline with the tokens that the model is made of."""
    import spacy

    from extractors.words import register_tokenizer

    register_tokenizer()
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kehoach.words.v1", "known": True}}})


class SpacyRecognizer:
    """A trained spaCy pipeline as a `Recognizer`."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def entities(self, text: str) -> Sequence[Entity]:
        return [entity_of(span, doc) for doc in (self.nlp(text),) for span in doc.ents]


def entity_of(span: Span, doc: Doc) -> Entity:
    """An entity of a Doc of the model, its role where it is a unit."""
    role, score = "", 1.0
    if span.label_ == "UNIT":
        role = "unit"
        for other in doc.spans.get("roles", ()):
            if (other.start, other.end) == (span.start, span.end):
                role = other.label_
    return Entity(span.label_, span.text, (span.start_char, span.end_char), score, role)


@functools.cache
def load_recognizer() -> Recognizer | None:
    """The packaged model, or None where there is none."""
    if not (MODEL / "config.cfg").exists():
        return None
    return SpacyRecognizer(load(MODEL))


def load(path: Path) -> Any:
    """A trained model of this project, also where the distribution is not installed."""
    import spacy

    from extractors.words import register_tokenizer

    import extractors.ner.components

    extractors.ner.components.register()
    register_tokenizer()
    return spacy.load(path)
