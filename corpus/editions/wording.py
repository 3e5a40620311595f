"""Rewording as a clerk rewords: by synonym, by rule, or both at once. What is annotated in a text stays as it is."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from corpus.editions.data import DATA
from corpus.editions.tree import Branch, reword
from corpus.editions.words import Span, Words
from corpus.marks import TIMES

Way = Callable[[Words, random.Random], Words | None]

# "“Nụ cười một cửa”": names in quotation marks are not reworded
QUOTED = regex.compile(r"“[^”]*”")
# "{0}", "{1.small}" of paraphrases
PLACE = regex.compile(r"\{(\d)(?:\.(small|capital))?\}")
# "{x}", "{x_small}" of rules
SLOT = regex.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Synonym:
    """A word, what can stand for it, and what must stand before and behind it."""

    word: str
    others: tuple[str, ...]
    before: regex.Pattern[str] | None = None
    after: regex.Pattern[str] | None = None

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the words around the place allow it."""
        return not (
            (self.before is not None and not self.before.search(text[:start]))
            or (self.after is not None and not self.after.match(text[end:]))
        )


@functools.cache
def synonyms() -> dict[str, tuple[Synonym, ...]]:
    """The table by word."""
    every = [Synonym(w, tuple(o for o in group if o != w)) for group in DATA["synonyms"] for w in group]
    every += [Synonym(word, tuple(others)) for word, others in DATA["one_way"].items()]
    for entry in DATA["fits"]:
        before, after = (regex.compile(entry[key]) if key in entry else None for key in ("before", "after"))
        every.append(Synonym(entry["word"], tuple(entry["others"]), before, after))
    found: dict[str, tuple[Synonym, ...]] = {}
    for synonym in every:
        found[synonym.word] = (*found.get(synonym.word, ()), synonym)
    return found


@functools.cache
def _any_synonym() -> regex.Pattern[str]:
    """Any word of the table, at the boundaries of words; the longer before the shorter."""
    words = sorted(synonyms(), key=len, reverse=True)
    return regex.compile(
        rf"(?<![\p{{L}}\d-])(?:{'|'.join(map(regex.escape, words))})(?![\p{{L}}\d-])", regex.IGNORECASE
    )


def by_synonym(words: Words, chance: random.Random) -> Words | None:
    """With one word replaced by another of the same meaning; None where no word has one."""
    text = words.text
    quoted = [match.span() for match in QUOTED.finditer(text)]
    places = [
        (match, synonym)
        for match in _any_synonym().finditer(text)
        for synonym in synonyms()[match.group().lower()]
        if words.free(*match.span())
        and synonym.fits(text, *match.span())
        and not any(a <= match.start() < b for a, b in quoted)
        and (match.group().islower() or (match.group()[1:].islower() and _opens(text, match.start())))
    ]
    chance.shuffle(places)
    for match, synonym in places:
        new = chance.choice(synonym.others)
        rest = text[: match.start()] + text[match.end() :]
        # "rà soát, kiểm tra" for "rà soát" where the sentence says "kiểm tra" already; a second "nhằm"
        if any(word in rest.lower() for word in new.split(", ")):
            continue
        fresh = new[:1].upper() + new[1:] if match.group()[0].isupper() else new
        return words.put(match.start(), match.end(), fresh)
    return None


def _opens(text: str, at: int) -> bool:
    """Whether a capital at this place is that of a sentence and not of a name."""
    return at == 0 or text[:at].rstrip()[-1:] in ".:;"


@functools.cache
def rules() -> tuple[tuple[regex.Pattern[str], str, bool], ...]:
    """What each rule matches, what it puts, and whether it adds to the end of a sentence."""
    verbs = "|".join(sorted(map(regex.escape, DATA["verbs"]), key=len, reverse=True))
    # (?i:…) because a verb that opens the sentence has a capital
    verb = rf"(?i:{verbs})(?![\p{{L}}-])"
    return tuple(
        (regex.compile(rule["find"].replace("<verb>", verb)), rule["put"], rule.get("at_end", False))
        for rule in DATA["rules"]
    )


def by_rule(words: Words, chance: random.Random) -> Words | None:
    """With one rule of rewording applied; None where none fits."""
    closed = any(words.text[s.end :].strip(" .;") == "" for s in words.spoken("cite", *TIMES))
    for find, put, at_end in chance.sample(rules(), len(rules())):
        if at_end and (closed or len(words.text.split()) > 30):
            continue
        for match in find.finditer(words.text):
            changed = _apply(words, match, put)
            if changed is not None and changed.text.casefold() != words.text.casefold() and _sound(changed):
                return changed
    return None


