"""The HKEX ESG framework: its editions as data, codes, an issuer's content index, tags, and questions about it."""

from esgqa.kpi.codes import find_codes, parse_code
from esgqa.kpi.content_index import printed_codes, read_content_index
from esgqa.kpi.edition import Edition, Item, edition_for, editions, load_edition
from esgqa.kpi.question import KpiMatch, expand_query, match_question
from esgqa.kpi.tagger import chance_of, tag_passages, wording

__all__ = [
    "Edition",
    "Item",
    "KpiMatch",
    "chance_of",
    "edition_for",
    "editions",
    "expand_query",
    "find_codes",
    "load_edition",
    "match_question",
    "parse_code",
    "printed_codes",
    "read_content_index",
    "tag_passages",
    "wording",
]
