"""How findings are said: kinds, roles and remarks in the user's language."""

from __future__ import annotations

from pipeline.inspect.findings import Remark
from pipeline.messages import MESSAGES, message


def say(remark: Remark, lang: str) -> str:
    """The remark as a sentence; remarks among its values are said first."""
    values = {k: say(v, lang) if isinstance(v, Remark) else v for k, v in remark.values.items()}
    return message(remark.code, lang, **values)


def kind_name(kind: str, lang: str) -> str:
    """What the kind of a mark, a node, a row or the role of a column is called; an unknown one by its own name."""
    for code in (f"kind-{kind}", f"role-{kind}"):
        if code in MESSAGES:
            return message(code, lang)
    return kind
