"""What a person should look at: faults of the source that reading cannot mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.records import DocumentInfo, Notice, Task


def faults(info: DocumentInfo, tasks: Sequence[Task]) -> Iterator[Notice]:
    """A table without rows, a day that had passed when the plan was issued."""
    if not tasks:
        yield Notice("no-tasks")
    for row, task in enumerate(tasks, 1):
        for deadline in task.deadlines:
            if info.issued and deadline.kind == "date" and deadline.end and deadline.end < info.issued:
                values = {"raw": deadline.raw, "issued": info.issued.strftime("%d/%m/%Y")}
                yield Notice("deadline-before-issue", values, page=task.source.page, row=str(row))
