"""Whether the operator sits at the telephone of this desk, and what it takes to sit there again when the call system has forgotten it."""

from __future__ import annotations

from collections.abc import Mapping

from models.records.call import OperatorState, Refusal, Seat, Verb

Wanted = tuple[Verb, Mapping[str, str]]
"""What is to be asked of the gateway, with its fields."""


class Sitting:
    """The wish to sit at ``extension``. A call system that comes back without the seat is asked for it once for each return.

    Whoever was on a break is on it again as soon as the seat is there. A seat that is taken away while there is a link is gone: somebody
    else took the telephone, or the operator sat down at another one.
    """

    def __init__(self, extension: str) -> None:
        self.extension = extension
        self._sits = False
        self._due = False
        """Whether the login waits for the first link. It is asked for also where the seat is there: a queue of it may be missing."""
        self._lacking = 0
        """How many lines the call system had no queue for."""
        self._more = False
        """Whether a queue that was missing is there now, and the operator is not in it."""
        self._here = False
        self._stood = ""
        self._away = ""
        """The reason of the break that the operator is on, '' for none; a call that is dialled on a break leaves it."""
        self._resting = ""
        """The reason of the break to go on as soon as the seat is there."""

    def begin(self, run: str) -> None:
        """The operator sits down. ``run`` names the board's life, '' while there is no link: then the login is due when there is one.

        Whatever seat they have at another telephone is not the one of this wish, and may go.
        """
        self._sits, self._due, self._stood, self._away, self._resting, self._more = True, not run, run, "", "", False
        self._here = False

    def end(self) -> None:
        """The operator leaves."""
        self._sits, self._due, self._resting, self._more = False, False, "", False

    def refused(self, verb: Verb, refusal: Refusal) -> None:
        """The gateway refused something. A login is not asked for again, unless the link was lost over it or it waits for a queue."""
        if verb is Verb.LOGIN and refusal not in (Refusal.LINK_LOST, Refusal.NO_QUEUE):
            self.end()

    def hear(self, run: str, seat: Seat | None, lacking: int = 0) -> Wanted | None:
        """Hear how the operator's seat stands and return what is to be asked. ``run`` names the board's life, '' while there is no link.

        ``lacking`` is for how many lines the call system has no queue: where it has more than before, the login is asked for once more, as
        soon as no call is in the way.
        """
        self._more, self._lacking = self._more or lacking < self._lacking, lacking
        returned, self._stood = run not in ("", self._stood), run
        if not run or not self._sits:
            return None
        was, self._here = self._here, seat is not None and seat.extension == self.extension
        if seat is not None and self._here:
            due, self._due = self._due or self._more, False
            wanted = self._stay(seat)
            if due and not seat.call:
                self._more = False
                return Verb.LOGIN, {"extension": self.extension}
            return wanted
        if self._due or (seat is None and (returned or self._more)):
            self._due, self._more, self._resting = False, False, self._away
            return Verb.LOGIN, {"extension": self.extension}
        if was:
            self.end()
        return None

    def _stay(self, seat: Seat) -> Wanted | None:
        if self._resting:
            reason, self._resting = self._resting, ""
            return Verb.NOT_READY, {"reason": reason}
        if seat.state is OperatorState.NOT_READY:
            self._away = seat.reason
        elif seat.state in (OperatorState.READY, OperatorState.WRAP_UP):
            self._away = ""
        return None
