"""The wire to an Asterisk: its manager interface (AMI) as messages, answers and events. What they mean is known elsewhere."""
