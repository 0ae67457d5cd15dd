"""综合协调科: what nobody owns yet, joint answers, extensions, arbitration, load, and the rules of routing."""
