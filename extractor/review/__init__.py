"""What people decide about records: the log of it, the queue, the checks of a field, readings by two, figures."""
