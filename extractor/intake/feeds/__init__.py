"""Sources on the web: what they list, and how it is fetched without harm to them or to us."""
