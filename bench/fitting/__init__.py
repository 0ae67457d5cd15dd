"""Fitting the bot's numbers on labelled questions: odd lines are fitted on, even ones tell what it brings."""
