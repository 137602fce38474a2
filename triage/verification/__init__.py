"""What can be shown of a base: that it keeps its promises whatever is answered, that every rule matters, that
independent engines agree."""
