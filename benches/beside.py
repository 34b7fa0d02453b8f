#!/usr/bin/env python3
"""What several linters of prose say of the same pages, line by line, to be read and judged.

Usage: benches/beside.py corpus/service-public [-n 10] [--limpide PATH] [--lucid-lint PATH] [--textlint PATH]

The draw of the pages depends on their names only. The rules are those of benches/language.py. Prints how often each rule of each linter
speaks, how often they speak of the same line, then each line that one of them speaks of, with what each says. Only the standard library is used.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import subprocess
import tempfile

from language import add_linters, text_of, tools_of


def drawn(data, n_pages):
    """The text of some pages, by name."""
    found = []
    for path in data.glob("**/F*.xml"):
        text = text_of(path.read_bytes())
        if text:
            found.append((hashlib.sha256(path.stem.encode()).hexdigest(), path.stem, text))
    return {name: text for _, name, text in sorted(found)[:n_pages]}


def alerts(tool, output):
    """What a linter says: page, line, rule, words."""
    said = json.loads(output)
    if tool == "limpide":
        for found in said["findings"]:
            yield found["path"], found["start"]["line"], found["code"], found["message"]
    elif tool == "lucid-lint":
        for found in said["diagnostics"]:
            place = found["location"]
            yield place["file"]["path"], place["line"], found["rule_id"], found["message"]
    else:
        for page in said:
            for found in page["messages"]:
                yield page["filePath"], found["line"], found["ruleId"], found["message"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("-n", type=int, default=10)
    add_linters(parser)
    arguments = parser.parse_args()
    texts = drawn(arguments.data, arguments.n)
    lines = collections.defaultdict(list)
    rules = collections.Counter()
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        tools = tools_of(arguments, sorted(f"{name}.txt" for name in texts), "json")
        for tool, command in tools.items():
            output = subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout
            for path, line, rule, words in alerts(tool, output):
                rules[tool, rule] += 1
                lines[pathlib.Path(path).stem, line].append((tool, rule, " ".join(words.split())))
    print(f"{len(texts)} fiches, {sum(len(text.split()) for text in texts.values())} mots : {', '.join(texts)}\n")
    for (tool, rule), n_said in sorted(rules.items(), key=lambda row: (row[0][0], -row[1])):
        print(f"{tool:<12} {rule:<40} {n_said:>5}")
    print("\nlignes dont parle…")
    who = collections.Counter(" et ".join(sorted({tool for tool, _, _ in said})) for said in lines.values())
    for names, n_lines in who.most_common():
        print(f"{names:<40} {n_lines:>5}")
    for (name, line), said in sorted(lines.items()):
        print(f"\n{name}:{line}  {texts[name].splitlines()[line - 1]}")
        for tool, rule, words in said:
            print(f"  {tool:<12} {rule} : {words}")


if __name__ == "__main__":
    main()
