"""Training: both stages run from their configs, seeds give the same model, and a model names no path of its machine."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from corpus.entities import sentences, write, written
from extractors.ner import SpacyRecognizer
from extractors.ner.train import HERE, train_stage, tune

SHORT = {"training.max_epochs": 1, "training.eval_frequency": 1000}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write(sentences()[:60], folder / "train.spacy")
    write(written()[:40], folder / "written.spacy")
    write(written()[40:50], folder / "dev.spacy")
    return folder


def train(data: Path, output: Path) -> SpacyRecognizer:
    paths = {"paths.train": str(data / "train.spacy"), "paths.dev": str(data / "dev.spacy")}
    with contextlib.redirect_stdout(io.StringIO()):
        train_stage(HERE / "base.cfg", output / "base", {**paths, **SHORT})
        tune(output / "base", data / "written.spacy", data / "dev.spacy", output / "model", **SHORT)
    return SpacyRecognizer(output / "model")


def test_two_trainings_give_the_same_model(data: Path, tmp_path: Path) -> None:
    texts = [example.text for example in written()[50:90]]
    one, other = train(data, tmp_path / "one"), train(data, tmp_path / "other")
    assert one.read(texts) == other.read(texts)
    assert one.nlp.pipe_names == ["classes", "tok2vec", "ner", "roles"]
    config = (tmp_path / "one" / "model" / "config.cfg").read_text(encoding="utf-8")
    assert str(tmp_path) not in config and str(data) not in config
