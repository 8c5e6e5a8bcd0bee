"""Letters that stand for Chinese words: full pinyin, initials, or both mixed. For short labels and names; the index has its own way."""

from __future__ import annotations

from models.search.sounds import readings

LEAST = 2
"""One letter spells too much to mean anything."""


def spells(typed: str, words: str) -> bool:
    """Tell whether Latin letters spell some consecutive characters of ``words``.

    Each character is spelt whole or by its first letter, the last one may be begun; other letters of ``words`` stand for themselves.

    >>> spells("guaduan", "挂断"), spells("gd", "挂断"), spells("cns", "陈女士"), spells("chenn", "陈女士"), spells("nc", "陈女士")
    (True, True, True, True, False)
    """
    letters = "".join(typed.split()).casefold()
    if len(letters) < LEAST or not (letters.isascii() and letters.isalpha()):
        return False
    heard = [readings(char) or ((char.casefold(),) if char.isascii() and char.isalnum() else ()) for char in words]
    spelt = [sounds for sounds in heard if sounds]
    return any(_from(letters, spelt, start) for start in range(len(spelt)))


def _from(letters: str, spelt: list[tuple[str, ...]], at: int) -> bool:
    """Tell whether ``letters`` spell the characters from a place on."""
    if not letters:
        return True
    if at == len(spelt):
        return False
    for sound in spelt[at]:
        if sound.startswith(letters):
            return True
        if letters.startswith(sound) and _from(letters[len(sound) :], spelt, at + 1):
            return True
        if letters[0] == sound[0] and _from(letters[1:], spelt, at + 1):
            return True
    return False
