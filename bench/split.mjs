// node split.mjs FOLDER COLUMNS ENDPOINT... < query: the rows over all endpoints together, as JSON, by
// the Comunica that is installed in FOLDER.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, columns, ...endpoints] = process.argv.slice(2);
const installed = createRequire(`${folder}/`).resolve("@comunica/query-sparql");
const { QueryEngine } = (await import(pathToFileURL(installed))).default;
const sources = endpoints.map((value) => ({ type: "sparql", value }));
const stream = await new QueryEngine().queryBindings(readFileSync(0, "utf8"), { sources });
const rows = await stream.toArray();
const names = columns.split(",");
console.log(JSON.stringify(rows.map((row) => names.map((name) => row.get(name)?.value ?? ""))));
