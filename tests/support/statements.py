"""Looking on at the statements of a centre, also at those that go to the driver directly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, event

from sync.server import speech
from sync.server.centre import Centre


def before_each(patch: pytest.MonkeyPatch, centre: Centre, hook: Callable[[str], None]) -> None:
    """Call ``hook`` with every statement before it is run; where it raises, that one is not run. An insert is named by its table."""
    spoken = type(centre.database.read(speech.speech_of))
    rows, run, insert = spoken.rows, spoken.run, spoken.insert

    def heard_rows(self: speech.Speech, connection: Connection, text: str, *values: object) -> list[speech.Found]:
        hook(text)
        return rows(self, connection, text, *values)

    def heard_run(self: speech.Speech, connection: Connection, text: str, *values: object) -> None:
        hook(text)
        run(self, connection, text, *values)

    def heard_insert(self: speech.Speech, connection: Connection, table: str, *what: object) -> None:
        hook(f"INSERT INTO {table}")
        insert(self, connection, table, *what)  # type: ignore[arg-type]

    patch.setattr(spoken, "rows", heard_rows)
    patch.setattr(spoken, "run", heard_run)
    patch.setattr(spoken, "insert", heard_insert)
    event.listen(centre.database.engine, "before_cursor_execute", lambda _c, _cursor, text, *_: hook(text))
