"""Whether the PBX has what orders lead into. Where a context is missing, whoever is sent there is thrown out."""

from __future__ import annotations

import re
from typing import Protocol

from models.records.base import Record
from models.records.call import Capability
from sync.server.ami.answers import Answer, Denied, NotAnswered
from sync.server.asterisk.plan import PbxPlan
from sync.server.observing import log

SECONDS = 2.0
"""So long a question may take: the call system is in use only when this has been asked."""

_LOCAL = re.compile(r"Local/[^@]*@([^/]+)")


class Ask(Protocol):
    """See :meth:`sync.server.ami.client.AmiClient.ask`."""

    async def __call__(self, action: str, fields: tuple[tuple[str, str], ...] = (), *, seconds: float, listing: bool = False) -> Answer: ...


class Way(Record, frozen=True):
    """A context that an order of each of these kinds leads into; ``room`` begins the extension in it, before that of a telephone."""

    context: str
    needed: tuple[Capability, ...]
    room: str = ""


def ways(plan: PbxPlan) -> tuple[Way, ...]:
    """Return where orders lead, each context before what has to be in it."""
    third = _LOCAL.match(plan.third)
    conference, by_hand = (Capability.CONFERENCE,), (Capability.CONSULT, Capability.BLIND_TRANSFER)
    return (
        *(Way(context=plan.conference_context, room=room, needed=conference) for room in ("", "cf", "ca")),
        Way(context=plan.transfer_context, needed=by_hand),
        Way(context=plan.dial_context, needed=(Capability.DIAL,)),
        *((Way(context=third[1], needed=conference),) if third is not None else ()),
    )


async def missing(ask: Ask, plan: PbxPlan, extension: str) -> frozenset[Way]:
    """Return what the PBX says it does not have. ``extension`` is that of any telephone, '' where none is known: then no room is asked for.

    What the PBX does not say, or may not, is taken to be there. Raises NotSent.
    """
    lacking: set[Way] = set()
    for way in ways(plan):
        if way.room and (not extension or any(way.context == gone.context and not gone.room for gone in lacking)):
            continue
        fields = (("Context", way.context), *((("Extension", way.room + extension),) if way.room else ()))
        try:
            await ask("ShowDialPlan", fields, seconds=SECONDS, listing=True)
        except Denied as denial:
            if denial.message.get("Message").casefold().startswith("did not find"):
                lacking.add(way)
        except NotAnswered:
            break
    return frozenset(lacking)


class DialPlan:
    """What the PBX lacks, as it was asked last; each lack is said once in the log, and again where it comes back."""

    def __init__(self, plan: PbxPlan) -> None:
        self._plan = plan
        self._extension = ""
        self.lacking: frozenset[Way] = frozenset()

    @property
    def off(self) -> frozenset[Capability]:
        """What cannot be ordered."""
        return frozenset(capability for way in self.lacking for capability in way.needed)

    async def look(self, ask: Ask, extension: str = "") -> None:
        """Ask the PBX; ``extension`` is that of a telephone, '' for the one of the last time. Raises NotSent where there is no link."""
        self._extension = extension or self._extension
        found = await missing(ask, self._plan, self._extension)
        for way in sorted(found - self.lacking, key=lambda way: (way.context, way.room)):
            log.warning(
                "dial plan of the call system lacks something: write it, or name it otherwise in --pbx-plan",
                context=way.context,
                extension=f"_{way.room}." if way.room else "",
                off=sorted(way.needed),
                see="docs/asterisk.md, extensions.conf",
            )
        if self.lacking and not found:
            log.info("dial plan of the call system is complete")
        self.lacking = found
