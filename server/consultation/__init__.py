"""Online consultation: a citizen asks a unit, an officer answers."""