def _apply(words: Words, match: regex.Match[str], put: str) -> Words | None:
    """The match rewritten: {x} is what the group x holds, {x_small} and {x_capital} with another first letter."""
    try:
        groups = {name: words.cut(*match.span(name)) for name, text in match.groupdict().items() if text is not None}
        before, after = words.cut(0, match.start()), words.cut(match.end())
    except ValueError:
        return None
    held = sum(len(group.spans) for group in groups.values()) + len(before.spans) + len(after.spans)
    if held != len(words.spans):  # a span would be lost with the words that a rule drops
        return None
    out = before
    at = 0
    for slot in SLOT.finditer(put):
        name, _, form = slot[1].partition("_")
        piece = groups.get(name, Words(""))
        out = out + put[at : slot.start()] + (getattr(piece, form)() if form else piece)
        at = slot.end()
    out = out + put[at:] + after
    return out.capital() if match.start() == 0 else out


def _sound(words: Words) -> bool:
    """Whether nothing has come out twice or empty."""
    text = words.text
    # "tổ chức tổ chức", "công tác công tác", "việc việc"; not "từng xóm, từng thôn"
    return (
        not regex.search(r"\b(\p{L}+(?: \p{L}+)?) \1\b|việc \S+ \S+ việc|  | [,.;:]|,,|[,;]\.", text.casefold())
        and not any(text.casefold().count(word) > 1 for word in DATA["once"])
        and len(text.split()) >= 3
    )


def reword_by_synonym(branch: Branch, chance: random.Random) -> bool:
    """One or two words replaced."""
    count = chance.choice((1, 1, 2))
    return _reword(branch, (by_synonym,) * count, chance, least=1)


def reword_by_rule(branch: Branch, chance: random.Random) -> bool:
    """One change of construction."""
    return _reword(branch, (by_rule,), chance, least=1)


def reword_heavily(branch: Branch, chance: random.Random) -> bool:
    """Two to four changes, of both kinds."""
    ways = [by_rule, by_synonym, *chance.choices((by_rule, by_synonym), k=chance.randint(0, 2))]
    chance.shuffle(ways)
    return _reword(branch, tuple(ways), chance, least=2)


def paraphrase(branch: Branch, plan: str) -> bool:
    """Said anew by hand, where the table does so for this task."""
    words = branch.words
    if words is None or any(child.is_record for child in branch.below):
        return False
    for beginning, template in DATA["said"].get(plan, {}).items():
        if words.text.startswith(beginning):
            spans: list[Span] = []
            for span in words.spoken(*{s.label for s in words.spans}):
                if not spans or span.start >= spans[-1].end:
                    spans.append(span)
            out, at = Words(""), 0
            for slot in PLACE.finditer(template):
                piece = words.cut(spans[int(slot[1])].start, spans[int(slot[1])].end)
                out = out + template[at : slot.start()] + (getattr(piece, slot[2])() if slot[2] else piece)
                at = slot.end()
            said = out + template[at:]
            assert sorted(PLACE.sub(r"\1", slot.group()) for slot in PLACE.finditer(template)) == [
                str(i) for i in range(len(spans))
            ], f"{plan}: {beginning!r} does not say every annotated stretch once"
            reword(branch, said.capital())
            branch.reworded = True
            return True
    return False


def _reword(branch: Branch, ways: tuple[Way, ...], chance: random.Random, least: int) -> bool:
    if branch.words is None:
        return False
    words, made = branch.words, 0
    for way in ways:
        changed = way(words, chance)
        if changed is not None and not _undone(branch.words, changed) and _sound(changed):
            words, made = changed, made + 1
    if made < least:
        return False
    reword(branch, words)
    branch.reworded = True
    return True


def _undone(before: Words, after: Words) -> bool:
    return before.text.casefold() == after.text.casefold()


def move_time(branch: Branch, chance: random.Random) -> bool:
    """A deadline goes from the front of a sentence to its end, or the other way; the wording stays."""
    words = branch.words
    if words is None or "; " in words.text or ":" in words.text:
        return False
    for changed in _moved_times(words):
        reword(branch, changed)
        return True
    return False


def _moved_times(words: Words) -> Iterator[Words]:
    text = words.text
    end = len(text.rstrip(".;"))
    for span in words.spoken(*TIMES):
        if span.start == 0 and text[span.end : span.end + 2] == ", " and span.end < 40:
            rest = words.cut(span.end + 2, end)
            yield rest.capital() + " " + words.cut(0, span.end).small() + text[end:]
        # "… trước ngày 5/12/2026." with a plain verb in front; not "phát sóng từ …, hoàn thành trước …"
        elif span.end == end and text[span.start - 1] == " " and text[: span.start].count(",") == 0 and span.start > 20:
            front = words.cut(0, span.start - 1)
            if front.text.split()[-1].casefold() not in DATA["clings"]:
                yield words.cut(span.start, end).capital() + ", " + front.small() + text[end:]
