"""What is typed into a form beside the operator's desk, as a draft of this desk: it outlives the window and the machine."""

from __future__ import annotations

_PREFIX = "form:"


def form_key(operator: int, form: str, subject: str) -> str:
    """Return the key of the draft of what ``operator`` types into ``form`` about ``subject``, neither with a colon in it."""
    return f"{_PREFIX}{operator}:{form}:{subject}"


def is_form(key: str) -> bool:
    """Tell whether a draft of this key is a form's and no need's."""
    return key.startswith(_PREFIX)


def form_of(key: str) -> tuple[int, str, str]:
    """Return operator, form and subject of the key of a form's draft."""
    _, operator, form, subject = key.split(":", 3)
    return int(operator), form, subject
