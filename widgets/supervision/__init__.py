"""Departments and towns: whom to press, returns to decide, and how each unit stands."""
