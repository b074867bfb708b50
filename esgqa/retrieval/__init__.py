"""Documents to an index on disk; a query to ranked passages. `Index` and `Models` are the whole of it.

Importing this costs little: models, FAISS and BM25 load at the first search, torch only while an embedder is exported.
"""

from esgqa.retrieval.index import Index
from esgqa.retrieval.models import Models
from esgqa.retrieval.protocols import Embedder, LateInteraction, LexicalIndex, Reranker, TokenStates

__all__ = ["Embedder", "Index", "LateInteraction", "LexicalIndex", "Models", "Reranker", "TokenStates"]
