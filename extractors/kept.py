"""What is kept while one plan is read: rules and model ask for the names and times of the same sentences."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable, Iterator
from contextvars import ContextVar
from typing import TypeVar, cast

T = TypeVar("T")


@contextlib.contextmanager
def keeping() -> Iterator[None]:
    """Within the block `kept` keeps its answers; they are forgotten behind it, so that memory is bounded by a plan."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """What `make` gives, made once for each `key` inside a `keeping` block and each time outside of one."""
    answers = _answers.get()
    if answers is None:
        return make()
    if key not in answers:
        answers[key] = make()
    return cast(T, answers[key])


_answers: ContextVar[dict[Hashable, object] | None] = ContextVar("answers", default=None)
