// Reads Mermaid texts with Mermaid's own parser and prints what it made of them, so that a test can compare it with what was meant.
//
//   node check-mermaid.mjs FOLDER FILE...     FOLDER holds node_modules with mermaid and jsdom
//
// Prints one line of JSON a file: { "nodes": [labels in order], "edges": number }, or { "error": text }.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...files] = process.argv.slice(2);
const require = createRequire(join(resolve(folder), 'any.js'));
const { JSDOM } = require('jsdom');
const { window } = new JSDOM('');
globalThis.window = window;
globalThis.document = window.document;
const packageFile = require.resolve('mermaid/package.json');
const mermaid = (await import(pathToFileURL(join(packageFile, '..', JSON.parse(readFileSync(packageFile)).exports['.'].import)))).default;

// GitHub's own limits are lower and may not be raised there; that is what dagrs warns of, not what is looked at here.
mermaid.initialize({ startOnLoad: false, maxEdges: 1e6, maxTextSize: 1e8 });

// Mermaid takes its entities out of the way of the parser and puts them back when it draws.
const decoder = window.document.createElement('textarea');
function decode(label) {
    decoder.innerHTML = label.replace(/ﬂ°°/g, '&#').replace(/ﬂ°/g, '&').replace(/¶ß/g, ';');
    return decoder.value;
}

for (const file of files) {
    try {
        const text = readFileSync(file, 'utf8');
        await mermaid.parse(text);
        const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
        console.log(JSON.stringify({ nodes: [...db.getVertices().values()].map(node => decode(node.text)), edges: db.getEdges().length }));
    } catch (wrong) {
        console.log(JSON.stringify({ error: String(wrong.message ?? wrong) }));
    }
}
