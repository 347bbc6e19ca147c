"""From a query's text to the tree that it asks for.

alternatives = together {OR together}
together     = operand {[AND] operand}
operand      = {NOT} (TERM | "(" alternatives ")")
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from reader.model import Span
from reader.model.saved_search import SavedSearch
from reader.query.errors import KeptSearchError, LastingQueryError, QueryError
from reader.query.limits import MAX_DEPTH, MAX_LENGTH, MAX_TERMS
from reader.query.tokens import Sign, SignKind, Term, Token, tokens
from reader.query.tree import Everything, Node, all_of, any_of, none_of
from reader.query.values import Context, meaning, shown
from reader.text.fold import fold
from reader.text.sanitize import clean

_NOT_CLOSED = "There is a “(” without a “)” behind it."
_TOO_MANY = "There is a “)” without a “(” before it."
_UNFINISHED = ("-", "#")
"""Words that are the beginning of something else while they are the last that was typed."""


def _no_searches() -> Iterable[SavedSearch]:
    return ()


def parse(
    query: str,
    *,
    today: date,
    colours: Sequence[str] = (),
    searches: Callable[[], Iterable[SavedSearch]] = _no_searches,
    within: str | None = None,
    typing: bool = False,
) -> Node:
    """The tree that a query asks for.

    Args:
        query: Spans in the tree and in an error count in `clean(query)`.
        today: What relative dates count from.
        colours: The names of the colours, from 1 on.
        searches: Gives the searches that it may name; asked only if it does.
        within: The name of a search that it is, which it must not name itself.
        typing: The query is not finished: what is still missing at its end is no mistake, and what cannot be
            understood there does not count yet if it still may be.

    Raises:
        QueryError: it cannot be understood, or is too long.
    """
    query = clean(query)
    if len(query) > MAX_LENGTH:
        sentence = f"The query has {len(query):,} characters; up to {MAX_LENGTH:,} are read."
        raise QueryError(sentence, query, Span(MAX_LENGTH, len(query)))
    names = () if within is None else (fold(within),)
    return _Parser(Context(query, today, colours, searches, _read, names), typing=typing).tree()


def _read(context: Context) -> Node:
    """What a search asks for that a query names."""
    return _Parser(context, typing=False).tree()


class _Parser:
    """Reads the tokens of one query from left to right.

    While the query is being typed, a part that is not there yet is None.
    """

    def __init__(self, context: Context, *, typing: bool) -> None:
        self._context = context
        self._typing = typing
        self._tokens = list(tokens(context.query))
        self._at = 0
        self._check_count()

    def tree(self) -> Node:
        if not self._tokens:
            return Everything()
        found = self._alternatives(depth=0)
        if stray := self._take(SignKind.CLOSE):
            raise self._error(_TOO_MANY, stray.span)
        return Everything() if found is None else found

    def _alternatives(self, *, depth: int) -> Node | None:
        sides = [self._together(depth=depth)]
        while self._take(SignKind.OR):
            sides.append(self._together(depth=depth))
        there = [side for side in sides if side is not None]
        return any_of(there) if there else None

    def _together(self, *, depth: int) -> Node | None:
        parts = [self._operand(depth=depth)]
        while self._take(SignKind.AND) or self._begins_operand():
            parts.append(self._operand(depth=depth))
        there = [part for part in parts if part is not None]
        return all_of(there) if there else None

    def _operand(self, *, depth: int) -> Node | None:
        negated = False
        while self._take(SignKind.NOT):
            negated = not negated
        operand = self._single(depth=depth)
        return none_of(operand) if negated and operand is not None else operand

    def _single(self, *, depth: int) -> Node | None:
        token = self._next()
        if isinstance(token, Term):
            self._at += 1
            return self._term(token)
        if opened := self._take(SignKind.OPEN):
            return self._group(opened, depth=depth + 1)
        self._miss(token)
        return None

    def _group(self, opened: Sign, *, depth: int) -> Node | None:
        if depth > MAX_DEPTH:
            raise self._error(f"There are more than {MAX_DEPTH} parentheses inside one another.", opened.span)
        if closed := self._take(SignKind.CLOSE):
            empty = Span(opened.span.start, closed.span.end)
            raise self._error("There is nothing between the parentheses.", empty)
        found = self._alternatives(depth=depth)
        if not self._take(SignKind.CLOSE) and not self._typing:
            raise self._error(_NOT_CLOSED, opened.span)
        return found

    def _term(self, term: Term) -> Node | None:
        is_last = self._typing and term.span.end == len(self._context.query)
        written = self._shown(term.span)
        if is_last and written in _UNFINISHED:
            return None
        if term.is_open and not self._typing:
            raise self._error(f"The quotation mark in “{written}” is not closed.", term.span)
        try:
            return meaning(term, self._context)
        except QueryError as error:
            if is_last and not isinstance(error, LastingQueryError):
                return None
            raise

    def _miss(self, token: Sign | None) -> None:
        """There is no operand where one must be, but `token`; at the end of what is being typed that is no mistake."""
        before = self._tokens[self._at - 1] if self._at else None
        match before, token:
            case _, None if self._typing:
                return
            case Sign(SignKind.OPEN, span), None:
                raise self._error(_NOT_CLOSED, span)
            case Sign(SignKind.OR | SignKind.AND | SignKind.NOT, span), _:
                raise self._error(f"There is nothing behind “{self._shown(span)}”.", span)
            case _, Sign(SignKind.CLOSE, span):
                raise self._error(_TOO_MANY, span)
            case _, Sign(_, span):
                raise self._error(f"There is nothing before “{self._shown(span)}”.", span)

    def _begins_operand(self) -> bool:
        token = self._next()
        return isinstance(token, Term) or (token is not None and token.kind in {SignKind.OPEN, SignKind.NOT})

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, kind: SignKind) -> Sign | None:
        """The next token, which is then done, if it is such a sign."""
        token = self._next()
        if not isinstance(token, Sign) or token.kind is not kind:
            return None
        self._at += 1
        return token

    def _check_count(self) -> None:
        terms = [token for token in self._tokens if isinstance(token, Term)]
        budget = self._context.budget
        if len(terms) <= budget.left:
            budget.left -= len(terms)
        elif budget.left < MAX_TERMS:
            sentence = f"With the searches in it the query has more than {MAX_TERMS} words and fields."
            raise KeptSearchError(sentence, self._context.query, terms[budget.left].span)
        else:
            sentence = f"The query has {len(terms):,} words and fields; up to {MAX_TERMS} are read."
            raise self._error(sentence, Span(terms[MAX_TERMS].span.start, len(self._context.query)))

    def _shown(self, span: Span) -> str:
        return shown(self._context.query, span)

    def _error(self, sentence: str, span: Span) -> QueryError:
        return QueryError(sentence, self._context.query, span)
