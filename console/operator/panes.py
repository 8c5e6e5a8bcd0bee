"""The panes of the operator's window. Loaded, and made, when their outlines are already on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from widgets.callback.view import CallbackPane
from widgets.caller.view import CallerPane
from widgets.case.view import CasePane
from widgets.catalogue.view import CataloguePane
from widgets.command.view import CommandBar
from widgets.keys.view import KeysOverlay
from widgets.partner.view import PartnerPane
from widgets.queue.view import QueuePane

__all__ = ["PANES", "CallbackPane", "CallerPane", "CasePane", "CataloguePane", "CommandBar", "KeysOverlay", "PartnerPane", "QueuePane"]

PANES: dict[str, Callable[[Mapping[str, str]], QWidget]] = {
    "caller": CallerPane,
    "catalogue": CataloguePane,
    "partner": PartnerPane,
    "callback": CallbackPane,
    "case": CasePane,
    "queue": QueuePane,
}
"""Stem → pane, in the order in which Tab goes through them."""
