"""Characters that steer the direction of a text, where no reader sees them."""

from __future__ import annotations

# Bidirectional controls (UAX #9 §2) could turn a title or a file name into another.
_DIRECTION_CONTROLS = dict.fromkeys(
    (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)


def without_direction_controls(text: str) -> str:
    """`text` as it is read by whoever sees no controls."""
    return text.translate(_DIRECTION_CONTROLS)
