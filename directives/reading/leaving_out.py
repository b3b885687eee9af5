"""An estimate for texts not seen: each document read without the words that only it has.

The grammar cannot be unlearnt, the vocabulary can: what stands in no other document of the folder is taken out
of every list before the document is read. So a document counts as if its own words had never been collected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from directives.reading import offices, words
from directives.reading.folding import Phrases, Tokens, tokens

Word = tuple[int, tuple[str, ...]]
"""A list's place among the lists, and the words of one of its phrases."""


def vocabularies() -> list[Phrases]:
    """Every list of phrases the reading knows by heart."""
    return [
        found for module in (words, offices) for found in vars(module).values() if isinstance(found, Phrases)
    ]


def words_only_in(texts: Sequence[str]) -> list[set[Word]]:
    """For each text the known phrases that stand in it and in none of the others."""
    used = [_used(tokens(text)) for text in texts]
    times: dict[Word, int] = {}
    for known in used:
        for word in known:
            times[word] = times.get(word, 0) + 1
    return [{word for word in known if times[word] == 1} for known in used]


@contextmanager
def left_out(gone: set[Word]) -> Iterator[None]:
    """Inside, the reading does not know the phrases of `gone`. Not for two threads at once."""
    with ExitStack() as stack:
        for place, known in enumerate(vocabularies()):
            stack.enter_context(known.without({word for at, word in gone if at == place}))
        yield


def _used(where: Tokens) -> set[Word]:
    return {
        (place, phrase)
        for place, known in enumerate(vocabularies())
        for index in range(len(where))
        for phrase in known.all_at(where, index)
    }
