"""Sentences and passages in decisions are those of the articles, and are found again."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from aligner.comparison import canonical_news, read_sentences
from aligner.decisions.ground import Ground, flat
from aligner.decisions.records import Key, Words
from aligner.model import Kind, Mention, Sentence
from tests.aligner.decisions.story import TEXTS, compared, story_of

STORY = story_of(TEXTS)
SENTENCES = {sentence.id: sentence for article in STORY.articles for sentence in read_sentences(article)}


def ground_of(texts: dict[str, str]) -> Ground:
    story = story_of(texts)
    return Ground(story, {sentence.id: sentence for article in story.articles for sentence in read_sentences(article)})


def test_every_sentence_that_is_aligned_is_found_by_its_key() -> None:
    ground = Ground(STORY, SENTENCES)
    for sentence in canonical_news(STORY, SENTENCES):
        assert ground.find(ground.key(sentence.id)) == sentence.id


def test_a_repeated_sentence_is_its_first() -> None:
    ground = Ground(STORY, SENTENCES)
    repeats = [sentence for sentence in SENTENCES.values() if sentence.same_as]
    assert repeats
    for sentence in repeats:
        assert ground.find(ground.key(sentence.id)) == sentence.same_as


def test_words_of_a_menu_do_not_hide_the_sentence_that_says_them() -> None:
    """What stands first as furniture is in no row: a decision is about the sentence that is."""
    texts = {**TEXTS, "post.txt": "Tile works shut after fire\n\nThe damage is 2 million euros.\n"}
    story = story_of(texts)
    found = {sentence.id: sentence for article in story.articles for sentence in read_sentences(article)}
    menu = next(s for s in found.values() if s.source == "C" and s.text.startswith("Tile"))
    body = next(s for s in found.values() if s.source == "C" and s.text.startswith("The damage"))
    twin = {**found, menu.id: replace(menu, kind=Kind.FURNITURE, text=body.text)}
    ground = Ground(story, twin)
    assert ground.find(ground.key(body.id)) == body.id


def test_short_sentences_of_the_same_words_are_told_apart() -> None:
    texts = {**TEXTS, "post.txt": TEXTS["post.txt"] + '\n"No," he said.\n\nA spokesman left.\n\n"No," he said.\n'}
    ground = ground_of(texts)
    twins = [id_ for id_, sentence in ground.sentences.items() if sentence.text == '"No," he said.']
    assert len(twins) == 2
    assert [ground.key(id_).nth for id_ in twins] == [0, 1]
    assert [ground.find(ground.key(id_)) for id_ in twins] == twins


def test_white_space_and_line_ends_make_no_other_sentence() -> None:
    wrapped = {**TEXTS, "herald.txt": TEXTS["herald.txt"].replace("tile works on", "tile\u00a0 works  on")}
    one, other = Ground(STORY, SENTENCES), ground_of(wrapped)
    assert {one.key(id_) for id_ in one.sentences} == {other.key(id_) for id_ in other.sentences}


def test_an_article_that_has_another_name_is_known_by_its_sentences() -> None:
    renamed = {("times.txt" if file == "herald.txt" else file): text for file, text in TEXTS.items()}
    ground = ground_of(renamed)
    key = Key("herald.txt", "The works employ 140 people.")
    found = ground.find(key)
    assert found is not None
    assert ground.key(found) == Key("times.txt", key.text)
    assert ground.is_here(key)
    assert not ground.is_here(Key("herald.txt", "Nothing was said."))


def test_what_two_articles_say_is_not_guessed() -> None:
    both = {**TEXTS, "observer.txt": TEXTS["observer.txt"] + "\nThe works employ 140 people.\n"}
    assert ground_of(both).find(Key("gone.txt", "The works employ 140 people.")) is None


def test_every_value_is_found_by_its_words() -> None:
    ground = Ground(STORY, SENTENCES)
    made, _ = compared()
    mentions = [mention for fact in made.facts for one in fact.differences for mention in one.values]
    assert mentions
    for mention in mentions:
        found = ground.mention(ground.words(mention))
        assert found is not None
        assert (found.sentence, found.start, found.end) == (mention.sentence, mention.start, mention.end)


@given(st.text("ab \n", min_size=1, max_size=12), st.data())
def test_a_passage_is_found_wherever_it_stands(text: str, data: st.DataObject) -> None:
    """Also where it overlaps another of the same words, and however white space is laid in it."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = text[start:end]
    if passage != passage.strip() or not passage.strip():
        return
    offset = 10
    sentence = Sentence("A00", "A", offset, offset + len(text), 0, Kind.BODY, text)
    ground = Ground(story_of(TEXTS), {"A00": sentence})
    mention = Mention("A", "A00", offset + start, offset + end, passage)
    words = ground.words(mention)
    assert words.text == flat(passage)
    found = ground.mention(words)
    assert found is not None
    assert (found.start, found.end, found.text) == (mention.start, mention.end, mention.text)
    assert ground.mention(Words(words.sentence, words.text, words.nth + len(text))) is None


@given(st.text("a.2/ ", max_size=6), st.text("a.2/ ", max_size=6))
def test_any_name_may_be_that_of_a_file(one: str, other: str) -> None:
    """What is opened may come from anywhere."""
    article = replace(STORY.articles[0], file=one)
    ground = Ground(replace(STORY, articles=(article, *STORY.articles[1:])), SENTENCES)
    key = ground.key(next(id_ for id_ in SENTENCES if id_.startswith(article.id)))
    assert key.file == one
    assert ground.find(key) is not None
    assert ground.is_exact(Key(other, key.text)) is (other == one)
