"""The callback: what the citizen is asked after the work, and the attempts to reach them."""
