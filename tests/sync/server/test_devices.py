"""Devices: whom a code lets in, and the number that each has for its cases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from models.store.clock import SettableClock
from sync.protocol.messages import Enrol
from sync.protocol.problems import Code
from sync.server import devices
from sync.server.centre import Centre
from sync.server.refusal import Refusal
from tests.support.desks import PaperDesk


def refusal(centre: Centre, wanted: Enrol) -> Code:
    """Return why a device is not let in."""
    with pytest.raises(Refusal) as refused:
        devices.enrol(centre, wanted)
    return refused.value.code


def test_a_code_lets_one_device_in_and_only_for_ten_minutes(centre: Centre, clock: SettableClock) -> None:
    code = devices.make_code(centre, 0).code
    desk = PaperDesk()
    assert devices.enrol(centre, desk.enrolment(code.lower())).device == desk.id
    assert devices.enrol(centre, desk.enrolment(code)).device == desk.id
    assert refusal(centre, PaperDesk().enrolment(code)) is Code.CODE_INVALID
    late = devices.make_code(centre, 0).code
    clock.advance(devices.CODE)
    assert refusal(centre, PaperDesk().enrolment(late)) is Code.CODE_INVALID


def test_no_two_devices_have_one_desk_number(centre: Centre, clock: SettableClock) -> None:
    def enrolled(name: str, desk: int = 0) -> tuple[str, int]:
        made = PaperDesk()
        wanted = replace(made.enrolment(devices.make_code(centre, 0).code), name=name, desk=desk)
        got = devices.enrol(centre, wanted)
        return got.device, got.desk

    assert enrolled("W07")[1] == 7
    assert enrolled("frontdesk")[1] == 101
    assert enrolled("W07")[1] == 102
    assert enrolled("frontdesk", desk=9)[1] == 9
    assert enrolled("PC-20261")[1] == 103
    wiped, number = enrolled("W12")
    assert number == 12
    devices.revoke_device(centre, wiped)
    assert enrolled("W12")[1] == 104, "that day's numbers may have been told to callers"
    clock.advance(timedelta(days=1))
    assert enrolled("W12")[1] == 12
    for beyond in (-1, 1000):
        code = devices.make_code(centre, 0).code
        assert refusal(centre, replace(PaperDesk().enrolment(code), desk=beyond)) is Code.INVALID_REQUEST


def test_a_device_that_asks_again_keeps_its_number(centre: Centre) -> None:
    code, desk = devices.make_code(centre, 0).code, PaperDesk()
    first = devices.enrol(centre, replace(desk.enrolment(code), name="W31"))
    assert devices.enrol(centre, replace(desk.enrolment(code), name="W32")).desk == first.desk == 31
