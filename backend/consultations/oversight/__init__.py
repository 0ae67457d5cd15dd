"""监督: lights, urging, quality marks, monthly figures."""
