"""A trained classifier of a unit's role, to hold the rules of `extractors.ner.roles` against.

Linear (spaCy's bag of words) over the words around a name, each with its distance, other names as one word "UNIT". It
is no part of the product: docs/accuracy.md reports which of the two reads more roles right.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from corpus.entities import Example, generated, issuer, sentences, written
from corpus.marks import outermost
from extractors.ner import ROLES

FOLDS = 8
EPOCHS = 6
BATCH = 64
BEFORE, BEHIND = 6, 5  # words around the name

Observation = tuple[str, list[str], str]
"""Source, features, role."""


def on_written() -> float:
    """The share of right roles on the written plans, eight groups of issuers left out in turn."""
    observed = observations(written())
    issuers = {source: issuer(source) for source, _, _ in observed}
    groups = sorted(set(issuers.values()))
    random.Random(7).shuffle(groups)
    fold_of = {name: number % FOLDS for number, name in enumerate(groups)}
    more = observations([*generated("train", 12), *sentences()])
    right = 0
    for fold in range(FOLDS):
        kept = [seen for seen in observed if fold_of[issuers[seen[0]]] != fold]
        classify = train([*kept, *more])
        right += sum(classify(f) == role for s, f, role in observed if fold_of[issuers[s]] == fold)
    return right / len(observed)


def on_generated() -> float:
    """The share of right roles on the test branches."""
    classify = train(observations([*written(), *generated("train", 12), *sentences()]))
    observed = observations(generated("test"))
    return sum(classify(features) == role for _, features, role in observed) / len(observed)


def observations(examples: Sequence[Example]) -> list[Observation]:
    """Every marked unit of the examples."""
    from extractors.ner import blank

    nlp = blank()
    found: list[Observation] = []
    for example in examples:
        units = [mark for mark in outermost(example.marks) if mark.label in ROLES]
        if not units:
            continue
        words = [(token.idx, token.text) for token in nlp.make_doc(example.text)]
        for unit in units:
            others = [mark.span for mark in units if mark is not unit]
            found.append((example.source, features(words, unit.span, others), unit.label))
    return found


def features(words: list[tuple[int, str]], span: tuple[int, int], others: list[tuple[int, int]]) -> list[str]:
    """The words before and behind a name with their distance, and the nearest pairs."""

    def side(run: list[tuple[int, str]], count: int) -> list[str]:
        out: list[str] = []
        for at, text in run:
            inside = next((other for other in others if other[0] <= at < other[1]), None)
            name = f"UNIT{inside[0]}" if inside else text.lower().replace(" ", "_")
            if not out or out[-1] != name or not inside:
                out.append(name)
        short = ["UNIT" if name.startswith("UNIT") else name for name in out[:count]]
        return short + ["$"] * (count - len(short))

    left = side([word for word in reversed(words) if word[0] < span[0]], BEFORE)
    right = side([word for word in words if word[0] >= span[1]], BEHIND)
    return [
        *(f"-{n}:{word}" for n, word in enumerate(left, 1)),
        *(f"+{n}:{word}" for n, word in enumerate(right, 1)),
        *(f"L:{word}" for word in left if word != "$"),
        f"B:{left[1]}|{left[0]}",
        f"A:{left[0]}|{right[0]}",
        f"C:{right[0]}|{right[1]}",
    ]


def train(observed: list[Observation]) -> Callable[[list[str]], str]:
    """A classifier trained on the observations; seeds are fixed."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example as Training
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(1)
    nlp: Any = spacy.blank("xx")
    bag = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 1, "length": 65536}
    classifier: Any = nlp.add_pipe("textcat", config={"model": {**bag, "no_output_layer": False}})
    for role in ROLES:
        classifier.add_label(role)
    examples = [
        Training.from_dict(Doc(nlp.vocab, words=words), {"cats": {name: float(name == role) for name in ROLES}})
        for _, words, role in observed
    ]
    nlp.initialize(lambda: examples[:500])
    optimizer = Adam(0.005)
    for epoch in range(EPOCHS):
        random.Random(epoch).shuffle(examples)
        for start in range(0, len(examples), BATCH):
            nlp.update(examples[start : start + BATCH], sgd=optimizer)

    def classify(words: list[str]) -> str:
        cats: dict[str, float] = classifier(Doc(nlp.vocab, words=words)).cats
        return max(cats, key=lambda name: cats[name])

    return classify
