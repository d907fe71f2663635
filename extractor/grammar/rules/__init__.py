"""One rule family a file: pattern, build, examples, rejects."""
