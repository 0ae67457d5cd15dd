"""Who opens how many places when: pools, templates, exceptions, leave of windows, conflicts, reconciliation."""
