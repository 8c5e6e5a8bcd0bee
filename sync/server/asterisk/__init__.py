"""The adapter of Asterisk: its events to neutral calls and seats, neutral orders to its actions. Nothing of it is known above the port."""
