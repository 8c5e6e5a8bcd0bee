"""The server as its administrator starts it: a process of its own, and commands beside it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
import requests

from sync.protocol.messages import Challenge, Enrolled, Session
from sync.server.command import images_of, run
from tests.support.desks import PaperDesk
from tests.support.line import Line
from tests.support.tree import ROOT


def process(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Give the server's program these arguments."""
    line = [sys.executable, "main.py", "server", "--db", url, *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def command(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Do what the program does with these arguments, here: to start it takes a second."""
    line = ["server", "--db", url, *arguments]
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = run(line)
    return subprocess.CompletedProcess(line, code, out.getvalue(), err.getvalue())


@contextmanager
def started(url: str, *arguments: str) -> Iterator[tuple[str, list[str]]]:
    """Start a server and yield its address and what it said until it was there."""
    line = [sys.executable, "main.py", "server", "--db", url, "--port", "0", *arguments]
    process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    said: list[str] = []
    try:
        assert process.stdout is not None
        for told in process.stdout:
            said.append(told)
            if told.startswith("81890 centre at"):
                break
        yield said[-1].split()[3], said
    finally:
        process.terminate()
        process.wait(20)
        assert process.stdout is not None
        process.stdout.close()


def sign_in(place: str, code: str, number: int, password: str) -> Session:
    line, desk = Line(place), PaperDesk()
    line.ask("POST", "/v1/devices", desk.enrolment(code), Enrolled)
    nonce = line.ask("POST", "/v1/nonces", None, Challenge).nonce
    session: Session = line.ask("POST", "/v1/sessions", desk.login(number, password, nonce), Session)
    return session


def assert_refused(done: subprocess.CompletedProcess[str], words: str) -> None:
    """Nothing was done, and one line says why."""
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_command_for_a_centre_that_is_not_there_makes_none(tmp_path: Path) -> None:
    for path, done in ((tmp_path / "c.db", process), (tmp_path / "no" / "such" / "c.db", command)):
        assert_refused(done(f"sqlite:///{path}", "code"), "there is no centre in this database")
    assert list(tmp_path.iterdir()) == []


def test_without_tls_a_server_for_the_network_says_what_is_missing(tmp_path: Path) -> None:
    with started(f"sqlite:///{tmp_path / 'c.db'}", "--host", "0.0.0.0") as (_, said):
        assert any("--certificate" in line for line in said)


def test_the_first_start_lets_the_administrator_in_and_the_second_says_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'centre.db'}"
    with started(url) as (place, said):
        words = "".join(said)
        number, password = re.findall(r"number (\d+), password (\S+)", words)[0]
        code = re.findall(r"enrolment code (\S+),", words)[0]
        assert sign_in(place, code, int(number), password).operator.role.value == "admin"
        second = process(url)
        assert (second.returncode, second.stderr) == (2, "server: a server is running on this file already: on SQLite there is one\n")
        code = process(url, "code").stdout.split()[2].rstrip(",")
        given = command(url, "password", "28").stdout.split()[5]
        session = sign_in(place, code, 28, given)
        assert session.operator.number == 28
        assert_refused(command(url, "password", "999"), "there is no operator 999")
        listed = command(url, "devices").stdout.splitlines()
        assert len(listed) == 3, "a line above them, and the two that came in"
        desk = listed[2].split()[0]
        assert command(url, "revoke", desk).stdout.rstrip().endswith("is shut out")
        assert "shut out" in command(url, "devices").stdout.splitlines()[2]
        assert_refused(command(url, "revoke", desk), "there is no device")
        device = Line(place).ask("GET", "/metrics").text
        assert 'route="/v1/sessions"' in device
    assert (tmp_path / "data" / "centre.db").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "data" / "centre.db.door").exists()
    with started(url) as (_, said):
        assert len(said) == 1
    assert_refused(command(url, "revoke", "dev_0"), "there is no device dev_0")
    assert command(url, "new-epoch").stdout.startswith("a new history begins: ")


def test_several_processes_serve_one_postgresql(postgres_url: str) -> None:
    with started(postgres_url, "--workers", "2") as (place, _):
        assert command(postgres_url, "code").returncode == 0
        assert requests.get(f"{place}/v1/meta", timeout=10).json()["protocol"] == [1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--db", "mysql://x/y"), "--db is not the address"),
        (("--db", "nonsense"), "--db is not the address"),
        (("--db", "sqlite:///{tmp}/c.db", "--workers", "2"), "several processes need PostgreSQL"),
        (("--db", "postgresql+psycopg://nobody@127.0.0.1:9/none"), "the database does not answer"),
        (("--db", "sqlite:////proc/none/centre.db"), "server: "),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    _, url, *more = (part.format(tmp=tmp_path) for part in arguments)
    assert_refused(command(url, *more), words)


def test_every_database_has_images_of_its_own() -> None:
    assert images_of("sqlite:////srv/centre/centre.db") == Path("/srv/centre/centre.db.images")
    address = "postgresql+psycopg://centre:{}@host/{}"
    one, other, again = (images_of(address.format(*named)) for named in (("a", "x"), ("a", "y"), ("b", "x")))
    assert one == again != other
    assert one.parent == other.parent
