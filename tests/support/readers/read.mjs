// Reads RDF with N3.js or jsonld.js and writes it as N-Quads: node read.mjs n3|jsonld FORMAT < FILE
import { readFileSync } from "node:fs";
import jsonld from "jsonld";
import { Parser, Writer } from "n3";

const [, , reader, format] = process.argv;
const text = readFileSync(0, "utf8");

if (reader === "jsonld") {
  const documentLoader = (url) => {
    throw new Error(`asked for ${url}: nothing may be fetched`);
  };
  process.stdout.write(
    await jsonld.toRDF(JSON.parse(text), { format: "application/n-quads", documentLoader }),
  );
} else {
  const quads = new Parser({ format }).parse(text);
  process.stdout.write(new Writer({ format: "N-Quads" }).quadsToString(quads));
}
