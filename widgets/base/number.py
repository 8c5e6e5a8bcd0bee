"""Telephone numbers as they are shown. What goes in is normalised (see ``models.records.call``); nothing is checked or changed here.

The grouping is the one of ``models.rules.phone``, which widgets do not import; a test holds the two together.
"""

from __future__ import annotations

import re

_MOBILE = re.compile(r"(1[3-9]\d)(\d{4})(\d{4})")
_FREE = re.compile(r"([48]00)(\d{3})(\d{4})")
_LANDLINE = re.compile(r"(010(?=\d{8}$)|02\d(?=\d{8}$)|0[3-9]\d{2})([2-8]\d{2,3})(\d{2})(\d{2})")
_SHORT = re.compile(r"[1-9]\d{2,4}|9[56]\d{3,6}|11[68]114")


def grouped(number: str) -> str:
    """Return a number grouped for reading aloud: ``0577-6588 1234``, ``139 0000 1234``; other text comes back unchanged."""
    if found := _MOBILE.fullmatch(number) or _FREE.fullmatch(number):
        return " ".join(found.groups())
    if found := _LANDLINE.fullmatch(number):
        return f"{found[1]}-{found[2]} {found[3]}{found[4]}"
    return number


def masked(number: str) -> str:
    """Return a number for lists that others can see: ``0577-6588 **34``, ``139****2207``.

    Public short and 400/800 numbers hide nothing; other text keeps at most its last two characters.
    """
    if found := _MOBILE.fullmatch(number):
        return f"{found[1]}****{found[3]}"
    if not number or _SHORT.fullmatch(number) or _FREE.fullmatch(number):
        return number
    if found := _LANDLINE.fullmatch(number):
        return f"{found[1]}-{found[2]} **{found[4]}"
    return "*" * max(len(number) - 2, 0) + (number[-2:] if len(number) > 4 else "*" * min(len(number), 2))
