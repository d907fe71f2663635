"""A trained spaCy pipeline and two small models: what grammar cannot say. Nothing heavy is imported before use."""

from __future__ import annotations

from extractor.ner.home import has_weights
from extractor.ner.model import spans, spans_of
from extractor.ner.status import status_of
from extractor.ner.subject import subject_of

__all__ = ["has_weights", "spans", "spans_of", "status_of", "subject_of"]
