#!/usr/bin/env bash
# Installs the triple stores that the tests load into this folder: Apache Jena Fuseki and RDF4J Server
# by Maven, and the client Comunica by npm. Virtuoso comes with the system: apt-get install
# virtuoso-opensource. Runs again without harm; what is installed already is left as it is.
set -euo pipefail
cd "$(dirname "$0")"

if ! cmp --silent pom.xml fuseki/pom.xml; then
    rm -rf fuseki rdf4j
    mvn --quiet --batch-mode package
    cp pom.xml fuseki/pom.xml
fi

if ! npm ls --silent >/dev/null 2>&1; then
    npm ci --no-audit --no-fund --silent
fi
