"""Which function answers which operation of the contract: by method and the end of the path, for all families."""

from collections.abc import Mapping

from ..contracts import Operation
from . import account, copying, moving, reading, retiring, saving, scripts
from .call import Handler
from .families import FAMILIES, LOGIC_SCRIPT, VIEWS, View
from .reports import HANDLERS as REPORTS

_OF_FAMILIES: Mapping[tuple[str, str], Handler] = {
    ("GET", "/list"): reading.listed,
    ("GET", "/find/byStatus"): reading.listed,
    ("GET", "/find/byId"): reading.one,
    ("GET", "/find/byIds"): reading.several,
    ("GET", "/find/byCategory"): reading.by_category,
    ("GET", "/find/byType"): reading.by_kind,
    ("GET", "/find/byName"): reading.by_name,
    ("POST", "/save"): saving.create,
    ("PUT", "/save"): saving.replace,
    ("POST", "/duplicate"): copying.duplicate,
    ("DELETE", "/delete"): retiring.remove,
    ("PUT", "/archive"): retiring.archive,
    ("PUT", "/unarchive"): retiring.unarchive,
    ("PUT", "/move-category"): moving.move,
}

_OTHERS: Mapping[str, Handler] = {
    "logicScriptLanguage": scripts.language,
    "logicScriptValidate": scripts.validate,
    "userSettingsGet": account.settings,
    "userSettingsSave": account.save_settings,
    "userSettingsDelete": account.delete_settings,
    "integrationKeyList": account.keys,
    "integrationKeyUpdate": account.update_key,
    "integrationKeyGenerate": account.generate_key,
    "integrationKeyDelete": account.delete_key,
    "authValidate": account.validate_token,
    **REPORTS,
}


def handler(operation: Operation) -> tuple[Handler, View]:
    """What answers an operation, and the view it does so in; KeyError for one that nothing answers."""
    if operation.id in _OTHERS:
        return _OTHERS[operation.id], View(FAMILIES[LOGIC_SCRIPT.name])
    path = operation.path.rstrip("/")
    base = max((base for base in VIEWS if path.startswith(f"{base}/")), key=len)
    return _OF_FAMILIES[operation.method, path.removeprefix(base)], VIEWS[base]
