"""Panes: views, their Qt item models and delegates. Rows in, signals out."""
