"""Findings in words: what each kind is called, and what a finding says of its row."""

from __future__ import annotations

from pipeline.check import Finding
from pipeline.messages import message
from pipeline.records import Plan


def title_of(kind: str, lang: str = "vi") -> str:
    """What findings of a kind are: "Nhiệm vụ chưa có thời hạn"."""
    return message(f"found-{kind}", lang)


def detail_of(finding: Finding, plan: Plan, lang: str = "vi") -> str:
    """What the finding says beyond its title and its row; empty where these say it all."""
    kind, values = finding.kind, dict(finding.values)
    if kind in ("unread-time", "unread-unit", "no-unit", "no-time", "target-no-task"):
        return ""
    if kind == "inferred-year" and not values["read"]:
        kind = "inferred-years"
    if plan.document.issued:
        values["issued"] = f"{plan.document.issued:%d/%m/%Y}"
    values["others"] = ", ".join(map(str, finding.others))
    return message(f"says-{kind}", lang, row=finding.row, other=values["others"], **values)
