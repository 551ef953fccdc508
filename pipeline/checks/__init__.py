"""Prove: compare master, book and files; change nothing."""
