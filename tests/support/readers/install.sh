#!/usr/bin/env bash
# Installs the RDF parsers that the tests of the exports read back with: N3.js and jsonld.js by npm,
# Jena by Maven, into this folder. rapper comes with the system: apt-get install raptor2-utils.
# Runs again without harm; what is installed already is left as it is.
set -euo pipefail
cd "$(dirname "$0")"

if ! npm ls --silent >/dev/null 2>&1; then
    npm ci --no-audit --no-fund --silent
fi

if ! cmp --silent pom.xml jena/pom.xml; then
    rm -rf jena
    mvn --quiet --batch-mode dependency:copy-dependencies
    cp pom.xml jena/pom.xml
fi
