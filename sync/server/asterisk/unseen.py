"""Callers who gave up while there was no link: of them the PBX's queues keep no more than a number. Pure: messages in, a number out."""

from __future__ import annotations

from collections.abc import Sequence

from sync.server.ami.message import Message
from sync.server.asterisk.plan import PbxPlan


class Unseen:
    """Compares how many have given up by the count of each of our queues with how many we were told of.

    Who gives up while the lists are made may be counted in both; a count that has become less was set back at the PBX.
    """

    def __init__(self, plan: PbxPlan) -> None:
        self._plan = plan
        self._known: dict[str, int] = {}

    def hear(self, message: Message) -> None:
        """Take an event."""
        queue = message.get("Queue")
        if message.get("Event") == "QueueCallerAbandon" and queue in self._known:
            self._known[queue] += 1

    def look(self, listed: Sequence[Message]) -> int:
        """Take the items of QueueStatus after a connection; return how many gave up untold since the last ones, 0 the first time."""
        unseen = 0
        for item in listed:
            queue, count = item.get("Queue"), item.get("Abandoned")
            if item.get("Event") != "QueueParams" or self._plan.line(queue) is None or not (count.isascii() and count.isdigit()):
                continue
            unseen += max(int(count) - self._known.get(queue, int(count)), 0)
            self._known[queue] = int(count)
        return unseen
