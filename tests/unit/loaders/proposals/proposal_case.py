"""An invented document, open for proposals, and what a model may say of it."""

from __future__ import annotations

from functools import lru_cache

from app.domain.document import Metadata
from loaders.pipeline import find
from loaders.proposals.answer import Said
from loaders.proposals.page import Page, open_page
from loaders.proposals.verify import verify

TEXT = (
    "つばき茶房は2031年4月1日、会員名簿の管理を北浜データに委託した。\n"
    "北浜データの元社員が2032年2月、会員約4万件の名簿をUSBメモリで持ち出した。\n"
    "元社員は2032年3月10日、名簿を名簿業者に12万円で売った疑いがある。県警が同日発表した。\n"
    "名簿業者は2032年5月ごろ、名簿を白鳥宝飾に転売した。\n"
    "元社員が白鳥宝飾に名簿を直接渡した事実はない。\n"
    "白鳥宝飾は顧客情報を海外の業者に提供する予定だった。\n"
    "このうち5万件の名簿を知人に渡した。名簿は合わせて140万件だった。\n"
    "元社員は罰金30万円の略式命令を受けた。\n"
    "男は名簿を知人に渡した。知人は驚いたという。その後、男は名簿を知人に渡した。\n"
)


@lru_cache(maxsize=8)
def page_of(text: str = TEXT, published: str = "2032-07-01") -> Page:
    return open_page(find(text.encode(), "tsubaki.txt", Metadata(published_at=published)))


def said(quote: str, **more: object) -> Said:
    nothing = dict.fromkeys(("provider", "recipient", "data", "medium", "date", "count", "price"))
    given = {"passage": 0, "quote": quote, **nothing, "action": "handover", "status": "confirmed", **more}
    return Said.model_validate(given)


def checked(quote: str, *, text: str = TEXT, **more: object):
    """The proposal that one saying becomes, and the codes of its remarks."""
    (proposal,) = verify(page_of(text), [said(quote, **more)])
    return proposal, {one.code for one in proposal.remarks}
