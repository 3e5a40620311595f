"""Where the name of a product ends, and which products are coordinated with it ("thể lệ, bộ câu hỏi")."""

from __future__ import annotations

import regex

from extractors.making import Grammar
from extractors.phrases import folded
from extractors.predicates import action_start, match_verb
from extractors.unit_heads import head_at

# A sentence ends: ". ". Not the semicolon between parts, nor the dot in "1.000".
FULL_STOP = regex.compile(r"[.!?](?=\s|$)|\n")

# What stands between a verb and its object. Not the comma.
SPACE = regex.compile(r"\s+")

# Words in quotes are one name: “Đề án …”. Not an apostrophe.
_QUOTED = regex.compile(r"[“\"][^“”\"]*[”\"]")

# A part of a list of works: ", ". Not the decimal comma.
_COMMA = regex.compile(r",\s+")

# An abbreviation explained in the middle of a name: "(CNTT)". Not "(nếu có)".
_ABBREVIATION = regex.compile(r"\s*\(\p{Lu}[\p{Lu}\d&-]{1,9}\)")


def without_quotes(text: str) -> str:
    """The text with what stands in quotes blotted out, for the search of ends: same length."""
    return _QUOTED.sub(lambda quoted: "“" + "x" * (len(quoted[0]) - 2) + "”", text)


def end_of(pattern: regex.Pattern[str], text: str, start: int) -> int:
    """Where the pattern ends that matches at `start`; `start` where it does not."""
    match = pattern.match(text, start)
    return match.end() if match else start


def name_spans(text: str, masked: str, thing: regex.Match[str], kind: str, grammar: Grammar) -> list[tuple[int, int]]:
    """The spans of the product that begins at `thing` and of those that are coordinated with it."""
    start, head, head_end = thing.start("thing"), folded(thing["head"]), thing.end()
    seen = {head}
    if (bare := _bare_heads(text, masked, thing, kind, grammar)) is not None:
        return bare
    while (more := grammar.join.match(text, head_end)) is not None and ";" not in more["sign"]:
        if folded(more["head"]) in grammar.reports:  # "phương án và báo cáo …": two papers, not one with two names
            break
        seen.add(folded(more["head"]))
        head_end = more.end() + len(more["thing"])  # "chương trình, kế hoạch CCHC": one name under two heads
    if text[start] in '“"' or text[thing.start("head") - 1 : thing.start("head")] in ("“", '"'):
        inside = _QUOTED.match(text, thing.start("head") - 1)
        if inside:
            return [(inside.start() + 1, inside.end() - 1)]
    listed = grammar.list_follows.match(text, head_end)
    if (
        listed is not None
    ):  # "các kế hoạch: theo dõi …; rà soát …" is one name, "các văn bản: Kế hoạch A; …" are several
        named = grammar.heads["any"].match(text, listed.end())
        if named is not None:
            return name_spans(text, masked, named, kind, grammar)
        full_stop = FULL_STOP.search(masked, listed.end())
        return [(_unquoted(text, start), full_stop.start() if full_stop else len(text.rstrip()))]
    end = _end(masked, head_end, kind, head, grammar)
    if kind == "works":
        return _listed(text, start, end)
    spans: list[tuple[int, int]] = []
    for joint in grammar.join.finditer(text, head_end, min(len(text), end + 12)):
        if joint.start() > end or joint.start() < head_end:
            continue
        other = folded(joint["head"])
        if joint.start() == end and ";" not in joint["sign"]:
            continue
        if other in grammar.reports:  # a verb as well: it is read for itself
            end = joint.start()
            break
        if other in seen or _stands_alone(text[head_end : joint.start()], joint, grammar):
            rest = grammar.heads["any"].match(text, joint.start("thing"))
            if rest is None:
                continue
            spans = name_spans(text, masked, rest, kind, grammar)
            end = joint.start()
            break
    stop = len(text[:end].rstrip(" ,.;:-–\t"))
    return [(_unquoted(text, start), stop), *spans] if stop > start else spans


def _bare_heads(
    text: str, masked: str, thing: regex.Match[str], kind: str, grammar: Grammar
) -> list[tuple[int, int]] | None:
    """Two heads and nothing more are two products ("thể lệ, bộ câu hỏi"); with a name behind them they are one."""
    second = grammar.join.match(text, thing.end())
    if second is None or ";" in second["sign"] or grammar.pair.match(text, thing.start("head")) is not None:
        return None
    if folded(second["head"]) in grammar.reports:
        return None
    end = second.end() + len(second["thing"])
    if _end(masked, end, kind, folded(second["head"]), grammar) > end_of(SPACE, text, end):
        return None
    return [(_unquoted(text, thing.start("thing")), thing.end()), (second.end(), end)]


