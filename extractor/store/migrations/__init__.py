"""The database's revisions, from the first table on."""
