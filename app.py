"""Start the web app over the index that the settings name: `python app.py`."""

from esgqa.library import Library
from esgqa.web import launch

if __name__ == "__main__":
    launch(Library.open(create=True))
