"""Headings that get another name, sections that are new or change places, tasks that change places."""

from __future__ import annotations

import random
from dataclasses import replace

import regex

from corpus.editions.data import DATA
from corpus.editions.supply import Supply
from corpus.editions.tree import Branch, Tree, title_of
from corpus.model import Group, Item, Section, TaskTable


def rename(branch: Branch, chance: random.Random) -> bool:
    """A heading that names a field of work gets another name for it; headings that name a unit or a time do not."""
    node = branch.node
    holds = any(child.is_record for child in branch.below)
    if not isinstance(node, Group) and not (isinstance(node, Section) and holds):
        return False
    if isinstance(node, Section) and (node.lead or node.coord or node.when):
        return False
    shouted = node.title.isupper()
    title = node.title.capitalize() if shouted else node.title
    for find, put in chance.sample(DATA["headings"], len(DATA["headings"])):
        new = regex.sub(find, put, title, count=1)
        if new != title and len(new.split()) > 1:
            new = new[:1].upper() + new[1:]
            branch.node = replace(node, title=new.upper() if shouted else new)
            return True
    return False


def new_section(tree: Tree, supply: Supply) -> bool:
    """A section of two or three new tasks among sections of tasks; those behind it are numbered anew."""
    chance, parents = supply.setting.chance, tree.parents()
    beside = [
        branch
        for branch in tree.branches()
        if isinstance(branch.node, Section)
        and branch.node.number
        and not (branch.node.lead or branch.node.when)
        and sum(_is_task(child) and not child.below for child in branch.below) >= 2
        and not any(isinstance(child.node, Section) for child in branch.below)
    ]
    if not beside:
        return False
    model = chance.choice(beside)
    assert isinstance(model.node, Section)
    title = chance.choice(DATA["new_sections"])
    if any(title_of(branch).casefold() == title.casefold() for branch in tree.branches()):
        return False
    fresh = Branch(replace(model.node, title=title.upper() if model.node.title.isupper() else title, coord=None))
    shape = next(child.node for child in model.below if _is_task(child))
    assert isinstance(shape, Item)
    fresh.below = [item for item in (supply.item(shape) for _ in range(chance.randint(2, 3))) if item is not None]
    for item in fresh.below:
        item.edits = ("added",)
    above = parents[model]
    above.below.insert(above.below.index(model) + chance.choice((0, 1)), fresh)
    return bool(fresh.below)


def swap(tree: Tree, chance: random.Random) -> bool:
    """Two neighbouring sections of tasks change places; nothing else changes but their numbers."""
    parents = tree.parents()
    pairs = []
    for branch in tree.branches():
        if isinstance(branch.node, Section) and branch in parents:
            beside = parents[branch].below
            at = beside.index(branch) + 1
            if at < len(beside) and all(_movable(b) for b in (branch, beside[at])):
                pairs.append((beside, at))
    if not pairs:
        return False
    beside, at = chance.choice(pairs)
    beside[at - 1], beside[at] = beside[at], beside[at - 1]
    return True


def _movable(branch: Branch) -> bool:
    node = branch.node
    return isinstance(node, Section) and bool(node.number) and not node.when and any(_is_task(c) for c in branch.below)


def _is_task(branch: Branch) -> bool:
    return isinstance(branch.node, Item) and branch.node.kind == "task"


def reorder(tree: Tree, chance: random.Random) -> bool:
    """Two neighbouring tasks of a list change places."""
    lists = [
        (branch.below, at)
        for branch in tree.branches()
        for at in range(1, len(branch.below))
        if all(b.is_record and b.origins for b in branch.below[at - 1 : at + 1])
        and not (isinstance(branch.node, TaskTable) and any(b.joined for b in branch.below[at - 1 : at + 2]))
    ]
    if not lists:
        return False
    below, at = chance.choice(lists)
    below[at - 1], below[at] = below[at], below[at - 1]
    return True
