"""How alike the texts of two tasks are, and what in them says that they are two in spite of that.

Likeness is measured on syllables, weighted by how much they tell in this plan. Against it stand what tells a task from
its like: numbers ("quý I" and "quý II"), names ("Trường Lê Lợi" and "Trường Nguyễn Du"), words that exclude each other
("sơ kết", "tổng kết"), another step on the same thing ("ban hành" and "kiểm tra"). The words are data
(`extractors/lexicon/likeness.toml`).
"""

from __future__ import annotations

import functools
import itertools
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.lexicon import load
from extractors.phrases import any_of, literal_alternation
from pipeline.records import Task

TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")
LIGHT, OWN_SUBJECT, VERB = 0.25, 0.35, 0.4
"""Weight of a syllable of formulas, of one that stands in the plan's own title, and of one of a verb with synonyms."""
FEW = 3
"""Fewer syllables with a meaning of their own make no task that can be told from others."""
ALL_BUT_EQUAL = 0.9
FOR_THE_REST = 0.03
"""What likeness of the cores alone is worth less than likeness of the whole."""
PLAIN_STAGES = frozenset(("make", "carry"))
STAGE_ROOM, OPENING = 80, 60
"""Characters of a text in which its verbs stand, and in which its doer stands."""
CONSONANTS = "bcdđghklmnpqrstvx"

