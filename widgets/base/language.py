"""The language the interface speaks: installs our translation and Qt's own, and takes the one before away."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from models.records.base import Language
from resources import i18n

log = logging.getLogger(__name__)

_OURS = "hotlineTranslation"


def install(app: QCoreApplication, language: Language) -> None:
    """Speak ``language`` from now on; what is already on screen keeps its words until it is made anew.

    A missing translation file leaves the English words of the source (and says so in the log).
    """
    for before in app.findChildren(QTranslator, _OURS):
        app.removeTranslator(before)
        before.setParent(None)
    locale = i18n.TRANSLATED.get(language.value)
    QLocale.setDefault(QLocale(locale) if locale else QLocale(QLocale.Language.English, QLocale.Country.China))
    if locale is None:
        return
    # Qt's own words first (menus of a text field, the file dialog): of two translators the later one is asked first.
    _add(app, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{locale}.qm"))
    if not _add(app, Path(i18n.compiled_file(language.value))):
        log.warning("no translation for %s: the interface speaks English", language.value)


class _Held(QTranslator):
    """A translator over bytes in memory. Qt maps a file that it loads by name, and an update that rewrites it would pull the words
    away from under a running window."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self.setObjectName(_OURS)
        self._data = b""

    def hold(self, file: Path) -> bool:
        """Load ``file``; tell whether it is one of translations."""
        try:
            self._data = file.read_bytes()
        except OSError:
            return False
        return bool(self._data) and self.load(self._data, str(file.parent))


def _add(app: QCoreApplication, file: Path) -> bool:
    translator = _Held(app)
    if not translator.hold(file):
        translator.setParent(None)
        return False
    return app.installTranslator(translator)
