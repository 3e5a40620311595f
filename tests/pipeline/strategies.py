"""Hypothesis strategies of records: any values that the contract allows."""

from __future__ import annotations

from hypothesis import strategies as st

from extractors.citations import Citation
from extractors.deadlines import Deadline
from extractors.targets import Target
from extractors.unit_register import NamedUnit
from pipeline.read.document import Box
from pipeline.records import Correction, DocumentInfo, Notice, Plan, Source, Task

TEXT = st.text(max_size=12)
MAYBE = st.none() | TEXT
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DAY = st.none() | st.dates()
NUMBER = st.integers(-(10**6), 10**6) | st.floats(allow_nan=False, allow_infinity=False)
PAGE = st.none() | st.integers(1, 900)
CITATIONS = st.lists(
    st.builds(Citation, TEXT, MAYBE, DAY, MAYBE, st.tuples(st.integers(0, 9), st.integers(9, 20))), max_size=2
).map(tuple)
DOCUMENTS = st.builds(
    DocumentInfo,
    file=MAYBE, sha256=TEXT, format=TEXT, pages=PAGE, type=MAYBE, number=MAYBE, issued=DAY, issuer=MAYBE, title=MAYBE,
    years=st.lists(st.integers(1990, 2060), max_size=3).map(tuple), legal_bases=CITATIONS, signer=MAYBE,
    signer_title=MAYBE, signed_for=MAYBE, recipients=TEXTS,
)  # fmt: skip
BOXES = st.builds(Box, st.integers(1, 9), *[NUMBER] * 4)
UNITS = st.lists(
    st.builds(NamedUnit, TEXT, TEXT, st.sampled_from(["lead", "coordinating"]), st.booleans(), TEXTS), max_size=3
).map(tuple)
CORRECTIONS = st.lists(
    st.builds(Correction, TEXT, st.none() | TEXT | st.lists(TEXT, max_size=2), MAYBE, MAYBE), max_size=2
).map(tuple)
TASKS = st.builds(
    Task,
    id=TEXT, kind=st.sampled_from(["task", "target"]), task=TEXT, number=MAYBE, section_path=TEXTS, section=MAYBE,
    parent=MAYBE, products=TEXTS, lead_units=TEXTS, coordinating_units=TEXTS, units=UNITS, citations=CITATIONS,
    deadlines=st.lists(
        st.builds(Deadline, TEXT, TEXT, DAY, DAY, MAYBE, MAYBE, st.just((0, 0)), TEXTS), max_size=2
    ).map(tuple),
    targets=st.lists(st.builds(Target, TEXT, TEXT, st.none() | NUMBER, MAYBE), max_size=2).map(tuple),
    same_as=TEXTS, section_targets=TEXTS, extra=st.dictionaries(TEXT, TEXT, max_size=2),
    source=st.builds(Source, PAGE, TEXT, st.lists(BOXES, max_size=2).map(tuple)),
    origins=st.dictionaries(
        st.sampled_from(["lead_units", "coordinating_units", "task"]), st.sampled_from(["table", "rule", "ner"])
    ),
    by_model=TEXTS, doubts=TEXTS, confidence=st.floats(0, 1), corrections=CORRECTIONS,
)  # fmt: skip
NOTICES = st.builds(
    Notice, TEXT, st.dictionaries(st.sampled_from(["raw", "count", "text"]), TEXT | st.integers()), PAGE, MAYBE
)
PLANS = st.builds(
    Plan,
    DOCUMENTS,
    st.lists(TASKS, max_size=2).map(tuple),
    st.lists(NOTICES, max_size=2).map(tuple),
    st.lists(TASKS, max_size=1).map(tuple),
)
"""Plans of any values that the contract allows, however odd."""
