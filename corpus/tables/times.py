"""Times of a plan's year, printed as offices print them, with the values that the guideline gives them."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from corpus import model
from corpus.model import When
from corpus.tables.words import time_forms

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def draw_time(rng: Random, year: int, issued: dt.date | None) -> When:
    """One time; those without a year take `year`; none is counted from the issue where `issued` is not known."""
    # each way of counting as often as another, whatever the number of its spellings
    makes = {form["make"] for form in time_forms()} - (set() if issued else {"counted"})
    make = rng.choice(sorted(makes))
    if rng.random() < 0.5:
        make = rng.choice(("date", "month", "quarter"))
    form = rng.choice([form for form in time_forms() if form["make"] == make])
    month, quarter = rng.randint(1, 10), rng.randint(1, 4)
    values = {"d": rng.randint(1, 28), "m": month, "n": rng.randint(month + 1, 12), "q": quarter}
    text = form["text"].format(**{**values, "q": ROMAN[quarter - 1]}, y=year)
    return _when(form, text, year, issued, **values)


def milestones(rng: Random, year: int) -> tuple[When, ...]:
    """Two times of the same spelling in one cell: two months, two quarters or two days."""
    first = rng.randint(1, 6)
    second = rng.randint(first + 1, 12)
    match rng.choice(("month", "quarter", "date")):
        case "month":
            return tuple(model.month(f"Tháng {m}/{year}", f"{year}-{m:02d}-01") for m in (first, second))
        case "quarter":
            quarters = sorted(rng.sample(range(1, 5), 2))
            return tuple(model.quarter(f"Quý {ROMAN[q - 1]}/{year}", year, q) for q in quarters)
        case _:
            days = [(rng.randint(1, 28), m) for m in (first, second)]
            return tuple(model.before(f"Trước ngày {d:02d}/{m:02d}/{year}", f"{year}-{m:02d}-{d:02d}") for d, m in days)


def _when(
    form: dict[str, Any], text: str, year: int, issued: dt.date | None, *, d: int, m: int, n: int, q: int
) -> When:
    bound = form.get("bound")
    match form["make"]:
        case "date":
            return model.by(text, f"{year}-{m:02d}-{d:02d}", bound)
        case "month":
            return model.month(text, f"{year}-{m:02d}-01", bound)
        case "quarter":
            return model.quarter(text, year, q, bound)
        case "first_half" | "second_half":
            return model.half(text, year, 1 if form["make"] == "first_half" else 2)
        case "year":
            return model.whole_year(text, year)
        case "months":
            return model.period(text, f"{year}-{m:02d}-01", model.month("", f"{year}-{n:02d}-01").end)
        case "days":
            return model.period(text, f"{year}-{m:02d}-{d:02d}", f"{year}-{n:02d}-{d:02d}")
        case "recurring":
            return model.recurring(text, form["rrule"])
        case "counted":
            assert issued is not None
            return model.by(text, (issued + dt.timedelta(days=form["days"])).isoformat(), bound)
        case "conditional":
            return model.conditional(text)
        case _:
            return model.ongoing(text)
