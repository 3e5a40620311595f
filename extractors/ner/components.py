"""The parts of the model that are not spaCy's own, and the component that brings the whole model into another pipeline.

spaCy imports this module by the distribution's entry points (`spacy_factories`), so it may import spaCy itself.

- `kehoach_classes` tells the network what the lexicon and the rules know of each word;
- `kehoach_roles` says of each unit whether it leads, helps, receives or is merely mentioned;
- `kehoach_ner` runs the shipped model and sets its entities in a Doc of any other tokenizer.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IDX, LEMMA, LENGTH, TAG
from spacy.language import Language

from extractors.ner.word_classes import class_of_words, rules_on_words

if TYPE_CHECKING:
    from spacy.tokens import Doc


@Language.factory("kehoach_classes", assigns=["token.tag", "token.lemma"])
class WordClasses:
    """Writes what is known of each word into `tag_` (rules) and `lemma_` (lexicon), where the network looks for it."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        # arrays rather than tokens: a Token object for each word and attribute costs as much as the rest
        text = doc.text
        places = [(int(at), int(at + length)) for at, length in doc.to_array([IDX, LENGTH])]
        known = zip(rules_on_words(text, places), class_of_words(text, places), strict=True)
        add = doc.vocab.strings.add
        values: Any = np.array([(add(tag), add(kind)) for tag, kind in known], dtype="uint64").reshape(-1, 2)
        return doc.from_array([TAG, LEMMA], values)


@Language.factory("kehoach_roles", assigns=["doc.ents"], requires=["doc.ents"])
class Roles:
    """Gives each unit its role as the id of its span (`span.id_`): lead, coord, to or unit."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        from spacy.tokens import Span

        from extractors.ner.roles import roles_of

        units = [(span.start_char, span.end_char) for span in doc.ents if span.label_ == "UNIT"]
        roles = dict(zip(units, roles_of(doc.text, units), strict=True))
        doc.ents = tuple(
            Span(doc, span.start, span.end, span.label_, span_id=roles.get((span.start_char, span.end_char), ""))
            for span in doc.ents
        )
        return doc


@Language.factory("kehoach_ner", assigns=["doc.ents"], default_config={"model": None})
class NamedEntities:
    """The shipped model as a component of another pipeline; `model` may name the folder of another one.

    An entity that begins or ends inside a word of that pipeline takes in the whole word; of two that then overlap the
    first stays. What the Doc had in `ents` is kept where the model finds nothing.
    """

    def __init__(self, nlp: Language, name: str, model: str | None) -> None:
        from extractors.ner import MODEL, load

        self.name = name
        self.nlp = load(Path(model) if model else MODEL)

    def __call__(self, doc: Doc) -> Doc:
        from spacy.tokens import Span
        from spacy.util import filter_spans

        found = []
        for entity in self.nlp(doc.text).ents:
            place = doc.char_span(entity.start_char, entity.end_char, alignment_mode="expand")
            if place is not None:
                found.append(Span(doc, place.start, place.end, entity.label_, span_id=entity.id_))
        found = filter_spans(found)
        taken = {i for span in found for i in range(span.start, span.end)}
        kept = [span for span in doc.ents if taken.isdisjoint(range(span.start, span.end))]
        doc.ents = tuple(sorted((*found, *kept), key=lambda span: span.start))
        return doc