def _stands_alone(name: str, joint: regex.Match[str], grammar: Grammar) -> bool:
    """Whether "và" joins a second paper to a first that has a name of its own, rather than an object within the name.

    "Chương trình công tác năm và Kế hoạch giám sát" are two; "kế hoạch thực hiện Nghị quyết và Chương trình …" is one.
    """
    if "," in joint["sign"] or ";" in joint["sign"] or "," in name or not name.strip():
        return False
    inside = any(grammar.heads["any"].match(name, space.end()) for space in SPACE.finditer(name))
    return not inside and not any(match_verb(name, space.end()) for space in SPACE.finditer(name))


def _listed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of text[start:end] between its commas: works stand side by side under one verb."""
    spans = []
    for comma in _COMMA.finditer(text, start, end):
        spans.append((start, comma.start()))
        start = comma.end()
    spans.append((start, end))
    trimmed = ((begin, begin + len(text[begin:stop].rstrip(" ,.;:-–"))) for begin, stop in spans)
    return [(begin, stop) for begin, stop in trimmed if begin < stop]


def _unquoted(text: str, start: int) -> int:
    return start + 1 if text[start] in '“"' else start


def _end(masked: str, start: int, kind: str, head: str, grammar: Grammar) -> int:
    """Where the name ends that has its head before `start`."""
    at = start
    while (stop := grammar.end.search(masked, at)) is not None:
        onward = _goes_on(masked, start, stop, head, grammar)
        if onward is None:
            break
        at = onward
    end = stop.start() if stop is not None else len(masked)
    ends = [_clause(masked, start, end, head, grammar)]
    patterns = []
    if kind == "events":
        patterns = [grammar.event_end, grammar.occasion]
        if (quoted := grammar.quoted_name.search(masked, start, end)) is not None:
            ends.append(quoted.start() + 1)
    elif kind == "publications":
        patterns = [grammar.published_on]
    if head in grammar.for_whom:
        patterns.append(grammar.people)
    ends += [found.start() for pattern in patterns if (found := pattern.search(masked, start, end)) is not None]
    if head in grammar.reports:  # "báo cáo hằng tuần" is a name, "báo cáo kết quả hằng tuần" a report and its time
        due = grammar.report_time.search(masked, start + 2, end)
        ends.append(due.start() if due is not None else end)
    return min(end, *ends)


def _clause(masked: str, start: int, end: int, head: str, grammar: Grammar) -> int:
    """Where a clause begins in masked[start:end]: ", lựa chọn đội"; a name that holds a verb goes on with others."""
    head_start = start - len(head)
    for joint in grammar.clause.finditer(masked, start, end):
        verb = match_verb(masked, joint.end())
        opens = verb is not None and _OBJECT.match(masked, verb.end()) is not None
        if not opens and not _hands_over(masked, joint.end()):
            continue
        named = SPACE.finditer(masked, head_start, joint.start() + 1)
        if head not in grammar.records and any(
            match_verb(masked, space.end()) or grammar.act.match(masked, space.end()) for space in named
        ):
            break
        if grammar.heads["any"].match(masked, joint.end()) is None:
            return joint.start()
    return end


def _hands_over(masked: str, at: int) -> bool:
    """Whether a verb of one syllable and a unit stand at `at`: "chuyển Công an xã"."""
    verb = action_start().match(masked, at) if masked[at : at + 1].islower() else None
    return (
        verb is not None
        and masked[verb.end() + 1 : verb.end() + 2].isupper()
        and head_at(masked, verb.end() + 1) is not None
    )


# What a verb is about follows it: " sản phẩm dự thi". Not the comma of a list of nouns.
_OBJECT = regex.compile(r"\s+\p{L}")


def _goes_on(masked: str, start: int, stop: regex.Match[str], head: str, grammar: Grammar) -> int | None:
    """Where to search on if the stop is part of the name: "(CNTT)", "kết hợp trực tuyến", "triển khai, quán triệt"."""
    if stop[0][0].isupper() and masked[stop.start() - 1 : stop.start()].isspace():
        return stop.end()  # within a name: "Ban Tổ chức", "Quy chế Đảm bảo …"
    explained = _ABBREVIATION.match(masked, stop.start()) if stop[0] == "(" else None
    explained = explained or grammar.goes_on.match(masked, stop.start())
    if explained is None and head in grammar.restricted:
        explained = grammar.restriction.match(masked, stop.start())
    if explained is None and grammar.shared.search(masked, start, stop.start()):
        explained = grammar.shares.match(masked, stop.start())
    if explained is None and head in grammar.rules and grammar.ruled.fullmatch(masked, start, stop.start()):
        explained = grammar.ruled_on.match(masked, stop.start())
    return explained.end() if explained else None
