"""Telephone numbers as they are shown. What goes in is normalised (see ``models.records.call``); nothing is checked or changed here.

The grouping is the one of ``models.rules.phone``, which widgets do not import; a test holds the two together.
"""

from __future__ import annotations

import re

_MOBILE = re.compile(r"(1[3-9]\d)(\d{4})(\d{4})")
_FREE = re.compile(r"([48]00)(\d{3})(\d{4})")
_LANDLINE = re.compile(r"(010(?=\d{8}$)|02\d(?=\d{8}$)|0[3-9]\d{2})([2-8]\d{2,3})(\d{2})(\d{2})")
_ABROAD = re.compile(r"\+((?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])\d|[17]|\d\d)(\d+)")
_BETWEEN = re.compile(r"[\s()./–-]")
_SHORT = re.compile(r"[1-9]\d{2,4}|9[56]\d{3,6}|11[68]114")


def grouped(number: str) -> str:
    """Return a number grouped for reading aloud: ``0577-6588 1234``, ``139 0000 1234``, ``+44 207 946 0958``.

    Other text comes back unchanged.
    """
    if found := _MOBILE.fullmatch(number) or _FREE.fullmatch(number):
        return " ".join(found.groups())
    if found := _LANDLINE.fullmatch(number):
        return f"{found[1]}-{found[2]} {found[3]}{found[4]}"
    if found := _ABROAD.fullmatch(number):
        return f"+{found[1]} {_in_groups(found[2])}"
    return number


def regrouped(phone: str) -> str:
    """Return a number as somebody wrote it down (a partner's, a unit's) grouped as everywhere else; other text comes back unchanged."""
    digits = _BETWEEN.sub("", phone)
    found = grouped(digits)
    return phone if found == digits else found


def masked(number: str) -> str:
    """Return a number for lists that others can see: ``0577-6588 **34``, ``139****2207``, ``+44 ****58``.

    Public short and 400/800 numbers hide nothing; other text keeps at most its last two characters.
    """
    if found := _MOBILE.fullmatch(number):
        return f"{found[1]}****{found[3]}"
    if not number or _SHORT.fullmatch(number) or _FREE.fullmatch(number):
        return number
    if found := _LANDLINE.fullmatch(number):
        return f"{found[1]}-{found[2]} **{found[4]}"
    if found := _ABROAD.fullmatch(number):
        return f"+{found[1]} ****{found[2][-2:]}"
    return "*" * max(len(number) - 2, 0) + (number[-2:] if len(number) > 4 else "*" * min(len(number), 2))


def _in_groups(digits: str) -> str:
    """Return digits in groups of three, and of four at the end where they do not come out even."""
    cut = len(digits) - 4 * (len(digits) % 3)
    if cut < 0:
        return digits
    return " ".join([digits[at : at + 3] for at in range(0, cut, 3)] + [digits[at : at + 4] for at in range(cut, len(digits), 4)])
