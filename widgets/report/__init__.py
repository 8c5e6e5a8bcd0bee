"""The bulletin: figures that open their lists, charts, tables."""
