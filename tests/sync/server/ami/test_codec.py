"""Bytes into messages: whole ones only, the same however the stream is cut, and never more memory than the bounds say."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.server.ami import codec
from sync.server.ami.codec import Decoder, TooLong
from sync.server.ami.message import Message, Pairs, written

BANNER = b"Asterisk Call Manager/11.0.0\r\n"
STREAM = (
    BANNER
    + (
        "Response: Success\r\nActionID: a-1\r\nMessage: Authentication accepted\r\n\r\n"
        "Event: QueueMember\r\nName: 8001 王丽\r\nPausedReason: \r\nStatus: 1\r\n\r\n"
        "Event: Newchannel\nChannel: PJSIP/8001-00000001\nCallerIDName: 林芳: 夜班\n\n"
        "Response: Success\r\nActionID: a-2\r\nMessage: Command output follows\r\nOutput: 王丽 (8001)\r\nOutput: \r\nOutput: end: 1\r\n\r\n"
        "Response: Follows\r\nPrivilege: Command\r\nActionID: a-3\r\nName: 王\n\nEvent: no event\n--END COMMAND--\r\n\r\n"
        "Event: VarSet\r\nVariable: X\r\nValue: 张\r\n\r\n"
        "Event: Hangup\r\nCause: 16\r\n\r\n"
    ).encode()
)
MESSAGES: list[Pairs] = [
    (("Response", "Success"), ("ActionID", "a-1"), ("Message", "Authentication accepted")),
    (("Event", "QueueMember"), ("Name", "8001 王丽"), ("PausedReason", ""), ("Status", "1")),
    (("Event", "Newchannel"), ("Channel", "PJSIP/8001-00000001"), ("CallerIDName", "林芳: 夜班")),
    (
        *(("Response", "Success"), ("ActionID", "a-2"), ("Message", "Command output follows")),
        *(("Output", "王丽 (8001)"), ("Output", ""), ("Output", "end: 1")),
    ),
    (
        *(("Response", "Follows"), ("Privilege", "Command"), ("ActionID", "a-3")),
        *(("Output", "Name: 王"), ("Output", ""), ("Output", "Event: no event")),
    ),
    (("Event", "Hangup"), ("Cause", "16")),
]


def decoded(pieces: Iterable[bytes]) -> list[Pairs]:
    decoder = Decoder(["VarSet", "RTCP*"])
    return [message.pairs for piece in pieces for message in decoder.feed(piece)]


def cut(stream: bytes, places: Iterable[int]) -> list[bytes]:
    edges = [0, *sorted(places), len(stream)]
    return [stream[begin:end] for begin, end in zip(edges, edges[1:], strict=False)]


def test_a_stream_in_one_piece() -> None:
    decoder = Decoder(["VarSet", "RTCP*"])
    assert [message.pairs for message in decoder.feed(STREAM)] == MESSAGES
    assert decoder.banner == "Asterisk Call Manager/11.0.0"
    assert decoder.dropped == 1


def test_a_stream_byte_by_byte() -> None:
    assert decoded(bytes([byte]) for byte in STREAM) == MESSAGES


def test_a_stream_cut_at_every_place() -> None:
    assert [place for place in range(len(STREAM)) if decoded(cut(STREAM, [place])) != MESSAGES] == []


@given(st.lists(st.integers(0, len(STREAM)), max_size=40))
def test_however_a_stream_is_cut_its_messages_are_the_same(places: list[int]) -> None:
    assert decoded(cut(STREAM, places)) == MESSAGES


KEYS = st.text("abcdefghijklmnopqrstuvwxyzABC-", min_size=1, max_size=12)
VALUES = st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=30)


@given(
    st.lists(st.lists(st.tuples(KEYS, VALUES), min_size=1, max_size=6), max_size=6),
    st.randoms(use_true_random=False),
)
def test_what_is_written_is_read_again(messages: list[list[tuple[str, str]]], chance: random.Random) -> None:
    sent = [(("Event", "Any"), *pairs) for pairs in messages]
    stream = BANNER + b"".join(written(pairs) for pairs in sent)
    places = [chance.randrange(len(stream)) for _ in range(chance.randrange(12))]
    assert decoded(cut(stream, places)) == sent


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Channel", "PJSIP/8001\r\nAction: Originate"),
        ("Channel", "PJSIP/8001\n"),
        ("Channel", "a\rb"),
        ("Channel", "a\0b"),
        ("Chan\r\nnel", "x"),
        ("Chan: nel", "x"),
        ("", "x"),
    ],
)
def test_nothing_ends_its_line(key: str, value: str) -> None:
    with pytest.raises(ValueError, match="AMI message") as refused:
        written([("Action", "Hangup"), (key, value)])
    assert "PJSIP" not in str(refused.value)


def test_keys_have_no_case_and_may_come_twice() -> None:
    message = Message((("Event", "Status"), ("ChanVariable", "A=1"), ("chanvariable", "B=2")))
    assert message["EVENT"] == "Status"
    assert message.get("ChanVariable") == "A=1"
    assert message.all("CHANVARIABLE") == ("A=1", "B=2")
    assert message.get("Uniqueid") == ""
    assert "Uniqueid" not in message
    with pytest.raises(KeyError):
        message["Uniqueid"]


def test_an_event_with_a_response_in_it_is_an_event() -> None:
    assert Message((("Event", "OriginateResponse"), ("Response", "Failure"))).kind == "event"
    assert Message((("Response", "Success"),)).kind == "response"
    assert Message((("\x00\x00Event", "Hangup"),)).kind == ""


def test_a_message_tells_no_number_of_its_own_accord() -> None:
    assert "057765550101" not in repr(Message((("Event", "Newchannel"), ("CallerIDNum", "057765550101"))))


def test_bytes_that_are_no_text_spoil_their_value_alone() -> None:
    found = decoded([BANNER + b"Event: Hangup\r\nCallerIDName: \xcd\xf5\r\nCause: 16\r\n\r\n"])
    assert found == [(("Event", "Hangup"), ("CallerIDName", "\ufffd\ufffd"), ("Cause", "16"))]


def test_a_message_of_ten_thousand_lines() -> None:
    body = "".join(f"Output: 第{number}行\r\n" for number in range(10_000))
    stream = BANNER + f"Response: Success\r\nActionID: a\r\n{body}\r\n".encode()
    (pairs,) = decoded(cut(stream, range(0, len(stream), 1460)))
    assert Message(pairs).all("Output") == tuple(f"第{number}行" for number in range(10_000))


ENDLESS = {
    "a line": (b"x" * 4096, codec.LINE_BYTES),
    "a message": (b"Output: x\r\n" * 400, codec.MESSAGE_LINES * 11),
    "a message of long lines": (b"Output: " + b"x" * 60_000 + b"\r\n", codec.MESSAGE_BYTES),
    "what a command printed": (b"--no end\r\n\r\n" * 400, codec.MESSAGE_LINES * 11),
}


def taken(decoder: Decoder, piece: bytes, most: int) -> int:
    """Return how many bytes a decoder took before it gave up, or ``most``."""
    for size in range(0, most, len(piece)):
        try:
            assert decoder.feed(piece) == []
        except TooLong:
            return size
    return most


@pytest.mark.parametrize("what", ENDLESS)
def test_what_never_ends_is_not_kept(what: str) -> None:
    piece, bound = ENDLESS[what]
    decoder = Decoder()
    decoder.feed(BANNER + b"Response: Follows\r\n")
    assert taken(decoder, piece, 4 * bound) <= bound + 64 * 1024
