// Writes the reference of each item of CSL-JSON on standard input as citeproc-js has it, by id.
// node run.js STYLE LANGUAGE [note]
const CSL = require('citeproc');
const fs = require('fs');
const path = require('path');

const [style, lang, kind] = process.argv.slice(2);
const items = JSON.parse(fs.readFileSync(0, 'utf8'));
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const read = (name) => fs.readFileSync(path.join(__dirname, 'styles', name), 'utf8');
const locale = (tag) => {
  try {
    return read(`locales-${tag}.xml`);
  } catch {
    return read('locales-en-US.xml');
  }
};
const engine = new CSL.Engine(
  { retrieveLocale: locale, retrieveItem: (id) => byId[id] },
  read(`${style}.csl`), lang, true,
);
engine.setOutputFormat('text');
const found = {};
for (const { id } of items) {
  engine.updateItems([id]);
  found[id] = (kind === 'note'
    ? engine.makeCitationCluster([{ id }])
    : engine.makeBibliography()[1].join('')
  ).trim();
}
console.log(JSON.stringify(found));
