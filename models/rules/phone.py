"""Telephone numbers: one canonical form for comparing, one for reading, one for showing to people who need not know."""

from __future__ import annotations

import re
import unicodedata

from models.records.failure import BadInput

LOCAL_AREA = "0577"
"""Area code of Wenzhou, to which Ruian belongs; local subscriber numbers have eight digits."""

_WITHHELD = frozenset(
    (
        "",
        "anonymous",
        "unknown",
        "withheld",
        "private",
        "restricted",
        "unavailable",
        "未显号码",
        "未知",
        "未知号码",
        "匿名",
        "隐藏号码",
        "保密号码",
    )
)
_PUNCTUATION = frozenset("/\\()[]{}<>【】〈〉「」《》")
_DASHES = frozenset("-‐‑‒–—―−ー－_")

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LOCAL = re.compile(r"[2-8]\d{7}")
_LANDLINE = re.compile(r"(010|02\d)([2-8]\d{7})|(0[3-9]\d{2})([2-8]\d{6,7})")
_FREE = re.compile(r"[48]00\d{7}")
_SHORT = re.compile(r"[1-9]\d{2,4}|9[56]\d{3,6}|11[68]114")
_COUNTRY = re.compile(r"(?:\+86|0086|86(?=\d{10,12}$))(\d+)")
_ABROAD = re.compile(r"(?:\+|00)(?!86)([1-9]\d{6,14})")
"""A number outside the mainland: ITU-T E.164 has at most fifteen digits, the country code among them."""
_SLIP = re.compile(r"00(577[2-8]\d{7})")
"""Our own area code behind a zero too many: no country has such a number (one of Colombia, +57, would be a digit longer)."""
_GROUPED = re.compile(r"\s*00[\s-]*1[3-9]\d[\s-]+\d{4}[\s-]*\d{4}\s*")
"""A mobile behind a zero too many, known by its groups of 3, 4 and 4: +1 of North America has its own, ``001 310 …``."""
_TRUNK = re.compile(r"(?<=\d)\s*\(0\)")
"""The trunk 0 that people write into a number from abroad, as in ``+44 (0)20``: it is not dialled."""
_LONG_CODES = "2[1-689]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679]"
_CODE = re.compile(rf"\+((?:{_LONG_CODES})\d|[17]|\d\d)(\d+)")
"""Country code and the rest: +1 and +7 have one digit, the beginnings of ``_LONG_CODES`` three, all others two (ITU-T E.164, annex)."""


def normalise(raw: str) -> str:
    """Return the canonical form of a number as typed, pasted or signalled by the exchange; ``''`` where it was withheld.

    Spaces, dashes, slashes, brackets, full-width digits and the country code go; mobiles keep 11 digits (a trunk ``0`` before them goes),
    local landlines get ``0577``, other landlines keep their area code with its 0, public short numbers and 400/800 stay as they are.
    A number from abroad (``+1 …``, ``0044 …``) becomes ``+``, country code and digits, and is never taken for one of ours.
    A zero too many before our own area code, or before a mobile that is written in its groups, is a slip and goes.

    Applying it twice changes nothing. Raises BadInput ``phone.bad`` with the length on anything else; the number itself is never told.
    """
    text = _bare(raw)
    if text.casefold() in _WITHHELD:
        return ""
    if slip := _SLIP.fullmatch(text):
        text = f"0{slip.group(1)}"
    elif _GROUPED.fullmatch(unicodedata.normalize("NFKC", raw)):
        text = text[2:]
    home = _COUNTRY.fullmatch(text)
    if home:
        text = _without_country(home.group(1))
    elif text.startswith(("+", "00")):
        abroad = _ABROAD.fullmatch(text)
        if abroad:
            return f"+{abroad.group(1)}"
    if re.fullmatch(r"01[3-9]\d{9}", text):
        text = text[1:]
    if _LOCAL.fullmatch(text):
        return LOCAL_AREA + text
    if any(form.fullmatch(text) for form in (_MOBILE, _LANDLINE, _FREE, _SHORT)):
        return text
    raise BadInput("phone.bad", length=len(text))


