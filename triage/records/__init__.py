"""Outcomes that are kept: sealed records that can be derived again, and what reviewers said of them."""
