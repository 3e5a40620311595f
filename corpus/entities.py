"""What the named-entity model learns from and is measured on: records of plans with their entities marked.

`python -m corpus.entities DIR` writes the generated training and development sets and the written corpus as spaCy's
DocBin (train.spacy, dev.spacy, written.spacy).  Test data never enters these files: the generated test branches are
read by benchmarks only, and the gold plans of ../shared by nobody here.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.generate import branches, generate
from corpus.marks import entity_type, outermost, read_marks
from corpus.model import Item, Mark, Node, Plan, Row, Section, TaskTable

if TYPE_CHECKING:
    from spacy.tokens import Doc

HERE = Path(__file__).parent
WRITTEN = HERE / "entities"
SENTENCES = HERE / "sentences"
PLANS = {"train": 30, "dev": 12, "test": 20}
"""How many plans of each branch are drawn."""


@dataclass(frozen=True, slots=True)
class Example:
    """A record's text and its entities; `source` is the plan that it comes from."""

    text: str
    marks: tuple[Mark, ...]
    source: str


def marked_records(plan: Plan) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """Text and marks of every record of a plan, in the order of its gold table."""

    def walk(nodes: Iterable[Node]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
        for node in nodes:
            if isinstance(node, Item):
                yield node.text, node.marks
                yield from walk(node.below)
            elif isinstance(node, TaskTable):
                yield from ((row.task, row.marks) for row in node.rows if isinstance(row, Row))
            elif isinstance(node, Section) or hasattr(node, "below"):
                yield from walk(node.below)

    yield from walk((*plan.body, *plan.after))


def generated(split: str, plans: int | None = None) -> list[Example]:
    """The records of the generated plans of a split, each text once."""
    found: dict[str, Example] = {}
    for branch in branches(split):
        for seed in range(PLANS[split] if plans is None else plans):
            for text, marks in marked_records(generate(branch, seed)):
                found.setdefault(text, Example(text, marks, branch))
    return list(found.values())


def written() -> list[Example]:
    """The records of the plans written by people, plan by plan."""
    return [
        Example(*read_marks(line), path.stem)
        for path in sorted(WRITTEN.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def sentences() -> list[Example]:
    """Single records of no plan, written to show the model more ways of saying things; for training only."""
    return [
        Example(*read_marks(line), path.stem)
        for path in sorted(SENTENCES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def gold_table(name: str) -> Path:
    """The gold table of a written plan."""
    table = HERE / "gold" / f"{name}.json"
    return table if table.exists() else HERE / "unseen" / f"{name}.gold.json"


def issuer(name: str) -> str:
    """Who issued a written plan, by its gold table; editions of one office have one issuer."""
    return str(json.loads(gold_table(name).read_text(encoding="utf-8"))["document"]["issuer"]).casefold()


def trimmed(mark: Mark) -> Mark:
    """A deadline without "vào", "hoàn thành", "xong" before it: the gold tables have its words with or without them."""
    opening = OPENING.match(mark.text) if entity_type(mark) == "DEADLINE" else None
    if opening is None:
        return mark
    return replace(mark, span=(mark.span[0] + opening.end(), mark.span[1]), text=mark.text[opening.end() :])


# "hoàn thành | trước ngày …", "Xong | trong tháng 5", "vào | ngày 15"; not "trong quý I"
OPENING = re.compile(r"(?:(?:vào|hoàn thành|xong|kết thúc)\s+)+", re.IGNORECASE)


def docs(examples: Iterable[Example]) -> Iterator[Doc]:
    """Each example as a Doc with its entities; left out where one begins or ends inside a word."""
    from extractors.ner import blank

    nlp = blank()
    for example in examples:
        doc = nlp.make_doc(example.text)
        marks = map(trimmed, outermost(example.marks))
        spans = [doc.char_span(*mark.span, label=entity_type(mark)) for mark in marks]
        whole = [span for span in spans if span is not None]
        if len(whole) == len(spans):
            doc.set_ents(whole)
            yield doc


def write(examples: Iterable[Example], path: Path) -> int:
    """Writes the examples as a DocBin; how many."""
    from spacy.tokens import DocBin

    made = list(docs(examples))
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=made, store_user_data=False).to_disk(path)
    return len(made)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    for stem, records in (
        ("train", [*generated("train"), *sentences()]),
        ("dev", generated("dev")),
        ("written", written()),
    ):
        print(f"{stem}: {write(records, target / f'{stem}.spacy')} records")
