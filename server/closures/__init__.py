"""Closures: connectors, doors and entrances closed for a while, by staff or by a program; routes go round them at once."""
