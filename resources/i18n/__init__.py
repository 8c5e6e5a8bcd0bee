"""The words of the interface: English in the source, ``hotline_<language>.ts`` for translators, ``.qm`` for the program."""

from __future__ import annotations

from pathlib import Path

from resources import path

NAME = "hotline"
TRANSLATED = {"zh": "zh_CN"}
"""Language of the interface → locale of its translation. English is what the source says."""


def source_file(language: str) -> Path:
    """Return the file that translators edit."""
    return path("i18n", f"{NAME}_{language}.ts")


def compiled_file(language: str) -> Path:
    """Return the file that the program loads."""
    return path("i18n", f"{NAME}_{language}.qm")
