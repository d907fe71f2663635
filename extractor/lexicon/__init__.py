"""Words and their values, one table a file; a word is written once."""
