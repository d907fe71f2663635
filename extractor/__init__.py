"""Reads Vietnamese plan texts and turns the targets in them into records that point back at their own characters."""

from __future__ import annotations

__version__ = "0.1.0"
