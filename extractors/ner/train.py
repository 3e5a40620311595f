"""`python -m extractors.ner.train DATA OUTPUT`: trains the model from nothing, in two stages.

Stage 1 (base.cfg) learns from generated plans and from single sentences; stage 2 (tune.cfg) goes on with plans that
people wrote.  DATA is a folder with train.spacy, dev.spacy and written.spacy, as `corpus.entities` writes them.  Seeds
are fixed: the same data give the same model on the same machine.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def train_base(data: Path, output: Path) -> None:
    """Stage 1: DATA/train.spacy; DATA/dev.spacy only shows how far it has come, for its plans go beyond real ones."""
    train_stage(
        HERE / "base.cfg", output, {"paths.train": str(data / "train.spacy"), "paths.dev": str(data / "dev.spacy")}
    )


def tune(base: Path, written: Path, dev: Path, output: Path, **settings: Any) -> None:
    """Stage 2: goes on from the model `base` with the DocBin `written`. The last epoch counts, nothing is chosen."""
    train_stage(
        HERE / "tune.cfg",
        output,
        {"paths.base": str(base), "paths.train": str(written), "paths.dev": str(dev), **settings},
    )


def train_stage(config: Path, output: Path, overrides: dict[str, Any]) -> None:
    """Trains by a config of spaCy, with some of its settings overridden, and writes the model of the last epoch."""
    from spacy.cli.train import train

    from extractors.kept import keeping
    from extractors.ner import register

    register()
    with tempfile.TemporaryDirectory() as folder:
        with keeping():  # every epoch meets the same texts again
            train(config, folder, overrides=overrides)
        made = Path(folder) / "model-last"
        _forget_paths(made / "config.cfg")
        _name(made / "meta.json")
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(made, output)


def _name(meta: Path) -> None:
    """Says in a model's own data what it is and whose; spaCy leaves that empty."""
    known = json.loads(meta.read_text(encoding="utf-8"))
    known |= {
        "name": "kehoach_ner",
        "version": "1.0.0",
        "description": "Units, products, deadlines, targets, citations and persons in official Vietnamese plans",
        "author": "the kehoach authors",
        "license": "MIT",
        "spacy_version": ">=3.8,<3.9",
    }
    meta.write_text(json.dumps(known, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _forget_paths(config: Path) -> None:
    """Takes the paths of this machine out of a trained model's config: they say nothing to others."""
    from spacy.util import load_config

    settings = load_config(config)
    settings["paths"] = dict.fromkeys(settings["paths"])
    settings.to_disk(config)


if __name__ == "__main__":
    data, target = Path(sys.argv[1]), Path(sys.argv[2])
    train_base(data, data / "base")
    tune(data / "base", data / "written.spacy", data / "dev.spacy", target)
