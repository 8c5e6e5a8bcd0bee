"""The call line: a vendor-neutral port, and its adapters."""
