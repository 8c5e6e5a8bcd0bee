"""The lead's board: tiles on a grid, each number with the list behind it, and the wallboard."""
