"""电子监察: statistics over all slices. It reads everyone, nobody reads it."""
