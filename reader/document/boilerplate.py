"""Which blocks are no part of the article: its headline again, and a site's trailing matter."""

import re
from collections.abc import Sequence

from reader.document.blocks import BlockKind
from reader.text.fold import fold

_MAX_LENGTH = 80  # code points; what is longer is a sentence of the article
_MAX_TRAILING = 30  # blocks looked at from the end


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(fold(phrase.strip()) for phrase in listed.split("|"))


# A line is trailing matter if it is one of these, or begins with one of the second kind.
_LINES = frozenset(
    _phrases(
        """
    Similar Posts | Related Posts | Related Articles | Related Stories | Related | Related Topics |
    Read more | Read also | Read next | More stories | More from this section | You may also like |
    You might also like | Recommended | Recommended for you | Trending | Most read | Most popular | Share |
    Share this | Share this article | Share this post | Share this story | Comments | Leave a comment |
    Leave a reply | Advertisement | Sponsored | Subscribe | Subscribe now | Newsletter | Sign up |
    Back to top | Print | Email this | Like this | Tags | Previous post | Next post | About the author |
    Loading… | Facebook | Twitter | WhatsApp | Continue reading | Articles similaires | Articles liés |
    Sur le même sujet | À lire aussi | Lire aussi | Lire la suite | Partager | Partager cet article |
    Commentaires | Les plus lus | Publicité | S’abonner | Ähnliche Artikel | Ähnliche Beiträge |
    Verwandte Artikel | Mehr zum Thema | Lesen Sie auch | Weiterlesen | Teilen | Artikel teilen |
    Kommentare | Meistgelesen | Anzeige | Abonnieren | Artículos relacionados | Noticias relacionadas |
    Entradas relacionadas | Leer más | Lea también | Te puede interesar | Compartir |
    Comparte esta noticia | Comentarios | Lo más leído | Publicidad | Suscríbete | Articoli correlati |
    Leggi anche | Condividi | Leia também | Compartilhe | 関連記事 | 関連ニュース | あわせて読みたい |
    おすすめ記事 | 人気記事 | シェアする | シェア | 続きを読む | 広告 | 相关文章 | 相关阅读 | 相关新闻 |
    推荐阅读 | 热门文章 | 分享 | 分享到 | 相關文章 | 相關新聞 | 延伸閱讀 | مواضيع ذات صلة | اقرأ أيضا |
    شارك
    """
    )
)
_OPENINGS = _phrases(
    """
    Sign up for our | Sign up to our | Sign up for the | Subscribe to our | Follow us on | Join our |
    Get our newsletter | Click here to | Share on  | Share this: | Read more: | Read also: | Filed under |
    Related: | Tags: | Inscrivez-vous à | Abonnez-vous à | Recevez notre | Suivez-nous | Lire aussi : |
    À lire aussi : | Melden Sie sich | Abonnieren Sie | Folgen Sie uns | Lesen Sie auch: | Suscríbete a |
    Síguenos en | Recibe nuestro | Lea también: | ニュースレターに登録 | メルマガ登録 | フォローする |
    订阅我们
    """
)
_ENDING = re.compile(r"[\s:.!…→»>]+\Z")


def boilerplate(blocks: Sequence[tuple[BlockKind, str]]) -> frozenset[int]:
    """The indices of the blocks, given as kinds and texts with the title first, that are boilerplate.

    That is a paragraph or heading that only repeats the title, wherever it stands, and at the end of the
    article an unbroken run of lines that sites put under their articles.
    """
    return frozenset(_repeated_titles(blocks)) | frozenset(_trailing_matter(blocks))


def _repeated_titles(blocks: Sequence[tuple[BlockKind, str]]) -> list[int]:
    title = blocks[0][1]
    folded = fold(title)
    if not folded:
        return []
    # Folding makes no text more than a few times longer or shorter, so most need not be folded.
    longest = 4 * len(title) + 4
    return [
        index
        for index, (kind, text) in enumerate(blocks)
        if index
        and kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
        and len(text) <= longest
        and fold(text) == folded
    ]


def _trailing_matter(blocks: Sequence[tuple[BlockKind, str]]) -> list[int]:
    found: list[int] = []
    for index in range(len(blocks) - 1, max(0, len(blocks) - 1 - _MAX_TRAILING), -1):
        kind, text = blocks[index]
        if kind is BlockKind.RULE:
            continue
        if not _is_trailing(text):
            break
        found.append(index)
    return found


def _is_trailing(text: str) -> bool:
    if len(text) > _MAX_LENGTH:
        return False
    folded = _ENDING.sub("", fold(text).strip())
    return folded in _LINES or fold(text).startswith(_OPENINGS)
