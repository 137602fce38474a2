"""Many cases at once, as columns.

The conditions of a base become column expressions, in which null is what Kleene logic calls open."""
