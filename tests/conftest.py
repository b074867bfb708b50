"""Fixtures that several rooms share."""

from pathlib import Path

import pytest

from esgqa.library import Library
from esgqa.settings import Settings

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library over corpus/, built once a session with the default models."""
    settings = Settings(index=tmp_path_factory.mktemp("library"))
    library = Library.open(settings.index, settings, create=True)
    assert [result.action for result in library.add([CORPUS])] == ["added"]
    return library
