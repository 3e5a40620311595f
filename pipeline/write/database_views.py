"""The views of a database of plans, in the SQL of SQLite and of PostgreSQL; docs/database.md tells what they answer.

Tasks that a person removed are in none of them.
"""

from __future__ import annotations

VIEWS: dict[str, tuple[str, ...]] = {
    "task_list": (
        *("plan_id", "plan_number", "plan_title", "task_no", "kind", "task", "products", "lead_units"),
        *("coordinating_units", "deadlines", "targets", "due", "section", "page", "confidence"),
    ),
    "due_this_month": (
        *("plan_id", "plan_number", "plan_title", "task_no", "task", "lead_units", "deadline", "due", "recurring"),
    ),
    "per_unit": (
        *("unit", "plans", "tasks_led", "tasks_coordinated", "tasks_with_deadline", "next_due"),
    ),
}  # fmt: skip
"""The views, in the order in which they are made, and their columns."""

_TODAY = {"sqlite": "date('now', 'localtime')", "postgresql": "CURRENT_DATE"}
_THIS_MONTH = {
    "sqlite": "x.due >= date('now', 'localtime', 'start of month') "
    "AND x.due < date('now', 'localtime', 'start of month', '+1 month')",
    "postgresql": "x.due >= date_trunc('month', CURRENT_DATE)::date "
    "AND x.due < (date_trunc('month', CURRENT_DATE) + interval '1 month')::date",
}
# SQLite before 3.44 has no ORDER BY in an aggregate; it takes the rows of a subquery in their order
_JOINED = {
    "sqlite": "(SELECT group_concat(entry, '; ') FROM (SELECT x.{column} AS entry FROM {table} x WHERE x.plan_id = "
    "t.plan_id AND x.task_no = t.task_no{more} ORDER BY x.position))",
    "postgresql": "(SELECT string_agg(x.{column}, '; ' ORDER BY x.position) FROM {table} x WHERE x.plan_id = "
    "t.plan_id AND x.task_no = t.task_no{more})",
}


def view_statements(dialect: str) -> dict[str, str]:
    """The statement that makes each view, by its name, in the SQL of `dialect` ("sqlite" or "postgresql")."""
    makers = {"task_list": _task_list, "due_this_month": _due_this_month, "per_unit": _per_unit}
    return {
        name: f"CREATE VIEW {name} ({', '.join(columns)}) AS {makers[name](dialect)}" for name, columns in VIEWS.items()
    }


def _joined(dialect: str, table: str, column: str, more: str = "") -> str:
    """The entries of a task (`t`) in a table that it has several rows in, joined by "; "."""
    return _JOINED[dialect].format(table=table, column=column, more=more)


def _units(dialect: str, role: str) -> str:
    return _joined(dialect, "task_units", "name", f" AND x.listed AND x.role = '{role}'")


def _task_list(dialect: str) -> str:
    return f"""
SELECT t.plan_id, p.number, p.title, t.task_no, t.kind, t.task, {_joined(dialect, "products", "product")},
       {_units(dialect, "lead")}, {_units(dialect, "coordinating")},
       {_joined(dialect, "deadlines", "raw")}, {_joined(dialect, "targets", "raw")},
       (SELECT min(d.due) FROM deadlines d WHERE d.plan_id = t.plan_id AND d.task_no = t.task_no),
       t.section, t.page, t.confidence
FROM tasks t JOIN plans p ON p.id = t.plan_id
WHERE NOT t.removed
ORDER BY t.plan_id, t.task_no"""


def _due_this_month(dialect: str) -> str:
    return f"""
SELECT t.plan_id, p.number, p.title, t.task_no, t.task, {_units(dialect, "lead")}, d.raw, x.due, d.rrule IS NOT NULL
FROM due_days x
JOIN deadlines d ON d.plan_id = x.plan_id AND d.task_no = x.task_no AND d.position = x.position
JOIN tasks t ON t.plan_id = x.plan_id AND t.task_no = x.task_no
JOIN plans p ON p.id = x.plan_id
WHERE NOT t.removed AND {_THIS_MONTH[dialect]}
ORDER BY x.due, x.plan_id, x.task_no, x.position"""


def _per_unit(dialect: str) -> str:
    return f"""
SELECT u.name, count(DISTINCT i.plan_id), sum(i.leads), sum(i.coordinates), sum(i.dated), min(i.next_due)
FROM units u
JOIN (
    SELECT x.unit_id, x.plan_id, x.task_no,
           max(CASE WHEN x.role = 'lead' THEN 1 ELSE 0 END) AS leads,
           max(CASE WHEN x.role = 'coordinating' THEN 1 ELSE 0 END) AS coordinates,
           CASE WHEN EXISTS (
               SELECT 1 FROM deadlines d WHERE d.plan_id = x.plan_id AND d.task_no = x.task_no
           ) THEN 1 ELSE 0 END AS dated,
           (SELECT min(y.due) FROM due_days y
            WHERE y.plan_id = x.plan_id AND y.task_no = x.task_no AND y.due >= {_TODAY[dialect]}) AS next_due
    FROM task_units x JOIN tasks t ON t.plan_id = x.plan_id AND t.task_no = x.task_no
    WHERE NOT t.removed
    GROUP BY x.unit_id, x.plan_id, x.task_no
) i ON i.unit_id = u.id
GROUP BY u.id, u.name
ORDER BY u.name"""
