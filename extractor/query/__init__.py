"""Questions to what is stored."""
