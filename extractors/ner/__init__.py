"""Named entities by a statistical model: what rules, lists and formulas do not announce.

The model is a spaCy pipeline on the words of `extractors.words`; it marks UNIT, PRODUCT, DEADLINE, TARGET, CITATION and
PERSON, and gives each unit a role.  It can be used by itself:

    import spacy
    from extractors.ner import MODEL
    nlp = spacy.load(MODEL)                 # or, in a pipeline of your own: nlp.add_pipe("kehoach_ner")
    for entity in nlp("Giao Phòng Y tế lập báo cáo trước ngày 15/3/2026.").ents:
        print(entity.text, entity.label_, entity.id_)       # the id of a unit is its role

How the two extractors meet is decided in `extractors.merge`.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = Path(__file__).parent / "model"
"""The shipped model: a folder that `spacy.load` reads."""
ENTITY_TYPES = ("UNIT", "PRODUCT", "DEADLINE", "TARGET", "CITATION", "PERSON")
ROLES = ("lead", "coord", "to", "unit")
"""A unit leads, helps, receives or decides, or is merely mentioned."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What the model found: `label` is an entity type, `span` its offsets in the text; units have a `role`."""

    label: str
    text: str
    span: tuple[int, int]
    role: str = ""


class Recognizer(Protocol):
    """Finds entities in texts."""

    def read(self, texts: Sequence[str]) -> Sequence[Sequence[Entity]]:
        """The entities of each text, in order, none overlapping."""
        ...


def blank() -> Language:
    """An untrained pipeline with the tokens that the model is made of."""
    import spacy

    register()
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kehoach.words.v1", "known": True}}})


class SpacyRecognizer:
    """A trained spaCy pipeline as a `Recognizer`, loaded when the first text is read. OSError then where none is."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @functools.cached_property
    def nlp(self) -> Language:
        """The pipeline."""
        return load(self.path)

    def read(self, texts: Sequence[str]) -> Sequence[Sequence[Entity]]:
        # roles are read below: as ids of spans they would cost as much as the network
        docs = self.nlp.pipe(texts, batch_size=64, disable=["roles"])
        return [entities_of(text, doc) for text, doc in zip(texts, docs, strict=True)]


def entities_of(text: str, doc: Doc) -> tuple[Entity, ...]:
    """The entities that the model marked in the Doc of a text; a unit with its role in the sentence."""
    from extractors.ner.roles import roles_of

    found = [(span.label_, (span.start_char, span.start_char + len(span.text.rstrip()))) for span in doc.ents]
    units = [place for label, place in found if label == "UNIT"]
    roles = dict(zip(units, roles_of(text, units), strict=True))
    return tuple(Entity(label, text[slice(*place)], place, roles.get(place, "")) for label, place in found)


@functools.cache
def load_recognizer() -> Recognizer | None:
    """The packaged model, or None where there is none."""
    return SpacyRecognizer(MODEL) if (MODEL / "config.cfg").exists() else None


def load(path: Path) -> Language:
    """A trained model of this project. OSError where `path` holds none."""
    import spacy

    register()
    return spacy.load(path)


def register() -> None:
    """Makes our parts known to spaCy, which finds them by itself only where the distribution is installed."""
    import importlib

    from extractors.words import register_tokenizer

    register_tokenizer()
    importlib.import_module("extractors.ner.components")
