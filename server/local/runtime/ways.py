"""How visitors are sent to a page or an address outside: the address, made of all that adds to it, and the redirect.

Parameters of an address, the earlier before the later where two have one name: what the address has itself, those of
the node, of the page, of the offer source, then `vid`. A parameter that is there is not added again [our ruling].
"""

from dataclasses import dataclass

from funnels.account import Account
from funnels.assets import OfferSource, Page, UserSettings
from funnels.funnel import PageParams

from .asked import COOKIE
from .template import Filling, Template, plain, template, with_parameters

_VISITOR = "{visitor}"


@dataclass(frozen=True, slots=True)
class Way:
    template: Template
    how: str
    """301, 307, `meta` or `umr`."""
    accumulates: bool = False
    """Whether the parameters collected on the way are handed over as well."""

    def location(self, filling: Filling, collected: dict[str, str]) -> str:
        url = self.template.filled(filling)
        return with_parameters(url, plain(collected)) if self.accumulates and collected else url


def to_page(page: Page, params: PageParams | None, account: Account, settings: UserSettings) -> Way:
    parameters = dict(params.additional_tokens) if params else {}
    for name, text in (*page.query_params.items(), *_of_source(page, account).items()):
        parameters.setdefault(name, text)
    if not page.disable_append_vid:
        parameters[COOKIE] = _VISITOR
    url = template(with_parameters(page.base_url.strip(), parameters))
    return Way(url, _how(page, params, settings), accumulates=bool(params and params.accumulate_url_params))


def outside(url: str, code: int) -> Way:
    return Way(template(with_parameters(url.strip(), {COOKIE: _VISITOR})), str(code))


def _how(page: Page, params: PageParams | None, settings: UserSettings) -> str:
    """A page that says nothing goes by the account's settings."""
    if params and params.redirect_override:
        return params.redirect_override
    if "redirect_type" in page.model_fields_set:
        return page.redirect_type
    return settings.default_offer_redirect if page.page_type == "offer" else settings.default_lander_redirect


def _of_source(page: Page, account: Account) -> dict[str, str]:
    source = account.get(OfferSource, page.offer_params.id_offer_source) if page.offer_params else None
    return source.query_params if source else {}
