"""The shipped model: usable by itself, small, its offsets those of the text."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.ner import ENTITY_TYPES, MODEL, ROLES, Recognizer, load_recognizer

SENTENCE = (
    "Trạm Y tế xã, Hội Chữ thập đỏ xã khử trùng giếng nước trước ngày 15/3/2026, báo cáo UBND xã theo "
    "Kế hoạch số 15/KH-UBND ngày 20/01/2026 của UBND xã."
)
MEGABYTES = 15


def model() -> Recognizer:
    found = load_recognizer()
    assert found is not None, "the package holds no model: make model"
    return found


def test_finds_units_with_roles_times_and_citations() -> None:
    (entities,) = model().read([SENTENCE])
    units = {entity.text: entity.role for entity in entities if entity.label == "UNIT"}
    assert units["Trạm Y tế xã"] == units["Hội Chữ thập đỏ xã"] == "lead" and units["UBND xã"] == "to"
    assert "trước ngày 15/3/2026" in {entity.text for entity in entities if entity.label == "DEADLINE"}
    assert [e.text[:8] for e in entities if e.label == "CITATION"] == ["Kế hoạch"]


def _entry_points() -> set[str]:
    found = importlib.metadata.entry_points()
    return {point.name for group in ("spacy_factories", "spacy_tokenizers") for point in found.select(group=group)}


@pytest.mark.skipif(
    "kehoach_ner" not in _entry_points(), reason="kehoach is not installed, so spaCy sees no entry points"
)
def test_loads_by_path_and_as_a_component_in_a_new_process() -> None:
    program = (
        "import json, sys, spacy\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "doc = nlp(sys.argv[2])\n"
        "other = spacy.blank('xx')\n"
        "other.add_pipe('kehoach_ner')\n"
        "second = other(sys.argv[2])\n"
        "print(json.dumps([[(e.text, e.label_, e.id_) for e in d.ents] for d in (doc, second)]))\n"
    )
    run = subprocess.run([sys.executable, "-c", program, str(MODEL), SENTENCE], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    alone, inside = json.loads(run.stdout)
    assert ["Trạm Y tế xã", "UNIT", "lead"] in alone
    assert {name for name, *_ in alone} == {name for name, *_ in inside}


def test_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < MEGABYTES * 2**20


def test_has_the_types_and_nothing_personal() -> None:
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert set(meta["labels"]["ner"]) == set(ENTITY_TYPES)
    assert (meta["name"], meta["license"]) == ("kehoach_ner", "MIT")
    text = " ".join(path.read_text(encoding="utf-8") for path in MODEL.rglob("*") if path.suffix in (".json", ".cfg"))
    assert str(Path.home()) not in text and "/tmp/" not in text


PIECES = st.sampled_from(
    [
        "Sở Y tế",
        "giao",
        "Phòng A",
        ",",
        " ",
        "\n",
        "trước ngày 5/3",
        "phối hợp với",
        "UBND xã",
        "…",
        "Ð",
        "  ",
        "95%",
        ";",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_offsets_are_those_of_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    (entities,) = model().read([text])
    end = 0
    for entity in entities:
        assert end <= entity.span[0] < entity.span[1] <= len(text)
        assert text[slice(*entity.span)] == entity.text
        assert entity.label in ENTITY_TYPES and (entity.role in ROLES) == (entity.label == "UNIT")
        end = entity.span[1]


def test_roles_of_a_long_text_are_those_of_its_sentences() -> None:
    """Rules look back as far as a sentence reaches, not to the start of a long text."""
    from extractors.ner.roles import REACH, _before, roles_of

    sentence = "Trạm Y tế xã, Hội Chữ thập đỏ xã khử trùng giếng nước, báo cáo UBND xã. "
    names = ("Trạm Y tế xã", "Hội Chữ thập đỏ xã", "UBND xã")
    places = [(sentence.index(name), sentence.index(name) + len(name)) for name in names]
    times = 200
    units = [(a + len(sentence) * n, b + len(sentence) * n) for n in range(times) for a, b in places]
    assert roles_of(sentence * times, units) == ["lead", "lead", "to"] * times
    assert len(_before(sentence * times, units[-1][0])) == REACH


def test_reads_the_same_alone_and_in_a_batch() -> None:
    texts = [SENTENCE, "", "Rà soát.", SENTENCE]
    together = model().read(texts)
    assert [tuple(entities) for entities in together] == [tuple(model().read([text])[0]) for text in texts]
    assert together[1] == ()
