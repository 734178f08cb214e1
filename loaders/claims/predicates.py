"""A sentence to its predicates of passing: what is parsed, which words tell, and which chunk is the predicate.

「データのコピーを行った」 has one predicate, コピー: the noun of the lexicon, carried by the light verb 行う.
Brackets and 「=…=」 insertions are taken out before parsing, with a way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.claims.clauses import Argument, Predicate, Sentence, argument_of, plain_case
from loaders.claims.frames import Frame, Shape, frame_lexicon
from loaders.ja.parse import MAX_CHARACTERS, Chunk, Parse, Token, parse

__all__ = ["read_any", "read_sentence", "words_to_parse"]

_FORMAL = re.compile(r"(こと|もの|の|ため|ところ|点|旨|おそれ|恐れ|可能性|疑い|容疑|とき|際)$")
_CLOSES = re.compile(r"(疑い|可能性|恐れ|おそれ|容疑|模様|もよう|こと)")
_NAMED = re.compile(r"(事件|問題|事案|事故|疑惑|騒動|対策|防止)")
_BRACKETS = re.compile(r"\([^()]*\)|=[^=\s]{2,30}=")
_MARKED = re.compile(r"「[^「」、。\s]{1,10}」(?=する|し[たて、]|しま|さ[れせ]|を(?:行|受|し|する))")
_CARRIERS = frozenset(
    [
        "始める",
        "続ける",
        "終える",
        "する",
        "できる",
        "いる",
        "おる",
        "ある",
        "いただく",
        "くる",
        "しまう",
        "いく",
        "いう",
        "言う",
    ]
)
"""Verbs without a meaning of their own behind the word that tells (提供していただく)."""
_JOINED = frozenset(["や", "と", "および", "及び", "・"])
_PASSIVE = frozenset(["れる", "られる"])
_CAUSATIVE = frozenset(["せる", "させる"])
_LONGEST_ENDING = 6
_PLAIN = ("た", "る", "う", "く", "ぐ", "す", "つ", "ぬ", "ぶ", "む")
_NO_CLAUSE = frozenset(["よう", "いう", "言う", "そう", "だろう"])  # 売るよう求めた, 「…」という見出し
_OBTAINED = "取得"
_SOMEBODY = re.compile(r"(氏|さん|者|員|社|屋|男|女|男性|女性|人物|知人|被告|元[^、。]{1,8}|[A-Z甲乙丙丁])$")
_STEMS = dict(zip("いきぎしちにびみり", "うくぐすつぬぶむる", strict=True))


def read_sentence(text: str, start: int, end: int) -> Sentence | None:
    """Parse `text[start:end]` and find its predicates; None if it holds no trigger or is too long to parse."""
    places = _outside_brackets(text, start, end)
    has_trigger = frame_lexicon().trigger.search("".join(text[i] for i in places)) is not None
    return _read(text, places) if has_trigger else None


def words_to_parse(text: str, start: int, end: int) -> str:
    """What `read_sentence` will parse of `text[start:end]`; nothing if it holds no trigger."""
    plain = "".join(text[i] for i in _outside_brackets(text, start, end))
    return plain if frame_lexicon().trigger.search(plain) else ""


def read_any(text: str, start: int, end: int) -> Sentence | None:
    """The same of a sentence with or without a trigger."""
    return _read(text, _outside_brackets(text, start, end))


def _read(text: str, places: tuple[int, ...]) -> Sentence | None:
    plain = "".join(text[i] for i in places)
    if not plain.strip() or len(plain) > MAX_CHARACTERS:
        return None
    tree = parse(plain)
    found = [p for chunk in tree.chunks if (p := _predicate(tree, chunk)) is not None]
    return Sentence(tree, places, (*found, *_turns_of_phrase(tree)))


def _outside_brackets(text: str, start: int, end: int) -> tuple[int, ...]:
    """Offsets of the characters that are parsed; of 「社外提供」した all but its marks, which break the verb."""
    inside = [range(m.start(), m.end()) for m in _BRACKETS.finditer(text, start, end)]
    skipped = {i for span in inside for i in span}
    skipped |= {i for m in _MARKED.finditer(text, start, end) for i in (m.start(), m.end() - 1)}
    return tuple(i for i in range(start, end) if i not in skipped)


# ------------------------------------------------------------ one predicate


def _predicate(tree: Parse, chunk: Chunk) -> Predicate | None:
    """The predicate of a chunk: a verb, a noun with する or を before a light verb, or a noun that ends a line."""
    word = _word(tree, chunk)
    verb = None if word is None else _verb_chunk(tree, chunk)
    if word is None or verb is None:
        return None
    lemmas = {t.lemma for t in tree.words(verb)}
    nominal = verb.index != chunk.index
    arguments = [*_arguments(tree, verb, skip=chunk.index if nominal else None)]
    if nominal:
        arguments += _arguments(tree, chunk, skip=None)
    return Predicate(
        frame=_frame(word, arguments, tree, verb),
        word=word,
        chunk=verb.index,
        span=(chunk.start if nominal else verb.start, verb.end),
        arguments=tuple(sorted((a for a in arguments if not _is_of_a_speaker(tree, a, verb)), key=lambda a: a.chunk)),
        head=_relative_head(tree, verb),
        focus=_focus(tree, verb),
        is_passive=bool(_PASSIVE & lemmas),
        is_causative=bool(_CAUSATIVE & lemmas) and not word.endswith("せる"),
        is_inverse=nominal and bool(frame_lexicon().inverse & lemmas),
        is_negated=bool({"ない", "ぬ", "ん", "ず"} & lemmas),
        is_nominal=nominal or not any(t.pos in {"VERB", "AUX"} for t in tree.words(verb)),
    )


def _frame(word: str, arguments: list[Argument], tree: Parse, verb: Chunk) -> Frame:
    """The frame of a word; 「名簿を業者に漏えいした」 is no leak that happens: somebody gives it away.

    「業者は名簿を元役員から取得した」: he is given it; but from a system he takes it.
    """
    by_word = frame_lexicon().by_word
    froms = (tree.text[c.start : c.content_end] for c in tree.chunks[: verb.index] if plain_case(c.particle) == "から")
    if word == _OBTAINED and any(_SOMEBODY.search(words) for words in froms):
        return by_word["入手"]
    if by_word[word].shape is Shape.LEAK and any(plain_case(a.particle) == "を" for a in arguments):
        return by_word["漏らす"]
    return by_word[word]


def _word(tree: Parse, chunk: Chunk) -> str | None:
    """The lexicon word of a chunk: its last verb, or its last noun."""
    content = [t for t in tree.words(chunk) if t.end <= chunk.content_end and t.pos not in {"AUX", "PUNCT"}]
    for place in range(len(content) - 1, -1, -1):
        last = content[place]
        if (word := _made(tree, last) or _compound(content[: place + 1]) or _listed(last)) is not None:
            return word
        if last.text == "こと" and place:
            continue  # 見せたこともあった
        if last.pos in {"NOUN", "PROPN"} or (last.pos == "VERB" and last.lemma not in _CARRIERS):
            return None
    return None


def _made(tree: Parse, token: Token) -> str | None:
    """知ら + せ + た: a verb that is listed with its ending, and no causative of a shorter one."""
    follows = next((t for t in tree.tokens if t.start == token.end), None)
    is_causative = token.pos == "VERB" and follows is not None and follows.lemma in _CAUSATIVE
    word = token.text + follows.lemma if is_causative and follows is not None else ""
    return word if word in frame_lexicon().by_word else None


def _compound(tokens: list[Token]) -> str | None:
    """The lexicon word that the last nouns make together (保守 + 管理)."""
    by_word, joined = frame_lexicon().by_word, ""
    found: str | None = None
    for token in reversed(tokens):
        if token.pos not in {"NOUN", "VERB"}:
            break
        joined = token.text + joined
        found = joined if joined in by_word and joined != token.text else found
    return found


def _listed(token: Token) -> str | None:
    """The lexicon word that a token is, or ends in (情報持ち出し)."""
    by_word = frame_lexicon().by_word
    plain = token.text[1:] if token.text[:1] in "おご" else token.text  # お渡し, ご提供
    for form in (token.lemma, token.text, token.text.removesuffix("行為"), _verb_of(token), plain):
        if form in by_word:
            return form
    if token.pos not in {"NOUN", "VERB", "PROPN"}:
        return None
    if token.text in frame_lexicon().other_words:
        return None
    lengths = range(min(_LONGEST_ENDING, len(token.text) - 1), 1, -1)
    return next((token.text[-n:] for n in lengths if token.text[-n:] in by_word), None)


def _verb_of(token: Token) -> str:
    """卸し as a verb that the tagger takes for a noun: 卸す."""
    stem, last = token.text[:-1], token.text[-1:]
    return stem + _STEMS[last] if token.pos == "VERB" and stem and last in _STEMS else ""


def _verb_chunk(tree: Parse, chunk: Chunk) -> Chunk | None:
    """The chunk that is the predicate: this one, or the light verb that it is the object of (コピーを行う)."""
    lexicon = frame_lexicon()
    head = tree.chunks[chunk.head] if chunk.head is not None else None
    if not chunk.particle and head is not None and tree.text[head.start :].startswith("行為"):
        verb = tree.chunks[head.head] if head.head is not None else None  # 「持ち出し行為が始まる」
        return verb if verb is not None and _has_lemma(tree, verb, lexicon.light) else None
    if chunk.dep == "compound" and head is not None and _NAMED.match(tree.text, head.start):
        return None  # 「情報持ち出し事件」 names what is told elsewhere
    if any(t.pos == "VERB" or t.lemma == "する" for t in tree.words(chunk)):
        return chunk
    if chunk.particle in _JOINED and head is not None and plain_case(head.particle) == "を":
        return _verb_chunk(tree, head)  # 「コピーや持ち出しを行った」
    if plain_case(chunk.particle) in {"を", "が", "も"} and head is not None:
        return head if _is_light(tree, head, lexicon.light | lexicon.inverse) else None
    follows = tree.text[chunk.content_end : chunk.content_end + 1]
    if not chunk.particle and (head is None or follows in {"、", "。", "", "か", "・"}):
        return chunk  # 「…を転売か。」, 「…をダウンロード、複製し」
    closes = not chunk.particle and head is not None and _CLOSES.match(tree.text, head.start) is not None
    return chunk if closes or chunk.particle in {"か", "さ"} else None  # 「…を売却した疑い」「…漏えいの可能性」


def _is_light(tree: Parse, chunk: Chunk, light: frozenset[str]) -> bool:
    """True if a chunk begins with one of these verbs (行った); in 「流出を想定した」 する is a part of 想定する."""
    first = next((t for t in tree.words(chunk) if t.pos not in {"PUNCT", "SYM"}), None)
    return first is not None and bool({first.lemma, first.text} & light)


def _has_lemma(tree: Parse, chunk: Chunk, wanted: frozenset[str]) -> bool:
    return any(t.lemma in wanted for t in tree.words(chunk))


def _is_of_a_speaker(tree: Parse, argument: Argument, verb: Chunk) -> bool:
    """True if an opening 「 stands between an argument and the verb: 「警察に「Aが名簿を流した」との電話」."""
    between = tree.text[tree.chunks[argument.chunk].end : verb.start]
    return between.count("「") > between.count("」")


def _arguments(tree: Parse, chunk: Chunk, skip: int | None) -> Iterator[Argument]:
    """The chunks that depend on a predicate, with their particles."""
    for child in tree.children(chunk.index):
        if child.index != skip and child.content_end > child.start:
            yield argument_of(child)
            for sub in tree.children(child.index):
                if plain_case(sub.particle) in {"から", "によって", "に", "へ"} and child.dep in {"obj", "nsubj"}:
                    # the parser often hangs 「業者から」 on the object that follows it
                    yield argument_of(sub)


def _relative_head(tree: Parse, chunk: Chunk) -> Argument | None:
    """The noun that a relative clause modifies (名簿業者から買った企業: 企業)."""
    if chunk.head is None:
        return None
    if chunk.dep == "advcl" and (verb := tree.chunks[chunk.head]).dep.startswith("acl") and verb.head is not None:
        noun = tree.chunks[verb.head]
        if _FORMAL.match(tree.text[noun.start : noun.content_end]):
            return None
        chunk = verb  # 「業務を委託し、情報が流出した市」: both clauses modify the noun
    if not chunk.dep.startswith("acl"):
        return _noun_behind(tree, chunk)
    return None if chunk.head is None else argument_of(tree.chunks[chunk.head], "rel")


def _noun_behind(tree: Parse, chunk: Chunk) -> Argument | None:
    """「業者に任せていた甲府市に影響が及んだ」: a plain form right before a noun modifies it, parsed so or not."""
    words = tree.words(chunk)
    is_plain = bool(words) and not chunk.particle and words[-1].end == chunk.end and words[-1].pos in {"VERB", "AUX"}
    if not is_plain or not words[-1].text.endswith(_PLAIN) or words[-1].text != words[-1].lemma:
        return None
    if words[-1].text in _NO_CLAUSE:
        return None
    for behind in tree.chunks[chunk.index + 1 :]:
        if any(t.pos not in {"NOUN", "PROPN", "NUM", "ADP", "PUNCT", "PART"} for t in tree.words(behind)):
            return None
        if behind.particle != "の":
            return argument_of(behind, "rel")
    return None


def _focus(tree: Parse, chunk: Chunk) -> Argument | None:
    """The noun behind 「…したのは」; 「…されたのは」 is no question of who did it."""
    if chunk.particle not in {"のは", "のが", "のも"} or chunk.head is None or _has_lemma(tree, chunk, _PASSIVE):
        return None
    behind = tree.chunks[chunk.head]
    nouns = [t for t in tree.words(behind) if t.pos in {"NOUN", "PROPN", "PRON"}]
    return Argument("focus", behind.index, behind.start, nouns[-1].end) if nouns else None


# ------------------------------------------------------------ turns of phrase


def _turns_of_phrase(tree: Parse) -> Iterator[Predicate]:
    """Predicates that are more than a word (閲覧できる状態)."""
    for frame in frame_lexicon().frames:
        for pattern in frame.patterns:
            for match in pattern.finditer(tree.text):
                chunk = tree.chunk_at(match.start())
                if chunk is not None:
                    around = [a for c in _up(tree, chunk) for a in _arguments(tree, c, skip=None)]
                    arguments = tuple(a for a in around if a.end <= match.end())
                    yield Predicate(frame, match[0], chunk.index, match.span(), arguments)


def _up(tree: Parse, chunk: Chunk) -> list[Chunk]:
    """A chunk and what it depends on, three steps at most."""
    found = [chunk]
    while found[-1].head is not None and len(found) < 4:
        found.append(tree.chunks[found[-1].head])
    return found
