"""Decide: what the brand decided and why, and the petitions that make it look again."""
