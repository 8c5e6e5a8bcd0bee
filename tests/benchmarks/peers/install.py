"""Installs the peers into a throwaway folder: ``python -m tests.benchmarks.peers.install FOLDER``.

Each has an environment of its own, at the versions pinned beside this file; nothing outside the folder is touched. What is there already
is kept. A peer that cannot be installed is told and left out.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECONDS = 600
KINTO, ANKI, POUCH = "kinto", "anki", "pouch"


def install(folder: Path) -> dict[str, str]:
    """Install every peer into ``folder``; return the names of those that failed, each with the last words of its installer."""
    folder.mkdir(parents=True, exist_ok=True)
    failed = {}
    for name in (KINTO, ANKI, POUCH):
        if _done(folder, name).exists():
            continue
        sys.stderr.write(f"installing {name} …\n")
        try:
            _node(folder / name) if name == POUCH else _python(folder / name, HERE / f"{name}.txt")
        except (OSError, subprocess.SubprocessError) as broken:
            failed[name] = _words(broken)
            sys.stderr.write(f"{name} cannot be installed here: {failed[name]}\n")
            continue
        _done(folder, name).touch()
    return failed


def python_of(folder: Path, name: str) -> Path:
    """Return the interpreter of an installed peer's environment."""
    return folder / name / "bin" / "python"


def installed(folder: Path, name: str) -> bool:
    """Tell whether a peer is there."""
    return _done(folder, name).exists()


def _done(folder: Path, name: str) -> Path:
    return folder / f"{name}.installed"


def _python(place: Path, wanted: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(place)])
    _run([str(place / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", str(wanted)])


def _node(place: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise OSError("npm is not on this machine")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for file in ("package.json", "package-lock.json"):
        shutil.copy(HERE / file, place / file)
    # LevelDB's package brings its library ready-made: no script of any package has to run.
    _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=place)


def _run(command: list[str], cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True, timeout=SECONDS, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def _words(broken: Exception) -> str:
    said = getattr(broken, "stderr", None) or str(broken)
    return " ".join(str(said).split())[-300:]


if __name__ == "__main__":
    sys.exit(1 if install(Path(sys.argv[1]).resolve()) else 0)
