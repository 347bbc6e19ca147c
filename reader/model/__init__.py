"""The values that cross the borders between packages: frozen, without input or output."""

from reader.model.analysis import Analysis, Entity, EntityType, Mention, Quotation, QuotationKind
from reader.model.annotation import Annotation, ArticleMark, ArticleRef, CarriedOver, How, TagMark, Target
from reader.model.article import Article
from reader.model.entry import Enclosure, Entry, ParsedFeed
from reader.model.errors import ChangedElsewhereError, NothingFoundError, PostilError
from reader.model.feed import Feed, FeedState, FullText
from reader.model.rule import Rule
from reader.model.span import Span

__all__ = [
    "Analysis",
    "Annotation",
    "Article",
    "ArticleMark",
    "ArticleRef",
    "CarriedOver",
    "ChangedElsewhereError",
    "Enclosure",
    "Entity",
    "EntityType",
    "Entry",
    "Feed",
    "FeedState",
    "FullText",
    "How",
    "Mention",
    "NothingFoundError",
    "ParsedFeed",
    "PostilError",
    "Quotation",
    "QuotationKind",
    "Rule",
    "Span",
    "TagMark",
    "Target",
]
