"""The port to a call system, with names after CSTA. Commands are accepted or refused; only events change state."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QObject, Signal

from models.records.call import Capability, Refusal, Room


class CallLine(QObject):
    """A call system as one desk sees it.

    Each command returns None where it was accepted and a :class:`Refusal` where not. What really happens comes as an event:
    ``call_changed(CallRow)`` for every step of a call that concerns this desk, ``status_changed(LineStatus)`` for the operator's
    state and the queue, ``said(str call id, Text)`` where a simulated party speaks (a real line never emits it), ``refused(Verb,
    Refusal)`` where a command that was accepted was not carried out after all, ``room_changed()`` where something moved at any desk.

    ``room`` is all seats and calls as they were last told of, None where this line tells of none or has not so far.
    """

    call_changed = Signal(object)
    status_changed = Signal(object)
    said = Signal(str, object)
    refused = Signal(object, object)
    room_changed = Signal()
    room: Room | None = None

    @abstractmethod
    def capabilities(self) -> frozenset[Capability]:
        """Return what this line can do; it drives the buttons."""

    def keeps_records(self) -> bool:
        """Tell whether calls of this line are written down by somebody else, so that the desk does not."""
        return False

    @abstractmethod
    def login(self, extension: str = "") -> Refusal | None:
        """Sit down at a telephone; ``extension`` is its number where the line needs one."""

    @abstractmethod
    def logout(self) -> Refusal | None: ...

    @abstractmethod
    def ready(self) -> Refusal | None: ...

    @abstractmethod
    def not_ready(self, reason: str) -> Refusal | None: ...

    @abstractmethod
    def answer(self) -> Refusal | None: ...

    @abstractmethod
    def hang_up(self) -> Refusal | None: ...

    @abstractmethod
    def hold(self) -> Refusal | None: ...

    @abstractmethod
    def resume(self) -> Refusal | None: ...

    @abstractmethod
    def consult(self, number: str) -> Refusal | None: ...

    @abstractmethod
    def complete_transfer(self) -> Refusal | None: ...

    @abstractmethod
    def cancel_transfer(self) -> Refusal | None: ...

    @abstractmethod
    def blind_transfer(self, number: str) -> Refusal | None: ...

    @abstractmethod
    def conference_add(self, number: str) -> Refusal | None: ...

    @abstractmethod
    def conference_drop(self) -> Refusal | None: ...

    @abstractmethod
    def mute(self) -> Refusal | None: ...

    @abstractmethod
    def unmute(self) -> Refusal | None: ...

    @abstractmethod
    def dial(self, number: str, case: str = "") -> Refusal | None: ...
