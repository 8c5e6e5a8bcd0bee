"""The buttons of a consultation: which one leads, and what they say that they do."""

from __future__ import annotations

from collections.abc import Mapping

from widgets.base.buttons import KeyButton
from widgets.call.wording import ENDS_ASKING, OFFERS, UNANSWERED, say


def show_consulting(buttons: Mapping[str, KeyButton], through_key: str, end_key: str, *, rung: bool, asks: bool) -> None:
    """Let the next step lead: back to the caller while whoever is consulted is only ``rung``, else through to them.

    ``asks``: hanging up ends the consultation and nothing else. None of the buttons moves in the moment in which they pick up: another one
    would lie beneath the mouse.
    """
    through = buttons["complete"]
    buttons["cancel"].set_leading(rung)
    through.set_leading(not rung)
    through.set_caption(say(UNANSWERED), f"{through_key} {through_key}".strip())
    through.setMinimumWidth(through.sizeHint().width())
    if not rung:
        through.set_caption(say(OFFERS["complete"].caption), through_key)
    buttons["hang_up"].set_caption(say(ENDS_ASKING if asks else OFFERS["hang_up"].caption), end_key)
