"""The values that cross the borders between packages: frozen, without input or output."""

from typing import TYPE_CHECKING

from reader.faces import face

if TYPE_CHECKING:
    from reader.model.analysis import Analysis, Entity, EntityType, Mention, Quotation, QuotationKind
    from reader.model.annotation import Annotation, ArticleMark, ArticleRef, CarriedOver, How, TagMark, Target
    from reader.model.article import Article
    from reader.model.correction import CorrectionKind, EntityCorrection
    from reader.model.engine import Engine, EngineKind
    from reader.model.entry import Enclosure, Entry, ParsedFeed
    from reader.model.errors import ChangedElsewhereError, NothingFoundError, PostilError
    from reader.model.feed import Feed, FeedState, FullText
    from reader.model.rule import Rule
    from reader.model.span import Span
else:
    __getattr__ = face(
        __name__,
        {
            "analysis": ("Analysis", "Entity", "EntityType", "Mention", "Quotation", "QuotationKind"),
            "annotation": ("Annotation", "ArticleMark", "ArticleRef", "CarriedOver", "How", "TagMark", "Target"),
            "article": ("Article",),
            "correction": ("CorrectionKind", "EntityCorrection"),
            "engine": ("Engine", "EngineKind"),
            "entry": ("Enclosure", "Entry", "ParsedFeed"),
            "errors": ("ChangedElsewhereError", "NothingFoundError", "PostilError"),
            "feed": ("Feed", "FeedState", "FullText"),
            "rule": ("Rule",),
            "span": ("Span",),
        },
    )

__all__ = [
    "Analysis",
    "Annotation",
    "Article",
    "ArticleMark",
    "ArticleRef",
    "CarriedOver",
    "ChangedElsewhereError",
    "CorrectionKind",
    "Enclosure",
    "Engine",
    "EngineKind",
    "Entity",
    "EntityCorrection",
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