def kept(number: str) -> str:
    """Return the canonical form of a number; bare digits that are none we know (garbled on the way) stay as they are, with their ``+``.

    Raises BadInput ``phone.bad`` on text that is neither.
    """
    try:
        return normalise(number)
    except BadInput:
        if number.isascii() and number.removeprefix("+").isdigit():
            return number
        raise


def signalled(raw: str) -> str:
    """Return what is kept of a number as the telephone signals it, '' where it is withheld or holds no digit. Never raises."""
    try:
        return kept(raw)
    except BadInput:
        bare = _bare(raw)
        digits = "".join(char for char in bare if char.isascii() and char.isdigit())
        return kept(f"+{digits}" if digits and bare.startswith("+") else digits)


def to_dial(number: str) -> str:
    """Return what a telephone of the mainland dials for a normalised number: ``00`` stands for the ``+`` of a number abroad."""
    return f"00{number[1:]}" if number.startswith("+") else number


def display(number: str) -> str:
    """Return a normalised number grouped for reading aloud: ``0577-6588 1234``, ``139 0000 1234``, ``+44 207 946 0958``.

    Other text comes back unchanged.
    """
    if _MOBILE.fullmatch(number):
        return f"{number[:3]} {number[3:7]} {number[7:]}"
    if _FREE.fullmatch(number):
        return f"{number[:3]} {number[3:6]} {number[6:]}"
    area, subscriber = _split(number)
    if area:
        return f"{area}-{subscriber[:-4]} {subscriber[-4:]}"
    abroad = _CODE.fullmatch(number)
    return f"+{abroad.group(1)} {_in_groups(abroad.group(2))}" if abroad else number


def masked(number: str) -> str:
    """Return a number for lists and logs: ``0577-6588 **34``, ``139****2207``, ``+44 ****58``.

    Public short and 400/800 numbers hide nothing.

    Text that is no normalised number keeps at most its last two characters, so nothing leaks through a mistake.
    """
    if _MOBILE.fullmatch(number):
        return f"{number[:3]}****{number[7:]}"
    if number == "" or _SHORT.fullmatch(number) or _FREE.fullmatch(number):
        return number
    area, subscriber = _split(number)
    if area:
        return f"{area}-{subscriber[:-4]} **{subscriber[-2:]}"
    abroad = _CODE.fullmatch(number)
    if abroad:
        return f"+{abroad.group(1)} ****{abroad.group(2)[-2:]}"
    kept = number[-2:] if len(number) > 4 else ""
    return "*" * (len(number) - len(kept)) + kept


def _bare(raw: str) -> str:
    """Return the text without what people and programs put between digits (also invisible marks that come with pasted text)."""
    folded = unicodedata.normalize("NFKC", raw)
    if "+" in folded or folded.strip().startswith("00"):
        folded = _TRUNK.sub("", folded)
    return "".join(
        char
        for char in folded
        if not (char.isspace() or char in _PUNCTUATION or char in _DASHES or unicodedata.category(char) in ("Cf", "Cc"))
    )


def _without_country(national: str) -> str:
    """Return the national form of digits that followed +86: an area code there has lost its 0, other numbers have not."""
    if national.startswith("0") or any(form.fullmatch(national) for form in (_MOBILE, _FREE, _SHORT)):
        return national
    return "0" + national


def _split(number: str) -> tuple[str, str]:
    """Return area code and subscriber number of a landline, or two empty strings."""
    found = _LANDLINE.fullmatch(number)
    if not found:
        return "", ""
    return (found.group(1), found.group(2)) if found.group(1) else (found.group(3), found.group(4))


def _in_groups(digits: str) -> str:
    """Return digits in groups of three, and of four at the end where they do not come out even: ``79460958`` is ``7946 0958``."""
    cut = len(digits) - 4 * (len(digits) % 3)
    if cut < 0:
        return digits
    return " ".join([digits[at : at + 3] for at in range(0, cut, 3)] + [digits[at : at + 4] for at in range(cut, len(digits), 4)])
