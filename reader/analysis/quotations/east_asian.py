"""Speakers of quotations in Japanese and Chinese, which have no spaces and little use for commas around speech."""

import re

from reader.model import Span

EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]")

_WINDOW = 80
"""Characters on each side of a quotation that are looked at."""

_NAME = r"[^、。，；：:,「」『』“”\s（）()]{1,20}"

_AGE = r"(?:（[^）]{0,8}）)?"
_JAPANESE_TOPIC = re.compile(rf"({_NAME}?){_AGE}[はが]")
_WRITTEN_NAME = re.compile(r"[^\u3040-\u309f]|[\u3040-\u309f]{2}")
"""What is more than one syllable sign: of やがて, "や" is no topic."""

_JAPANESE_TOPIC_AFTER = re.compile(rf"、?({_NAME}?){_AGE}[はが]")
_JAPANESE_VERB = re.compile(
    r"述べ|語[っり]|話し|言[っい]|強調し|指摘し|説明し|発言し|答え|主張し|批判し|訴え|コメントし|明かし|明らかに|伝え|書[いき]|投稿し"
    r"|つぶやい|表明し|評価し|反論し|警告し|呼びかけ|叫[んび]|振り返|笑[うっ]|続け|つぶや|ささや|尋ね|かしげ|聞[いか]|とし[たて]"
)
_CHINESE_VERB = (
    r"(?:说道|说|表示|称|指出|强调|认为|写道|宣布|回应|回答|透露|介绍|补充|解释|告诉[^，。：:]{1,8}|說|表示|稱|強調|認為|寫道|回應"
    r"|補充|解釋|問|问|喊|直言|坦言|呼吁|警告)"
)
_CHINESE_BEFORE = re.compile(
    rf"({_NAME}?)(?:在[^，。：]{{1,12}}|[今昨]天|周.|\d+日|对[^，。：]{{1,10}})*({_CHINESE_VERB})道?[：:，,]?\Z"
)
_CHINESE_AFTER = re.compile(rf"[，,]?({_NAME}?)(?:对[^，。：]{{1,10}})?({_CHINESE_VERB})")
_CHINESE_OFFICE = re.compile(
    r".*(?:发言人|總統|总统|主席|总理|總理|部长|部長|外长|外長|书记|記者|记者|专家|專家|教授|市长|市長|大使|经理|經理|总裁|總裁|主任)"
)
_SENTENCE_END = re.compile(r"[。！？!?\n]")


def speaker(text: str, line: Span, quotation: Span) -> tuple[Span, Span | None] | None:
    """The speaker and the verb of a quotation in a line of Japanese or Chinese, if they are named beside it."""
    before_start = max(line.start, quotation.start - _WINDOW)
    before = text[before_start : quotation.start]
    sentence = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    after = text[quotation.end : min(line.end, quotation.end + _WINDOW)]
    stop = _SENTENCE_END.search(after)
    after = after[: stop.end()] if stop else after
    said = _JAPANESE_VERB.search(after)
    if after.startswith("と") and said is not None:
        verb = _shifted(said.span(), quotation.end)
        topic = _JAPANESE_TOPIC.search(before, sentence)
        if topic is not None and _WRITTEN_NAME.search(topic[1]):
            return _shifted(topic.span(1), before_start), verb
        topic = _JAPANESE_TOPIC_AFTER.match(after, 1, said.start())
        named = topic is not None and _WRITTEN_NAME.search(topic[1])
        return (_shifted(topic.span(1), quotation.end), verb) if topic is not None and named else None
    return _chinese(before[sentence:], before_start + sentence, after, quotation.end)


def _chinese(before: str, before_start: int, after: str, after_start: int) -> tuple[Span, Span | None] | None:
    for match, start in (
        (_CHINESE_BEFORE.search(before), before_start),
        (_CHINESE_AFTER.match(after), after_start),
    ):
        if match is not None:
            first, last = match.span(1)
            office = _CHINESE_OFFICE.match(match[1])
            if office is not None and office.end() < len(match[1]):
                first += office.end()
            return _shifted((first, last), start), _shifted(match.span(2), start)
    return None


def _shifted(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)
