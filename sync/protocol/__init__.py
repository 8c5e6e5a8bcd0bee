"""The wire between a desk and the central server: messages, problems, limits, versions and the chain. No input or output here."""