# "281/KH-UBND", "30/6/2026", "9001:2015", "CCHC", "tuyên"; not "-"
TOKEN = regex.compile(r"\d+(?:[/:]\d+)*/[\p{Lu}\d][\p{L}\d-]*|\d+(?:[./:]\d+)*|\p{L}+")
# "CCHC", "HĐND", "CBCCVC"; not "Sở", "TP"
ABBREVIATION = regex.compile(r"\p{Lu}{3,8}")
# the number of a document: "281/KH-UBND", "20/NQ-HĐND"; not "30/6/2026"
DOCUMENT = regex.compile(r"\d+(?:/\d+)?/[\p{Lu}][\p{L}\d-]*")
# a name of two and more capitalised syllables: "Lam Giang", "Nguyễn Du"; not "Kế hoạch", "Sở Nội vụ"
NAME = regex.compile(r"(?<![\p{L}.])\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+(?!\p{L})")
# a syllable: "cải", "ủy"; not "02"
SYLLABLE = regex.compile(r"\p{L}+")
# what stands in a slot: "i", "ii", "9", "2026"; not "xã"
VALUE = regex.compile(r"\b(?:\d+|[ivx]+)\b")
# where a sentence or clause ends: ";", ". Tổ chức"; not "2.500", "KCN Tân Phú:"
CLAUSE = regex.compile(r";|\.\s|\.$|\n")
# words between a text and a time that is no part of a name: ", ", "(", "trước"; not "báo cáo "
APART = regex.compile(r"(?:^|[,;:(–-])\s*$")
# a time that begins with its own words: "trước ngày 30/6", "hoàn thành trong quý II", "ngày 30/6/2026"; not "quý I"
BOUND = regex.compile(r"(?!quý|tháng|tuần|năm|học|giai|báo|đầu|cuối|giữa)\p{L}", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """A task's text as it is compared: the syllables of the whole and of what comes before its how and why (`core`)."""

    text: str
    whole: tuple[str, ...]
    core: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What in a text tells a task from its like."""

    slots: Mapping[str, frozenset[str]]
    names: frozenset[str]
    excluded: Mapping[str, frozenset[str]]
    stages: frozenset[str]
    verbs: frozenset[str]
    governing: frozenset[str]
    made: frozenset[str]
    documents: frozenset[str]


class Vocabulary:
    """The texts of a plan's tasks (`wordings`, in their order), and how much each of their syllables tells there."""

    def __init__(self, tasks: Sequence[Task], title: str = "") -> None:
        texts = [_without_units(_without_times(task), task) for task in tasks]
        spelt = _abbreviations(texts)
        self.wordings = [_wording(text, spelt) for text in texts]
        self._marks: dict[int, Marks] = {}
        counts = Counter(s for wording in self.wordings for s in set(wording.whole))
        subject = set(_syllables(title, spelt)) - _light()
        self._weights: dict[str, float] = {}
        for syllable, count in counts.items():
            worth = LIGHT if syllable in _light() else OWN_SUBJECT if syllable in subject else 1.0
            worth = min(worth, VERB) if syllable in _verbs() else worth
            # two tasks share a syllable of theirs, so one that stands in two is as telling as one that stands in one
            self._weights[syllable] = worth * math.log(1 + len(tasks) / max(count, 2))
        self.telling = counts.keys() - _light() - subject

    def likeness(self, i: int, j: int) -> float:
        """From 0 to 1: how much of the shorter of two texts, and of both together, the other has too, in order; 0
        where they exclude each other or have too little of their own to tell."""
        a, b = self.wordings[i], self.wordings[j]
        if self._replaced(i, j) or excludes(self._marks_of(i), self._marks_of(j)):
            return 0.0
        whole = self._share(a.whole, b.whole)
        tells_a, tells_b = (self.telling.intersection(x.whole) for x in (a, b))
        if len(tells_a & tells_b) >= FEW:
            cored = len(self.telling.intersection(a.core).intersection(b.core)) >= FEW
            return max(whole, self._share(a.core, b.core) - FOR_THE_REST) if cored else whole
        if tells_a == tells_b and whole > ALL_BUT_EQUAL:
            return whole
        return self._share(a.core, b.core) if self._same_thing(i, j) else 0.0

    def taken_up(self, i: int, others: Iterable[int]) -> float:
        """The largest share that one of `others` has of what target `i` is about, its figures left out."""
        words = {s for s in self.wordings[i].whole if not s[0].isdecimal()} - _light() - _goals()
        whole = sum(self._weights[s] for s in words)
        shared = (sum(self._weights[s] for s in words.intersection(self.wordings[j].whole)) for j in others)
        return max(shared, default=0.0) / whole if whole else 0.0

    def _marks_of(self, i: int) -> Marks:
        if i not in self._marks:
            self._marks[i] = _marks(self.wordings[i])
        return self._marks[i]

    def _same_thing(self, i: int, j: int) -> bool:
        """Whether two texts that say no more than the plan's own title make the same thing of it: its own plan."""
        a, b = self.wordings[i].core, self.wordings[j].core
        common = set(a).intersection(b) - _light()
        alone = self.telling.intersection(set(a).symmetric_difference(b))
        return len(common) >= FEW and not alone and bool(self._marks_of(i).made & self._marks_of(j).made)

    def _replaced(self, i: int, j: int) -> bool:
        """Whether each text has a word in the other's place ("khu dân cư", "khu công nghiệp"): another task then, while
        words that only one has tell more of the same task. A single syllable may be a misprint ("tổ chúc")."""
        only_a, only_b = self._only(i, j), self._only(j, i)
        if not only_a or not only_b:
            return False
        return len(only_a) > 1 or len(only_b) > 1 or _plain(*only_a) != _plain(*only_b)

    def _only(self, i: int, j: int) -> set[str]:
        """The telling syllables of the core of text `i` that text `j` has not, but for verbs, which are compared by
        their stage ("tập huấn", "bồi dưỡng")."""
        alone = self.telling.intersection(self.wordings[i].core).difference(self.wordings[j].whole)
        return alone - self._marks_of(i).verbs

    def _share(self, a: Sequence[str], b: Sequence[str]) -> float:
        left, right = Counter(a), Counter(b)
        both = sum(self._weights[s] * n for s, n in (left & right).items())
        one, other = (sum(self._weights[s] * n for s, n in c.items()) for c in (left, right))
        if not one or not other:
            return 0.0
        pairs, others = Counter(itertools.pairwise(a)), Counter(itertools.pairwise(b))
        fewer = min(pairs.total(), others.total())
        order = (pairs & others).total() / fewer if fewer else 1.0
        return 0.45 * both / min(one, other) + 0.35 * 2 * both / (one + other) + 0.2 * order


def excludes(a: Marks, b: Marks) -> bool:
    """Whether one text says something that the other cannot mean."""
    if any(values - b.slots.get(slot, values) and b.slots[slot] - values for slot, values in a.slots.items()):
        return True
    if any(b.excluded.get(group) and not words & b.excluded[group] for group, words in a.excluded.items()):
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


def _missing(names: frozenset[str], others: frozenset[str]) -> bool:
    return any(not any(name in other or other in name for other in others) for name in names)


# --- a task's text ----------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=2_000)
def subject_of(title: str) -> frozenset[str]:
    """The syllables of a heading that say what it is about ("Nhiệm vụ về cải cách thể chế": cải, cách, thể, chế)."""
    return frozenset(_syllables(title, _abbreviations(()))) - _light()


def _without_times(task: Task) -> str:
    """The text without the times by which the work is to be done; those that name the thing ("báo cáo quý I") stay."""
    text = task.task
    for deadline in task.deadlines:
        at = text.find(deadline.raw)
        if deadline.raw and at >= 0 and (APART.search(text[:at]) or BOUND.match(deadline.raw)):
            text = f"{text[:at]}\n{text[at + len(deadline.raw) :]}"
    return text


def _without_units(text: str, task: Task) -> str:
    """The text without the units that are named at its beginning: who does it is compared apart."""
    for unit in (*task.lead_units, *task.coordinating_units):
        at = text.find(unit) if " " in unit else -1
        if 0 <= at <= OPENING:
            text = f"{text[:at]} {text[at + len(unit) :]}"
    return text


def _wording(text: str, spelt: Mapping[str, str]) -> Wording:
    return Wording(text, tuple(_syllables(text, spelt)), tuple(_core(text, spelt)))


def _marks(wording: Wording) -> Marks:
    plain, spoken = " ".join(wording.text.casefold().split()), " ".join(wording.whole)
    slots: dict[str, set[str]] = {}
    for match in _numbered().finditer(plain):
        slots.setdefault(_folded(match["slot"]), set()).update(map(_number, VALUE.findall(match["values"])))
    excluded: dict[str, set[str]] = {}
    for match in _exclusive().finditer(spoken):
        excluded.setdefault(_groups()[match[0]], set()).add(match[0])
    verbs = [(match.start(), match[0]) for match in _stage_words().finditer(plain)]
    stages = {_stage_of()[verb] for at, verb in verbs if at < STAGE_ROOM}
    return Marks(
        {slot: frozenset(values) for slot, values in slots.items()},
        frozenset(NAME.findall(wording.text)),
        {group: frozenset(words) for group, words in excluded.items()},
        frozenset(stages - {"carry"} or stages),
        frozenset(fold_syllable(syllable) for _, verb in verbs for syllable in verb.split()),
        _governing(plain),
        frozenset(match["thing"] for match in _made().finditer(plain)),
        frozenset(DOCUMENT.findall(wording.text)),
    )


def _plain(syllable: str) -> str:
    """The letters without any mark: "chúc" and "chức" are one."""
    return "".join(c for c in unicodedata.normalize("NFD", syllable) if not unicodedata.combining(c))


def _governing(plain: str) -> frozenset[str]:
    """The stages of the verbs that stand first, where all that follows is only their object; else none."""
    first = _first_verbs().match(plain)
    stages = frozenset(_stage_of()[verb] for verb in first.captures("verb")) if first else frozenset()
    return stages if stages <= set(load("likeness")["governing"]["stages"]) else frozenset()


def _core(text: str, spelt: Mapping[str, str]) -> list[str]:
    """The syllables before the first end of a clause, or before the words that open the how and why, that leaves enough
    to say what is done ("phương án" alone does not)."""
    start = len(text) - len(text.lstrip(" \n,;:.-–()"))
    for end in sorted(m.start() for pattern in (CLAUSE, _closers()) for m in pattern.finditer(text, start)):
        core = _syllables(text[start:end], spelt)
        if len(set(core) - _light()) > FEW:
            return core
    return _syllables(text[start:], spelt)


def _syllables(text: str, spelt: Mapping[str, str]) -> list[str]:
    out: list[str] = []
    for token in TOKEN.findall(text):
        if token in spelt:
            out += map(fold_syllable, spelt[token].split())
        else:
            out.append(fold_syllable(token))
    return out


@functools.lru_cache(maxsize=20_000)
def fold_syllable(syllable: str) -> str:
    """One spelling for "Hoà" and "hòa", "kĩ" and "kỹ", "02" and "2"; the tone goes to the end."""
    if syllable.isdecimal():
        return str(int(syllable))
    decomposed = unicodedata.normalize("NFD", syllable.casefold())
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in TONES))
    if len(plain) > 1 and plain[-1] == "y" and plain[-2] in CONSONANTS:
        plain = f"{plain[:-1]}i"
    return plain + "".join(c for c in decomposed if c in TONES)


