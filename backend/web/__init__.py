"""Sanic only: how a request becomes a call of a slice and its answer JSON. Knows no capability."""
