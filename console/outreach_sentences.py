"""What is said where something about an outreach event or a suggestion cannot be written. ``console.failures`` says it."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

OUTREACH_SENTENCES: dict[str, object] = {
    "outreach.title": QT_TRANSLATE_NOOP("failures", "Give the event a title."),
    "outreach.place": QT_TRANSLATE_NOOP("failures", "Say where the table stands: community, square, courtyard."),
    "outreach.district": QT_TRANSLATE_NOOP("failures", "Choose the street or town."),
    "outreach.times": QT_TRANSLATE_NOOP("failures", "Write both times like 2013-03-18 08:30, the end after the beginning."),
    "outreach.services": QT_TRANSLATE_NOOP("failures", "Say what is done at the table: look for an item, Enter puts it there."),
    "outreach.item": QT_TRANSLATE_NOOP("failures", "There is no item {item} in the catalogue."),
    "outreach.partner": QT_TRANSLATE_NOOP("failures", "There is no partner {partner}."),
    "outreach.twice": QT_TRANSLATE_NOOP("failures", "{item} stands twice at the table for the same partner."),
    "outreach.unknown": QT_TRANSLATE_NOOP("failures", "This event is not known here."),
    "outreach.changed_meanwhile": QT_TRANSLATE_NOOP("failures", "Somebody else has changed this event meanwhile. Look at it again."),
    "outreach.reported": QT_TRANSLATE_NOOP("failures", "This event has been reported. Open the report again to change anything."),
    "outreach.stage": QT_TRANSLATE_NOOP("failures", "The event is at another stage by now; nothing was changed."),
    "outreach.reason": QT_TRANSLATE_NOOP("failures", "Say why the event was called off."),
    "outreach.not_there": QT_TRANSLATE_NOOP("failures", "{item} is not at this table any more. Change the plan first."),
    "outreach.heads": QT_TRANSLATE_NOOP("failures", "A count is a number from 1 to {most}."),
    "outreach.nothing_back": QT_TRANSLATE_NOOP("failures", "You have counted nothing at this desk that could be taken back."),
    "suggestion.words": QT_TRANSLATE_NOOP("failures", "Write down what the citizen said."),
    "suggestion.need": QT_TRANSLATE_NOOP("failures", "Name the need in a few words: under them the ledger counts it."),
    "suggestion.reason": QT_TRANSLATE_NOOP("failures", "Say why nothing more is done about it."),
    "suggestion.settled": QT_TRANSLATE_NOOP("failures", "Something has become of this suggestion already; the list shows what."),
}
