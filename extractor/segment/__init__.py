"""Sentences inside a block, and words put back at their offsets."""

from __future__ import annotations

from extractor.segment.sentences import sentences
from extractor.segment.words import syllables, tokens

__all__ = ["sentences", "syllables", "tokens"]
