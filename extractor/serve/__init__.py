"""Faces without logic: the command line."""
