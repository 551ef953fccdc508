"""Correct: the only room that writes a master, and never more of it than it must."""
