"""Gathers the strings of console and widgets and compiles the translations: ``python -m resources.i18n.update`` (``make translations``).

What is translated stays so; new strings come in as unfinished, strings that are gone leave. Needs lupdate and lrelease, which
PySide6-Essentials brings along.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from resources import ROOT
from resources.i18n import TRANSLATED, compiled_file, source_file

SPOKEN = ("console", "widgets")


class Message(NamedTuple):
    """One string of the interface with its translation, ``""`` while there is none."""

    context: str
    source: str
    translation: str
    finished: bool


def read_messages(file: Path) -> tuple[Message, ...]:
    """Return the messages of a ``.ts`` file in order. A plural is one message; its forms are joined by line ends."""
    found: list[Message] = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [] if translation is None else translation.findall("numerusform")
            text = "\n".join(form.text or "" for form in forms) if forms else (message.findtext("translation") or "")
            finished = translation is not None and translation.get("type") is None and bool(text)
            found.append(Message(name, message.findtext("source", ""), text, finished))
    return tuple(found)


def gather(target: Path, locale: str) -> None:
    """Bring ``target`` up to date with the strings in the source. Raises RuntimeError with the tool's words if that fails."""
    checkout = ROOT.parent
    files = [file.relative_to(checkout).as_posix() for folder in SPOKEN for file in sorted((checkout / folder).rglob("*.py"))]
    # No line numbers: a moved line is no change of a word.
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", locale]
    _run("pyside6-lupdate", [*options, *files, "-ts", str(target)], checkout)


def compile_to(source: Path, target: Path) -> None:
    """Write the compiled form of a ``.ts`` file. Raises RuntimeError with the tool's words if that fails."""
    _run("pyside6-lrelease", ["-silent", str(source), "-qm", str(target)], ROOT.parent)


def _run(tool: str, arguments: Sequence[str], folder: Path) -> None:
    program = shutil.which(tool, path=str(Path(sys.executable).parent)) or shutil.which(tool)
    if program is None:
        raise RuntimeError(f"{tool} is not beside {Path(sys.executable).name}; it comes with PySide6-Essentials")
    result = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"{tool}: {result.stderr or result.stdout}")


def main() -> int:
    """Update every language; list what has no translation yet. Return 0, or 1 while something is unfinished or a tool fails."""
    unfinished = 0
    for language, locale in TRANSLATED.items():
        source = source_file(language)
        try:
            gather(source, locale)
            compile_to(source, compiled_file(language))
        except RuntimeError as failure:
            sys.stderr.write(f"{failure}\n")
            return 1
        messages = read_messages(source)
        left = [message for message in messages if not message.finished]
        for message in left:
            sys.stdout.write(f"{source.name}: {message.context}: {message.source}\n")
        sys.stdout.write(f"{source.name}: {len(messages)} strings, {len(left)} without a translation\n")
        unfinished += len(left)
    return 1 if unfinished else 0


if __name__ == "__main__":
    raise SystemExit(main())
