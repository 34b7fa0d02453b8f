#!/usr/bin/env bash
# Drives a real Neovim against `limpide lsp`: what it shows must be what was reviewed (tests/editors/neovim.txt) and,
# word for word, what `limpide check` says. Usage: .ci/editors.sh [LIMPIDE]; BLESS=1 rewrites the reviewed file.
set -euo pipefail
cd "$(dirname "$0")/.."
limpide=$(realpath "${1:-target/debug/limpide}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp tests/editors/dossier/*.demarche "$folder"

LIMPIDE=$limpide FOLDER=$folder timeout 120 nvim --headless --clean -S tests/editors/neovim.lua > "$folder/seen.txt"
if [ -n "${BLESS:-}" ]; then cp "$folder/seen.txt" tests/editors/neovim.txt; fi
diff -u tests/editors/neovim.txt "$folder/seen.txt"

# At the opening, the editor's list is the command line's.
(cd "$folder" && "$limpide" check --output-format concise brouillon.demarche vocabulaire.demarche || true) \
  | sed -nE 's/^brouillon\.demarche:([0-9]+:[0-9]+): [a-zé]+\[([A-Z0-9]+)\] (.*)$/\1 \2 \3/p' | sort > "$folder/check.txt"
sed -n '/^== à l.ouverture/,/^== pendant/p' "$folder/seen.txt" | sed -nE 's/^([0-9]+:[0-9]+ [A-Z]+[0-9]+ .*) \[[^]]*\]$/\1/p' | sort > "$folder/editor.txt"
test -s "$folder/check.txt"
diff -u "$folder/check.txt" "$folder/editor.txt"
echo "Neovim montre ce que dit limpide check."
