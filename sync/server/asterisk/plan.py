"""What the gateway has to know of the PBX: names that its administrator chose, and fixed contexts that no order can leave."""

from __future__ import annotations

import re

from models.records.base import Record
from models.records.catalogue import Line

_DIGITS = re.compile(r"[0-9]{1,9}", re.ASCII)


class PbxPlan(Record, frozen=True):
    """The queues with their lines, the telephones, the contexts of the dial plan, and how long things take.

    ``dial_context`` rings the citizen from an operator's telephone, ``transfer_context`` whoever is consulted or transferred to;
    ``conference_context`` has ``cf<extension>`` for the caller and the third party and ``ca<extension>`` for the operator, and ``third`` is
    the channel that reaches a third party by number. ``prefix`` begins the ids of the legs that we have asked for. ``talk_by_notify`` says
    that the telephones answer, hold and resume by SIP NOTIFY; without it that is done by hand. ``three_way`` is the feature code that turns
    a consultation into a conference.
    """

    queues: tuple[tuple[str, Line], ...]
    technology: str = "PJSIP"
    hotline: str = "81890"
    dial_context: str = "hotline-dial"
    transfer_context: str = "hotline-transfer"
    conference_context: str = "hotline-conference"
    third: str = "Local/{number}@hotline-transfer/n"
    ring_seconds: int = 25
    wrap_up_seconds: int = 30
    wrap_up_reason: str = "wrap-up"
    prefix: str = "hotline"
    three_way: str = "*3"
    talk_by_notify: bool = False

    def line(self, queue: str) -> Line | None:
        """Return the line of a queue, None where it is none of ours."""
        return dict(self.queues).get(queue)

    def interface(self, extension: str) -> str:
        """Return what the PBX calls the telephone of an extension: ``PJSIP/8001``."""
        return f"{self.technology}/{extension}"

    def extension(self, name: str) -> str:
        """Return the extension of an interface (``PJSIP/8001``) or a channel (``PJSIP/8001-0000000a``), '' where it is no telephone's."""
        technology, _, rest = name.partition("/")
        if technology != self.technology:
            return ""
        return rest.rpartition("-")[0] or rest


def operator_of(member_name: str) -> int:
    """Return the operator's number, with which the name of a queue member begins (``8001 王丽``), 0 where it does not."""
    number = _DIGITS.match(member_name.strip())
    return int(number.group()) if number else 0
