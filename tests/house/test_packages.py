"""Each top-level package is ours: PyPI holds other packages called ``scheduler`` and ``models``."""

import importlib.util
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_ours(package: str) -> None:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    assert Path(found.origin) == ROOT / package / "__init__.py"
    assert set(packages_distributions().get(package, ["bihuan"])) == {"bihuan"}


def test_every_package_is_in_the_wheel() -> None:
    here = {folder.parent.name for folder in ROOT.glob("*/__init__.py")}
    assert here - {"benchmarks"} == set(PACKAGES)


def test_no_tests_folder_is_a_package() -> None:
    """It would shadow the package of the same name."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_the_lock_names_no_index_and_hashes_everything() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "index-url" not in lock
    assert "://" not in lock
    pinned = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pinned) > 50
    assert all("==" in line and line.endswith("\\") for line in pinned)
