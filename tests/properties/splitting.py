"""Sentences and tokens: nothing lost, nothing twice, in order, and the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.characters import flatten
from aligner.languages import detect, of
from aligner.model import Article, Block, Kind, Sentence, Span
from aligner.reading.article import read_article
from aligner.sentences import split, split_text
from aligner.tokens import stem, tokenise
from tests.properties import texts
from tests.properties.target import Target

Told = tuple[str, str]
"""A language and a text."""


def article_of(told: Told, source: str = "A") -> Article:
    """A text as an article in a language."""
    code, text = told
    read = read_article(source, f"{source.lower()}.txt", text)
    return replace(read, attribution=replace(read.attribution, language=code))


def assert_blocks(article: Article) -> None:
    """The blocks of an article hold everything but white space, apart and in order."""
    at = 0
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text)
        assert not article.text[at : block.start].strip()
        held = article.text[block.start : block.end]
        assert held == held.strip()
        at = block.end
    assert not article.text[at:].strip()


def assert_split(article: Article, sentences: Sequence[Sentence]) -> None:
    """The sentences and what is between them give the text back; what is between is white space."""
    at = 0
    pieces = []
    for sentence in sentences:
        block = article.blocks[sentence.paragraph]
        assert at <= sentence.start < sentence.end
        assert block.start <= sentence.start < sentence.end <= block.end
        assert not article.text[at : sentence.start].strip()
        assert sentence.text == sentence.text.strip()
        pieces += [article.text[at : sentence.start], sentence.text]
        at = sentence.end
    assert not article.text[at:].strip()
    assert "".join((*pieces, article.text[at:])) == article.text
    ids = [sentence.id for sentence in sentences]
    assert ids == sorted(set(ids))
    for number, sentence in enumerate(sentences):
        assert sentence.same_as is None or sentence.same_as in ids[:number]
        assert sentence.source == article.id
        assert (sentence.kind is Kind.FURNITURE) or sentence.kind is article.blocks[sentence.paragraph].kind


def check_sentences(told: Told) -> None:
    """Of an article and of one line; twice, and a line by itself as in its article."""
    code, text = told
    article = article_of(told)
    assert_blocks(article)
    sentences = split(article)
    assert_split(article, sentences)
    assert split(article) == sentences
    line = split_text(text, 0, len(text), of(code))
    assert_split(replace(article, blocks=(Block(0, len(text), Kind.BODY),)), _numbered(text, line))
    moved = split_text(f"Before.\n{text}", 8, 8 + len(text), of(code))
    assert [(span.start - 8, span.end - 8) for span in moved] == [(span.start, span.end) for span in line]
    assert detect(text) == detect(text) != ""


def _numbered(text: str, spans: Sequence[Span]) -> list[Sentence]:
    return [
        Sentence(f"A{n:05}", "A", span.start, span.end, 0, Kind.BODY, text[span.start : span.end])
        for n, span in enumerate(spans)
    ]


def check_tokens(told: Told) -> None:
    """Tokens are true passages and leave out only white space; stems are those of the stemmer asked directly."""
    code, text = told
    language = of(code)
    tokens = tokenise(text, language=language)
    at = 0
    for token in tokens:
        assert at <= token.start < token.end <= len(text)
        assert not text[at : token.start].strip()
        assert text[token.start : token.end] == token.text
        assert not (token.content and not token.stem)
        at = token.end
    assert not text[at:].strip()
    assert tokenise(text, language=language) == tokens
    moved = tokenise(f"Öl {text} x", 3, 3 + len(text), language)
    assert [t._replace(start=t.start - 3, end=t.end - 3) for t in moved] == list(tokens)
    plain = flatten(text)
    if plain is None:
        for token in tokens:
            assert not token.stem or token.stem == stem(token.text, language)
    else:
        assert flatten(plain.text) is None, "what is written plainly stays"
        assert len(plain.text) == len(plain.starts) == len(plain.ends)


TARGETS = (
    Target("sentences", texts.told, check_sentences, texts.text_of, texts.WORDS, texts.CORPUS, 80),
    Target("tokens", texts.told, check_tokens, texts.text_of, texts.WORDS, texts.CORPUS, 80),
)
