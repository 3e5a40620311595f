"""What in two texts says that they are two tasks although they are alike.

Numbers ("quý I" and "quý II"), names ("Trường Lê Lợi" and "Trường Nguyễn Du"), words that exclude each other ("sơ kết",
"tổng kết"), opposites ("cấp", "thu hồi"), what is denied ("phi nông nghiệp"), another step on the same thing ("ban
hành" and "kiểm tra"). The words are data (`extractors/lexicon/likeness.toml`).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

import regex

from extractors.lexicon import load
from extractors.phrases import any_of, literal_alternation
from pipeline.syllables import fold_syllable, fold_words, light
from pipeline.wordings import Wording

PLAIN_STAGES = frozenset(("make", "carry"))
STAGE_ROOM = 80
"""Characters of a text in which its verbs stand."""

# the number of a document: "281/KH-UBND", "20/NQ-HĐND"; not "30/6/2026"
DOCUMENT = regex.compile(r"\d+(?:/\d+)?/[\p{Lu}][\p{L}\d-]*")
# a name of two and more capitalised syllables: "Lam Giang", "Nguyễn Du"; not "Kế hoạch", "Sở Nội vụ"
NAME = regex.compile(r"(?<![\p{L}.])\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+(?!\p{L})")
# what stands in a slot: "i", "ii", "9", "2026"; not "xã"
VALUE = regex.compile(r"\b(?:\d+|[ivx]+)\b")


@dataclass(frozen=True, slots=True)
class Marks:
    """What in a text tells a task from its like, and what does not although it differs: the syllables of its `verbs`,
    which are compared by their stage, and the groups of synonyms that it has words of, each with their syllables
    (`meanings`)."""

    slots: Mapping[str, frozenset[str]]
    names: frozenset[str]
    excluded: Mapping[str, frozenset[str]]
    affirmed: frozenset[str]
    denied: frozenset[str]
    stages: frozenset[str]
    governing: frozenset[str]
    made: frozenset[str]
    documents: frozenset[str]
    verbs: frozenset[str]
    meanings: Mapping[str, frozenset[str]]


def marks_of(wording: Wording) -> Marks:
    plain, spoken = " ".join(wording.text.casefold().split()), " ".join(wording.whole)
    slots: dict[str, set[str]] = {}
    for match in _numbered().finditer(plain):
        slots.setdefault(fold_words(match["slot"]), set()).update(map(_number, VALUE.findall(match["values"])))
    excluded: dict[str, set[str]] = {}
    for match in _excluding().finditer(spoken):
        for group, side in _sides()[match[0]]:
            excluded.setdefault(group, set()).add(side)
    meanings: dict[str, set[str]] = {}
    for match in _synonyms().finditer(spoken):
        meanings.setdefault(_meaning_of()[match[0]], set()).update(match[0].split())
    verbs = [(match.start(), match[0]) for match in _stage_words().finditer(plain)]
    stages = {_stage_of()[verb] for at, verb in verbs if at < STAGE_ROOM}
    denied = frozenset(match["what"] for match in _denials().finditer(spoken) if match["what"]) - light()
    return Marks(
        {slot: frozenset(values) for slot, values in slots.items()},
        frozenset(NAME.findall(wording.text)),
        {group: frozenset(sides) for group, sides in excluded.items()},
        frozenset(_denials().sub(" ", spoken).split()),
        denied,
        frozenset(stages - {"carry"} or stages),
        _governing(plain),
        frozenset(match["thing"] for match in _made().finditer(plain)),
        frozenset(DOCUMENT.findall(wording.text)),
        frozenset(syllable for _, verb in verbs for syllable in fold_words(verb).split()),
        {group: frozenset(words) for group, words in meanings.items()},
    )


def excludes(a: Marks, b: Marks) -> bool:
    """Whether one text says something that the other cannot mean."""
    if any(values - b.slots.get(slot, values) and b.slots[slot] - values for slot, values in a.slots.items()):
        return True
    if any(b.excluded.get(group) and not sides & b.excluded[group] for group, sides in a.excluded.items()):
        return True
    if any((one.denied - one.affirmed) & (other.affirmed - other.denied) for one, other in ((a, b), (b, a))):
        return True
    if a.stages and b.stages and not a.stages & b.stages:
        return True
    if (a.stages - PLAIN_STAGES) and (b.stages - PLAIN_STAGES) and not a.stages & b.stages - PLAIN_STAGES:
        return True  # "kế hoạch kiểm tra", "kế hoạch tuyên truyền": both are made
    if any(one.governing and not one.governing & other.stages for one, other in ((a, b), (b, a))):
        return True
    if any(x and y and not x & y for x, y in ((a.documents, b.documents), (a.made, b.made))):
        return True
    return _missing(a.names, b.names) and _missing(b.names, a.names)


def holds(whole: Marks, part: Marks) -> bool:
    """Whether all names and numbers of one text stand in another of which it may be a part."""
    numbered = all(values <= whole.slots.get(slot, frozenset()) for slot, values in part.slots.items())
    return numbered and not _missing(part.names, whole.names)


def _missing(names: frozenset[str], others: frozenset[str]) -> bool:
    return any(not any(name in other or other in name for other in others) for name in names)


def _governing(plain: str) -> frozenset[str]:
    """The stages of the verbs that stand first, where all that follows is only their object; else none."""
    first = _first_verbs().match(plain)
    stages = frozenset(_stage_of()[verb] for verb in first.captures("verb")) if first else frozenset()
    return stages if stages <= set(load("likeness")["governing"]["stages"]) else frozenset()


def _number(value: str) -> str:
    return str(int(value)) if value.isdecimal() else str(ROMANS.index(value)) if value in ROMANS else value


ROMANS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


# --- the lexicon ------------------------------------------------------------------------------------------------------


@functools.cache
def _numbered() -> regex.Pattern[str]:
    """A slot with its numbers: "quý i, ii", "lớp 9", "giai đoạn 2021 - 2025"; not "số 281/kh-ubnd"."""
    slots = any_of(load("likeness")["slots"]["numbered"])
    value = r"(?:\d+|[ivx]+)\b"
    return regex.compile(
        rf"\b(?P<slot>{slots})\s+(?P<values>{value}(?![/.]\d|/\p{{L}})(?:\s*(?:[,;&+–-]|và|đến)\s*{value})*)"
    )


@functools.cache
def _sides() -> dict[str, list[tuple[str, str]]]:
    """Words of which a task means one -> their groups, each with the side they take; none for words that only look like
    such ones. Spelt as `fold_syllable` does."""
    lexicon = load("likeness")
    out: dict[str, list[tuple[str, str]]] = {fold_words(word): [] for word in lexicon["unopposed"]["words"]}
    for group, words in lexicon["exclusive"].items():
        for word in words:
            out.setdefault(fold_words(word), []).append((group, word))
    for group, sides in lexicon["opposite"].items():
        for side, words in sides.items():
            for word in words:
                out.setdefault(fold_words(word), []).append((group, side))
    return out


@functools.cache
def _excluding() -> regex.Pattern[str]:
    """One of these words in a folded text, the longer before the shorter ("ngoài công lập", "công lập")."""
    return regex.compile(rf"(?<!\S)(?:{literal_alternation(_sides())})(?!\S)")


@functools.cache
def _denials() -> regex.Pattern[str]:
    """What is denied in a folded text: "phi nông", "không dùng"; of "không gian", "nước ngoài" nothing is."""
    lexicon = load("likeness")["denial"]
    words, plain = (literal_alternation(map(fold_words, lexicon[key])) for key in ("words", "no_denial"))
    return regex.compile(rf"(?<!\S)(?:(?:{plain})(?!\S)|(?:{words}) (?P<what>\S+))")


@functools.cache
def _meaning_of() -> dict[str, str]:
    return {fold_words(word): name for name, words in load("likeness")["synonyms"].items() for word in words}


@functools.cache
def _synonyms() -> regex.Pattern[str]:
    """A word that has synonyms, in a folded text: "rút ngắn", "cắt giảm"."""
    return regex.compile(rf"(?<!\S)(?:{literal_alternation(_meaning_of())})(?!\S)")


@functools.cache
def _stage_of() -> dict[str, str]:
    return {verb: stage for stage, verbs in load("likeness")["stages"].items() for verb in verbs}


@functools.cache
def verb_syllables() -> frozenset[str]:
    """The syllables of the verbs that name a stage."""
    return frozenset(fold_syllable(syllable) for verb in _stage_of() for syllable in verb.split())


@functools.cache
def _stage_words() -> regex.Pattern[str]:
    """A verb that names a stage: "ban hành", "kiểm tra"; not "tổ chức bộ máy"."""
    return regex.compile(rf"\b(?:{literal_alternation(_stage_of())})\b(?! bộ máy)")


@functools.cache
def _made() -> regex.Pattern[str]:
    """What is made: "ban hành kế hoạch", "xây dựng và triển khai đề án"; not "theo kế hoạch"."""
    lexicon = load("likeness")
    verbs, things = (literal_alternation(words) for words in (lexicon["stages"]["make"], lexicon["made"]["things"]))
    more = r"(?:\s*(?:,|và)\s*\p{L}+ \p{L}+)*"
    return regex.compile(rf"\b(?:{verbs}){more}\s+(?:các\s+|bộ\s+)?(?P<thing>{things})\b")


@functools.cache
def _first_verbs() -> regex.Pattern[str]:
    """The verbs that a text begins with, but for openers: "vận động …", "tiếp tục theo dõi, đôn đốc …"; not "hồ sơ kiểm
    tra" nor "kiểm tra, gia cố …"."""
    openers = literal_alternation(load("likeness")["governing"]["openers"])
    verb = rf"(?P<verb>{literal_alternation(_stage_of())})\b(?! bộ máy)"
    return regex.compile(
        rf"[^\p{{L}}]*(?:(?:{openers})\b[\s,]*)*?{verb}(?:(?:\s*,\s*|\s+và\s+)(?:{verb}|(?:{openers})\b))*+(?!\s*,|\s+và\b)"
    )
