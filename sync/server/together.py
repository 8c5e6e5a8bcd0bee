"""Pulls that are answered together: who asks and where the streams stand is asked once for all of them."""

from __future__ import annotations

from typing import NamedTuple

from sync.protocol.messages import Pull
from sync.server.accounts import Caller, authenticate_all
from sync.server.centre import Centre
from sync.server.gate import Rate
from sync.server.intake import Body
from sync.server.pull import pull_together
from sync.server.refusal import Refusal


class Asked(NamedTuple):
    """A pull as it came: the access token and the body."""

    token: str
    body: Body


class Answered(NamedTuple):
    """Who asked, None where nobody is behind the token, and what is answered; a Pull where its rows must be read for it alone."""

    caller: Caller | None
    said: bytes | Refusal | Pull


def answer(centre: Centre, rate: Rate, asked: list[Asked]) -> list[Answered]:
    """Answer pulls in their order, each as if it had come alone."""
    behind = authenticate_all(centre, {token for token, _ in asked})
    answers = [_admitted(centre, rate, behind[token], body) for token, body in asked]
    wanted = [(found.caller, found.said) for found in answers if found.caller is not None and isinstance(found.said, Pull)]
    told = iter(pull_together(centre, wanted))
    return [found._replace(said=next(told) or found.said) if isinstance(found.said, Pull) else found for found in answers]


def _admitted(centre: Centre, rate: Rate, caller: Caller | Refusal, body: Body) -> Answered:
    if isinstance(caller, Refusal):
        return Answered(None, caller)
    try:
        rate.count(caller.device)
        return Answered(caller, body.opened(Pull, centre.limits))
    except Refusal as refusal:
        return Answered(caller, refusal)
