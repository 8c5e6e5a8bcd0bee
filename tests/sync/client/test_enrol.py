"""Enrolling: the key is proven, the history joined, and the address kept last of all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.records.base import Text
from models.records.sync import Centre as CentreRecord
from sync.client.enrol import enrol
from sync.client.failures import Refused, Unreachable
from sync.client.papers import centre_of
from sync.protocol.messages import Enrol, Enrolled
from sync.protocol.problems import Code
from tests.support.memory import Centre, Desk, DeskLocal, refusal
from tests.support.virtual import VirtualClock, VirtualLoop
from tests.support.wire import ScriptedWire

ASKED = CentreRecord(url="https://centre.example", name=Text(""), authority="centre.pem")


class EnrollingWire(ScriptedWire):
    """A wire to a centre that takes one code."""

    def enrol(self, request: Enrol) -> Enrolled:
        if request.code != "ABCDE-23456" or request.proof != request.code:
            raise refusal(Code.CODE_INVALID)
        return self._call("enrol", lambda: Enrolled(device="dev", epoch=self.centre.epoch, centre=Text("瑞安", "Ruian")))


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
