"""Errands: what somebody wants to get done in one visit, and the order of stops in which it is done soonest."""
