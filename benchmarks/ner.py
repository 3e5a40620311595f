"""`python -m benchmarks.ner`: what the named-entity model is worth, on plans that it was not trained on.

Four data sets: plans generated from the test branches of corpus/grammar; the written plans of corpus/, each read by a
model that saw no plan of its issuer (one training for each issuer: ten to twenty minutes); the gold plans of
../shared; two plans written last (corpus/last). The figures go to benchmarks/ner.json, from which `make accuracy`
puts them on its page. `--only NAME` measures one set (generated, written, shared, last) and leaves the others as they
stand.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import ner_roles
from benchmarks.accuracy import FIELDS, ROOT, SHARED, Record, f1, scorer, shared_is_here, shared_samples, soft_figures
from corpus.annotate import gold
from corpus.build import plan_names, word_file
from corpus.entities import OPENING, Example, generated, gold_table, issuer, trimmed, write, written
from corpus.generate import branches, generate
from corpus.marks import entity_type, outermost
from corpus.markup import read_plan
from extractors.merge import Use
from extractors.ner import ENTITY_TYPES

if TYPE_CHECKING:
    from extractors.ner import Recognizer

RESULTS = ROOT / "benchmarks" / "ner.json"
BUILD = ROOT / "build" / "ner"
SYSTEMS = {"rules": Use.RULES, "model": Use.MODEL, "both": Use.BOTH}
IN_ROLE = "UNIT-IN-ROLE"
"""Units that lead, help, receive or decide: those that a role says something of; both sides by their own roles."""
ENTITIES = (ENTITY_TYPES[0], IN_ROLE, *ENTITY_TYPES[1:])
TEST_PLANS = 8
"""How many plans of each test branch are read whole."""
WORKERS = 2

Place = tuple[int, int]
Counts = dict[str, Counter[str]]


def main(args: Sequence[str] | None = None) -> None:
    """Measure what was asked for and keep it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ner", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--only", choices=("generated", "written", "shared", "last"))
    only = parser.parse_args(args).only
    if not shared_is_here():
        sys.exit(f"{SHARED} is absent: its scorer counts the values (KEHOACH_SHARED names another place)")
    kept: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    measures = {"generated": on_generated, "written": on_written, "shared": on_shared, "last": on_last}
    for name, measure in measures.items():
        if only in (None, name):
            kept[name] = measure()
            kept.setdefault("inputs", {})[name] = inputs()
            RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            print(f"{name}: done", file=sys.stderr, flush=True)


AFTERWARDS = (
    *("tables", "editions", "pairs", "compare", "successors", "write", "messages", "stored", "show", "deliver"),
    *("cli", "voice", "usage", "report", "sources", "batch", "replace", "check"),
)
"""Folders and modules with no part in reading a plan, nor in the plans that are read here."""


def inputs() -> str:
    """A hash over what the figures depend on: the model, its data and settings, the plans, the code that reads them."""
    files = sorted(
        path
        for folder in ("extractors", "pipeline", "corpus")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and path.suffix not in (".pyc", ".pdf", ".json", ".md")
        and not set(AFTERWARDS) & set(path.parts)
        and not path.stem.startswith(AFTERWARDS)
    )
    digest = hashlib.sha256()
    for path in files:
        digest.update(_code(path) if path.suffix == ".py" else path.read_bytes())
    return digest.hexdigest()[:12]


