"""Signing in: at the centre, by the lease while it is away, and never by a password that the centre has refused."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import argon2
import pytest

from models.records.failure import WorldFailure
from sync.client.account import Credentials
from sync.client.failures import Garbled, Refused, Unreachable
from sync.client.papers import LEASES, leases_of
from sync.client.ports import Ground
from sync.client.sign_in import Door, SignedIn
from sync.protocol.problems import Code
from tests.support.memory import OPERATOR, PASSWORD, Centre, Desk, DeskLocal, refusal
from tests.support.virtual import VirtualClock, VirtualLoop, end
from tests.support.wire import ScriptedThreads, ScriptedWire

T = TypeVar("T")


class Entrance:
    """A door with a centre behind it."""

    def __init__(self, directory: Path) -> None:
        self.loop = VirtualLoop()
        self.clock = VirtualClock(self.loop)
        self.centre = Centre(self.clock)
        self.wire = ScriptedWire(self.centre, self.clock)
        self.directory = directory
        ground = Ground(
            local=DeskLocal(),
            wire=self.wire,
            threads=ScriptedThreads(Desk("dev")),
            clock=self.clock,
            sleep=asyncio.sleep,
            chance=random.Random(1),
            room=directory,
        )
        self.door = Door(ground, directory, argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    def enter(self, password: str = PASSWORD, number: int = OPERATOR.number) -> SignedIn:
        return self.do(self.door.enter(Credentials(number, password)))

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def pass_time(self, step: timedelta) -> None:
        self.do(asyncio.sleep(step.total_seconds()))


@pytest.fixture
def entrance(tmp_path: Path) -> Any:
    """A door to a centre that answers."""
    made = Entrance(tmp_path)
    yield made
    end(made.loop)


def test_the_centre_lets_in_and_grants_a_lease(entrance: Entrance) -> None:
    entered = entrance.enter()
    assert entered.operator == OPERATOR
    assert entered.session is not None
    lease = leases_of(entrance.directory)[OPERATOR.number]
    assert lease.verifier.startswith("$argon2id$")
    assert PASSWORD not in (entrance.directory / LEASES).read_text(encoding="utf-8")
    assert (entrance.directory / LEASES).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("failure", [Unreachable("timeout"), Garbled("type"), refusal(Code.TRY_LATER)])
def test_the_lease_lets_in_while_the_centre_is_away(entrance: Entrance, failure: Exception) -> None:
    entrance.enter()
    entrance.pass_time(timedelta(days=6, hours=23))
    entrance.wire.script.fail("nonce", failure)
    entered = entrance.enter()
    assert entered == SignedIn(operator=OPERATOR, session=None)


def test_a_wrong_password_does_not_open_the_lease(entrance: Entrance) -> None:
    entrance.enter()
    entrance.wire.script.down = True
    with pytest.raises(WorldFailure, match=r"sync\.login-failed"):
        entrance.enter("wrong")


def test_a_lease_ends_after_a_week(entrance: Entrance) -> None:
    entrance.enter()
    entrance.pass_time(timedelta(days=7, hours=1))
    entrance.wire.script.down = True
    with pytest.raises(WorldFailure, match=r"sync\.no_lease"):
        entrance.enter()


def test_a_lease_begins_again_whenever_the_centre_lets_its_operator_go_on(entrance: Entrance) -> None:
    session = entrance.enter().session
    assert session is not None
    entrance.pass_time(timedelta(days=6))
    entrance.door.renew(session)
    entrance.pass_time(timedelta(days=6))
    entrance.wire.script.down = True
    assert entrance.enter().session is None


def test_a_clock_that_was_set_back_makes_no_lease_longer(entrance: Entrance) -> None:
    entrance.enter()
    entrance.clock.skew = timedelta(days=-2)
    entrance.wire.script.down = True
    with pytest.raises(WorldFailure, match=r"sync\.no_lease"):
        entrance.enter()
    entrance.clock.skew = timedelta(hours=-3)
    assert entrance.enter().session is None


def test_who_was_never_here_needs_the_centre(entrance: Entrance) -> None:
    entrance.wire.script.down = True
    with pytest.raises(Unreachable):
        entrance.enter()


def test_a_refused_password_takes_the_lease_back(entrance: Entrance) -> None:
    entrance.enter()
    entrance.centre.password = "another one"
    with pytest.raises(Refused):
        entrance.enter()
    entrance.wire.script.down = True
    with pytest.raises(Unreachable):
        entrance.enter()


def test_a_revoked_desk_has_no_leases_left(entrance: Entrance) -> None:
    entrance.enter()
    entrance.centre.revoked.add("dev")
    with pytest.raises(Refused):
        entrance.enter(number=99)
    assert leases_of(entrance.directory) == {}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"12": {}}', "\x00\x01"])
def test_a_damaged_file_is_as_if_it_were_not_there(entrance: Entrance, text: str) -> None:
    (entrance.directory / LEASES).write_text(text, encoding="utf-8")
    assert leases_of(entrance.directory) == {}
    assert entrance.enter().session is not None
