"""What clerks do with bookings for somebody: book for a caller, move, cancel."""
