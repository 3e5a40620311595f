"""The part of docs/accuracy.md on the named-entity model, from the figures that `python -m benchmarks.ner` kept."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.accuracy import FIELDS, SHORT, Record, table
from benchmarks.ner import ENTITIES, RESULTS, inputs

SYSTEMS = ("rules", "model", "both")


def section() -> str:
    """The section, or a sentence where nothing has been measured."""
    if not RESULTS.exists():
        return "## Rules and model\n\nNot measured: run `make model-accuracy`."
    return "\n\n".join(_parts(json.loads(RESULTS.read_text(encoding="utf-8"))))


def _parts(kept: Record) -> Iterator[str]:
    yield "## Rules and model\n\n" + NOTE
    if stale := [name for name, seen in kept["inputs"].items() if seen != inputs()]:
        yield f"**Measured before the last change of code or data: {', '.join(stale)}** (`make model-accuracy` again)."
    generated, written = kept["generated"], kept["written"]
    yield "### (a) Generated plans of branches kept for the test\n\n" + GENERATED
    yield _fields(generated["fields"])
    yield _entities(generated["entities"])
    yield f"### (b) Written plans, every issuer left out in turn\n\n{WRITTEN.format(issuers=written['issuers'])}"
    yield "Plans on which no rule has been tuned (those of corpus/first):"
    yield _fields(written["fresh"]["fields"])
    yield _entities(written["fresh"]["entities"])
    yield "All written plans:"
    yield _fields(written["all"]["fields"])
    yield _entities(written["all"]["entities"])
    yield _roles(generated["roles"], written["all"]["roles"])
    yield "### (c) The gold plans of ../shared\n\n" + SHARED
    yield _shared(kept["shared"])
    yield "### (d) Two plans written last\n\n" + LAST
    yield _fields(kept["last"]["fields"])


def _fields(figures: Record) -> str:
    head = ("field", *(f"{system}, {how}" for how in ("strict", "soft") for system in SYSTEMS), "support")
    rows = [
        (
            SHORT[field],
            *(f"{figures[field][system][how]:.3f}" for how in ("strict", "soft") for system in SYSTEMS),
            str(figures[field]["support"]),
        )
        for field in FIELDS
    ]
    return table(head, rows, numbers=1)


def _entities(figures: Record) -> str:
    systems = ("rules", "model", "filled")
    head = ("entity", *(f"{system}, {how}" for how in ("strict", "soft") for system in systems), "support")
    rows = [
        (
            name,
            *(f"{figures[name][system][how]:.3f}" for how in ("strict", "soft") for system in systems),
            str(figures[name]["support"]),
        )
        for name in ENTITIES
    ]
    return table(head, rows, numbers=1)


def _roles(generated: Record, written: Record) -> str:
    return (
        "**Roles of units.** The rules of `extractors.ner.roles` give the right one of four roles (lead, coordinating, "
        f"recipient, mentioned) to {written['right']:.1%} of {written['support']} marked units of the written plans "
        f"and to {generated['right']:.1%} of {generated['support']} of the generated test plans. A classifier of spans "
        f"(words around the name with their places, linear, issuers left out) reached {written['classifier']:.1%} and "
        f"{generated['classifier']:.1%}. The rules were written with the written plans in sight, the classifier was "
        f"not; neither knows the generated ones."
    )


def _shared(plans: Record) -> str:
    head = ("plan", "field", *(f"{system}, {how}" for how in ("strict", "soft") for system in SYSTEMS), "support")
    rows = [
        (
            name,
            SHORT[field],
            *(f"{plan[field][system][how]:.3f}" for how in ("strict", "soft") for system in SYSTEMS),
            str(plan[field]["support"]),
        )
        for name, plan in plans.items()
        for field in FIELDS
    ]
    return table(head, rows, numbers=2)


NOTE = """Figures of `make model-accuracy` (benchmarks/ner.json). *Rules* is `--no-ner`; *model* takes units, products,
deadlines and targets of prose from the model's entities alone (cells, attribute lines and what is inherited stay);
*both* is what `kehoach extract` does: the model decides with the rules on lead and coordinating units of tasks, and
is off for products, deadlines, targets and citations, so that *both* equals *rules* there.

*Entities* compares marks in the text of records, strict: same type, same first and last character; soft: they share
a character. *Filled* takes the model's entities of a type where the rules find none in the record: that is what was
tried for products (and the model's own ends of names, the column *model*), and what does not help stays off. *UNIT-
IN-ROLE* are the units that lead, help, receive or decide; where a unit is merely mentioned, careful annotators
disagree most. The rules have no entities of their own for units: what stands under *rules* is every name that they
can bound, and the network sees these, with what the rules know of times, figures, products and citations, as
features."""
GENERATED = """Branches of corpus/grammar with `split = "test"`: their sentences and lists stand in no other
branch, though a few common names and bare times do. They were written to differ from the others as much as they
could, and go beyond what offices write."""
WRITTEN = """{issuers} issuers; for each the model was trained anew on all others (stage 2), from a stage 1 that saw
generated plans and single sentences only. Rows are read from the DOCX or the text that the annotator wrote.

Most of these plans were at hand when the rules were written or mended, and the rules read them nearly without a fault:
what a new plan gives is the first pair of tables. Of its twelve plans the network has seen none of the issuer, and the
rules for names, products, times and targets have not been changed since they were first read. **The rules of roles and
the merge were written with them in sight**: what model and both gain there in roles is the upper end."""
LAST = """corpus/last: by an annotator who had not seen the code and wrote to break it (a border guard
command, a commune's health station, colloquial). The network is the shipped one, which never saw them. When they
were read first, lead units had F1 .373 by rules and .464 by both, coordinating units .061 and .176; one class of
mistake was mended since."""
SHARED = """Never trained on. The rules were written with them in sight."""
