"""Rules that read characters: numbers, quantities, times and criterion codes. No database, no model."""
