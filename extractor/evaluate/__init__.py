"""Scores of records against gold records."""
