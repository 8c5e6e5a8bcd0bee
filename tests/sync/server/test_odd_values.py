"""Values of the right type that a database does not take are refused like any others, wherever a request names something."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from msgspec.structs import replace

from sync.protocol.messages import Challenge, Enrol, Presence, Rehearse
from sync.protocol.problems import Code
from sync.server import accounts, devices
from sync.server.centre import Centre
from tests.support.desks import PASSWORD, PaperDesk
from tests.support.line import Line, sign_in
from tests.support.serving import serving

NUL = "a\0b"
NUMBERS = (-1, 2**31, 2**63, 2**64)


@pytest.fixture
def line(centre: Centre) -> Iterator[Line]:
    accounts.set_password(centre, 28, PASSWORD)
    centre.limits = replace(centre.limits, requests_per_second=10**6, burst=10**6)
    with serving(centre) as place:
        yield Line(place)


def refused(line: Line, method: str, path: str, body: msgspec.Struct, member: str, token: str = "") -> None:
    problem = line.refused(method, path, body, Authorization=token)
    assert (problem.code, problem.detail.partition(":")[0]) == (Code.INVALID_REQUEST, member)
    assert "\0" not in problem.detail


def test_at_the_door(line: Line, centre: Centre) -> None:
    desk = PaperDesk("28")
    code = devices.make_code(centre, 0).code
    enrolment = desk.enrolment(code)
    refused(line, "POST", "/v1/devices", replace(enrolment, name=NUL), "$.name")
    asked = Rehearse(code=code, public_key=desk.public_key, proof=desk.sign(code), codes={"item": (NUL,)})
    refused(line, "POST", "/v1/rehearsals", asked, "$.codes[...][0]")
    assert line.refused("POST", "/v1/rehearsals", replace(asked, codes={NUL: ("C03-03",)})).code is Code.INVALID_REQUEST
    assert line.ask("POST", "/v1/devices", Enrol(enrolment.code, "桌😀", enrolment.public_key, enrolment.proof)).status_code == 200


def test_at_the_sign_in(line: Line, centre: Centre) -> None:
    desk, _ = sign_in(line, centre)
    right = desk.login(28, PASSWORD, line.ask("POST", "/v1/nonces", None, Challenge).nonce)
    for member in ("device", "nonce"):
        refused(line, "POST", "/v1/sessions", replace(right, **{member: NUL}), f"$.{member}")
    for number in NUMBERS:
        refused(line, "POST", "/v1/sessions", replace(right, number=number), "$.number")
    assert line.refused("POST", "/v1/sessions", replace(right, number=2**31 - 1)).code is Code.LOGIN_FAILED


def test_behind_the_sign_in(line: Line, centre: Centre) -> None:
    accounts.set_password(centre, 2, PASSWORD)
    _, token = sign_in(line, centre, 2)
    refused(line, "PUT", "/v1/presence", Presence(case_id=NUL, writing=True), "$.case_id", token)
    assert line.ask("PUT", "/v1/presence", Presence(case_id="长" * 200, writing=True), Authorization=token).status_code == 204
    for path in ("/v1/cases/a%00b/history", f"/v1/cases/{'x' * 3000}/history", "/v1/cases/%F0%9F%98%80/history"):
        assert line.refused("GET", path, Authorization=token).code is Code.NOT_FOUND


def test_a_device_of_no_name_is_none(centre: Centre) -> None:
    assert not devices.revoke_device(centre, NUL)