def _abbreviations(texts: Sequence[str]) -> dict[str, str]:
    """Abbreviations of the plan as printed -> spelt out: the run of syllables with these initials that its tasks have
    most, where no other is half as frequent; those of all offices from the lexicon."""
    spelt = {short.upper(): long for short, long in load("likeness")["abbreviations"].items()}
    wanted = {short for text in texts for short in ABBREVIATION.findall(text)} - spelt.keys()
    runs: dict[str, Counter[str]] = {}
    for text in texts if wanted else ():
        syllables = [s for s in SYLLABLE.findall(text.casefold()) if s != "và"]
        initials = "".join(fold_syllable(s)[0] for s in syllables)
        for short in wanted:
            at = initials.find(short.casefold())
            while at >= 0:
                runs.setdefault(short, Counter())[" ".join(syllables[at : at + len(short)])] += 1
                at = initials.find(short.casefold(), at + 1)
    for short, found in runs.items():
        (best, count), *others = found.most_common(2)
        if not others or count >= 2 * others[0][1]:
            spelt[short] = best
    return spelt


# --- the lexicon ------------------------------------------------------------------------------------------------------


@functools.cache
def _light() -> frozenset[str]:
    return frozenset(map(fold_syllable, load("likeness")["words"]["light"]))


@functools.cache
def _goals() -> frozenset[str]:
    return frozenset(map(fold_syllable, load("likeness")["words"]["goals"]))