def _code(path: Path) -> bytes:
    """What a module does, without its comments and docstrings: a better word in them changes no figure."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            node.body = [line for line in node.body if not _is_words(line)]
    return ast.dump(tree).encode()


def _is_words(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)


# --- the three data sets ----------------------------------------------------------------------------------------------


def on_generated() -> Record:
    """Plans of the test branches, read by the shipped model."""
    recognizer = shipped()
    rows, texts = Tally(), Entities()
    for branch in branches("test"):
        for seed in range(1000, 1000 + TEST_PLANS):
            plan = generate(branch, seed)
            rows.add(gold(plan), word_file(plan), recognizer)
    texts.add(generated("test"), recognizer)
    roles = texts.roles() | {"classifier": round(ner_roles.on_generated(), 4)}
    return {"fields": rows.figures(), "entities": texts.figures(), "roles": roles}


def on_shared() -> Record:
    """The gold plans of ../shared, each in every format; rows only, for their entities are not marked."""
    recognizer = shipped()
    out: Record = {}
    for sample in shared_samples():
        rows = Tally()
        rows.add(json.loads(sample.gold.read_text(encoding="utf-8")), sample.file.read_bytes(), recognizer)
        out[sample.file.name] = rows.figures()
    return out


def on_last() -> Record:
    """The plans of corpus/last, which nothing was trained or tuned on, read by the shipped model."""
    recognizer, rows = shipped(), Tally()
    for path in sorted((ROOT / "corpus" / "last").glob("*.plan")):
        plan = read_plan(path)
        rows.add(gold(plan), word_file(plan), recognizer)
    return {"fields": rows.figures()}


def on_written() -> Record:
    """The written plans, each read by a model that was trained without all plans of its issuer."""
    issuers: dict[str, list[str]] = {}
    for name in sorted({example.source for example in written()}):
        issuers.setdefault(issuer(name), []).append(name)
    with multiprocessing.get_context("spawn").Pool(WORKERS, maxtasksperchild=1) as pool:
        folds = pool.map(left_out, [tuple(names) for names in issuers.values()], chunksize=1)
    fresh = set(blind_plans())
    out: Record = {"issuers": len(issuers)}
    for which, wanted in (("all", None), ("fresh", fresh)):
        rows, texts = Tally(), Entities()
        for fold in folds:
            for name, part in fold.items():
                if wanted is None or name in wanted:
                    rows.join(part["rows"])
                    texts.join(part["texts"])
        out[which] = {"fields": rows.figures(), "entities": texts.figures(), "roles": texts.roles()}
    out["all"]["roles"]["classifier"] = round(ner_roles.on_written(), 4)
    return out


def left_out(names: tuple[str, ...]) -> Record:
    """{plan: its tallies} of one issuer's plans, read by a model trained on all others."""
    os.environ["OMP_NUM_THREADS"] = "1"
    from extractors.ner import SpacyRecognizer
    from extractors.ner.train import tune

    # spaCy prints a table of each training
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    others = [example for example in written() if example.source not in names]
    own = [example for example in written() if example.source in names]
    there = BUILD / "folds" / trained_on(others)
    if not (there / "model" / "config.cfg").exists():
        write(others, there / "train.spacy")
        tune(BUILD / "base", there / "train.spacy", BUILD / "dev.spacy", there / "model")
    recognizer = SpacyRecognizer(there / "model")
    out: Record = {}
    for name in names:
        rows, texts = Tally(), Entities()
        rows.add(json.loads(gold_table(name).read_text(encoding="utf-8")), plan_file(name).read_bytes(), recognizer)
        texts.add([example for example in own if example.source == name], recognizer)
        out[name] = {"rows": rows, "texts": texts}
    return out


def trained_on(examples: Sequence[Example]) -> str:
    """A hash of what a fold's model is made of, so that a new merge or role is measured without training anew: the
    stage before, the settings, and the records with what the rules say of their words."""
    from extractors.ner.train import HERE
    from extractors.ner.word_classes import class_of_words, rules_on_words
    from extractors.words import part_unknown, segment

    digest = hashlib.sha256((BUILD / "base" / "tok2vec" / "model").read_bytes())
    digest.update((BUILD / "base" / "ner" / "model").read_bytes())
    digest.update((HERE / "tune.cfg").read_bytes())
    for example in examples:
        words = list(part_unknown(example.text, segment(example.text)))
        known = rules_on_words(example.text, words), class_of_words(example.text, words)
        digest.update(repr((example.text, example.marks, words, known)).encode())
    return digest.hexdigest()[:16]


def plan_file(name: str) -> Path:
    """The written plan in the format in which it is read: DOCX, or the text that its annotator wrote."""
    folder = ROOT / "corpus"
    places = (folder / f"{name}.docx", folder / "unseen" / f"{name}.docx", folder / "unseen" / f"{name}.txt")
    return next(path for path in places if path.exists())


def blind_plans() -> list[str]:
    """The written plans on which no rule has been tuned: those of which corpus/first keeps a reading."""
    return [name for name in plan_names() if (ROOT / "corpus" / "first" / f"{name}.json").exists()]


def shipped() -> Recognizer:
    """The model of the package."""
    from extractors.ner import load_recognizer

    recognizer = load_recognizer()
    assert recognizer is not None, "the package holds no model: make model"
    return recognizer


# --- counting ---------------------------------------------------------------------------------------------------------


