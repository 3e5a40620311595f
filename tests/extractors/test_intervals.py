"""Stretches of a text answer as a plain list of them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.intervals import Intervals

STRETCHES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 8)).map(lambda s: (s[0], s[0] + s[1])), max_size=12)


@given(STRETCHES, st.integers(0, 40), st.integers(1, 9))
def test_touching_is_that_of_any(stretches: list[tuple[int, int]], start: int, length: int) -> None:
    intervals = Intervals()
    for stretch in stretches:
        intervals.add(*stretch)
    covered = {offset for first, last in stretches for offset in range(first, last)}
    assert intervals.touches(start, start + length) == any(at in covered for at in range(start, start + length))
    assert sorted(intervals.starts) == intervals.starts and sorted(intervals.ends) == intervals.ends
    assert all(before < after for before, after in zip(intervals.ends, intervals.starts[1:], strict=False))


@given(STRETCHES, st.integers(0, 40))
def test_the_next_start_is_the_first_behind(stretches: list[tuple[int, int]], after: int) -> None:
    intervals = Intervals()
    for stretch in stretches:
        intervals.add(*stretch)
    covered = {offset for first, last in stretches for offset in range(first, last)}
    starts = [at for at in covered if at - 1 not in covered and after < at < 45]
    assert intervals.next_start(after, 45) == min(starts, default=45)
