"""Calm sentences and questions in place."""
