"""Shift handover: what is handed over, what waits to be accepted, and what holds back whoever leaves."""
