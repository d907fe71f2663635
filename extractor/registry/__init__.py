"""Reference data with dates: criteria sets, administrative units, units of measure. Facts in tables, read once."""
