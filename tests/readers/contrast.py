"""The contrast of text with all that lies behind it, as WCAG 2.2 defines it."""

from __future__ import annotations

from collections.abc import Sequence


def contrast(
    colour: Sequence[float],
    layers: Sequence[Sequence[float]],
    ground: Sequence[float],
    opacity: float = 1,
) -> float:
    """The contrast ratio of WCAG 2.2 between text and all that lies behind it."""
    behind: Sequence[float] = ground
    for layer in reversed(layers):
        behind = _over(layer, behind)
    text = _over([*colour[:3], colour[3] * opacity], behind)
    lighter, darker = sorted((_luminance(text), _luminance(behind)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _over(top: Sequence[float], below: Sequence[float]) -> list[float]:
    alpha = top[3]
    return [*(t * alpha + b * (1 - alpha) for t, b in zip(top[:3], below[:3], strict=True)), 1]


def _luminance(colour: Sequence[float]) -> float:
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (value / 255 for value in colour[:3])
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
