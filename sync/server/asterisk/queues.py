"""Which of our queues the PBX has. An operator whose line has none there still takes the calls of the others."""

from __future__ import annotations

from collections.abc import Sequence

from models.records.catalogue import Line
from sync.server.ami.message import Message
from sync.server.asterisk.plan import PbxPlan
from sync.server.observing import log


class Queues:
    """What the PBX has as it was asked last, or as it refused last; each queue that is missing is said once in the log.

    A list that names no queue at all says nothing of ours: then whoever logs in finds out.
    """

    def __init__(self, plan: PbxPlan) -> None:
        self._plan = plan
        self.absent: frozenset[str] = frozenset()

    @property
    def missing(self) -> tuple[Line, ...]:
        """The lines for which a queue is missing, in the plan's order."""
        return tuple(dict.fromkeys(line for queue, line in self._plan.queues if queue in self.absent))

    def look(self, listed: Sequence[Message]) -> None:
        """Take the items of QueueStatus."""
        there = {item.get("Queue") for item in listed if item.get("Event") == "QueueParams"}
        if there:
            self._become(frozenset(queue for queue, _ in self._plan.queues if queue not in there))

    def lack(self, queue: str) -> None:
        """The PBX has refused something because it does not have this queue."""
        self._become(self.absent | {queue})

    def _become(self, absent: frozenset[str]) -> None:
        for queue, line in self._plan.queues:
            if queue in absent - self.absent:
                log.warning(
                    "call system lacks a queue: write it, or name it otherwise in --pbx-plan",
                    queue=queue,
                    line=line.value,
                    see="docs/asterisk.md, queues.conf",
                )
        if self.absent and not absent:
            log.info("call system has every queue")
        self.absent = absent
