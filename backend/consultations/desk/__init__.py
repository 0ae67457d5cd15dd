"""What a clerk has at hand: drafts, 常用语, suggestions, deputies, who else is looking."""
