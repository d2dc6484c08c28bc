"""Made-up photos of hazards in a township and of their repair, drawn as SVG.

The browser turns them into JPEG when they are sent. All are 960 by 720, with a time stamp like a work camera's.
"""

import random
from collections.abc import Callable, Mapping

from sandbox.web.drawing.richtext import plain

SCENES: Mapping[str, tuple[str, str]] = {
    "crack": ("山坡裂缝", "Cracked slope"),
    "rocks": ("落石挡路", "Fallen rocks"),
    "flood": ("道路积水", "Flooded road"),
    "smoke": ("山林冒烟", "Smoke in the woods"),
    "wall": ("房屋开裂", "Cracked house"),
    "wire": ("电线垂落", "Hanging wire"),
    "tape": ("已拉警戒线", "Cordoned off"),
    "cleared": ("道路已清理", "Road cleared"),
    "drained": ("积水已排除", "Water drained"),
}

_SKY = {"clear": ("#9fc4dd", "#e3eef0"), "grey": ("#8d9aa3", "#c9d0d2"), "dusk": ("#a4937f", "#e0cfb4")}


def scene(name: str, stamp: str) -> str:
    """Return the photo of that name as SVG; raise KeyError for an unknown one."""
    dice = random.Random(name)
    drawn = _DRAWINGS[name](dice)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720" viewBox="0 0 960 720">'
        '<defs><filter id="soft"><feGaussianBlur stdDeviation="9"/></filter>'
        '<filter id="grain"><feTurbulence baseFrequency=".8" numOctaves="2" seed="7"/>'
        '<feColorMatrix values="0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 .45 0 0 0 .16 0"/></filter></defs>'
        f"{drawn}"
        '<rect width="960" height="720" filter="url(#grain)"/>'
        '<rect y="656" width="960" height="64" fill="#0007"/>'
        '<rect x="28" y="672" width="6" height="32" fill="#f2b632"/>'
        '<text x="48" y="697" font-family="Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif" font-size="28" '
        f'fill="#fff">{plain(stamp)}</text></svg>'
    )


def _sky(kind: str) -> str:
    top, low = _SKY[kind]
    return (
        f'<linearGradient id="sky" x2="0" y2="1"><stop stop-color="{top}"/><stop offset="1" stop-color="{low}"/>'
        '</linearGradient><rect width="960" height="720" fill="url(#sky)"/>'
    )


def _hills(dice: random.Random, height: int, *tones: str) -> str:
    hills = []
    for layer, tone in enumerate(tones):
        level = height + layer * 55
        points = [f"{x},{level + dice.randint(-50, 40)}" for x in range(-60, 1100, 120)]
        hills.append(f'<polygon points="-60,720 {" ".join(points)} 1020,720" fill="{tone}"/>')
    return "".join(hills)


def _trees(dice: random.Random, count: int, left: int, right: int, level: int) -> str:
    trees = []
    for _ in range(count):
        x, y, size = dice.randint(left, right), level + dice.randint(-30, 30), dice.randint(36, 80)
        tone = dice.choice(("#4d6b45", "#3f5d3b", "#5d7a4c"))
        trees.append(
            f'<rect x="{x - 4}" y="{y}" width="8" height="{size // 2}" fill="#5b4a38"/>'
            f'<ellipse cx="{x}" cy="{y - size * 0.3:.0f}" rx="{size * 0.45:.0f}" ry="{size * 0.7:.0f}" fill="{tone}"/>'
        )
    return "".join(trees)


def _road(wet: bool = False) -> str:
    tone = "#5f6a70" if wet else "#83807a"
    return (
        '<polygon points="0,720 0,500 300,400 620,400 960,520 960,720" fill="#7d8a5c"/>'
        f'<polygon points="120,720 400,392 500,392 840,720" fill="{tone}"/>'
        '<polygon points="120,720 400,392 408,392 150,720" fill="#c9c4b4"/>'
        '<polygon points="840,720 500,392 492,392 810,720" fill="#c9c4b4"/>'
        '<path d="M468 700l-6 -70h18l4 70zM463 590l-4 -50h14l3 50zM459 510l-3 -36h10l3 36z" fill="#e8e4d6"/>'
    )


