"""Where the call system is, and where its secret comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.server.ami.address import SECRET, SECRET_FILE, Address, parse, secret_from, trust


def test_an_address_has_its_port_by_its_kind() -> None:
    assert parse("ami://gateway@pbx.example") == Address(user="gateway", host="pbx.example", port=5038, tls=False)
    assert parse("amis://gateway@pbx.example") == Address(user="gateway", host="pbx.example", port=5039, tls=True)
    assert parse("ami://gateway@[::1]:5040") == Address(user="gateway", host="::1", port=5040, tls=False)
    assert str(parse("amis://gateway@[::1]:5040")) == "amis://gateway@[::1]:5040"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://gateway@pbx.example",
        "ami://pbx.example",
        "ami://gateway@",
        "ami://gateway@[::1",
        "ami://gateway@pbx.example:70000",
        "ami://gateway@pbx.example:0",
        "ami://gateway@pbx.example/path",
        "ami://gateway@pbx.example?x=1",
        "ami://gate%0d%0away@pbx.example",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="call system"):
        parse(text)


def test_a_secret_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(ValueError, match=SECRET) as refused:
        parse("ami://gateway:tell-nobody@pbx.example")
    assert "tell-nobody" not in str(refused.value)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("localhost", True), ("10.0.0.7", False), ("pbx", False)],
)
def test_loopback_is_what_does_not_leave_the_machine(host: str, loopback: bool) -> None:
    assert Address(user="gateway", host=host, port=5038, tls=False).loopback is loopback


def test_the_secret_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from-a-file\nand more\n", encoding="utf-8")
    assert secret_from({SECRET: "from-the-environment", SECRET_FILE: str(file)}) == "from-the-environment"
    assert secret_from({SECRET_FILE: str(file)}) == "from-a-file"


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", b"two\x00parts"])
def test_a_file_without_a_secret_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "secret"
    file.write_bytes(content)
    with pytest.raises(ValueError, match=SECRET_FILE):
        secret_from({SECRET_FILE: str(file)})


def test_no_secret_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=SECRET):
        secret_from({})
    with pytest.raises(ValueError, match=SECRET_FILE):
        secret_from({SECRET_FILE: str(tmp_path / "nowhere")})


def test_a_file_without_a_certificate_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "authority.pem"
    file.write_text("no certificate", encoding="utf-8")
    with pytest.raises(ValueError, match="certificate"):
        trust(file)
