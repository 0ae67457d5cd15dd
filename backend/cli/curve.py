"""Risk over coverage as a picture: how often a direct answer is wrong, when only the surest share is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640, 360, 64, 24, 24, 52
_MOST_RISK = 0.20


def risk_coverage_svg(lines: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> str:
    """The curve over all labelled questions that a search decided, surest first."""
    curve = _points(lines, rows)
    path = " ".join(f"{_x(share):.1f},{_y(min(risk, _MOST_RISK)):.1f}" for share, risk in curve)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
            'font-size="12" role="img" aria-label="Risk over coverage">',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
            *_grid(),
            f'<polyline fill="none" stroke="#1a5fb4" stroke-width="2" points="{path}"/>',
            f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 12}" text-anchor="middle">'
            "share of questions answered directly (coverage)</text>",
            f'<text x="14" y="{_HEIGHT / 2}" text-anchor="middle" transform="rotate(-90 14 {_HEIGHT / 2})">'
            "share of them answered wrong (risk)</text>",
            "</svg>",
            "",
        ]
    )


def _points(lines: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> list[tuple[float, float]]:
    """Coverage and risk after each question, in order of falling confidence; about a hundred points of them."""
    judged = sorted(
        ((row["score"], row["item"] in line.get("labels", ())) for line, row in zip(lines, rows, strict=True)),
        key=lambda pair: -pair[0],
    )
    points, wrong = [], 0
    step = max(1, len(judged) // 100)
    for number, (_, right) in enumerate(judged, start=1):
        wrong += not right
        if number % step == 0:
            points.append((number / len(judged), wrong / number))
    return points


def _grid() -> list[str]:
    marks = []
    for tenth in range(0, 11, 2):
        x = _x(tenth / 10)
        marks += [_line(x, _TOP, x, _HEIGHT - _BOTTOM), _label(x, _HEIGHT - _BOTTOM + 18, f"{tenth * 10} %", "middle")]
    for percent in range(0, 21, 5):
        y = _y(percent / 100)
        marks += [_line(_LEFT, y, _WIDTH - _RIGHT, y), _label(_LEFT - 8, y + 4, f"{percent} %", "end")]
    return marks


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(risk: float) -> float:
    return _HEIGHT - _BOTTOM - risk / _MOST_RISK * (_HEIGHT - _TOP - _BOTTOM)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'
