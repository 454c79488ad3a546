#!/bin/sh
# Builds the page into a folder: sh build.sh OUTDIR
# Does nothing when the page there is newer than everything it is made of. Runs no tests.
set -eu

if [ $# -ne 1 ]; then
  echo "usage: sh build.sh OUTDIR" >&2
  exit 2
fi
case $1 in
  /*) out=$1 ;;
  *) out=$PWD/$1 ;;
esac
cd "$(dirname "$0")"

need() {
  cat >&2 <<TEXT
$1
Earmark's page is built with Node.js 20.19 or later and its npm. Install both, for example
"apt-get install nodejs npm" on Debian or Ubuntu, "brew install node" on macOS, or the installer
from nodejs.org. To build the server without the page: mvn -Dui.skip package
TEXT
  exit 1
}

command -v node >/dev/null 2>&1 || need "Node.js was not found."
command -v npm >/dev/null 2>&1 || need "npm was not found."
node -e 'const [a, b] = process.versions.node.split(".").map(Number);
  process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  need "Node.js $(node --version) is too old."

sources="src public index.html package.json package-lock.json tsconfig.json vite.config.ts build.sh"
if [ -f "$out/index.html" ]; then
  # shellcheck disable=SC2086 # one word each
  if [ -z "$(find $sources -newer "$out/index.html" | head -n 1)" ]; then
    echo "The page is up to date."
    exit 0
  fi
fi

# npm writes this file last, so a broken-off installation is done again
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ -n "$(find package-lock.json -newer "$installed")" ]; then
  npm ci --no-audit --no-fund
  touch "$installed"
fi

npm run --silent build -- --outDir "$out" --emptyOutDir
