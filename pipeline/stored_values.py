"""Cells of a task table that was read back -> the values that `pipeline.table` put in them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

import regex

from extractors.making import grammar
from extractors.targets import Target, find_targets
from extractors.unit_cells import split_units
from extractors.unit_heads import head_at
from pipeline.messages import LANGUAGES, MESSAGES
from pipeline.table import EXTRA, KINDS

# Between values on lines of their own, as in a workbook: ";\n", "\n"; not "; " inside a value
LINE_JOIN = regex.compile(r";?\s*\n\s*")
# … and between values on one line, as in a CSV: "; "; not "a;b"
JOIN = regex.compile(r";\s+|\s*\n\s*")
# The numbers of the headings in "II/2/a Chỉ tiêu", "PL2/3.1 Rà soát", "VI": as `pipeline.markers` labels them; not
# "UBND/HĐND xã", "Công tác"
PATH = regex.compile(
    r"(?P<path>(?:{0})(?:/(?:{0}))*)(?:\s+(?P<section>\S.*))?".format(
        r"PL\d*|[IVX]{1,6}(?:\.\d{1,2})*|[A-HK]|[a-zđ]|[ivx]{2,4}|\d{1,2}(?:\.\d{1,2})*"
    ),
    regex.DOTALL,
)
# Name and text of another column: "Ghi chú: theo Nghị quyết"; not "lúc 7:30"
NAMED = regex.compile(r"(?P<name>[^\s:;][^:;]{0,80}): (?P<text>.*)", regex.DOTALL)
# A share as a program or a person writes it: "0.97", "0,97", "97%"
SHARE = regex.compile(r"(?P<number>\d{1,3}(?:[.,]\d+)?)\s*(?P<percent>%)?")
# A number that a spreadsheet may have given decimals: "13", "13.0", "13,00"; not "1.5"
WHOLE = regex.compile(r"(?P<number>\d{1,7})(?:[.,]0+)?")

MOST_PARTS = 8
"""A cell of more parts is not put together otherwise: the ways to do so double with each."""


def split(text: str, *, lined: bool) -> list[str]:
    """The values of a cell; `lined` where they stand on lines of their own."""
    return [value for part in (LINE_JOIN if lined else JOIN).split(text) if (value := part.strip())]


def groupings(parts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The ways to join neighbouring parts again, those with most values first; of equals those in which a part goes
    with what stands before it."""
    gaps = range(1, len(parts))
    if len(parts) > MOST_PARTS:
        yield tuple(parts)
        return
    for count in range(len(parts) - 1, -1, -1):
        for cuts in reversed(list(itertools.combinations(gaps, count))):
            yield tuple("; ".join(parts[a:b]) for a, b in itertools.pairwise((0, *cuts, len(parts))))


def products_of(text: str, *, lined: bool) -> tuple[str, ...]:
    """The products. In a CSV "rà soát văn bản" behind "các kế hoạch: Theo dõi thi hành pháp luật" goes on with it: its
    value names several things behind a colon, and these words begin no product."""
    found: list[str] = []
    for part in split(text, lined=lined):
        goes_on = not lined and found and ": " in found[-1] and part[0].islower()
        if goes_on and not grammar().heads["any"].match(part):
            found[-1] += f"; {part}"
        else:
            found.append(part)
    return tuple(part for value in found if (part := value.rstrip(" ;")))


def units_of(text: str) -> tuple[str, ...]:
    """The units; those that a person typed with commas between them too, where each begins as names of units do. Where
    a semicolon parts them a comma belongs to a name: "Khoa Tâm lý, Trường Đại học Thanh Lĩnh; Câu lạc bộ …"."""
    found: list[str] = []
    values = regex.split(r"\s*[;\n]\s*", text.strip("; \n"))
    for value in values:
        named = [unit.name for unit in split_units(value).lead] if ", " in value and len(values) == 1 else []
        parted = len(named) > 1 and ", ".join(named) == value and all(head_at(name, 0) for name in named)
        found += named if parted else [value] if value else []
    return tuple(dict.fromkeys(found))


def targets_of(text: str, sources: Sequence[str], *, lined: bool) -> tuple[Target, ...]:
    """The targets: as the row's own texts have them, else as the words alone say; their words are always kept."""
    inside: dict[str, list[Target]] = {}
    values = split(text, lined=lined)
    for cell in (True, False) if values else ():
        for source in sources:
            for target in find_targets(source, cell=cell):
                inside.setdefault(target.raw, []).append(target)
    return tuple(_target(value, inside) for value in values)


def _target(words: str, inside: Mapping[str, Sequence[Target]]) -> Target:
    found = inside.get(words) or find_targets(words, cell=True)
    if len(found) > 1 and words not in inside:
        found = [target for target in found if target.raw == words]
    if not found:
        return Target(words, "=", None, None)
    return Target(words, found[0].comparator, found[0].value, found[0].unit)


def extra_of(text: str, *, lined: bool) -> dict[str, str]:
    """What other columns of the plan said, by role or by the printed header."""
    found: dict[str, str] = {}
    last = ""
    for part in split(text, lined=lined):
        match = NAMED.fullmatch(part)
        if match:
            last = extra_name(match["name"])
            found[last] = f"{found[last]}; {match['text']}" if last in found else match["text"]
        elif last:
            found[last] += f"; {part}"
        else:
            found["note"] = part
            last = "note"
    return found


def extra_name(name: str) -> str:
    """The role of a column that a table calls so, else the name."""
    roles = {shown.casefold(): role for lang in LANGUAGES for role, shown in EXTRA[lang].items()}
    return roles.get(name.casefold(), name)


def place_of(text: str) -> tuple[tuple[str, ...], str | None]:
    """Path and heading of "II/2/a Chỉ tiêu"."""
    flat = " ".join(text.split())
    match = PATH.fullmatch(flat)
    if match is None:
        return (), flat or None
    return tuple(match["path"].split("/")), match["section"]


def row_kind(text: str) -> str:
    """ "task" or "target", "task" where the cell says neither."""
    shown = {name.casefold(): kind for lang in LANGUAGES for kind, name in KINDS[lang].items()}
    return shown.get(" ".join(text.casefold().split()), "task")


def is_kind(text: str) -> bool:
    """Whether the cell says that the row is a task or a target."""
    return " ".join(text.casefold().split()) in {name.casefold() for lang in LANGUAGES for name in KINDS[lang].values()}


def share_of(text: str) -> float | None:
    """A confidence, None where the cell has none."""
    match = SHARE.fullmatch(text.strip())
    if match is None:
        return None
    number = float(match["number"].replace(",", "."))
    number = number / 100 if match["percent"] or number > 1 else number
    return number if number <= 1 else None


def whole_of(text: str) -> int | None:
    """A page, None where the cell has none."""
    match = WHOLE.fullmatch(text.strip())
    return int(match["number"]) if match else None


def remarked(text: str, *, lined: bool) -> tuple[str, ...]:
    """The codes of the remarks of `pipeline.table.remarks` that a cell holds."""
    said = set(split(text, lined=lined))
    prefixes = ("doubt-", "inferred-", "time-unknown")
    return tuple(code for code, texts in MESSAGES.items() if code.startswith(prefixes) and said & set(texts))
