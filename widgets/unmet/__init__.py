"""The ledger of needs that nobody could meet."""
