"""Real traffic of an Asterisk, where it lies beside the repository; it is no part of it."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from tests.support.tree import ROOT

FOLDER = Path(os.environ.get("HOTLINE_CAPTURES") or ROOT.parent / "shared" / "ami-captures")
"""``HOTLINE_CAPTURES``, else ``../shared/ami-captures``."""

NAMES = sorted(file.stem for file in FOLDER.glob("*.txt"))


class Moment(msgspec.Struct):
    """A message of a timeline: when, from whom (``S`` the PBX, ``C`` the client, ``close``), and what."""

    t: float
    dir: str
    msg: str


def stream(name: str) -> bytes:
    """Return what the PBX sent."""
    return (FOLDER / f"{name}.txt").read_bytes()


def timeline(name: str) -> list[Moment]:
    lines = (FOLDER / f"{name}.timeline.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Moment) for line in lines]


def told(name: str) -> list[list[tuple[str, str]]]:
    """Return the messages that the PBX sent, without the banner, as the timeline has them."""
    sent = [moment.msg for moment in timeline(name) if moment.dir == "S" and moment.msg.endswith("\r\n\r\n")]
    return [[(key, value) for key, _, value in (line.partition(": ") for line in text[:-4].split("\r\n"))] for text in sent]
