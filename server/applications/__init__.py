"""Applications: from a draft to a pre-acceptance number, and what officers do with them."""
