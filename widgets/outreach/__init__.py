"""Outreach: events in communities, counted at their tables."""