def _rift(dice: random.Random, x: float, y: float, steps: int, down: float, width: float) -> str:
    points = [(x, y)]
    for _ in range(steps):
        x, y = x + dice.uniform(-26, 40), y + dice.uniform(0.6, 1.2) * down
        points.append((x, y))
    path = "M" + "L".join(f"{px:.0f} {py:.0f}" for px, py in points)
    dark = f'<path d="{path}" fill="none" stroke="#2d241c" stroke-width="{width}" stroke-linejoin="round"/>'
    edge = f'stroke="#a08a6c" stroke-width="{width * 0.4:.0f}" transform="translate(-{width * 0.6:.0f} 2)"'
    return f'<path d="{path}" fill="none" {edge}/>{dark}'


def _stones(dice: random.Random, count: int) -> str:
    stones = []
    for _ in range(count):
        x, y, size = dice.randint(330, 640), dice.randint(480, 630), dice.randint(16, 64)
        corners = " ".join(
            f"{x + size * dx * dice.uniform(0.7, 1.1):.0f},{y + size * dy * dice.uniform(0.6, 0.9):.0f}"
            for dx, dy in ((-1, 0.2), (-0.6, -0.7), (0.2, -1), (0.9, -0.4), (1, 0.5), (0.1, 0.8))
        )
        tone = dice.choice(("#8b8176", "#776d63", "#9a9084"))
        stones.append(
            f'<ellipse cx="{x}" cy="{y + size * 0.6:.0f}" rx="{size * 1.1:.0f}" ry="{size * 0.3:.0f}" fill="#0004"/>'
            f'<polygon points="{corners}" fill="{tone}"/>'
        )
    return "".join(stones)


def _crack(dice: random.Random) -> str:
    slope = '<polygon points="0,720 0,330 380,190 700,260 960,420 960,720" fill="#9b8465"/>'
    turf = '<polygon points="0,330 380,190 700,260 960,420 960,452 700,296 380,228 0,372" fill="#6f8450"/>'
    rifts = _rift(dice, 250, 300, 9, 34, 20) + _rift(dice, 520, 290, 8, 38, 12) + _rift(dice, 390, 420, 5, 40, 7)
    leaning = '<g transform="rotate(24 690 250)">' + _trees(dice, 3, 650, 730, 240) + "</g>"
    return _sky("grey") + _hills(dice, 250, "#8aa08d") + slope + turf + leaning + rifts


def _rocks(dice: random.Random) -> str:
    cliff = '<polygon points="560,400 640,60 960,0 960,520" fill="#8f7d66"/>'
    scar = '<polygon points="640,390 700,110 830,80 800,430" fill="#b39c7d"/>'
    return _sky("grey") + _hills(dice, 260, "#8aa08d", "#6f8b68") + cliff + scar + _road() + _stones(dice, 17)


def _water(level: int, tone: str) -> str:
    waves = "".join(
        f'<path d="M{40 + (y * 37) % 200} {y}h{180 + (y * 13) % 240}" stroke="#fff5" stroke-width="4"/>'
        for y in range(level + 30, 710, 42)
    )
    return f'<rect y="{level}" width="960" height="{720 - level}" fill="{tone}" opacity=".93"/>{waves}'


def _flood(dice: random.Random) -> str:
    car = (
        '<g transform="translate(520 440)"><path d="M-120 70v-38q0-16 22-18l30-4 30-40q6-8 20-8h66q14 0 20 10l22 40'
        ' 26 6q12 3 12 16v36z" fill="#b8473c"/><path d="M-28-26h70l18 36h-116z" fill="#cfe0e6"/></g>'
    )
    post = (
        '<path d="M250 300v260" stroke="#eee" stroke-width="18"/>'
        '<path d="M250 330v24m0 48v24m0 48v24" stroke="#c33" stroke-width="18"/>'
    )
    trees = _trees(dice, 9, 20, 940, 350)
    return (
        _sky("grey")
        + _hills(dice, 280, "#8fa393", "#79917a")
        + trees
        + _road(wet=True)
        + car
        + _water(478, "#8a7a5d")
        + post
    )


def _smoke(dice: random.Random) -> str:
    puffs = "".join(
        f'<circle cx="{470 + step * 17 + dice.randint(-26, 26)}" cy="{360 - step * 30}" r="{34 + step * 9}" '
        f'fill="{dice.choice(("#d8d6d2", "#bdbab5", "#a5a29d"))}" opacity=".75" filter="url(#soft)"/>'
        for step in range(11)
    )
    fire = '<path d="M430 400q14-50 36-64 2 30 22 40 8-22 4-40 34 30 30 70z" fill="#e8842c"/>'
    woods = _trees(dice, 60, 0, 960, 520)
    return _sky("dusk") + _hills(dice, 330, "#7f9479", "#648060", "#4f6c4c") + puffs + fire + woods


