"""Every number that decides how plans are aligned, with the evidence for it.

The evidence is the development half of the generated editions (`python -m benchmarks.editions --development`), whose
seeds are not those of `make accuracy`, and the pairs of corpus/pairs. Links F1 of both by `LINK` (with `SAME_SECTION`
.15, `SAME_PLACE` .14): .42 .990 and .937, .46 .989 and .927; without the weight of section and place (.05, .10): .42
.985 and .918, .38 .987 and .922, .34 .987 and .933, .30 .990 and .917. A least likeness below which no rows are linked
(.25) costs both (.985, .924) and helps pairs written to mislead by .006.
"""

from __future__ import annotations

DICE, CONTAINED, ORDER = 0.55, 0.25, 0.20
"""Shares in the likeness of two wordings: of both together, of the shorter in the longer, of pairs of neighbours."""

LINK = 0.42
"""The least score (likeness and evidence) of two rows that are one task."""

SAME_SECTION, SAME_LEAD, SAME_TIME, SAME_PRODUCTS, SAME_TARGETS = 0.15, 0.03, 0.03, 0.05, 0.04
"""What else agrees adds to the likeness: the section, who leads, by when, what comes out, the figures."""

SAME_PLACE = 0.16
"""Both neighbours of one row are linked with those of the other."""

EXCLUDED = 0.10
"""What is taken off where one text says what the other cannot mean (`pipeline.marks.excludes`)."""

SERIES = 0.65
"""A row with two and more rows of the other plan as alike as this is one of a series (school by school, quarter by
quarter): what tells one from another there makes it another task."""

OTHER_KIND = 0.10
"""What is taken off where one row is a task and the other a target."""

EQUAL_WORDING = 0.5
"""What equal wording adds, so that no sum of weaker links outweighs it."""

TELLING = 2
"""Rows that each have so many words of their own subject, and none in common, are two tasks."""

CANDIDATES = 12
"""So many rows of the other plan are looked at closely for each row, the most alike by their words alone."""
LEAST_WORDS = 0.10
"""Rows that share less than this of their words are no candidates."""

PART = 0.50
"""The least share of a part's words that stand in the whole, for a split or merged task."""
FILLS = 0.20
"""What a part must add to the share of the whole that its other parts cover."""
NEARLY_ALL, REST, LITTLE = 0.85, 0.5, 0.05
"""A part of which nearly all words stand in the whole may add as little as this, if it is most of what was missing."""
APART = 0.80
"""The least share for a part that stands in another section than the others."""

SECTION_TITLE, SECTION_SHARE = 0.6, 0.4
"""Sections are one from this likeness of their headings on, or from this share of tasks in common."""

DOUBTFUL = 0.45
"""Two rows less alike than this may be two tasks, and the reader is told so: of such links 8 of 19 are wrong in the
written pairs and in such as were written to mislead, of all others 14 of 456."""

LINK_ABOVE = 0.32
"""The least score of a task and the one of the plan above that it carries out: such plans are worded afresh."""
CARRIES = 0.40
"""The least likeness of a task to the one of the plan above that it helps to carry out, beside others that do."""

RETURNS = 0.70
"""The least likeness of a task that was dropped to one that comes two editions later, to be the same again."""
