"""The whole product in one command, with a demo centre: embedded database, sandboxes, web, jobs."""
