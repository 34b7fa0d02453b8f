#!/bin/sh
# Checks the SARIF output with Microsoft's validator: no error, no warning.
# Needs a built `limpide` (its path may be given), node and npm, and the npm registry.
set -eu

limpide=$(realpath "${1:-target/debug/limpide}")
fixtures=$(realpath "$(dirname "$0")/../tests/fixtures")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-save --no-audit --no-fund @microsoft/sarif-multitool >/dev/null
validator=$(find node_modules/@microsoft -name Sarif.Multitool -type f | head -1)
chmod u+x "$validator"
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

mkdir vide && : >vide/vide.demarche
printf 'd\351marche' >vide/latin1.demarche
cp -r "$fixtures" procedures
"$limpide" check procedures --fail-on jamais --output-format sarif >procedures.sarif
"$limpide" check vide --fail-on jamais --output-format sarif >vide.sarif 2>/dev/null || true

for log in procedures.sarif vide.sarif; do
  said=$("$validator" validate --rule-kind "Sarif;Ghas" --level "Error;Warning" "$log" 2>&1) || true
  printf '%s\n' "$said" | grep -q 'Analysis completed successfully' || { printf '%s\n' "$said"; exit 1; }
  if printf '%s\n' "$said" | grep -E ': (error|warning) '; then exit 1; fi
  echo "$log : ni erreur ni avertissement"
done
