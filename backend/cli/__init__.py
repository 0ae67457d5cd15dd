"""`yichuang`, the command line: `main.py` names the commands."""
