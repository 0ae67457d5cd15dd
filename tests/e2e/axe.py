"""axe on a page: WCAG 2.2 A and AA, without exceptions."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.async_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = "options => axe.run(document, options).then(results => results.violations)"
_OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
_STILL = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { transition: none !important; animation: none !important }')
  document.adoptedStyleSheets = [sheet]
}"""


async def still(page: Page) -> None:
    """End what moves: a colour half way to the next one is nobody's choice."""
    await page.evaluate(_STILL)


async def findings(page: Page, where: str) -> list[str]:
    """One line for each element that breaks a rule; empty is what we want."""
    await still(page)
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE_SCRIPT)
    violations: list[dict[str, Any]] = await page.evaluate(_RUN, _OPTIONS)
    return [
        f"{where}: {violation['id']} {node['target']} {_why(node)}"
        for violation in violations
        for node in violation["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    reasons = [check["message"] for check in (*node["any"], *node["all"], *node["none"])]
    return f"{node['html'][:160]} {'; '.join(reasons)}"
