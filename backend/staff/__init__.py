"""Staff members: roles and permissions, two-step log-in, sessions, management of members."""
