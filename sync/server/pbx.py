"""Which call system the gateway speaks to: what the administrator gave, as an adapter."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from models.records.base import Record
from models.records.catalogue import Line
from sync.server.ami.address import SECRET_FILE, parse, secret_from, trust
from sync.server.ami.client import AmiClient
from sync.server.asterisk.plan import PbxPlan
from sync.server.asterisk.switch import AsteriskSwitch
from sync.server.calls.switch import Switch

QUEUES = (("81890", Line.GENERAL), ("81890-power", Line.POWER), ("81890-psychology", Line.PSYCHOLOGY))
"""The queues of a PBX whose plan names none."""


class Given(Record, frozen=True):
    """What the administrator gave: the address, and the files of the secret, the plan and the TLS authority (None for none)."""

    address: str
    secret: Path | None = None
    plan: Path | None = None
    authority: Path | None = None


def call_system(given: Given, wrap_up_seconds: int) -> Switch:
    """Return the adapter. Nothing is connected before it runs.

    Raises ValueError with a sentence for the administrator, which never holds the secret.
    """
    address = parse(given.address)
    secret = secret_from({SECRET_FILE: str(given.secret)} if given.secret is not None else os.environ)
    authority = trust(given.authority) if address.tls else None
    plan = _plan(given.plan, wrap_up_seconds)
    return AsteriskSwitch(plan, lambda hear, link: AmiClient(address, secret=secret, on_event=hear, on_link=link, authority=authority))


def _plan(file: Path | None, wrap_up_seconds: int) -> PbxPlan:
    """Return the plan in a TOML file whose keys are those of :class:`PbxPlan`; what it leaves out is as it is by default."""
    if file is None:
        return PbxPlan(queues=QUEUES, wrap_up_seconds=wrap_up_seconds)
    try:
        told = msgspec.toml.decode(file.read_bytes(), type=dict[str, object])
        unknown = sorted(set(told) - set(PbxPlan.__struct_fields__))
        if unknown:
            raise ValueError(f"the plan of the call system knows no {unknown[0]}: it knows {', '.join(PbxPlan.__struct_fields__)}")
        return msgspec.convert({"queues": QUEUES, "wrap_up_seconds": wrap_up_seconds, **told}, PbxPlan)
    except OSError:
        raise ValueError("the file with the plan of the call system cannot be read") from None
    except msgspec.MsgspecError as wrong:
        raise ValueError(f"the plan of the call system cannot be understood: {wrong}") from None
