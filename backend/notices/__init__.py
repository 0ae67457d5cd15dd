"""Everything a citizen is told: an inbox row always, a WeChat message when the citizen granted one."""
