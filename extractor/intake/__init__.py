"""What brings documents in: files of folders, many at a time, each stored once."""
