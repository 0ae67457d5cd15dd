"""What the centre publishes: schema, loader, checker and the content itself. Knows neither web nor database."""
