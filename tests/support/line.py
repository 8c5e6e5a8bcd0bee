"""What a test speaks with the server through: a socket and the records of the protocol."""

from __future__ import annotations

from typing import Any

import msgspec
import requests

from sync.protocol.messages import Challenge, Enrolled, Session
from sync.protocol.problems import Problem
from sync.server import devices
from sync.server.centre import Centre
from tests.support.desks import PASSWORD, PaperDesk


class Line:
    """What a desk would use to speak with the server."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.http = requests.Session()

    def ask(self, method: str, path: str, body: Any = None, kind: type[Any] | None = None, **headers: str) -> Any:
        """Send a record and return the answer as one, or the whole answer where no kind is named."""
        data = msgspec.json.encode(body) if body is not None else None
        sent = {"Content-Type": "application/json", "Sync-Protocol": "1", **headers}
        answer = self.http.request(method, self.place + path, data=data, headers=sent, timeout=10)
        if kind is None:
            return answer
        assert answer.status_code < 300, answer.text
        return msgspec.json.decode(answer.content, type=kind)

    def refused(self, method: str, path: str, body: Any = None, **headers: str) -> Problem:
        """Send something that is refused and return the problem."""
        answer = self.ask(method, path, body, **headers)
        assert answer.headers["Content-Type"] == "application/problem+json"
        problem = msgspec.json.decode(answer.content, type=Problem)
        assert problem.status == answer.status_code
        assert problem.instance == f"urn:uuid:{answer.headers['X-Request-Id']}"
        return problem


def sign_in(line: Line, centre: Centre, number: int = 28, code: str = "") -> tuple[PaperDesk, str]:
    desk = PaperDesk(str(number))
    enrolled = line.ask("POST", "/v1/devices", desk.enrolment(code or devices.make_code(centre, 0).code), Enrolled)
    assert (enrolled.device, enrolled.epoch) == (desk.id, centre.epoch)
    nonce = line.ask("POST", "/v1/nonces", None, Challenge).nonce
    session = line.ask("POST", "/v1/sessions", desk.login(number, PASSWORD, nonce), Session)
    desk.actor, desk.session = session.operator.actor, session.id
    return desk, f"Bearer {session.access}"
