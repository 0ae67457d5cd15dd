"""A question: the bot answers it, or a window does, within its deadline."""
