"""Rows: what was extracted, kept in SQLite or PostgreSQL through the same code."""
