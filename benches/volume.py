#!/usr/bin/env python3
"""Measures limpide on N generated procedures, and its start-up on one small file.

    python3 benches/volume.py [--limpide target/release/limpide] [N ...]        (default: 1000 10000)

The procedures are those of corpus/, but for the seven longest, each copied under new names until there are N of them (about 5 kB each), over the one
vocabulary of the corpus: all rules run. For each N: the best of three runs, the memory at its peak, and the ratio to a floor,
the same files searched by `grep -rc`, which also walks and reads them all. Linearity is the time per procedure from one N to the next.
"""
import argparse
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LARGEST = 7_000  # bytes: without the longest procedures, their mean is about 5 kB
LOCAL = r"(?m)^démarche ([\w]+)"


def procedures():
    files = sorted((ROOT / "corpus").glob("*/*.demarche"))
    texts = [(path, path.read_text(encoding="utf-8")) for path in files if path.parent.name not in ("vocabulaire", "exemples")]
    return [text for path, text in texts if re.search(LOCAL, text) and len(text.encode("utf-8")) <= LARGEST]


def generate(folder, n):
    """Writes the shared vocabulary and n procedures; gives their bytes."""
    vocabulary = folder / "vocabulaire"
    vocabulary.mkdir()
    for path in sorted((ROOT / "corpus" / "vocabulaire").glob("*.demarche")):
        (vocabulary / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    models = procedures()
    size = 0
    for rank in range(n):
        text = models[rank % len(models)]
        if rank >= len(models):
            text = re.sub(LOCAL, lambda name: f"démarche {name.group(1)}_{rank}", text)
        bytes_ = text.encode("utf-8")
        size += len(bytes_)
        bucket = folder / f"{rank // 1000:04}"
        bucket.mkdir(exist_ok=True)
        (bucket / f"{rank:06}.demarche").write_bytes(bytes_)
    return size


def run(command):
    """Seconds, peak memory in MB, exit code."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def best(command, runs):
    results = [run(command) for _ in range(runs)]
    return min(results)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--limpide", default=str(ROOT / "target/release/limpide"))
    parser.add_argument("n", nargs="*", type=int, default=[1000, 10000])
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    with tempfile.TemporaryDirectory() as small:
        path = pathlib.Path(small) / "petite.demarche"
        path.write_text("démarche essai « Essai » {\n  public particulier\n}\n", encoding="utf-8")
        seconds, memory, _ = best([arguments.limpide, "check", str(path)], 30)
        floor, _, _ = best(["true"], 30)
        print(f"start-up on one small file: {seconds * 1000:.1f} ms (a bare process: {floor * 1000:.1f} ms), {memory:.1f} MB")
    for n in arguments.n:
        with tempfile.TemporaryDirectory() as folder:
            size = generate(pathlib.Path(folder), n)
            seconds, memory, code = best([arguments.limpide, "check", "--output-format", "concise", folder], 3)
            floor, _, _ = best(["grep", "-rc", "démarche", folder], 3)
            print(
                f"{n:>7} procedures, {size / 1e6:6.1f} MB: {seconds:6.2f} s, {memory:6.0f} MB, "
                f"{seconds / n * 1e6:5.0f} µs each, {seconds / floor:4.1f} × grep, exit {code}"
            )
            if code == 2:
                sys.exit("limpide could not read what was generated")


if __name__ == "__main__":
    main()
