"""Many plans: which files a folder holds, and under which names their tables stand side by side."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.errors import KehoachError
from pipeline.write.workbook import is_own_table

PLAN_SUFFIXES = (".pdf", ".docx", ".xlsx", ".xlsm", ".txt")


def plans_in(folder: Path) -> list[Path]:
    """The plans directly in `folder`, by name; hidden files, the lock files of Word and Excel ("~$…") and the task
    tables that kehoach wrote are not plans."""
    named = [p for p in folder.iterdir() if p.suffix.lower() in PLAN_SUFFIXES and not p.name.startswith((".", "~$"))]
    found = [p for p in named if p.suffix.lower() != ".xlsx" or not is_own_table(p)]
    if not found:
        raise KehoachError("no-plans", path=folder)
    return sorted(found)


def distinct(plans: Iterable[Path]) -> list[Path]:
    """`plans` in order, a file that is named twice only once."""
    return list({plan.resolve(): plan for plan in reversed(list(plans))}.values())[::-1]


def table_names(plans: Sequence[Path], suffix: str) -> list[str]:
    """A file name for the table of each plan, no two alike (in any case or Unicode form).

    "kh.pdf" gives "kh.xlsx"; beside a "kh.docx" it gives "kh.pdf.xlsx"; beside a "kh.pdf" of another folder the name
    of its folder comes first, "so-y-te_kh.pdf.xlsx"; what is still alike is counted. No table is called like a
    plan, which it would replace in the plan's own folder: a plan "kh.xlsx" gives "kh.xlsx.xlsx".
    """
    own = {_key(plan.stem) for plan in plans if plan.suffix.lower() == suffix}
    depth = [0] * len(plans)
    while True:
        names = [_name(plan, level) for plan, level in zip(plans, depth, strict=True)]
        keys = [_key(name) for name in names]
        alike = own | {key for key, count in Counter(keys).items() if count > 1}
        stuck = not any(key in alike and level < 2 for key, level in zip(keys, depth, strict=True))
        if stuck:
            break
        depth = [min(level + 1, 2) if key in alike else level for key, level in zip(keys, depth, strict=True)]
    taken = set(own)
    for index, name in enumerate(names):
        unique, count = name, 1
        while _key(unique) in taken:
            count += 1
            unique = f"{name}-{count}"
        taken.add(_key(unique))
        names[index] = f"{unique}{suffix}"
    return names


def _name(plan: Path, level: int) -> str:
    match level:
        case 0:
            return plan.stem
        case 1:
            return plan.name
        case _:
            return f"{plan.resolve().parent.name}_{plan.name}"


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
