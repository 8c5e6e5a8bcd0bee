"""Enrolling: the key is proven, the history joined, and the address kept last of all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.records.base import Text
from models.records.sync import Centre as CentreRecord
from models.store.store import open_store
from sync.client.enrol import enrol
from sync.client.failures import Refused, Unreachable
from sync.client.local import StoreLocal
from sync.client.papers import centre_of
from sync.protocol.messages import Enrol, Enrolled
from sync.protocol.problems import Code
from tests.support.memory import Centre, Desk, DeskLocal, refusal
from tests.support.virtual import VirtualClock, VirtualLoop
from tests.support.wire import ScriptedWire

ASKED = CentreRecord(url="https://centre.example", name=Text(""), authority="centre.pem")


class EnrollingWire(ScriptedWire):
    """A wire to a centre that takes one code. ``proven`` tells whether it asks for the signature that the desks in memory give."""

    proven = True

    def enrol(self, request: Enrol) -> Enrolled:
        if request.code != "ABCDE-23456" or (self.proven and request.proof != request.code):
            raise refusal(Code.CODE_INVALID)
        given = request.desk or 101
        return self._call("enrol", lambda: Enrolled(device="dev", epoch=self.centre.epoch, centre=Text("瑞安", "Ruian"), desk=given))


@pytest.fixture
def wire() -> Iterator[EnrollingWire]:
    """A wire that answers."""
    loop = VirtualLoop()
    clock = VirtualClock(loop)
    yield EnrollingWire(Centre(clock), clock)
    loop.close()


def test_a_desk_becomes_one_of_the_centre(wire: EnrollingWire, tmp_path: Path) -> None:
    desk = Desk("dev")
    joined = enrol(desk, DeskLocal(), wire, tmp_path, ASKED, " abcde-23456 ", "desk-12")
    assert joined == centre_of(tmp_path) == CentreRecord(url=ASKED.url, name=Text("瑞安", "Ruian"), authority="centre.pem")
    assert desk.epoch == "epoch-1"


def test_a_refused_code_changes_nothing(wire: EnrollingWire, tmp_path: Path) -> None:
    desk = Desk("dev")
    with pytest.raises(Refused):
        enrol(desk, DeskLocal(), wire, tmp_path, ASKED, "XXXXX-XXXXX", "desk-12")
    assert desk.epoch == ""
    assert centre_of(tmp_path) is None


def test_a_lost_answer_is_asked_for_again(wire: EnrollingWire, tmp_path: Path) -> None:
    desk = Desk("dev")
    wire.script.lose_answer("enrol")
    with pytest.raises(Unreachable):
        enrol(desk, DeskLocal(), wire, tmp_path, ASKED, "ABCDE-23456", "desk-12")
    assert centre_of(tmp_path) is None
    assert enrol(desk, DeskLocal(), wire, tmp_path, ASKED, "ABCDE-23456", "desk-12") == centre_of(tmp_path)


@pytest.mark.parametrize(("asked", "given"), [(0, 101), (12, 12)])
def test_the_number_for_its_cases_is_asked_for_and_kept(asked: int, given: int, wire: EnrollingWire, tmp_path: Path) -> None:
    store = open_store(tmp_path / "profile", alone=False)
    wire.proven = False
    enrol(store, StoreLocal(), wire, tmp_path, ASKED, "ABCDE-23456", "desk", asked)
    assert store.outbox.desk == given
    store.close()
    again = open_store(tmp_path / "profile", alone=False)
    assert again.outbox.desk == given
    again.close()
