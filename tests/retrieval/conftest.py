"""Models loaded once, and one small index, for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest
from retrieval_documents import GREEN, PEOPLE, make_document

from esgqa.retrieval import Index, Models
from esgqa.settings import Settings
from esgqa.types import Document


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(index=tmp_path_factory.mktemp("retrieval"))


@pytest.fixture(scope="session")
def models(settings: Settings) -> Models:
    return Models.load(settings)


@pytest.fixture(scope="session")
def green() -> Document:
    return make_document("00001-2018", GREEN)


@pytest.fixture(scope="session")
def people() -> Document:
    return make_document("00002-2018", PEOPLE, sha256="b")


@pytest.fixture(scope="session")
def index(settings: Settings, models: Models, green: Document, people: Document) -> Index:
    return Index.build([green, people], settings.index, settings, models)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "index"
