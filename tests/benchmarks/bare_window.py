"""The yardstick: an empty PySide6 window with one label, in a process of its own."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from tests.benchmarks.telling import FirstPaint, InputEnd, tell


def main() -> int:
    """Show the window, tell when it is painted, stay until the input ends."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("81890"))
    window.resize(1440, 900)
    end = InputEnd()
    end.reached.connect(app.quit)
    paint = FirstPaint(window)
    paint.done.connect(lambda: tell("painted"))
    paint.done.connect(end.watch)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
