"""81890受理台: argv to the right front door. Only the chosen door is imported, so that each starts as fast as it can."""

from __future__ import annotations

import sys
from importlib import import_module

DOORS = {
    "demo": "console.app",
    "shots": "console.demo.shots",
    "search": "console.search_command",
    "store": "console.store_command",
    "seed": "console.store_command",
    "import": "console.reference_command",
    "export": "console.reference_command",
    "server": "sync.server.command",
    "enrol": "console.enrol_command",
    "move": "console.move_command",
}


def main(argv: list[str]) -> int:
    """Return the exit code of the chosen front door; without a word the console opens."""
    door = DOORS.get(argv[0]) if argv else None
    if door is None and argv and not argv[0].startswith("-"):
        sys.stderr.write(f"unknown command {argv[0]!r}; commands: {', '.join(DOORS)}, or none for the console\n")
        return 2
    return int(import_module(door or "console.app").run(argv))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
