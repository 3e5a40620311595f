"""New tasks for an edition: from the table of tasks, and from other plans of the corpus."""

from __future__ import annotations

import functools
from dataclasses import replace

import regex

from corpus.build import load, plan_names
from corpus.editions.data import DATA
from corpus.editions.fields import Setting
from corpus.editions.structure import look_like
from corpus.editions.tree import Branch, Tree, reword, thaw
from corpus.editions.words import Span, Words
from corpus.marks import read_marks, when_of
from corpus.model import Item, Row, Section, When


@functools.cache
def borrowed(name: str) -> tuple[str, ...]:
    """Tasks of all other plans of the corpus that are no office's own: no units, times or figures in their words."""
    stem = name.split("-")[0]
    found = []
    for other in plan_names():
        if other.split("-")[0] == stem:
            continue
        for branch in thaw(load(other)).records():
            words = branch.words
            if words is None or branch.below or getattr(branch.node, "kind", "task") != "task":
                continue
            # a year, a cited list, "các nội dung sau:", and names of places: "thành phố Vĩnh Đô" is of no use elsewhere
            own = regex.search(r"20\d\d|:|Kế hoạch này|Phụ lục|(?<=[\p{Ll},] )\p{Lu}\p{Ll}", words.text)
            if not own and all(span.label == "product" for span in words.spans) and 6 <= len(words.text.split()) <= 40:
                found.append(words.text.rstrip(".;"))
    return tuple(dict.fromkeys(found))


class Supply:
    """New tasks of one plan, none twice: those of the table and those borrowed from other plans."""

    def __init__(self, name: str, setting: Setting, taken: set[str]) -> None:
        self.setting, self.year = setting, setting.years[-1]
        own = [task for task in DATA["tasks"] if task["task"] not in taken]
        other = [{"task": task, "product": ""} for task in borrowed(name) if task not in taken]
        self.name = name
        setting.chance.shuffle(own)
        setting.chance.shuffle(other)
        self.own, self.other = own, other

    def draw(self) -> dict[str, str] | None:
        """A task that was not drawn yet."""
        pool = self.other if self.other and self.setting.chance.random() < 0.35 else self.own
        return pool.pop() if pool else None

    def when(self) -> tuple[str, When]:
        """The words of a time and what they mean."""
        text, marks = read_marks(self.setting.chance.choice(DATA["times"]).replace("{y}", str(self.year)))
        return text, when_of(marks[0])

    def item(self, beside: Item, task: dict[str, str] | None = None) -> Branch | None:
        """A new item that looks like another; `task` is drawn where none is given."""
        task = task or self.draw()
        if task is None:
            return None
        text, marks = read_marks(task["task"])
        words = Words.of(text, marks)
        when: tuple[When, ...] | None = None
        if self.setting.chance.random() < 0.4:
            shown, time = self.when()
            small = shown[:1].lower() + shown[1:]
            marked = Words(small, Words.of(small, ()).spans)
            end = len(words.text.rstrip(".;"))
            words = words.cut(0, end) + " " + _timed(marked)
            when = (replace(time, raw=small),)
        # the product of a row is the product that the sentence names only where it is marked there
        products = tuple(m.text for m in marks if m.label == "product")
        branch = Branch(Item(text, beside.mark, number=beside.number, products=products, when=when), words=words)
        reword(branch, words)
        look_like(branch, Branch(beside))
        return branch

    def row(self, beside: Row, task: dict[str, str] | None = None) -> Branch | None:
        """A new row for the table of another; `task` is drawn where none is given."""
        task = task or self.draw()
        if task is None:
            return None
        chance = self.setting.chance
        text, marks = read_marks(task["task"])
        columns = [role for role, _ in beside.cells]
        shown, time = self.when()
        lead = (chance.choice(self.setting.leads),) if self.setting.leads and "lead" in columns else ()
        free = [unit for unit in self.setting.coords if unit not in lead]
        coord = tuple(chance.sample(free, min(len(free), chance.choice((0, 1, 1, 2))))) if "coord" in columns else ()
        named = {"product", "products"} & set(columns)
        products = (task["product"],) if named and task["product"] else ()
        cells = {
            "number": beside.number or "",
            "task": text,
            "when": shown,
            "lead": ", ".join(lead),
            "coord": "; ".join(coord),
        }
        row = Row(
            text,
            beside.number,
            products,
            lead,
            coord,
            (time,) if "when" in columns else (),
            cells=tuple((role, cells.get(role, products[0] if role in named and products else "")) for role in columns),
        )
        return Branch(row, words=Words.of(text, marks))


def _timed(words: Words) -> Words:
    return Words(words.text, (Span("time", 0, len(words.text), words.text),))


def add(tree: Tree, supply: Supply, count: int) -> int:
    """New tasks beside tasks of the plan; how many."""
    chance, added = supply.setting.chance, 0
    parents = tree.parents()
    places = [
        branch
        for branch in tree.records()
        if isinstance(branch.node, Row)
        or (isinstance(branch.node, Item) and branch.node.kind == "task" and _plain_place(branch, parents[branch]))
    ]
    for _ in range(count if places else 0):
        beside = chance.choice(places)
        node = beside.node
        branch = supply.row(node) if isinstance(node, Row) else supply.item(node) if isinstance(node, Item) else None
        if branch is None:
            break
        above = parents[beside]
        above.below.insert(above.below.index(beside) + chance.choice((0, 1, 1)) if beside in above.below else 0, branch)
        branch.edits = ("added",)
        added += 1
    return added


def replace_task(tree: Tree, branch: Branch, supply: Supply) -> bool:
    """The task goes and a new one that has nothing to do with it stands in its place."""
    above, node = tree.parents()[branch], branch.node
    if isinstance(node, Item) and not (node.kind == "task" and _plain_place(branch, above)):
        return False
    fresh = supply.row(node) if isinstance(node, Row) else supply.item(node) if isinstance(node, Item) else None
    if fresh is None:
        return False
    fresh.edits = ("replaced",)
    above.below[above.below.index(branch)] = fresh
    return True


def add_siblings(tree: Tree, supply: Supply, share: float) -> None:
    """New tasks that sound like tasks of the plan and are others."""
    for beginning, text in DATA["siblings"].get(supply.name, ()):
        if supply.setting.chance.random() > share:
            continue
        parents = tree.parents()
        for beside in list(tree.records()):
            node = beside.node
            text_of = node.task if isinstance(node, Row) else node.text if isinstance(node, Item) else ""
            if text_of.startswith(beginning):
                task = {"task": text, "product": ""}
                fresh = supply.row(node, task) if isinstance(node, Row) else None
                fresh = supply.item(node, task) if isinstance(node, Item) else fresh
                if fresh is not None:
                    fresh.edits = ("sibling",)
                    beside_of = parents[beside].below
                    beside_of.insert(beside_of.index(beside) + supply.setting.chance.choice((0, 1)), fresh)
                break


def _plain_place(branch: Branch, above: Branch) -> bool:
    """Whether a new item can stand beside this one: in a section, no activity with its own lines."""
    node = branch.node
    return isinstance(above.node, Section) and isinstance(node, Item) and not node.bold and not branch.below
