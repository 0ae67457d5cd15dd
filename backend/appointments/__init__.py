"""Appointments: slot templates, slots, holds, bookings."""
