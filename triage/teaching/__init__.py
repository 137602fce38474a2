"""The reasoning one step at a time, and questions about the next step."""
