"""What several tests need of the machine."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def disk_of(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a disk of a size ("256k"); skips the test where that cannot be done."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    mounted: list[Path] = []

    def mounting(size: str) -> Path:
        folder = tmp_path / "disk"
        folder.mkdir()
        if not mount or not umount or sys.platform != "linux":
            pytest.skip("no disk can be mounted here")
        options = [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        if subprocess.run(options, capture_output=True).returncode:
            pytest.skip("mounting a disk takes more rights")
        mounted.append(folder)
        return folder

    yield mounting
    for folder in mounted:
        subprocess.run([str(umount), str(folder)], check=True)
