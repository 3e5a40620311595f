"""What the model is made of beside spaCy's own parts: the word classes that the lexicon gives to a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

import os
LEVEL = int(os.environ.get("LEVEL", "2"))

WORD_START = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]")


import functools


@functools.lru_cache(maxsize=40000)
def spans_by_rule(text: str) -> list[tuple[int, int, str]]:
    from extractors.citations import find_citations
    from extractors.deadlines import find_deadlines
    from extractors.products import find_products
    from extractors.targets import find_targets
    from extractors.unit_heads import head_at
    from extractors.unit_names import read_names

    found = []
    if LEVEL >= 2:
        found += [(*d.span, "D") for d in find_deadlines(text, years=(2000,))]
        found += [(*t.span, "T") for t in find_targets(text)]
        found += [(*c.span, "C") for c in find_citations(text)]
        found += [(*p.span, "P") for p in find_products(text)]
        done = 0
        for start in (m.start() for m in WORD_START.finditer(text)):
            if start >= done and head_at(text, start):
                units, _ = read_names(text, start)
                for u in units:
                    found.append((*u.span, "U"))
                    done = u.span[1]
    return found


class WordClasses:
    def __call__(self, doc: Doc) -> Doc:
        from extractors.predicates import match_stop, match_verb
        from extractors.unit_heads import match_head

        text = doc.text
        by_rule = spans_by_rule(text)
        until = 0
        for token in doc:
            at, end = token.idx, token.idx + len(token)
            tag = ""
            for start, stop, name in by_rule:
                if start <= at and end <= stop:
                    tag += name + ("S" if at == start and end == stop else "B" if at == start else "E" if end == stop else "I")
            token.tag_ = tag or "-"
            kind = "-"
            if text[at].isalpha():
                folded = text[at : at + 40].lower()
                if head := match_head(text, at):
                    kind, until = "H", head.end()
                elif at < until:
                    kind = "h"
                elif match_verb(folded, 0):
                    kind = "V"
                elif match_stop(folded, 0):
                    kind = "S"
            token.lemma_ = kind
        return doc


def make_classes(nlp: Language, name: str) -> WordClasses:
    return WordClasses()


def register() -> None:
    """Makes the parts known to spaCy where the distribution is not installed."""
    from spacy.language import Language

    if not Language.has_factory("kehoach_classes"):
        Language.factory("kehoach_classes", assigns=["token.tag"], func=make_classes)
