"""What can go wrong on the way between a PBX and a gateway. Each is set by the test and holds until it is taken back."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Faults:
    """Set an attribute to have the fault, set it back to be rid of it. Names of actions are as they are written (``QueueStatus``)."""

    pieces: int = 0
    """So many bytes are written at once; 0 for whole messages."""
    delay: float = 0.0
    """Every answer comes so many seconds (of the event loop) late."""
    lost: set[str] = field(default_factory=set)
    """Actions that are carried out and never answered. ``Ping`` among them is a PBX that has died with its connection open."""
    held: set[str] = field(default_factory=set)
    """Actions whose answers wait until ``Pbx.let_go``, which gives the last first."""
    cut_before: set[str] = field(default_factory=set)
    """The connection is lost when such an action has come, before it is carried out."""
    cut_after: set[str] = field(default_factory=set)
    """The connection is lost when such an action has been carried out, before it is answered."""
    refuse: bool = False
    """New connections are ended at once."""
    deaf: bool = False
    """New connections are taken, and nothing is said on them, not even the banner."""
    no_challenge: bool = False
    no_filter: bool = False
    """The user may not set filters."""
    bare: bool = False
    """Lines end in LF alone."""
