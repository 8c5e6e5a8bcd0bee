"""What a person arranged at this desk: language, theme, pane sizes, window place. Never data."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, QLocale, QSettings

from models.records.base import Language
from models.records.board import Place
from widgets.base.theme import Theme


class Settings:
    """Settings in an INI file of the profile, so that a throwaway profile leaves nothing behind."""

    def __init__(self, directory: Path) -> None:
        self._values = QSettings(str(directory / "console.ini"), QSettings.Format.IniFormat)

    def language(self) -> Language:
        """Return the chosen language; before a choice, Chinese unless the system speaks something else."""
        chosen = str(self._values.value("language", ""))
        if chosen in set(Language):
            return Language(chosen)
        system = QLocale.system().language()
        return Language.ZH if system in (QLocale.Language.Chinese, QLocale.Language.C) else Language.EN

    def set_language(self, language: Language) -> None:
        self._values.setValue("language", language.value)

    def theme(self) -> Theme:
        """Return the chosen theme, light before a choice."""
        chosen = str(self._values.value("theme", ""))
        return Theme(chosen) if chosen in set(Theme) else Theme.LIGHT

    def set_theme(self, theme: Theme) -> None:
        self._values.setValue("theme", theme.value)

    def operator(self) -> int:
        """Return the number of the operator who sat here last, 0 for nobody."""
        value = str(self._values.value("operator", "0"))
        return int(value) if value.isdigit() else 0

    def set_operator(self, number: int) -> None:
        self._values.setValue("operator", str(number))

    def call_system(self) -> bool:
        """Return whether the centre had a call system when this desk last heard of it: then the sign-in asks for the telephone."""
        return bool(self.gateway())

    def gateway(self) -> str | None:
        """Return where the centre's call gateway was when this desk last heard of it: '' for nowhere, None where it never heard."""
        value = self._values.value("gateway")
        return None if value is None else str(value)

    def set_gateway(self, where: str) -> None:
        self._values.setValue("gateway", where)

    def extension(self) -> str:
        """Return the number of the telephone at this desk, '' where none was given."""
        return str(self._values.value("extension", ""))

    def set_extension(self, extension: str) -> None:
        self._values.setValue("extension", extension)

    def recording_url(self) -> str:
        """Return the address that plays a recording of the call system, with ``{reference}`` in it; '' where nobody has set one.

        It is written into the file by whoever installs the desk.
        """
        return str(self._values.value("recording_url", ""))

    def state(self, name: str) -> QByteArray:
        """Return a saved splitter or window state, empty if there is none."""
        value = self._values.value(f"state/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, name: str, value: QByteArray) -> None:
        self._values.setValue(f"state/{name}", value)

    def board(self) -> tuple[Place, ...]:
        """Return how the tiles of the lead's board were left, none before somebody moved one or where that cannot be read."""
        try:
            return msgspec.json.decode(str(self._values.value("board", "[]")), type=tuple[Place, ...])
        except msgspec.DecodeError:
            return ()

    def set_board(self, places: tuple[Place, ...]) -> None:
        self._values.setValue("board", msgspec.json.encode(places).decode())

    def unseen_noted(self) -> str:
        """Return up to when (ISO) calls that nobody saw were noted on the lead's board, '' before any were."""
        return str(self._values.value("unseen_noted", ""))

    def set_unseen_noted(self, until: str) -> None:
        self._values.setValue("unseen_noted", until)

    def sounds(self) -> bool:
        """Return whether a ring is heard; off before a choice."""
        return str(self._values.value("sounds", "false")) == "true"

    def set_sounds(self, on: bool) -> None:
        self._values.setValue("sounds", "true" if on else "false")

    def flush(self) -> None:
        """Write to disk now."""
        self._values.sync()