def _wall(dice: random.Random) -> str:
    bricks = "".join(
        f'<rect x="{(row % 2) * 40 - 40 + column * 80}" y="{row * 40}" width="76" height="36" fill="{tone}"/>'
        for row in range(18)
        for column in range(14)
        for tone in (dice.choice(("#b98a6b", "#b08162", "#c29576")),)
    )
    window = (
        '<rect x="600" y="140" width="230" height="270" fill="#e6dfd0"/><rect x="620" y="160" width="190" height="230" '
        'fill="#4d5c66"/><path d="M715 160v230M620 275h190" stroke="#e6dfd0" stroke-width="12"/>'
    )
    rifts = _rift(dice, 210, -10, 18, 42, 18) + _rift(dice, 300, 330, 8, 40, 9)
    return f'<rect width="960" height="720" fill="#8d6a52"/>{bricks}{window}{rifts}'


def _wire(dice: random.Random) -> str:
    poles = (
        '<g stroke="#6b5d4d" stroke-width="20"><path d="M170 90v600M790 210v420"/></g>'
        '<g stroke="#5b4e40" stroke-width="12"><path d="M90 140h160M730 250h120"/></g>'
    )
    wires = (
        '<g fill="none" stroke="#22272b" stroke-width="5"><path d="M100 140Q480 330 740 250"/>'
        '<path d="M240 140Q330 300 380 560q20 60 90 66"/><path d="M848 250Q720 400 640 610"/></g>'
        '<path d="M470 596l-16 34h18l-12 34 40-46h-20l14-22z" fill="#f6d24a"/>'
    )
    return (
        _sky("clear")
        + _hills(dice, 330, "#8fae8f", "#779a72")
        + _road()
        + _trees(dice, 8, 560, 950, 400)
        + poles
        + wires
    )


def _tape(dice: random.Random) -> str:
    band = "".join(
        f'<path d="M{x} {y}l46 6v30l-46 -6z" fill="{"#d23c33" if (x // 46) % 2 else "#f6f3ea"}"/>'
        for y in (430, 520)
        for x in range(60, 880, 46)
    )
    cones = "".join(
        f'<g transform="translate({x} 640)"><path d="M-44 0h88l-30-110h-28z" fill="#e4672d"/>'
        '<path d="M-32-40h64l-8-28h-48z" fill="#fff"/><rect x="-58" width="116" height="16" fill="#444"/></g>'
        for x in (210, 500, 780)
    )
    return _sky("clear") + _hills(dice, 260, "#8fae8f", "#7d9a6c") + _road() + _stones(dice, 5) + band + cones


def _cleared(dice: random.Random) -> str:
    digger = (
        '<g transform="translate(700 440)"><rect x="-70" y="40" width="170" height="44" rx="22" fill="#3c3c3c"/>'
        '<rect x="-50" y="-30" width="130" height="70" rx="8" fill="#e9b32f"/>'
        '<rect x="0" y="-90" width="70" height="64" fill="#bcd3dc" stroke="#e9b32f" stroke-width="10"/>'
        '<path d="M-50-10L-150-90-210 10" fill="none" stroke="#d9a21f" '
        'stroke-width="24"/><path d="M-236 4h52l-8 56h-50z" fill="#777"/></g>'
    )
    return _sky("clear") + _hills(dice, 260, "#8fae8f", "#7d9a6c") + _trees(dice, 10, 0, 320, 400) + _road() + digger


def _drained(dice: random.Random) -> str:
    pump = (
        '<g transform="translate(250 520)"><rect x="-70" y="-60" width="150" height="100" rx="10" fill="#2f6fa5"/>'
        '<circle cx="10" cy="-10" r="30" fill="#dfe7ea"/>'
        '<path d="M80 0q160 10 200 90t260 60" fill="none" stroke="#333" stroke-width="22"/></g>'
    )
    puddles = (
        '<ellipse cx="560" cy="620" rx="110" ry="18" fill="#9db4bd"/>'
        '<ellipse cx="420" cy="520" rx="60" ry="9" fill="#9db4bd"/>'
    )
    hills = _hills(dice, 280, "#8fae8f", "#7d9a6c")
    return _sky("clear") + hills + _trees(dice, 9, 500, 950, 370) + _road(wet=True) + puddles + pump


_DRAWINGS: Mapping[str, Callable[[random.Random], str]] = {
    "crack": _crack,
    "rocks": _rocks,
    "flood": _flood,
    "smoke": _smoke,
    "wall": _wall,
    "wire": _wire,
    "tape": _tape,
    "cleared": _cleared,
    "drained": _drained,
}
