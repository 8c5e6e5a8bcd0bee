"""The lists that the PBX answers with: what a gateway asks for after each connection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from tests.support.pbx.calls import Calls
from tests.support.pbx.exchange import Fields

Asked = Mapping[str, str]


class Told(Protocol):
    """Whoever asked."""

    def answer(self, asked: Asked, response: str, fields: Fields) -> None: ...
    def list(self, asked: Asked, message: str, items: list[tuple[str, Fields]], end: str, more: Fields) -> None: ...


def queue_status(calls: Calls, asked: Asked, told: Told) -> None:
    now = calls.exchange.clock.now()
    items: list[tuple[str, Fields]] = []
    for queue in calls.queues.values():
        if asked.get("Queue") not in (None, "", queue.name):
            continue
        items.append(
            (
                "QueueParams",
                [
                    *(("Queue", queue.name), ("Max", "50"), ("Strategy", "leastrecent"), ("Calls", str(len(queue.entries)))),
                    *(("Holdtime", "0"), ("TalkTime", "0"), ("Completed", str(queue.completed)), ("Abandoned", str(queue.abandoned))),
                    *(("ServiceLevel", "15"), ("ServicelevelPerf", "0.0"), ("ServicelevelPerf2", "0.0"), ("Weight", "0")),
                ],
            )
        )
        items += [("QueueMember", [("Queue", queue.name), *member.fields(listed=True)]) for member in queue.members.values()]
        for place, entry in enumerate(queue.entries, 1):
            caller = entry.caller
            names = [
                value.replace("<unknown>", "unknown")
                for value in (caller.number, caller.caller_name, caller.connected, caller.connected_name)
            ]
            keys = ("CallerIDNum", "CallerIDName", "ConnectedLineNum", "ConnectedLineName")
            items.append(
                (
                    "QueueEntry",
                    [
                        *(("Queue", queue.name), ("Position", str(place)), ("Channel", caller.name), ("Uniqueid", caller.uniqueid)),
                        *zip(keys, names, strict=True),
                        *(("Wait", str(int(now - entry.joined))), ("Priority", "0")),
                    ],
                )
            )
    told.list(asked, "Queue status will follow", items, "QueueStatusComplete", [])


def queue_summary(calls: Calls, asked: Asked, told: Told) -> None:
    now = calls.exchange.clock.now()
    items: list[tuple[str, Fields]] = []
    for queue in calls.queues.values():
        if asked.get("Queue") not in (None, "", queue.name):
            continue
        here = [member for member in queue.members.values() if member.status != "5"]
        free = [member for member in here if member.status == "1" and not member.paused]
        longest = max((int(now - entry.joined) for entry in queue.entries), default=0)
        items.append(
            (
                "QueueSummary",
                [
                    *(("Queue", queue.name), ("LoggedIn", str(len(here))), ("Available", str(len(free)))),
                    *(("Callers", str(len(queue.entries))), ("HoldTime", "0"), ("TalkTime", "0"), ("LongestHoldTime", str(longest))),
                ],
            )
        )
    told.list(asked, "Queue summary will follow", items, "QueueSummaryComplete", [])


def channels(calls: Calls, asked: Asked, told: Told) -> None:
    now = calls.exchange.clock.now()
    items: list[tuple[str, Fields]] = []
    for channel in calls.exchange.channels.values():
        seconds = int(now - channel.since)
        duration = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        bridge = channel.bridge.uniqueid if channel.bridge else ""
        doing = [("Application", channel.application), ("ApplicationData", channel.data), ("Duration", duration), ("BridgeId", bridge)]
        items.append(("CoreShowChannel", [*channel.fields(), *doing]))
    told.list(asked, "Channels will follow", items, "CoreShowChannelsComplete", [])


def status(calls: Calls, asked: Asked, told: Told) -> None:
    now = calls.exchange.clock.now()
    items: list[tuple[str, Fields]] = []
    for channel in calls.exchange.channels.values():
        if asked.get("Channel") not in (None, "", channel.name):
            continue
        variables = {"SIPDOMAIN": "127.0.0.1", "BRIDGEPEER": ",".join(_peers(channel)), **channel.variables}
        if asked.get("AllVariables") != "true":
            variables = {name: variables.get(name, "") for name in asked.get("Variables", "").split(",") if name}
        items.append(
            (
                "Status",
                [
                    ("Privilege", "Call"),
                    *channel.fields(),
                    *(("Type", channel.device.partition("/")[0]), ("DNID", ""), ("TimeToHangup", "0")),
                    ("BridgeID", channel.bridge.uniqueid if channel.bridge else ""),
                    *(("Application", channel.application), ("Data", channel.data), ("Seconds", str(int(now - channel.since)))),
                    *(("Variable", f"{key}={value}") for key, value in variables.items()),
                ],
            )
        )
    told.list(asked, "Channel status will follow", items, "StatusComplete", [("Items", str(len(items)))])


def bridges(calls: Calls, asked: Asked, told: Told) -> None:
    items = [("BridgeListItem", bridge.fields()) for bridge in calls.exchange.bridges.values()]
    told.list(asked, "Bridge listing will follow", items, "BridgeListComplete", [])


def bridge(calls: Calls, asked: Asked, told: Told) -> None:
    found = calls.exchange.bridges.get(asked.get("BridgeUniqueid", ""))
    if found is None:
        told.answer(asked, "Error", [("Message", "Bridge not found")])
        return
    items = [("BridgeInfoChannel", channel.fields()) for channel in found.channels]
    told.list(asked, "Bridge channel listing will follow", items, "BridgeInfoComplete", found.fields())


def devices(calls: Calls, asked: Asked, told: Told) -> None:
    items = [("DeviceStateChange", [("Device", device), ("State", state)]) for device, state in calls.exchange.devices().items()]
    told.list(asked, "Device State Changes will follow", items, "DeviceStateListComplete", [])


def conference(calls: Calls, asked: Asked, told: Told) -> None:
    items = [("ConfbridgeList", fields) for fields in calls.conferences.listed(asked.get("Conference", ""))]
    if not items:
        told.answer(asked, "Error", [("Message", "No active conferences.")])
        return
    told.list(asked, "Confbridge user list will follow", items, "ConfbridgeListComplete", [])


def dial_plan(calls: Calls, asked: Asked, told: Told) -> None:
    context, extension = asked.get("Context", ""), asked.get("Extension", "")
    if context not in calls.dial_plan:
        told.answer(asked, "Error", [("Message", f"Did not find context {context}")])
        return
    found = [pattern for pattern in calls.dial_plan[context] if not extension or re.fullmatch(_expression(pattern), extension)]
    if extension and not found:
        told.answer(asked, "Error", [("Message", f"Did not find extension {extension}@{context}")])
        return
    items = [
        ("ListDialplan", [("Context", context), ("Extension", pattern), ("Priority", "1"), ("Application", "NoOp"), ("AppData", "")])
        for pattern in found
    ]
    more = [("ListExtensions", str(len(items))), ("ListPriorities", str(len(items))), ("ListContexts", "1")]
    told.list(asked, "DialPlan list will follow", items, "ShowDialPlanComplete", more)


def _expression(pattern: str) -> str:
    """Return an extension of a dial plan as a regular expression: ``_80XX``, ``_cf.``."""
    if not pattern.startswith("_"):
        return re.escape(pattern)
    signs = {"X": "[0-9]", "Z": "[1-9]", "N": "[2-9]", ".": ".+", "!": ".*", "[": "[", "]": "]", "-": "-"}
    return "".join(signs.get(sign) or re.escape(sign) for sign in pattern[1:])


def _peers(channel: object) -> list[str]:
    found = getattr(channel, "bridge", None)
    return [other.name for other in found.channels if other is not channel] if found else []
