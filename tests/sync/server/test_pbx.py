"""The call system as its administrator gives it: on the command line, with its secret and its plan in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.records.call import Capability
from sync.protocol.messages import Meta
from sync.server.command import run
from sync.server.pbx import Given, call_system
from tests.support.line import Line
from tests.sync.server.test_command import started

AMI = "ami://gateway@127.0.0.1:9"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text("not a real one\n", encoding="utf-8")
    return file


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'centre.db'}"


def plan(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "plan.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_server_with_a_call_system_says_that_it_is_the_gateway(url: str, secret: Path) -> None:
    with started(url, "--pbx", AMI, "--pbx-secret", str(secret)) as (place, said):
        assert Line(place).ask("GET", "/v1/meta", None, Meta).calls == "."
        assert "hotline_calls_link 0.0" in Line(place).ask("GET", "/metrics").text
    assert "not a real one" not in "".join(said)


def test_a_server_beside_which_the_gateway_runs_says_where(url: str) -> None:
    with started(url, "--calls-at", "https://calls.example:8190") as (place, _):
        assert Line(place).ask("GET", "/v1/meta", None, Meta).calls == "https://calls.example:8190"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--pbx", AMI, "--workers", "2"), "the call gateway is one process"),
        (("--calls",), "needs a call system: give --pbx"),
        (("--calls", "--pbx", AMI), "on SQLite there is one process"),
        (("--calls-at", "http://x", "--pbx", AMI), "leave it or --pbx out"),
        (("--pbx", "ami://gateway:word@127.0.0.1"), "the secret does not belong into the address"),
        (("--pbx", "sip://127.0.0.1"), "the address of the call system is ami://"),
        (("--pbx", AMI, "--pbx-secret", "nowhere"), "cannot be read"),
    ],
    ids=["workers", "calls alone", "sqlite", "both", "secret in the address", "another scheme", "no secret"],
)
def test_what_does_not_go_together_is_refused_in_a_sentence(
    url: str, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["server", "--db", url, *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err
    assert "word@" not in told.err
    assert told.err.count("\n") == 1


def test_the_plan_says_which_queue_belongs_to_which_line_and_what_the_phones_can(tmp_path: Path, secret: Path) -> None:
    made = call_system(Given(address=AMI, secret=secret), 30)
    assert Capability.ANSWER not in made.capabilities()
    told = plan(tmp_path, 'queues = [["one", "general"]]\ntalk_by_notify = true\n')
    assert Capability.ANSWER in call_system(Given(address=AMI, secret=secret, plan=told), 30).capabilities()


@pytest.mark.parametrize(
    ("text", "words"),
    [("queue = 1", "knows no queue"), ('queues = [["one", "astrology"]]', "cannot be understood"), ("[", "cannot be understood")],
    ids=["a slip", "no line of ours", "no TOML"],
)
def test_a_plan_with_a_slip_is_refused(tmp_path: Path, secret: Path, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call_system(Given(address=AMI, secret=secret, plan=plan(tmp_path, text)), 30)
