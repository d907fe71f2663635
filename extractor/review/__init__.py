"""What people decide about records, and who they are: accounts, roles, sessions, the audit."""
