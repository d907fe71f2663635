"""Search for words in SQLite (FTS5) and PostgreSQL (tsvector) through the same three functions.

Both hold the same words, cut and folded by ``extractor.store.words``: once with their marks, once without. So both
find the same, and neither's own rules for Vietnamese matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, TextClause, bindparam, text

from extractor.store.words import bare_word, words_of

Sort = Literal["target", "sentence", "document"]
SORTS: tuple[Sort, ...] = ("target", "sentence", "document")
"""What can be searched: records (sentence, subject and indicator), all sentences, documents (title, number, name)."""

MARK = "\N{LATIN SMALL LETTER B WITH STROKE}"
"""Begins every word without marks in FTS5, a letter that Vietnamese has not. FTS5 keeps one list a word for all
columns: without it, looking for "dat" as it is typed walks through every "đạt"."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand beside each other, the last one as a prefix where asked.

    ``marked`` words are compared with their marks, the others without; ``exact`` compares every word as it is typed.
    """

    words: tuple[str, ...]
    prefix: bool = False


def create(connection: Connection) -> None:
    """Makes the tables of the search."""
    for sort in SORTS:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"CREATE TABLE search_{sort} (seq BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"))
            connection.execute(text(f"CREATE INDEX ix_search_{sort}_words ON search_{sort} USING GIN (words)"))
        else:
            columns = 'toned, bare, tokenize = "unicode61 remove_diacritics 0"'
            connection.execute(text(f"CREATE VIRTUAL TABLE search_{sort} USING fts5({columns})"))


def drop(connection: Connection) -> None:
    """Removes them."""
    for sort in SORTS:
        connection.execute(text(f"DROP TABLE search_{sort}"))


def add(connection: Connection, sort: Sort, texts: Iterable[tuple[int, str]]) -> None:
    """Makes texts searchable, each under its number."""
    if connection.dialect.name == "postgresql":
        rows = [{"seq": seq, "words": _vector(words_of(one))} for seq, one in texts]
        statement = f"INSERT INTO search_{sort} (seq, words) VALUES (:seq, CAST(:words AS tsvector))"  # noqa: S608 - a name of ours
    else:
        rows = []
        for seq, one in texts:
            words = words_of(one)
            rows.append({"seq": seq, "toned": " ".join(words), "bare": " ".join(map(_plain, words))})
        statement = f"INSERT INTO search_{sort} (rowid, toned, bare) VALUES (:seq, :toned, :bare)"  # noqa: S608 - likewise
    if rows:
        connection.execute(text(statement), rows)


def remove(connection: Connection, sort: Sort, first: int, last: int) -> None:
    """Makes the texts of these numbers, both ends included, not searchable any more."""
    number = "seq" if connection.dialect.name == "postgresql" else "rowid"
    statement = f"DELETE FROM search_{sort} WHERE {number} BETWEEN :first AND :last"  # noqa: S608 - names of ours
    connection.execute(text(statement), {"first": first, "last": last})


def found(dialect: str, sort: Sort, terms: Sequence[Term], *, exact: bool) -> TextClause:
    """A statement for the numbers of the texts that hold all terms, as a column ``seq``."""
    if dialect == "postgresql":
        statement = f"SELECT seq FROM search_{sort} WHERE words @@ CAST(:wanted AS tsquery)"  # noqa: S608 - a name of ours
        wanted = " & ".join(_tsquery(term, exact=exact) for term in terms)
    else:
        statement = f"SELECT rowid AS seq FROM search_{sort} WHERE search_{sort} MATCH :wanted"  # noqa: S608 - likewise
        wanted = " AND ".join(_match(term, exact=exact) for term in terms)
    name = f"wanted_{'exact' if exact else 'loose'}"
    return text(statement.replace(":wanted", f":{name}")).bindparams(bindparam(name, wanted))


def is_marked(word: str) -> bool:
    """Whether a word was typed with tones or other marks, and so is meant exactly."""
    return bare_word(word) != word


def _vector(words: Sequence[str]) -> str:
    """A tsvector: each word at its place with weight A, without marks with weight B. Places end at 16383."""
    parts = []
    for place, word in enumerate(words[:16383], start=1):
        plain = bare_word(word)
        parts.append(f"'{word}':{place}A")
        if plain != word and plain:
            parts.append(f"'{plain}':{place}B")
    return " ".join(parts)


def _tsquery(term: Term, *, exact: bool) -> str:
    def lexeme(word: str, weights: str, *, prefix: bool = False) -> str:
        return f"'{word}':{'*' if prefix else ''}{weights}"

    last = len(term.words) - 1
    if exact or all(map(is_marked, term.words)):
        return " <-> ".join(lexeme(word, "A", prefix=term.prefix and at == last) for at, word in enumerate(term.words))
    plain = [lexeme(bare_word(word), "AB", prefix=term.prefix and at == last) for at, word in enumerate(term.words)]
    marked = [
        lexeme(word, "A", prefix=term.prefix and at == last) for at, word in enumerate(term.words) if is_marked(word)
    ]
    return " & ".join([f"({' <-> '.join(plain)})", *marked])


def _match(term: Term, *, exact: bool) -> str:
    star = " *" if term.prefix else ""
    if exact or all(map(is_marked, term.words)):
        return f'toned : "{" ".join(term.words)}"{star}'
    marked = [
        f'toned : "{word}"{star if at == len(term.words) - 1 else ""}'
        for at, word in enumerate(term.words)
        if is_marked(word)
    ]
    return " AND ".join([f'bare : "{" ".join(map(_plain, term.words))}"{star}', *marked])


def _plain(word: str) -> str:
    """A word without marks as FTS5 holds it."""
    return MARK + bare_word(word)


def page(statement: TextClause, column: str, but: TextClause | None = None) -> TextClause:
    """A statement of ``found`` in portions: ``:most`` numbers after ``:after``, in order, without those of another."""
    parts = [f"{statement.text} AND {column} > :after"]
    binds = list(statement._bindparams.values())
    if but is not None:
        parts.append(f"AND {column} NOT IN ({but.text})")
        binds += list(but._bindparams.values())
    return text(" ".join([*parts, f"ORDER BY {column} LIMIT :most"])).bindparams(*binds)


def within(statement: TextClause, column: str) -> TextClause:
    """A statement of ``found`` for the numbers from ``:low`` to ``:high``, both included."""
    binds = statement._bindparams.values()
    return text(f"{statement.text} AND {column} BETWEEN :low AND :high ORDER BY {column}").bindparams(*binds)
