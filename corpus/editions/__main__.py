"""`python -m corpus.editions NAME --seed N -o DIR`: writes two editions of a plan and what changed between them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from corpus.build import plan_names, word_file
from corpus.editions import edition


def main(args: Sequence[str] | None = None) -> None:
    """Write both editions and the gold."""
    parser = argparse.ArgumentParser(prog="python -m corpus.editions", description=__doc__)
    parser.add_argument("name", choices=plan_names())
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--output", type=Path, default=Path("."), metavar="DIR")
    wish = parser.parse_args(args)
    drawn = edition(wish.name, wish.seed)
    wish.output.mkdir(parents=True, exist_ok=True)
    for plan, side in ((drawn.old, "old"), (drawn.new, "new")):
        (wish.output / f"{wish.name}-{side}.docx").write_bytes(word_file(plan))
    gold = json.dumps(drawn.gold(), ensure_ascii=False, indent=1)
    (wish.output / f"{wish.name}-changes.json").write_text(gold + "\n", encoding="utf-8")
    for change in drawn.gold()["changes"]:
        if change["status"] != "unchanged" or change["edits"]:
            print(f"{change['status']} {' '.join(change['fields'])} [{', '.join(change['edits'])}]")
            for sign, side in (("-", "old"), ("+", "new")):
                print(*(f"  {sign} {text}" for text in change[side]), sep="\n" if change[side] else "", end="\n")


if __name__ == "__main__":
    main()
