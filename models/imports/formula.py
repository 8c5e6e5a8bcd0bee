"""Text that a spreadsheet would take for a formula.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` (or their full-width forms) is computed when the file is opened, and a partner's
name could so run a command on somebody's desk (OWASP, CSV Injection). Going out, such text gets an apostrophe before it; coming in, that
apostrophe is taken off again. Text that already begins with apostrophes and one of those signs gets one more, so the way back is exact.
"""

from __future__ import annotations

import re

_GUARDED = re.compile(r"'*[=+\-@＝＋－＠]")
"""Apostrophes, then a sign that begins a formula."""


def defuse(text: str) -> str:
    """Return the text as it may stand in a file: with one apostrophe more where a spreadsheet would compute it."""
    return f"'{text}" if _GUARDED.match(text) else text


def restore(text: str) -> str:
    """Undo :func:`defuse`; other text comes back unchanged."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
