// node comunica.mjs FOLDER DATA QUERY: the answer as CSV, of the Comunica installed in FOLDER.
// Its own CSV has IRIs in angle brackets, which the W3C's form has not.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, data, query] = process.argv.slice(2);
const installed = createRequire(`${folder}/`).resolve("@comunica/query-sparql");
const { QueryEngine } = (await import(pathToFileURL(installed))).default;
const source = {
  type: "serialized",
  value: readFileSync(data, "utf8"),
  mediaType: "application/n-triples",
  baseIRI: "urn:scograph:bench",
};
const result = await new QueryEngine().query(readFileSync(query, "utf8"), { sources: [source] });
const names = (await result.metadata()).variables.map((variable) => variable.value);
const rows = await (await result.execute()).toArray();
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const lines = rows.map((row) => names.map((name) => quoted(row.get(name)?.value ?? "")).join(","));
process.stdout.write(`${[names.join(","), ...lines].join("\r\n")}\r\n`);
