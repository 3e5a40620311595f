"""Any number of pairs of yearly editions of the corpus's plans, gold by construction.

`python -m corpus.editions NAME --seed N -o DIR` writes NAME-old.docx, NAME-new.docx and NAME-changes.json: the plan,
the edition of the next year (now and then two years on, or amended in the same year) as a clerk would write it from
the old one, and what changed. Edits act on the tree of `corpus.model`, so that text, cells and annotation agree:
`rolling` moves the years, `wording` rewords, `fields` changes doers, times, figures and products, `structure` drops,
moves, splits and merges, `supply` adds, `sections` renames and swaps headings, `numbers` counts anew, `draw` decides
what is done. Their words are in the TOML files.
"""

from __future__ import annotations

from corpus.editions.draw import Change, Edition, edition

__all__ = ["Change", "Edition", "edition"]
