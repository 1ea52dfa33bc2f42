"""`hall bench http`: /api/v1/route of the real server, beside a bare aiohttp handler that returns the same bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import permutations
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import numpy as np

from scene.outlines import window_stands
from tools.benching.processes import PROJECT, say
from tools.errors import CommandError
from tools.hall_argument import load_hall

ROUNDS = 3
WARM_UP_S = 1.0
STOP_S = 15
Row = dict[str, Any]
Report = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that is up."""

    base: str
    pid: int


def measure_http(hall_path: Path, *, routes: int, concurrency: int, seconds: float, seed: int) -> Report:
    """Both servers are up; the load goes to one, then the other, in turns. seconds: of load on each of them.

    The servers share one processor, where one of them is always idle; the client has the others. routes: how many different
    ways are asked; as many as the server answers in that time, or nearly, so that none need be remembered from the time before.
    """
    hall = load_hall(hall_path).hall
    addresses = addresses_of(list(window_stands(hall)), routes, seed)
    with tempfile.TemporaryDirectory(prefix="hall-bench-") as name:
        folder = Path(name)
        # At night every answer says first that its window is closed: figures of one hour would not compare with another's.
        serve = ["tools.office_hours", "serve", "--data", str(folder / "data"), "--port", "0", "--hall"]
        say("starting the server …")
        # Nor is the hall's light worked out beside what is measured.
        settings = {"HALL_DEFAULT": hall.id, "HALL_BAKE": "0"}
        with running([*serve, str(hall_path.resolve())], folder / "serve.log", settings) as ours:
            say(f"fetching {len(addresses)} answers for the bare handler …")
            answers = fetch_all(ours.base, addresses)
            (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
            bare_words = ["tools.benching.bare_server", str(folder / "answers.json")]
            with running(bare_words, folder / "bare.log", {}) as bare:
                same = fetch_all(bare.base, addresses) == answers
                servers = {"hall serve": ours, "bare aiohttp": bare}
                found = take_turns(servers, addresses, concurrency, seconds, folder)
    rows = [make_row(engine, parts) for engine, parts in found.items()]
    sizes = [len(answer.encode()) for answer in answers.values()]
    return {
        "rows": rows,
        "ratios": {
            "requests_per_s": rows[0]["requests_per_s"] / rows[1]["requests_per_s"],
            "cpu": rows[1]["cpu_us"] / rows[0]["cpu_us"],
        },
        "concurrency": concurrency,
        "routes": len(answers),
        "mean_bytes": sum(sizes) / len(sizes),
        "same_bytes": same,
    }


def addresses_of(codes: Sequence[str], count: int, seed: int) -> list[str]:
    """Different ways between windows drawn by lot; all that there are when those are fewer."""
    if len(codes) < 2:
        raise CommandError(["hall bench http asks for ways between windows; this hall has fewer than two"])
    pairs = list(permutations(codes, 2))
    drawn = np.random.default_rng(seed).permutation(len(pairs))[:count].tolist()
    queries = [urlencode({"from": f"window:{a}", "to": f"window:{b}"}, safe=":") for a, b in (pairs[i] for i in drawn)]
    return [f"/api/v1/route?{query}" for query in queries]


@contextmanager
def running(words: Sequence[str], log: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    """A server in a process of its own, which says its address. It is stopped at the end."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT), **settings}
    with (
        log.open("wb") as errors,
        subprocess.Popen(  # noqa: S603 - the commands are ours
            [sys.executable, "-m", *words], stdout=subprocess.PIPE, stderr=errors, env=environment, text=True
        ) as process,
    ):
        try:
            line = process.stdout.readline() if process.stdout else ""
            if "http://" not in line:
                raise CommandError([f"{words[0]} did not start", *log.read_text(errors="replace").splitlines()[-3:]])
            yield Server(base=line[line.index("http://") :].strip().rstrip("/"), pid=process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()


def fetch_all(base: str, addresses: Sequence[str]) -> dict[str, str]:
    """The bodies of answers as they are, by their addresses, over one connection that is kept."""
    with closing(HTTPConnection(urlsplit(base).netloc, timeout=120)) as connection:
        return {address: fetch(connection, address) for address in addresses}


def fetch(connection: HTTPConnection, address: str) -> str:
    """The body of an answer as it is; raises CommandError for one that is not 200."""
    connection.request("GET", address)
    response = connection.getresponse()
    body = response.read().decode()
    if response.status != HTTPStatus.OK:
        raise CommandError([f"{address} was answered {response.status}: {body[:200]}"])
    return body


def take_turns(
    servers: dict[str, Server], addresses: list[str], concurrency: int, seconds: float, folder: Path
) -> dict[str, list[dict[str, Any]]]:
    """What the load client saw of each server, round by round, after a second to warm up.

    Each round asks on where the one before it ended: a way is asked again only when all others have been.
    """
    server_cpus, client_cpus = divided_cpus()
    for server in servers.values():
        pin(server.pid, server_cpus)
    found: dict[str, list[dict[str, Any]]] = {engine: [] for engine in servers}
    ahead = dict.fromkeys(servers, addresses)
    for turn in range(ROUNDS + 1):
        for engine, server in servers.items():
            span = seconds / ROUNDS if turn else WARM_UP_S
            say(f"{engine}: {'round ' + str(turn) if turn else 'warming up'} …")
            task = {"base": server.base, "addresses": ahead[engine], "concurrency": concurrency, "seconds": span}
            before = cpu_seconds(server.pid)
            seen = put_load(task | {"cpus": client_cpus}, folder)
            asked = len(seen["latency_ms"]) % len(addresses)
            ahead[engine] = ahead[engine][asked:] + ahead[engine][:asked]
            found[engine] += [seen | {"server_cpu_s": cpu_seconds(server.pid) - before}] if turn else []
    return found


def divided_cpus() -> tuple[list[int], list[int]]:
    """One processor for the servers, the others for the client; nothing is divided where there is only one."""
    cpus = sorted(os.sched_getaffinity(0))
    return (cpus[:1], cpus[1:]) if len(cpus) > 1 else ([], [])


def pin(pid: int, cpus: list[int]) -> None:
    """Let all threads of a process run on these processors only."""
    for thread in Path(f"/proc/{pid}/task").iterdir() if cpus else ():
        os.sched_setaffinity(int(thread.name), cpus)


def cpu_seconds(pid: int) -> float:
    """The processor time of a process so far, its own and the system's for it."""
    words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def put_load(task: dict[str, Any], folder: Path) -> dict[str, Any]:
    """One run of the load client, in a process of its own."""
    (folder / "load.json").write_text(json.dumps(task), encoding="utf-8")
    command = [sys.executable, "-m", "tools.benching.load_client", str(folder / "load.json"), str(folder / "seen.json")]
    subprocess.run(  # noqa: S603 - the command is ours
        command, env=os.environ | {"PYTHONPATH": str(PROJECT)}, check=True, timeout=task["seconds"] + 60
    )
    seen: dict[str, Any] = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    return seen


def make_row(engine: str, parts: Sequence[dict[str, Any]]) -> Row:
    """All rounds of one server. cpu_us: processor time for a request; busy: the share of its time that its processor worked."""
    latency = np.concatenate([np.array(part["latency_ms"]) for part in parts])
    seconds = sum(part["seconds"] for part in parts)
    cpu_s = sum(part["server_cpu_s"] for part in parts)
    return {
        "engine": engine,
        "requests_per_s": len(latency) / seconds,
        "p50_ms": float(np.percentile(latency, 50)),
        "p99_ms": float(np.percentile(latency, 99)),
        "cpu_us": cpu_s * 1e6 / len(latency),
        "busy": cpu_s / seconds,
        "requests": len(latency),
        "failed": sum(part["failed"] for part in parts),
    }


def print_http(report: Report) -> None:
    """The table for people."""
    titles = ("requests/s", "p50 ms", "p99 ms", "CPU us", "busy", "requests", "failed")
    print(f"{'server':14}" + "".join(f"{title:>11}" for title in titles))
    for row in report["rows"]:
        print(
            f"{row['engine']:14}{row['requests_per_s']:11.0f}{row['p50_ms']:11.2f}{row['p99_ms']:11.2f}"
            f"{row['cpu_us']:11.0f}{row['busy']:11.0%}{row['requests']:11d}{row['failed']:11d}"
        )
    ratios = report["ratios"]
    print(f"ratio {ratios['requests_per_s']:.1%}: the server's requests/s of the bare handler's")
    print(f"ratio {ratios['cpu']:.1%}: the bare handler's processor time for a request of the server's")
    same = "the same bytes" if report["same_bytes"] else "NOT the same bytes"
    print(
        f"{report['routes']} different ways between windows, each asked in its turn, {report['mean_bytes']:.0f} bytes on average ({same}),"
        f" {report['concurrency']} at once over loopback, nothing cached, nothing compressed."
    )


def http_json(report: Report) -> str:
    """The report as one line."""
    return json.dumps(report, ensure_ascii=False)
