"""The checkout as tests see it: its packages, its tracked files and copies of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("console", "widgets", "models", "sync", "resources")


def sources(*folders: str) -> Iterator[Path]:
    """Yield every Python file of these top-level folders (all packages and main.py when none is named), sorted."""
    for folder in folders or PACKAGES:
        yield from sorted((ROOT / folder).rglob("*.py"))
    if not folders:
        yield from ROOT.glob("main.py")


def place(file: Path) -> str:
    """Return a file's path within the checkout, with slashes on every system."""
    return file.relative_to(ROOT).as_posix()


def owned_files() -> list[Path]:
    """Return the files that are tracked or would be: what git does not ignore; where git does not answer, all but caches and output."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False
    )
    if listing.returncode == 0:
        found = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
        return sorted(file for file in found if file.is_file())
    hidden_but_ours = {".ci", ".gitignore", ".gitattributes"}

    def owned(file: Path) -> bool:
        parts = file.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part not in hidden_but_ours for part in parts)
        return not hidden and parts[0] != "out" and "__pycache__" not in parts

    return sorted(file for file in ROOT.rglob("*") if file.is_file() and owned(file))


def copy_sources(target: Path) -> Path:
    """Copy every Python file of the packages, and pyproject.toml, into ``target``; return it."""
    for file in sources():
        copy = target / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    shutil.copyfile(ROOT / "pyproject.toml", target / "pyproject.toml")
    return target
