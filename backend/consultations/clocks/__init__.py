"""Working-time clocks of the consultations: terms, pauses, timers that are rows, and the sweep that fires them."""
