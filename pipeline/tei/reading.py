"""Reading policies."""

from __future__ import annotations

from typing import Literal

Policy = Literal["corrected", "witness"]
