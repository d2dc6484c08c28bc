"""Each top-level package is ours: PyPI holds other packages called ``scheduler`` and ``models``."""

import ast
import importlib.util
import re
import sys
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


def pinned(lock: str) -> set[str]:
    """Return the names of a lock; its lines are checked on the way."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "index-url" not in text
    assert "://" not in text
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert all("==" in line and line.endswith("\\") for line in lines)
    return {line.split(" ")[0] for line in lines}


def test_the_locks_name_no_index_and_hash_everything() -> None:
    assert len(pinned("requirements.lock")) > 50
    assert pinned("requirements.lock") < pinned("requirements-dev.lock"), "the same versions"


def test_the_product_runs_without_what_only_tests_need() -> None:
    """The demo installs the packages of ``requirements.lock`` alone."""
    here = {re.sub(r"[-_.]+", "-", name.partition("==")[0]).lower() for name in pinned("requirements.lock")}
    homes = packages_distributions()
    imported = {
        name.split(".")[0]
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    missing = {
        name: homes[name]
        for name in imported - set(PACKAGES) - set(sys.stdlib_module_names)
        if name in homes and not {re.sub(r"[-_.]+", "-", home).lower() for home in homes[name]} & here
    }
    assert missing == {}
