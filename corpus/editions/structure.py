"""Changes of the list of tasks: dropped, moved, split, merged."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import regex

from corpus.editions.data import DATA
from corpus.editions.tree import Branch, Tree, reword, title_of, with_cell
from corpus.editions.words import Words
from corpus.marks import GOALS, TIMES
from corpus.model import Group, Item, Row, Section, TaskTable

Gold = list[dict[str, Any]]


def drop(tree: Tree, branch: Branch) -> bool:
    """The task goes, with its sub-tasks; never the last one of its list."""
    above = tree.parents()[branch]
    if len(_run(above, branch)) < 2:
        return False
    above.below.remove(branch)
    return True


def _run(above: Branch, branch: Branch) -> list[Branch]:
    """The records of a list that stand under the same heading or group row."""
    if not isinstance(above.node, TaskTable):
        return [child for child in above.below if child.is_record]
    run: list[Branch] = []
    for child in above.below:
        if isinstance(child.node, Group):
            if branch in run:
                break
            run = []
        else:
            run.append(child)
    return run


def move(tree: Tree, branch: Branch, chance: random.Random) -> bool:
    """To another section (a row: to another group of its table), among tasks of its kind."""
    parents, homes = tree.parents(), tree.homes()
    above, node = parents[branch], branch.record
    if len(_run(above, branch)) < 2:
        return False
    places = [
        other
        for other in tree.records()
        if type(other.node) is type(node)
        and homes[other] is not branch.home
        and title_of(homes[other]) != title_of(branch.home)
        and (parents[other] is above if isinstance(node, Row) else isinstance(parents[other].node, Section))
        and getattr(other.node, "kind", "") == getattr(node, "kind", "")
        and getattr(node, "kind", "task") == "task"
    ]
    near = [p for p in places if isinstance(node, Row) or parents[parents[p]] is parents[above]]
    pool = near if near and chance.random() < 0.7 else places
    if not pool or (isinstance(node, Item) and not isinstance(above.node, Section)):
        return False
    beside = chance.choice(pool)
    above.below.remove(branch)
    target = parents[beside]
    target.below.insert(target.below.index(beside) + chance.choice((0, 1, 1)), branch)
    look_like(branch, beside)
    return True


def look_like(branch: Branch, beside: Branch) -> None:
    """Gives an item the marker and the closing sign of its neighbours; the number follows when all is done."""
    node, model = branch.node, beside.node
    if isinstance(node, Item) and isinstance(model, Item):
        branch.node = replace(node, mark=model.mark, number=model.number)
        sign = model.text.rstrip()[-1:]
        if branch.words is not None and sign in ".;" and not branch.node.text.endswith(":"):
            kept = branch.words.cut(0, len(branch.words.text.rstrip(".;")))
            reword(branch, kept + sign)


@functools.cache
def _verb() -> regex.Pattern[str]:
    verbs = sorted(DATA["verbs"], key=len, reverse=True)
    return regex.compile(rf"(?:{'|'.join(map(regex.escape, verbs))})(?![\p{{L}}-])", regex.IGNORECASE)


def starts_with_verb(text: str) -> bool:
    """Whether a text begins with a verb of the table: what offices do."""
    return _verb().match(text) is not None


# "niêm yết tại cổng nhà máy", "trình Hiệu trưởng phê duyệt": what was said before; not "gửi báo cáo về Sở"
LEANS = regex.compile(
    r"(?:\p{L}+ ){1,2}?(?:tại|trên|vào|về|theo|trong|cho|lên|đến|với|thông qua|kèm)\b"
    r"|(?:trình|gửi) \p{Lu}|.*\b(?:này|đó)\b"
)


def _cuts(words: Words) -> Iterator[tuple[Words, Words]]:
    """Where a sentence falls into two that both say what is to be done."""
    text = words.text
    for match in regex.finditer(r"; (?:đồng thời )?|\. |, đồng thời | và (?=\p{Ll})", text):
        if text[: match.start()].count("(") != text[: match.start()].count(")"):
            continue
        try:
            first, second = words.cut(0, match.start()), words.cut(match.end())
        except ValueError:
            continue
        long_enough = min(_said(first), _said(second)) >= 4
        if long_enough and starts_with_verb(second.text) and not LEANS.match(second.text):
            yield first, second


def _said(words: Words) -> int:
    """How many words say what is to be done: "đăng tải 01 lần/tuần" is no task."""
    times = sum(len(words.words(span).split()) for span in words.spoken(*TIMES))
    return len(words.text.split()) - times


def split(tree: Tree, branch: Branch, chance: random.Random) -> bool:
    """One task becomes two, each of which can stand alone; the second has the same doer, time and product where its
    words do not say otherwise."""
    words, node = branch.words, branch.record
    if words is None or branch.below or getattr(node, "kind", "task") != "task" or words.text.endswith(":"):
        return False
    subject = next((s for s in words.spoken("lead") if s.start == 0), None)
    if subject is None and not starts_with_verb(words.text):
        return False
    options = list(_cuts(words))
    if not options:
        return False
    first, second = chance.choice(options)
    if subject is not None:
        # "Sở X chủ trì, phối hợp với Y làm A; làm B" -> "Sở X làm B"; "Sở X: Làm A; làm B" -> "Sở X: Làm B"
        sign = words.text[subject.end]
        if sign not in " :":
            return False
        said_after = second.capital() if sign == ":" else second.small()
        second = words.cut(0, subject.end) + (": " if sign == ":" else " ") + said_after
    end = regex.search(r"[.;]?$", words.text)
    assert end is not None
    first = first + end.group()
    pieces = (first.capital(), second.capital())
    above = tree.parents()[branch]
    at = above.below.index(branch)
    made = []
    for piece in pieces:
        part = Branch(node, words=piece, origins=branch.origins, home=branch.home, joined=branch.joined, reworded=True)
        part.node = _shared_out(node, piece, words, chance)
        reword(part, piece)
        part.edits = (*branch.edits, "split")
        made.append(part)
    above.below[at : at + 1] = made
    return True


def _shared_out(node: Item | Row, piece: Words, whole: Words, chance: random.Random) -> Item | Row:
    """The node with the values that its part of the text says, and those that the whole text did not say."""

    def kept(values: tuple[str, ...], *labels: str) -> tuple[str, ...]:
        said = {" ".join(whole.words(s).split()) for s in whole.spoken(*labels)}
        here = {" ".join(piece.words(s).split()) for s in piece.spoken(*labels)}
        return tuple(value for value in values if value in here or value not in said)

    shown = {" ".join(whole.words(s).split()) for s in whole.spoken(*TIMES)}
    here = {" ".join(piece.words(s).split()) for s in piece.spoken(*TIMES)}
    figures = {piece.words(s) for s in piece.spoken(*GOALS)}
    when = tuple(w for w in node.when or () if w.raw in here or w.raw not in shown)
    goals = tuple(goal for goal in node.goals if goal.raw in figures)
    products = kept(node.products, "product")
    if isinstance(node, Row):
        lead, coord = kept(node.lead, "lead"), kept(node.coord, "coord")
        return replace(node, lead=lead, coord=coord, products=products, when=when, goals=goals)
    return replace(
        node,
        lead=kept(node.lead or (), "lead") or None,
        coord=kept(node.coord or (), "coord") or None,
        when=when or None,
        goals=goals,
        products=products,
    )


def merge(tree: Tree, branch: Branch, gold: Gold) -> bool:
    """The task and the one behind it, of the same doers, become one."""
    above = tree.parents()[branch]
    run = _run(above, branch)
    at = run.index(branch) if branch in run else -1
    if at < 0 or at + 1 >= len(run):
        return False
    other = run[at + 1]
    a, b = branch.words, other.words
    if (
        a is None
        or b is None
        or branch.below
        or other.below
        or other.edits
        or type(other.node) is not type(branch.node)
    ):
        return False
    if above.below.index(other) != above.below.index(branch) + 1:
        return False
    one, two = (gold[x.origins[0]] for x in (branch, other))
    alike = all(one[key] == two[key] for key in ("lead_units", "coordinating_units", "kind", "section"))
    if not alike or one["kind"] != "task" or len(a.text.split()) + len(b.text.split()) > 75:
        return False
    node, second = branch.record, other.record
    if isinstance(node, Row) and (one["deadlines"] != two["deadlines"] or dict(node.cells).get("note")):
        return False
    # only one of them says when: the other would be held to that day
    joined = _joined(a, b)
    if joined is None:
        return False
    products = tuple(dict.fromkeys((*node.products, *second.products)))
    goals = (*node.goals, *second.goals)
    if isinstance(node, Item):
        when = (*(node.when or ()), *(second.when or ())) or None
        lead, coord = node.lead or second.lead, node.coord or second.coord
        branch.node = replace(node, products=products, goals=goals, when=when, lead=lead, coord=coord)
    else:
        branch.node = replace(node, products=products, goals=goals)
    if isinstance(branch.node, Row):
        for role in ("product", "products"):
            lines = [dict(row.cells).get(role) or "" for row in (node, second) if isinstance(row, Row)]
            branch.node = with_cell(branch.node, role, "\n".join(dict.fromkeys(line for line in lines if line)))
    branch.words = joined
    reword(branch, joined)
    branch.origins = (*branch.origins, *other.origins)
    branch.reworded = True
    above.below.remove(other)
    return True


def _joined(a: Words, b: Words) -> Words | None:
    """Two sentences as one: the doer and a shared verb are said once."""
    end = regex.search(r"[.;]?$", a.text)
    assert end is not None
    sign = end.group()
    first, second = a.cut(0, len(a.text.rstrip(".;"))), b.cut(0, len(b.text.rstrip(".;")))
    heads = [next((s for s in w.spoken("lead") if s.start == 0), None) for w in (a, b)]
    if heads[1] is not None:
        if heads[0] is None or a.words(heads[0]).casefold() != b.words(heads[1]).casefold():
            return None
        rest = b.text[heads[1].end :]
        if not rest.startswith(" ") or not starts_with_verb(rest[1:]):
            return None
        second = second.cut(heads[1].end + 1)
    elif not starts_with_verb(b.text) or (heads[0] is None and not starts_with_verb(a.text)):
        return None
    verbs = [_verb().match(w.text) for w in (first, second)]
    shared = verbs[0] and verbs[1] and verbs[0].group().casefold() == verbs[1].group().casefold()
    if shared and verbs[1] and not regex.search(r"[;,]| và ", first.text) and second.text[verbs[1].end() :].strip():
        try:
            return first + " và " + second.cut(verbs[1].end() + 1) + sign
        except ValueError:
            pass
    return first + "; " + second.small() + sign
