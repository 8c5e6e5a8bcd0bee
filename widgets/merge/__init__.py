"""Two cases side by side before one is merged into the other."""
