"""The central server: one order of operations for all desks. The core (accounts, push, pull) is plain functions; HTTP stands around it."""
