"""One design language: tokens, style sheet parts and icons."""

from __future__ import annotations

import msgspec

from resources import path


def load_tokens() -> dict[str, dict[str, str]]:
    """Return theme name → token name → value, with the shared sizes merged into every theme."""
    data = msgspec.json.decode(path("look", "tokens.json").read_bytes(), type=dict[str, dict[str, str]])
    shared = data.pop("shared")
    return {name: {**shared, **values} for name, values in data.items()}


def load_style(tokens: dict[str, str]) -> str:
    """Return the style sheet: the numbered parts in order, every ``@token`` replaced by its value."""
    sheet = "\n".join(part.read_text(encoding="utf-8") for part in sorted(path("look", "qss").glob("*.qss")))
    for name in sorted(tokens, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", tokens[name])
    return sheet


def icon_svg(name: str, colour: str) -> bytes:
    """Return the SVG of an icon, tinted: icons are drawn in ``currentColor``."""
    return path("look", "icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour).encode()
