"""The lexicon: every file parses and follows its schema; its words are such that they can be found in clean text."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import extractors.lexicon
from extractors.lexicon import load

HERE = Path(extractors.lexicon.__file__).parent
FILES = sorted(path.stem for path in HERE.glob("*.toml"))

# The tables and lists that the code reads; a file may have more.
NEEDED = {
    "units": [
        "heads.organisations",
        "heads.posts",
        "heads.not_after",
        "heads.not_before",
        "names.compounds",
        "names.lead_ins",
    ],
    "sections": [
        "headings.purpose",
        "headings.target",
        "headings.other",
        "headings.task",
        "labels.lead_units",
        "labels.coordinating_units",
        "labels.deadlines",
        "labels.products",
        "labels.other",
        "wording.definitions",
    ],
    "headers": [
        f"roles.{role}"
        for role in (
            "number",
            "detail_number",
            "task",
            "products",
            "lead_units",
            "coordinating_units",
            "deadlines",
            "budget",
        )
    ],
    "verbs": ["predicate.action", "predicate.manner", "predicate.opening", "predicate.stops"],
    "compare": [
        "around.units",
        "around.times",
        "owner.words",
        "names",
        "addressed.all.named",
        "addressed_words.levels",
        "addressed_words.orders",
    ],
    "successors": ["ministries", "departments"],
    "likeness": [
        "words.light",
        "words.closers",
        "abbreviations",
        "aside.restricting",
        "aside.submitting",
        "aside.bodies",
        "synonyms",
        "slots.numbered",
        "opposite",
        "unopposed.words",
        "denial.words",
        "denial.no_denial",
        "stages.make",
        "governing.stages",
    ],
    "roles": ["helping.acts", "given.acts", "sending.acts", "behind.leading", "behind.deciding", "cues.words"],
}

# Words written in one way only, whose case the code folds.
FOLDED = ["units", "sections", "headers", "verbs", "likeness", "roles"]


def lists(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """All lists of a table with their dotted names."""
    for key, value in table.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield from lists(value, name)
        elif isinstance(value, list):
            yield name, value


def at(table: Any, path: str) -> Any:
    for key in path.split("."):
        table = table[key]
    return table


def test_all_files_are_known() -> None:
    assert set(NEEDED) <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_parses_and_is_nfc(name: str) -> None:
    text = (HERE / f"{name}.toml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert tomllib.loads(text) == load(name)
    assert load(name) is load(name)  # read once


@pytest.mark.parametrize("name", FILES)
def test_values_are_text_lists_numbers_or_switches(name: str) -> None:
    def check(value: Any, path: str) -> None:
        if isinstance(value, dict):
            assert value, f"{path} is empty"
            for key, inner in value.items():
                check(inner, f"{path}.{key}")
        elif isinstance(value, list):
            assert len({type(v) for v in value}) <= 1, f"{path} mixes types"
            for inner in value:
                assert isinstance(inner, str | int | dict), path
        else:
            assert isinstance(value, str | int | float | bool), path

    check(load(name), name)


@pytest.mark.parametrize("name", FILES)
def test_words_can_be_found(name: str) -> None:
    for path, words in lists(load(name)):
        texts = [w for w in words if isinstance(w, str)]
        for word in texts:
            assert word.strip() and "  " not in word and "\n" not in word, (path, word)


@pytest.mark.parametrize(
    "name",
    FILES,
)
def test_words_are_listed_once(name: str) -> None:
    for path, words in lists(load(name)):
        counts = Counter(w for w in words if isinstance(w, str))
        assert [w for w, n in counts.items() if n > 1] == [], path


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_has_what_the_code_reads(name: str) -> None:
    for path in NEEDED[name]:
        value = at(load(name), path)
        assert value, path


@pytest.mark.parametrize("name", FOLDED)
def test_words_are_trimmed(name: str) -> None:
    for path, words in lists(load(name)):
        assert [w for w in words if w != " ".join(w.split())] == [], path


@pytest.mark.parametrize("name", FOLDED)
def test_folded_files_are_in_lower_case(name: str) -> None:
    for path, words in lists(load(name)):
        assert [w for w in words if w != w.casefold()] == [], path


def test_a_head_is_an_organisation_or_a_post() -> None:
    heads = load("units")["heads"]
    assert set(heads["organisations"]) & set(heads["posts"]) == set()


def test_exceptions_belong_to_heads() -> None:
    heads = load("units")["heads"]
    known = {*heads["organisations"], *heads["posts"]}
    for side in ("not_after", "not_before"):
        assert set(heads[side]) <= known, side
        for head, words in heads[side].items():
            assert all(len(w.split()) == 1 for w in words), (side, head)


def test_continuations_are_pairs() -> None:
    for pair in load("units")["names"]["continuations"]:
        before, bar, after = pair.partition("|")
        assert bar and before and after and "|" not in after


@pytest.mark.parametrize(("name", "table"), [("sections", "headings"), ("headers", "roles"), ("sections", "labels")])
def test_a_phrase_has_one_meaning(name: str, table: str) -> None:
    counts = Counter(word for key, words in load(name)[table].items() if key != "content" for word in words)
    assert [word for word, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("name", ["no-such-list"])
def test_an_unknown_file(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        load(name)


def test_the_header_phrases_keep_to_their_schema() -> None:
    schema = json.loads((HERE / "headers.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(load("headers"), schema)
