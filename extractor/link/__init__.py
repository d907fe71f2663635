"""Quantities become target records, and documents say what they are."""
