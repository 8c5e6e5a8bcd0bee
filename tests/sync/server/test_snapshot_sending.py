"""Sending the file of an image: whole or in parts, to those who are signed in, and to desks that go in the middle of it."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import requests

from sync.protocol.messages import Manifest
from sync.protocol.problems import Code
from sync.server import accounts
from sync.server.centre import Centre
from sync.server.refusal import Refusal
from sync.server.snapshot import Piece, piece
from tests.support.desks import PASSWORD
from tests.support.images import AT_ONCE, Pictured
from tests.support.line import Line, sign_in
from tests.support.serving import serving

PIECES = {
    "bytes=0-": Piece(0, 100),
    "bytes=40-": Piece(40, 60),
    "bytes=40-49": Piece(40, 10),
    "bytes=40-4000": Piece(40, 60),
    "bytes=-10": Piece(90, 10),
    "bytes=-1000": Piece(0, 100),
    "bytes = 1 - 2": Piece(1, 2),
    "": None,
    "bytes=-": None,
    "bytes=5-4": None,
    "bytes=0-1,5-6": None,
    "lines=1-2": None,
    "bytes=٣-": None,
    f"bytes={'9' * 40}-": None,
    "bytes=100-": Code.RANGE_NOT_SATISFIABLE,
    "bytes=-0": Code.RANGE_NOT_SATISFIABLE,
}


@pytest.mark.parametrize("asked", PIECES)
def test_a_range_is_read_or_passed_over(asked: str) -> None:
    wanted = PIECES[asked]
    if isinstance(wanted, Code):
        with pytest.raises(Refusal) as refused:
            piece(asked, 100)
        assert refused.value.code is wanted
    else:
        assert piece(asked, 100) == wanted


@pytest.fixture
def url(sqlite_url: str) -> str:
    """Files are sent alike whatever the database is."""
    return sqlite_url


@pytest.fixture
def one(centre: Centre, tmp_path: Path) -> Pictured:
    return Pictured(centre, tmp_path / "images")


@pytest.fixture
def served(one: Pictured) -> Iterator[tuple[Pictured, Line, str]]:
    """A world with an image behind a socket, and a desk's token."""
    accounts.set_password(one.centre, 28, PASSWORD)
    one.accept()
    one.make()
    with serving(one.centre, one.images.folder, AT_ONCE) as place:
        line = Line(place)
        yield one, line, sign_in(line, one.centre)[1]


Served = tuple[Pictured, Line, str]


def fetched(served: Served, name: str = "", **headers: str) -> requests.Response:
    """Return the answer to a request for the image's file."""
    world, line, token = served
    path = f"/v1/snapshot/files/{name or world.images.listed()[0].file.sha256}"
    answer = line.ask("GET", path, Authorization=token, **{key.replace("_", "-"): value for key, value in headers.items()})
    assert isinstance(answer, requests.Response)
    return answer


def test_the_file_comes_whole_or_in_parts(served: Served) -> None:
    world, line, token = served
    found = line.ask("GET", "/v1/snapshot", None, Manifest, Authorization=token)
    assert found == world.images.listed()[0]
    packed, tag = world.images.path(found).read_bytes(), f'"{found.file.sha256}"'
    whole = fetched(served)
    assert (whole.status_code, whole.content, whole.headers["ETag"]) == (200, packed, tag)
    assert "immutable" in whole.headers["Cache-Control"]
    assert whole.headers["Content-Length"] == str(len(packed))
    assert "Content-Encoding" not in whole.headers
    middle = len(packed) // 2
    rest = fetched(served, Range=f"bytes={middle}-")
    assert (rest.status_code, rest.content) == (206, packed[middle:])
    assert rest.headers["Content-Range"] == f"bytes {middle}-{len(packed) - 1}/{len(packed)}"
    assert fetched(served, Range=f"bytes={middle}-", If_Range=tag).content == packed[middle:]
    other = fetched(served, Range=f"bytes={middle}-", If_Range='"another"')
    assert (other.status_code, other.content) == (200, packed)
    beyond = fetched(served, Range=f"bytes={len(packed)}-")
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(packed)}")
    assert beyond.headers["Content-Type"] == "application/problem+json"
    known = fetched(served, If_None_Match=f'"x", W/{tag}')
    assert (known.status_code, known.content, known.headers["ETag"]) == (304, b"", tag)
    assert fetched(served, If_None_Match='"x"').status_code == 200


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not tell which files are open")
def test_a_desk_that_goes_in_mid_file_leaves_nothing_open(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    world, line, token = served
    image = world.images.folder / "large.db"
    image.write_bytes(random.Random(3).randbytes(24 << 20))
    listed = world.images.listed()[0]
    found = world.images.keep(image, listed.epoch, listed.cursors, lambda: True)
    path = world.images.path(found)
    address = f"{line.place}/v1/snapshot/files/{found.file.sha256}"
    with requests.get(address, headers={"Authorization": token}, stream=True, timeout=10) as answer:
        assert len(next(answer.iter_content(1 << 16))) == 1 << 16
        assert path in opened()
    for _ in range(2000):
        if path not in opened():
            break
        assert line.http.get(line.place + "/healthz", timeout=10).status_code == 200
    assert path not in opened()
    rest = fetched(served, found.file.sha256, Range=f"bytes={1 << 16}-")
    assert rest.content == path.read_bytes()[1 << 16 :]
    assert "fault" not in capsys.readouterr().out


def opened() -> set[Path]:
    """Return the files that this process has open."""
    found: set[Path] = set()
    for handle in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            found.add(handle.readlink())
    return found


@pytest.mark.parametrize("name", ["0" * 64, "images.json", "mirror.db", "..%2fcentre.db", "lock"])
def test_only_images_are_sent(served: Served, name: str) -> None:
    answer = fetched(served, name)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_nobody_gets_it_without_a_session(served: Served) -> None:
    world, line, _ = served
    for path in ("/v1/snapshot", f"/v1/snapshot/files/{world.images.listed()[0].file.sha256}"):
        assert line.refused("GET", path).code is Code.LOGIN_REQUIRED
        assert line.refused("GET", path, Authorization="Bearer guessed").code is Code.LOGIN_REQUIRED
        told: Mapping[str, str] = {"Sync-Protocol": "99", "Authorization": served[2]}
        assert line.refused("GET", path, **told).code is Code.CLIENT_TOO_OLD
