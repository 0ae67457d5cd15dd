"""The hall: windows, tickets, calling, the display."""
