"""An account as a file in `accounts/` describes it, in the words people use, and the assets it means."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from random import Random
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from funnels.account import Account
from funnels.assets import (
    Asset,
    FunnelGroup,
    OfferParams,
    OfferSource,
    Page,
    Postback,
    TrackingField,
    TrafficSource,
    VisitorTag,
)
from funnels.blueprint import compile, parse
from funnels.ids import IdMaker, NewId

from .errors import CaseError
from .yaml_text import read_yaml

Json = dict[str, Any]

_INSTANT = datetime(2021, 6, 1, tzinfo=UTC)


def _each_empty(value: object) -> object:
    return {name: {} for name in value} if isinstance(value, list) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LanderFile(_Strict):
    url: str = ""
    notes: str = ""


class OfferFile(LanderFile):
    source: str
    payout: str


class OfferSourceFile(_Strict):
    sub: str = ""
    transaction: str = ""
    payout: str = ""


class AccountFile(_Strict):
    """Names lead to what else is known of them; tracking fields are slot -> [alias, macro]."""

    extends: Literal["nothing", "demo", "busy"] = "nothing"
    funnel_groups: tuple[str, ...] = ()
    offer_sources: dict[str, OfferSourceFile] = {}
    traffic_sources: dict[str, dict[str, tuple[str, str]]] = {}
    visitor_tags: tuple[str, ...] = ()
    landers: Annotated[dict[str, LanderFile], BeforeValidator(_each_empty)] = {}
    offers: dict[str, OfferFile] = {}
    funnels: tuple[Json, ...] = ()
    crowd: int = Field(default=0, ge=0)
    """So many more landers and offers of made-up names."""


def read_account_file(name: str) -> AccountFile:
    """CaseError where there is no such account, or its file cannot be read."""
    file = files(__package__).joinpath("accounts", f"{name}.yaml")
    if not file.is_file():
        raise CaseError(f"There is no account {name!r}.", hint=f"There are: {', '.join(account_names())}.")
    try:
        return AccountFile.model_validate(read_yaml(file.read_text(encoding="utf-8"), f"accounts/{name}.yaml"))
    except ValidationError as error:
        raise CaseError(f"accounts/{name}.yaml: {error}") from error


def account_names() -> list[str]:
    found = files(__package__).joinpath("accounts").iterdir()
    return sorted(one.name.removesuffix(".yaml") for one in found if one.name.endswith(".yaml"))


def assets_of(file: AccountFile, below: Account) -> Iterator[Asset]:
    """What the file adds to the account it extends, in the order in which it can be made; always the same ids."""
    new_id = _new_ids()
    base = list(_base(file, below, new_id))
    if file.crowd:
        network = next(one.id for one in (*base, *below.all(OfferSource)) if isinstance(one, OfferSource))
        base += _crowd(file.crowd, network, new_id)
    yield from base
    account = Account(documents=[*below.all(Asset), *base])
    for blueprint in file.funnels:
        draft = compile(parse(blueprint), account, new_id=new_id)
        yield from draft.new
        yield draft.funnel
        account = draft.account


def _new_ids() -> NewId:
    instant = int(_INSTANT.timestamp() * 1000)
    return IdMaker(lambda: instant, Random("funnelwright evals").randrange)  # noqa: S311  # ids, not secrets


def _base(file: AccountFile, below: Account, new_id: NewId) -> Iterator[Asset]:
    yield from (FunnelGroup(id=new_id(), name=name, status="active") for name in file.funnel_groups)
    yield from (VisitorTag(id=new_id(), name=name, color="3b82f6") for name in file.visitor_tags)
    networks = {one.name: one.id for one in below.all(OfferSource)}
    for network in _offer_sources(file, new_id):
        networks[network.name] = network.id
        yield network
    yield from _traffic_sources(file, new_id)
    yield from (_page(new_id(), name, lander, "lander") for name, lander in file.landers.items())
    for name, offer in file.offers.items():
        params = OfferParams(id_offer_source=networks[offer.source], payout=offer.payout)
        yield _page(new_id(), name, offer, "offer").model_copy(update={"offer_params": params})


def _offer_sources(file: AccountFile, new_id: NewId) -> Iterator[OfferSource]:
    for name, network in file.offer_sources.items():
        yield OfferSource(
            id=new_id(),
            name=name,
            postback_sub_id=network.sub,
            postback_tx_id=network.transaction,
            postback_payout=network.payout,
            status="active",
        )


def _traffic_sources(file: AccountFile, new_id: NewId) -> Iterator[TrafficSource]:
    for name, slots in file.traffic_sources.items():
        id = new_id()
        fields = {slot: TrackingField(name=alias, value=macro or None) for slot, (alias, macro) in slots.items()}
        postback = Postback(id_traffic_source=id, postback_type="none")
        yield TrafficSource(
            id=id,
            name=name,
            cost_type="cpe",
            status="active",
            tracking_field_slots=fields,
            postback=postback,
        )


def _page(id: str, name: str, page: LanderFile, page_type: Literal["lander", "offer"]) -> Page:
    slug = "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in name.lower()).split()) or id
    return Page(
        id=id,
        name=name,
        page_type=page_type,
        base_url=page.url or f"https://{page_type}s.example.org/{slug}",
        redirect_type="307",
        notes=page.notes,
        status="active",
    )


_BRANDS = ("Nova", "Alpine", "Vital", "Prime", "Solaris", "Quick", "Golden", "Urban", "Royal", "Pure", "Smart")
_THINGS = ("Gummies", "Quiz", "Story", "Insurance", "Loan", "Casino", "Massager", "Listicle", "Survey", "Advertorial")
_PLACES = ("US", "DE", "UK", "FR", "IT", "ES", "CA", "AU", "BR", "JP")


def _crowd(size: int, network: str, new_id: NewId) -> Iterator[Asset]:
    params = OfferParams(id_offer_source=network, payout="20.00")
    for number in range(size):
        words = (
            _BRANDS[number % len(_BRANDS)],
            _THINGS[number // len(_BRANDS) % len(_THINGS)],
            _PLACES[number // (len(_BRANDS) * len(_THINGS)) % len(_PLACES)],
        )
        name = f"{' '.join(words)} {number // (len(_BRANDS) * len(_THINGS) * len(_PLACES)) + 1}"
        page = _page(new_id(), name, LanderFile(), "lander" if number % 3 else "offer")
        yield page if number % 3 else page.model_copy(update={"offer_params": params})
