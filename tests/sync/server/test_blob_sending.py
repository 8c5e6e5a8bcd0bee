"""Handing bytes in and fetching them over HTTP: parts, limits, odd headers, a full disk, and a server that dies in between."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator

import msgspec
import pytest
import requests
from sqlalchemy import text

from models.records.operation import Entity
from models.store.clock import SettableClock
from sync.protocol.messages import BlobsAsked, BlobStand, BlobsWanted, Push, PushAnswer
from sync.protocol.problems import Code
from sync.server import accounts
from sync.server.centre import Centre
from sync.server.database import SqliteDatabase, open_database
from sync.server.founding import found
from tests.support.desks import PASSWORD
from tests.support.line import Line, sign_in
from tests.support.papers import licence, pdf, scan_of
from tests.support.serving import serving
from tests.sync.server.conftest import CHEAP

DATA = pdf(11, 300_000)
SHA = scan_of(DATA).sha256


@pytest.fixture
def url(sqlite_url: str) -> str:
    """Requests are read alike whatever the database is; what is kept of them is tested on both in ``test_blobs``."""
    return sqlite_url


class Served:
    """A desk of a served centre in which an operation names ``DATA``."""

    def __init__(self, centre: Centre, place: str) -> None:
        self.centre = centre
        self.line = Line(place)
        self.desk, self.token = sign_in(self.line, centre, 1)
        operation = self.desk.make(licence(scan_of(DATA)), Entity(type="partner", id="P001"))
        answer = self.line.ask("POST", "/v1/ops", Push(operations=(operation,)), PushAnswer, Authorization=self.token)
        assert answer.results[0].outcome.effective

    def ask(self, method: str, data: bytes | None = None, name: str = SHA, **headers: str) -> requests.Response:
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        sent = {"Authorization": self.token, "Content-Type": "application/octet-stream", **sent}
        return self.line.http.request(method, f"{self.line.place}/v1/blobs/{name}", data=data, headers=sent, timeout=30)

    def put(self, begin: int, end: int, data: bytes = DATA, name: str = SHA) -> requests.Response:
        return self.ask("PUT", data[begin:end], name, Content_Range=f"bytes {begin}-{end - 1}/{len(data)}")


@pytest.fixture
def served(centre: Centre) -> Iterator[Served]:
    accounts.set_password(centre, 1, PASSWORD)
    with serving(centre) as place:
        yield Served(centre, place)


def told(answer: requests.Response) -> BlobStand:
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=BlobStand)


def code(answer: requests.Response) -> str:
    assert answer.headers["Content-Type"] == "application/problem+json"
    return str(answer.json()["type"]).rpartition(":")[2]


def test_bytes_go_in_in_pieces_and_come_out_whole_or_in_parts(served: Served) -> None:
    begun = served.ask("HEAD")
    assert (begun.status_code, begun.headers["Upload-Offset"], begun.headers["Upload-Complete"]) == (204, "0", "?0")
    assert told(served.put(0, 100_000)) == BlobStand(received=100_000, size=300_000)
    assert served.ask("HEAD").headers["Upload-Offset"] == "100000"
    assert served.ask("GET").status_code == 404
    assert told(served.put(100_000, 300_000)).whole
    done = served.ask("HEAD")
    assert (done.status_code, done.headers["Upload-Offset"], done.headers["Upload-Complete"]) == (200, "300000", "?1")
    whole = served.ask("GET")
    assert (whole.status_code, whole.content, whole.headers["ETag"]) == (200, DATA, f'"{SHA}"')
    assert whole.headers["Content-Length"] == "300000"
    part = served.ask("GET", Range="bytes=99999-200000")
    assert (part.status_code, part.content) == (206, DATA[99_999:200_001])
    assert part.headers["Content-Range"] == "bytes 99999-200000/300000"
    assert told(served.put(0, 100_000)).whole


def test_a_small_one_goes_in_one_request_without_a_range(served: Served) -> None:
    assert told(served.ask("PUT", DATA)).whole
    assert served.ask("GET").content == DATA


def test_the_centre_tells_what_it_lacks(served: Served) -> None:
    asked = BlobsAsked(digests=(SHA, "0" * 64, "../x"))
    lacking = served.line.ask("POST", "/v1/blobs", asked, BlobsWanted, Authorization=served.token)
    assert lacking == BlobsWanted(digests=(SHA,))
    served.ask("PUT", DATA)
    assert served.line.ask("POST", "/v1/blobs", asked, BlobsWanted, Authorization=served.token) == BlobsWanted(digests=())


def test_a_range_that_is_none_is_passed_over(served: Served) -> None:
    served.ask("PUT", DATA)
    for asked in ("bytes=-", "bytes=5-4", "bytes=0-1,5-6", "lines=1-2", "bytes=٣-".encode().decode("latin-1"), "x" * 500):
        answer = served.ask("GET", Range=asked)
        assert (answer.status_code, answer.content) == (200, DATA)


def test_a_range_behind_the_end_is_refused(served: Served) -> None:
    served.ask("PUT", DATA)
    answer = served.ask("GET", Range="bytes=300000-")
    assert (answer.status_code, answer.headers["Content-Range"], code(answer)) == (416, "bytes */300000", Code.RANGE_NOT_SATISFIABLE)


def test_a_place_that_is_none_is_refused_and_nothing_kept(served: Served) -> None:
    places = ("", "bytes 0-9", "bytes 0-9/*", "bytes 9-0/10", "bytes 0-10/10", "bytes -1-9/10", "bytes 0-8/10", "lines 0-9/10")
    for asked in (*places, "bytes 0-9/1e9"):
        answer = served.ask("PUT", DATA[:10], Content_Range=asked)
        assert (answer.status_code, code(answer)) == (422, Code.INVALID_REQUEST)
    assert served.ask("HEAD").headers["Upload-Offset"] == "0"


def test_what_is_too_large_is_refused_before_it_is_read(served: Served) -> None:
    limits = served.centre.limits
    large = served.ask("PUT", DATA[:10], Content_Range=f"bytes 0-9/{limits.blob_bytes + 1}")
    assert (large.status_code, code(large), large.json()["limit"]) == (413, Code.TOO_LARGE, limits.blob_bytes)
    piece = served.ask("PUT", bytes(limits.blob_piece_bytes + 1))
    assert (piece.status_code, piece.json()["limit"]) == (413, limits.blob_piece_bytes)
    assert limits.blob_bytes == 20 << 20
    assert served.ask("HEAD").headers["Upload-Offset"] == "0"


def test_packed_bytes_and_other_media_are_refused(served: Served) -> None:
    assert code(served.ask("PUT", gzip.compress(DATA), Content_Encoding="gzip")) == Code.UNSUPPORTED_ENCODING
    assert code(served.ask("PUT", DATA, Content_Type="application/json")) == Code.UNSUPPORTED_ENCODING
    assert code(served.ask("PUT", b"")) == Code.INVALID_REQUEST


def test_wrong_bytes_are_refused_and_nothing_kept(served: Served) -> None:
    wrong = served.ask("PUT", pdf(12, 1000))
    assert (wrong.status_code, code(wrong)) == (422, Code.DIGEST_MISMATCH)
    assert served.ask("HEAD").headers["Upload-Offset"] == "0"
    assert served.ask("GET").status_code == 404


METHODS = ("HEAD", "GET", "PUT")
NOWHERE = ("..%2f..%2fcentre.db", "%2e%2e", "0" * 64, SHA.upper(), f"{SHA}.pdf", "%00")


def test_nobody_without_a_session_learns_anything(served: Served) -> None:
    for method in METHODS:
        for token in ("", "Bearer x"):
            assert served.ask(method, DATA if method == "PUT" else None, Authorization=token).status_code == 401


def test_a_name_that_is_no_digest_leads_nowhere(served: Served) -> None:
    for name in NOWHERE:
        for method in METHODS:
            assert served.ask(method, DATA if method == "PUT" else None, name).status_code == 404


def test_a_torn_piece_is_none_and_the_next_server_goes_on_where_the_last_one_was(
    sqlite_url: str, clock: SettableClock
) -> None:
    first = Centre(open_database(sqlite_url), clock=clock, hasher=CHEAP)
    found(first)
    accounts.set_password(first, 1, PASSWORD)
    with serving(first) as place:
        desk = Served(first, place)
        told(desk.put(0, 200_000))
        torn(place, desk.token)
        assert desk.ask("HEAD").headers["Upload-Offset"] == "200000"
    second = Centre(open_database(sqlite_url), clock=clock, hasher=CHEAP)
    found(second)
    with serving(second) as place:
        desk.line.place = place
        assert desk.ask("HEAD").headers["Upload-Offset"] == "200000"
        gap = desk.put(0, 100_000)
        assert (gap.status_code, code(gap), gap.json()["expected"]) == (409, Code.BLOB_GAP, 200_000)
        assert told(desk.put(200_000, 300_000)).whole
        assert desk.ask("GET").content == DATA


def torn(place: str, token: str) -> None:
    """Promise a whole piece, send half of it, and go."""
    head = f"PUT /v1/blobs/{SHA} HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\nContent-Type: application/octet-stream\r\n"
    head += "Content-Length: 100000\r\nContent-Range: bytes 200000-299999/300000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", int(place.rpartition(":")[2])), timeout=10) as wire:
        wire.sendall(head.encode() + DATA[200_000:250_000])


def test_a_full_disk_refuses_and_a_freed_one_takes_the_rest(served: Served) -> None:
    database = served.centre.database
    assert isinstance(database, SqliteDatabase)
    told(served.put(0, 1000))
    pages = database.ask(lambda connection: connection.scalar(text("PRAGMA page_count")))
    database._raw.execute(f"PRAGMA max_page_count={pages}")
    full = served.put(1000, 300_000)
    assert (full.status_code, code(full), full.json()["retryable"]) == (507, Code.STORAGE_FULL, True)
    assert served.ask("HEAD").headers["Upload-Offset"] == "1000"
    database._raw.execute(f"PRAGMA max_page_count={pages + 10_000}")
    assert told(served.put(1000, 300_000)).whole
    assert served.ask("GET").content == DATA