@functools.cache
def _closers() -> regex.Pattern[str]:
    """Words after which a text says how and why: " nhằm ", " theo ", ", bảo đảm "; not "theo dõi"."""
    anywhere, after_comma = (
        literal_alternation(load("likeness")["words"][k]) for k in ("closers", "closers_after_comma")
    )
    return regex.compile(rf"(?<=[\s,])(?:{anywhere})(?=\s)(?! dõi)|,\s*(?:{after_comma})(?=\s)")


@functools.cache
def _numbered() -> regex.Pattern[str]:
    """A slot with its numbers: "quý i, ii", "lớp 9", "giai đoạn 2021 - 2025"; not "số 281/kh-ubnd"."""
    slots = any_of(load("likeness")["slots"]["numbered"])
    value = r"(?:\d+|[ivx]+)\b"
    return regex.compile(
        rf"\b(?P<slot>{slots})\s+(?P<values>{value}(?![/.]\d|/\p{{L}})(?:\s*(?:[,;&+–-]|và|đến)\s*{value})*)"
    )


def _folded(words: str) -> str:
    return " ".join(map(fold_syllable, words.split()))


def _number(value: str) -> str:
    return str(int(value)) if value.isdecimal() else str(ROMANS.index(value)) if value in ROMANS else value


ROMANS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


@functools.cache
def _groups() -> dict[str, str]:
    """Words of which a task means one -> their group, spelt as `fold_syllable` does."""
    return {_folded(word): name for name, words in load("likeness")["exclusive"].items() for word in words}


@functools.cache
def _exclusive() -> regex.Pattern[str]:
    """One of these words in a folded text, the longer before the shorter ("ngoài công lập", "công lập")."""
    return regex.compile(rf"(?<!\S)(?:{literal_alternation(_groups())})(?!\S)")


@functools.cache
def _stage_of() -> dict[str, str]:
    return {verb: stage for stage, verbs in load("likeness")["stages"].items() for verb in verbs}


@functools.cache
def _verbs() -> frozenset[str]:
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
