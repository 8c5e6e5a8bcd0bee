"""The centre as the core sees it: a database, a clock, a source of chance and the figures that hold here."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher

from models.records.base import Text
from models.records.profile import Profile
from models.store.clock import Clock, SystemClock, stamp
from resources.profiles import load_profile
from sync.protocol.limits import LIMITS, Limits
from sync.server.database import Database
from sync.server.recent import Recent

Chance = Callable[[int], bytes]
"""Returns so many bytes that nobody can guess."""

NAME = Text("瑞安市81890社会服务中心", "Ruian 81890 service centre")


class Centre:
    """Everything that a function of the core needs beside its arguments; what it knows itself can be read again from the database.

    ``epoch`` and ``name`` are known once the database has been founded (``sync.server.founding``).
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock | None = None,
        chance: Chance = secrets.token_bytes,
        limits: Limits = LIMITS,
        profile: Profile | None = None,
        hasher: PasswordHasher | None = None,
        verifiers: int = 2,
    ) -> None:
        """``verifiers`` is how many threads check signatures, 0 to check them where they are met."""
        self.database = database
        self.clock = clock or SystemClock()
        self.chance = chance
        self.limits = limits
        self.profile = profile or load_profile()
        self.hasher = hasher or PasswordHasher()
        self.verifying = ThreadPoolExecutor(verifiers, "verify") if verifiers else None
        self.recent = Recent()
        self.epoch = ""
        self.name = NAME

    def now(self) -> str:
        """Return the centre's time as it is written down."""
        return stamp(self.clock.now())

    def token(self) -> str:
        """Return a secret of 256 bits."""
        return self.chance(32).hex()

    def id(self, kind: str) -> str:
        """Return a new name, e.g. ``ses_…``."""
        return f"{kind}_{self.chance(12).hex()}"

    def new_epoch(self) -> str:
        """Return the name of a new history."""
        return str(uuid.UUID(bytes=self.chance(16), version=4))

    def close(self) -> None:
        """Let go of threads and connections."""
        if self.verifying is not None:
            self.verifying.shutdown()
        self.database.close()


def hidden(secret: str) -> str:
    """Return what is stored of a secret of which enough is left to chance: its sha256."""
    return hashlib.sha256(secret.encode()).hexdigest()
