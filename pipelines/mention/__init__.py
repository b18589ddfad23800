"""Mentions on characters: who and what a text names."""
