"""What the sync light may honestly say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.records.base import Text
from models.records.failure import Diverged, StoreFailure, WorldFailure
from models.records.sync import Away, Light, SyncStatus, Waiting
from models.rules.moment import FAR_MS
from sync.client.failures import Garbled, Refused, SignedOut, Unreachable, Untrusted
from sync.protocol.problems import Code

CLOCK_OFF_MS = 60_000
"""A clock that is further off than this is told of (sync protocol 3.7)."""

_KINDS: tuple[tuple[type[WorldFailure], Away], ...] = (
    (Unreachable, Away.UNREACHABLE),
    (Untrusted, Away.UNTRUSTED),
    (Garbled, Away.GARBLED),
    (SignedOut, Away.SIGNED_OUT),
    (Diverged, Away.MOVED),
    (StoreFailure, Away.DESK_DISK),
)
_REASONS: Mapping[Code, Away] = {
    Code.LOGIN_REQUIRED: Away.SIGNED_OUT,
    Code.LOGIN_FAILED: Away.SIGNED_OUT,
    Code.TOKEN_EXPIRED: Away.SIGNED_OUT,
    Code.DEVICE_REVOKED: Away.REVOKED,
    Code.CLIENT_TOO_OLD: Away.BEHIND,
    Code.STORAGE_FULL: Away.CENTRE_FULL,
    Code.CURSOR_DIVERGED: Away.MOVED,
    Code.CURSOR_EXPIRED: Away.MOVED,
}
_WORST = (
    Away.REVOKED,
    Away.SIGNED_OUT,
    Away.DESK_DISK,
    Away.UNTRUSTED,
    Away.GARBLED,
    Away.UNREACHABLE,
    Away.CENTRE_FULL,
    Away.BUSY,
    Away.BEHIND,
    Away.MOVED,
    Away.CONNECTING,
)


def reason_of(failure: WorldFailure) -> Away:
    """Return in one word why the centre does not take part, as a failure tells it."""
    if isinstance(failure, Refused):
        return _REASONS.get(failure.reason, Away.BUSY)
    return next((away for kind, away in _KINDS if isinstance(failure, kind)), Away.BUSY)


class Standing:
    """Gathers what the lanes of the engine know and tells ``listener`` whenever that adds up to something else."""

    def __init__(self, centre: Text, listener: Callable[[SyncStatus], None]) -> None:
        self.status = SyncStatus(light=Light.ALL_THERE, centre=centre, away=Away.CONNECTING)
        self._listener = listener
        self._away: dict[str, Away] = {}
        self._centre = centre
        self._waiting = Waiting()
        self._needs = 0
        self._attachments = 0
        self._heard_at = ""
        self._offset_ms = 0
        self._fetch = (0, 0)

    def counted(self, waiting: Waiting, needs: int, attachments: int = 0) -> None:
        """Take what the store counts, and how many attachments have not come to the centre."""
        self._waiting, self._needs, self._attachments = waiting, needs, attachments
        self._tell()

    def well(self, lane: str, heard_at: str) -> None:
        """A lane had an answer from the centre at ``heard_at`` (ISO)."""
        self._away[lane] = Away.NONE
        self._heard_at = heard_at
        self._tell()

    def calm(self, lane: str) -> None:
        """A lane has nothing to ask any more."""
        self._away.pop(lane, None)
        self._tell()

    def troubled(self, lane: str, failure: WorldFailure) -> None:
        """A lane has none."""
        self._away[lane] = reason_of(failure)
        self._tell()

    def clock(self, offset_ms: int) -> None:
        """Take how far this desk's clock lies behind the centre's."""
        self._offset_ms = offset_ms
        self._tell()

    def fetching(self, done: int, total: int) -> None:
        """Take how far a first fetch is, in bytes."""
        self._fetch = (done, total)
        self._tell()

    def _tell(self) -> None:
        light = Light.NEEDS_YOU if self._needs else Light.WAITING if self._waiting.count or self._attachments else Light.ALL_THERE
        # Before anything was received, whatever else the centre answered says nothing about what it has for this desk.
        told = {Away.CONNECTING, *self._away.values()} if "pull" not in self._away else set(self._away.values())
        away = next((worst for worst in _WORST if worst in told), Away.NONE)
        status = SyncStatus(
            light=light,
            waiting=self._waiting,
            needs=self._needs,
            attachments=self._attachments,
            away=away,
            centre=self._centre,
            heard_at=self._heard_at,
            offset_ms=self._offset_ms,
            clock_off=abs(self._offset_ms) > CLOCK_OFF_MS,
            clock_far=abs(self._offset_ms) > FAR_MS,
            done=self._fetch[0],
            total=self._fetch[1],
        )
        if status != self.status:
            self.status = status
            self._listener(status)