class Tally:
    """Right, extra and missed values per system and field, strict and soft, over the rows of plans."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {}

    def add(self, wanted: Record, source: bytes, recognizer: Recognizer) -> None:
        """Reads a plan by rules, by model and by both, and counts what agrees with its gold table."""
        from pipeline.assemble import look_into

        for system, use in SYSTEMS.items():
            found = look_into(source, recognizer=recognizer, use=use).plan.to_dict()
            strict = scorer().score(wanted, found)[0]
            pairs = scorer().match(wanted["tasks"], found["tasks"])
            soft = soft_figures(wanted["tasks"], found["tasks"], pairs)
            for field in FIELDS:
                count = self.counts.setdefault(f"{system} {field}", Counter())
                count.update({key: strict[field][key] for key in ("tp", "fp", "fn")})
                had = sum(len(row[field]) for row in found["tasks"])
                count["agreed"] += round(soft[field]["f1"] * (soft[field]["support"] + had) / 2)
                count["sides"] += soft[field]["support"] + had
                count["support"] += soft[field]["support"]

    def join(self, other: Tally) -> None:
        """Adds the counts of another tally."""
        for key, count in other.counts.items():
            self.counts.setdefault(key, Counter()).update(count)

    def figures(self) -> Record:
        """{field: {"support": n, system: {"strict": F1, "soft": F1}}}."""
        out: Record = {}
        for key, c in self.counts.items():
            system, field = key.split()
            place = out.setdefault(field, {"support": c["support"]})
            soft = 2 * c["agreed"] / c["sides"] if c["sides"] else 1.0
            place[system] = {"strict": round(f1(c["tp"], c["fp"], c["fn"]), 4), "soft": round(soft, 4)}
        return out


class Entities:
    """Right, extra and missed entities of the rules and of the model, and the roles of units, over marked records."""

    def __init__(self) -> None:
        self.counts: Counts = {}
        self.role_counts: Counter[str] = Counter()

    def add(self, examples: Sequence[Example], recognizer: Recognizer) -> None:
        """Marks the records' texts and counts what agrees with their marks."""
        from extractors.ner.roles import roles_of

        read = recognizer.read([example.text for example in examples])
        for example, entities in zip(examples, read, strict=True):
            marks = [trimmed(mark) for mark in outermost(example.marks)]
            wanted = {(entity_type(mark), mark.span) for mark in marks}
            wanted |= {(IN_ROLE, mark.span) for mark in marks if mark.label in ("lead", "coord", "to")}
            model, rules = {(entity.label, entity.span) for entity in entities}, set(by_rule(example.text))
            held = {label for label, _ in rules}
            filled = rules | {(label, span) for label, span in model if label not in held}
            for system, found in (("rules", rules), ("model", model), ("filled", filled)):
                places = sorted(span for label, span in found if label == "UNIT")
                roles = zip(places, roles_of(example.text, places), strict=True)
                self._count(system, wanted, found | {(IN_ROLE, span) for span, role in roles if role != "unit"})
            units = [mark for mark in marks if entity_type(mark) == "UNIT"]
            for mark, role in zip(units, roles_of(example.text, [mark.span for mark in units]), strict=True):
                self.role_counts[f"{mark.label} {role}"] += 1

    def _count(self, system: str, wanted: set[tuple[str, Place]], found: set[tuple[str, Place]]) -> None:
        for label in ENTITIES:
            want = {span for name, span in wanted if name == label}
            have = {span for name, span in found if name == label}
            count = self.counts.setdefault(f"{system} {label}", Counter())
            touched = sum(any(a < d and c < b for c, d in have) for a, b in want)
            touching = sum(any(a < d and c < b for c, d in want) for a, b in have)
            count.update(tp=len(want & have), fp=len(have - want), fn=len(want - have))
            count.update(support=len(want), had=len(have), touched=touched, touching=touching)

    def join(self, other: Entities) -> None:
        """Adds the counts of another."""
        for key, count in other.counts.items():
            self.counts.setdefault(key, Counter()).update(count)
        self.role_counts.update(other.role_counts)

    def figures(self) -> Record:
        """{type: {"support": n, system: {"strict": F1, "soft": F1}}}; soft: the spans share a character."""
        out: Record = {}
        for key, c in self.counts.items():
            system, label = key.split()
            place = out.setdefault(label, {"support": c["support"]})
            soft = (c["touched"] + c["touching"]) / (c["support"] + c["had"]) if c["support"] + c["had"] else 1.0
            place[system] = {"strict": round(f1(c["tp"], c["fp"], c["fn"]), 4), "soft": round(soft, 4)}
        return out

    def roles(self) -> Record:
        """{"support": n, "right": share} of the roles that the rules give to units whose place is known."""
        total = sum(self.role_counts.values())
        right = sum(n for key, n in self.role_counts.items() if len(set(key.split())) == 1)
        return {"support": total, "right": round(right / total, 4) if total else 1.0}


def by_rule(text: str) -> Iterator[tuple[str, Place]]:
    """The entities that the rules alone see; of persons they have no notion."""
    from extractors.ner.word_classes import findings

    letters = {"U": "UNIT", "P": "PRODUCT", "D": "DEADLINE", "T": "TARGET", "C": "CITATION"}
    held: list[Place] = []
    for span, letter in findings(text):
        if letter == "D" and (opening := OPENING.match(text, *span)):
            span = (opening.end(), span[1])  # as the marks are trimmed
        if letter != "U" or not any(a <= span[0] and span[1] <= b for a, b in held):
            held.append(span)
            yield letters[letter], span


if __name__ == "__main__":
    main()
