"""Every key of the console, in one enum. The overlay (F1), the buttons and the tests read them from here."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


class Shortcut(Enum):
    """A key: its sequence, its group in the overlay, and what it does (English source texts of the ``shortcuts`` context)."""

    KEYS = ("F1", "Window", QT_TRANSLATE_NOOP("shortcuts", "Show or hide these keys"))
    COMMAND = ("Ctrl+K", "Window", QT_TRANSLATE_NOOP("shortcuts", "Find people, cases, items, partners, actions"))
    UNDO = ("Ctrl+Z", "Window", QT_TRANSLATE_NOOP("shortcuts", "Take back: the typing in a text, elsewhere the last journal step"))
    CLEAR = ("Ctrl+N", "Window", QT_TRANSLATE_NOOP("shortcuts", "Next need: a fresh form for the same caller"))
    SYNC_CENTRE = ("Ctrl+Shift+L", "Window", QT_TRANSLATE_NOOP("shortcuts", "Sync with the centre: what waits, what needs you"))
    OFFICE = ("Ctrl+B", "Window", QT_TRANSLATE_NOOP("shortcuts", "Board and office: the pages of lead, supervisor, administrator"))
    HANDOVER = ("Ctrl+H", "Window", QT_TRANSLATE_NOOP("shortcuts", "Change of shift"))
    BREAK = ("F10", "Call", QT_TRANSLATE_NOOP("shortcuts", "Break, or ready again"))
    TRAINING = ("Ctrl+F10", "Call", QT_TRANSLATE_NOOP("shortcuts", "Training, or ready again"))

    ANSWER = ("F2", "Call", QT_TRANSLATE_NOOP("shortcuts", "Answer"))
    HOLD = ("F3", "Call", QT_TRANSLATE_NOOP("shortcuts", "Hold, or take back"))
    TRANSFER = ("F4", "Call", QT_TRANSLATE_NOOP("shortcuts", "Transfer: consult first, or blind"))
    CONFERENCE = ("F5", "Call", QT_TRANSLATE_NOOP("shortcuts", "Three-party call"))
    MUTE = ("Ctrl+M", "Call", QT_TRANSLATE_NOOP("shortcuts", "Mute, or be heard again"))
    HANG_UP = ("F8", "Call", QT_TRANSLATE_NOOP("shortcuts", "Hang up"))
    SCRIPT = ("Ctrl+G", "Call", QT_TRANSLATE_NOOP("shortcuts", "What to say to end a call politely"))
    ALERT = ("Ctrl+Shift+H", "Call", QT_TRANSLATE_NOOP("shortcuts", "Silent alert to the lead; a lead sees to it"))
    DANGER = ("Ctrl+T", "Call", QT_TRANSLATE_NOOP("shortcuts", "Danger: transfer to the emergency number"))
    DIAL = ("F7", "Call", QT_TRANSLATE_NOOP("shortcuts", "Ring the citizen of the case on screen"))
    RING_WAITING = ("Ctrl+R", "Call", QT_TRANSLATE_NOOP("shortcuts", "Ring what waits to be rung, with its case on the desk"))
    DIAL_HANDLER = ("Shift+F7", "Call", QT_TRANSLATE_NOOP("shortcuts", "Ring the partner or department of the case"))

    CALLER = ("Alt+1", "Panes", QT_TRANSLATE_NOOP("shortcuts", "Caller"))
    WHO = ("F11", "Panes", QT_TRANSLATE_NOOP("shortcuts", "Who speaks: then 1 to 9 choose, 0 a new caller"))
    FLAG = ("Alt+8", "Panes", QT_TRANSLATE_NOOP("shortcuts", "Flag this person: elderly, caution, care"))
    SEARCH = ("Ctrl+F", "Panes", QT_TRANSLATE_NOOP("shortcuts", "Search the catalogue"))
    TREE = ("Alt+2", "Panes", QT_TRANSLATE_NOOP("shortcuts", "Category tree"))
    TEXT = ("Alt+3", "Panes", QT_TRANSLATE_NOOP("shortcuts", "What the caller says"))
    PARTNERS = ("Alt+4", "Panes", QT_TRANSLATE_NOOP("shortcuts", "Partners, departments, knowledge"))
    CALLBACK = ("Alt+5", "Panes", QT_TRANSLATE_NOOP("shortcuts", "Callback checklist"))
    CASE = ("Alt+6", "Panes", QT_TRANSLATE_NOOP("shortcuts", "Case and journal"))
    WORK = ("Alt+7", "Panes", QT_TRANSLATE_NOOP("shortcuts", "My work"))

    TO_DISPATCH = ("Ctrl+1", "My work", QT_TRANSLATE_NOOP("shortcuts", "To dispatch"))
    AWAITING = ("Ctrl+2", "My work", QT_TRANSLATE_NOOP("shortcuts", "Awaiting feedback"))
    CALLBACKS_DUE = ("Ctrl+3", "My work", QT_TRANSLATE_NOOP("shortcuts", "Callbacks due"))
    OVERDUE = ("Ctrl+4", "My work", QT_TRANSLATE_NOOP("shortcuts", "Overdue"))
    DRAFTS = ("Ctrl+5", "My work", QT_TRANSLATE_NOOP("shortcuts", "Drafts: what was begun and put aside"))
    TO_RING = ("Ctrl+6", "My work", QT_TRANSLATE_NOOP("shortcuts", "To ring: what waited for a free line"))
    MISSED = ("Ctrl+7", "My work", QT_TRANSLATE_NOOP("shortcuts", "Missed calls: ring back, or say why nobody need"))

    ACCEPT = ("F9", "Case", QT_TRANSLATE_NOOP("shortcuts", "Accept: open the case, or save changed words"))
    DISPATCH = ("F6", "Case", QT_TRANSLATE_NOOP("shortcuts", "Ring and dispatch, assign, or answer from knowledge"))
    ACKNOWLEDGED = ("Ctrl+Shift+A", "Case", QT_TRANSLATE_NOOP("shortcuts", "Acknowledged by the partner or department"))
    DECLINED = ("Ctrl+Shift+D", "Case", QT_TRANSLATE_NOOP("shortcuts", "Declined: choose the next one"))
    RETURNED = ("Ctrl+Shift+T", "Case", QT_TRANSLATE_NOOP("shortcuts", "Returned by the department as not its own"))
    HELPED = ("Ctrl+Shift+J", "Case", QT_TRANSLATE_NOOP("shortcuts", "Another department helps"))
    REPORTED = ("Ctrl+Shift+P", "Case", QT_TRANSLATE_NOOP("shortcuts", "Report of a department that helps"))
    CHASED = ("Ctrl+Shift+B", "Case", QT_TRANSLATE_NOOP("shortcuts", "Chase the department before its promise is past"))
    ON_SITE = ("Ctrl+Shift+S", "Case", QT_TRANSLATE_NOOP("shortcuts", "On site"))
    WORK_DONE = ("Ctrl+Shift+W", "Case", QT_TRANSLATE_NOOP("shortcuts", "Work done"))
    FEEDBACK = ("Ctrl+Shift+F", "Case", QT_TRANSLATE_NOOP("shortcuts", "Write down feedback"))
    CALLBACK_SAVE = ("Ctrl+Return", "Case", QT_TRANSLATE_NOOP("shortcuts", "Save the callback's answers"))
    NOT_REACHED = ("Shift+F8", "Case", QT_TRANSLATE_NOOP("shortcuts", "Callback: the citizen was not reached, and how"))
    COMPLAINT = ("Ctrl+Shift+C", "Case", QT_TRANSLATE_NOOP("shortcuts", "Complaint about the partner or department: open verification"))
    VERIFY = ("Ctrl+Shift+V", "Case", QT_TRANSLATE_NOOP("shortcuts", "Verify with the other side's statement"))
    VETO = ("Ctrl+Shift+E", "Case", QT_TRANSLATE_NOOP("shortcuts", "Propose that a partner goes at once (veto)"))
    CONFIRM_VETO = ("Ctrl+Shift+Y", "Case", QT_TRANSLATE_NOOP("shortcuts", "Confirm a veto as the second person"))
    REWORK = ("Ctrl+Shift+R", "Case", QT_TRANSLATE_NOOP("shortcuts", "Send back for rework"))
    UNMET = ("Ctrl+Shift+U", "Case", QT_TRANSLATE_NOOP("shortcuts", "Nobody can do it: unmet need"))
    CANCELLED = ("Ctrl+Shift+X", "Case", QT_TRANSLATE_NOOP("shortcuts", "Cancelled by the caller"))
    MERGE = ("Ctrl+Shift+M", "Case", QT_TRANSLATE_NOOP("shortcuts", "Merge into another case"))
    REOPEN = ("Ctrl+Shift+O", "Case", QT_TRANSLATE_NOOP("shortcuts", "Reopen"))
    CLOSE = ("F12", "Case", QT_TRANSLATE_NOOP("shortcuts", "Close the case"))

    @property
    def sequence(self) -> str:
        """The portable key sequence, e.g. ``Ctrl+Shift+A``."""
        return str(self.value[0])

    @property
    def group(self) -> str:
        """The untranslated heading in the overlay."""
        return str(self.value[1])

    @property
    def label(self) -> str:
        """The key as it is written beside a button, e.g. ``Ctrl K``."""
        return self.sequence.replace("+", " ").replace("Return", "Enter")

    def what(self) -> str:
        """What it does, in the language of the interface."""
        return QCoreApplication.translate("shortcuts", str(self.value[2]))


GROUPS = (
    QT_TRANSLATE_NOOP("shortcuts", "Call"),
    QT_TRANSLATE_NOOP("shortcuts", "Panes"),
    QT_TRANSLATE_NOOP("shortcuts", "Case"),
    QT_TRANSLATE_NOOP("shortcuts", "My work"),
    QT_TRANSLATE_NOOP("shortcuts", "Window"),
)


def key_labels() -> dict[str, str]:
    """Return shortcut name in lower case → label, as the panes take them (``keys["dispatch"] == "F6"``)."""
    return {shortcut.name.lower(): shortcut.label for shortcut in Shortcut}


PANE = QT_TRANSLATE_NOOP("shortcuts", "Within a pane")
WITHIN = (
    ("Esc", QT_TRANSLATE_NOOP("shortcuts", "Leave what is asked, or take a notice away")),
    ("Tab 1–9", QT_TRANSLATE_NOOP("shortcuts", "From the search line into what it found: a digit takes it")),
    ("↑ ↓ Enter", QT_TRANSLATE_NOOP("shortcuts", "Partners, knowledge: take the row chosen")),
    ("Y N 1–5", QT_TRANSLATE_NOOP("shortcuts", "Answer the callback's questions")),
    ("Delete", QT_TRANSLATE_NOOP("shortcuts", "Among missed calls: say why nobody need ring back")),
    ("Shift Enter", QT_TRANSLATE_NOOP("shortcuts", "Partners, journal: ring only (or Shift-click)")),
)
"""Keys that mean something within a pane only; they are no shortcuts of the window."""


def overlay() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the groups of the overlay with their (key, what) lines, translated."""
    bound = [(_said(group), [(s.label, s.what()) for s in Shortcut if s.group == group]) for group in GROUPS]
    return [*bound, (_said(PANE), [(key, _said(what)) for key, what in WITHIN])]


def _said(source: object) -> str:
    return QCoreApplication.translate("shortcuts", str(source))
