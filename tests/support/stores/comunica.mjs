// node comunica.mjs ENDPOINT < query: the rows as JSON, each a list of values in the order of the
// columns that are named after ENDPOINT.
import { readFileSync } from "node:fs";
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, ...columns] = process.argv.slice(2);
const stream = await new QueryEngine().queryBindings(readFileSync(0, "utf8"), {
  sources: [{ type: "sparql", value: endpoint }],
});
const rows = await stream.toArray();
console.log(JSON.stringify(rows.map((row) => columns.map((name) => row.get(name)?.value ?? ""))));
