// What the readers of the JavaScript world make of a catalogue: n3, jsonld, rdfxml-streaming-parser,
// feedsmith, and rdf-validate-shacl with the official shapes.
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import rdf from '@zazuko/env';
import {parseFeed} from 'feedsmith';
import jsonld from 'jsonld';
import {Parser} from 'n3';
import {RdfXmlParser} from 'rdfxml-streaming-parser';
import SHACLValidator from 'rdf-validate-shacl';

const [base, vocabularies, shapes] = process.argv.slice(2);
const DCAT = 'http://www.w3.org/ns/dcat#';
let failed = 0;

function check(name, condition, detail = '') {
  console.log((condition ? 'ok      ' : 'FAILED  ') + name + (condition ? '' : ': ' + detail));
  failed += condition ? 0 : 1;
}

async function get(path, headers = {}) {
  const answer = await fetch(base + path, {headers});
  if (!answer.ok) throw new Error(path + ' answers ' + answer.status);
  return answer.text();
}

const noLoader = async url => { throw new Error('nothing is fetched: ' + url); };

async function quads(text, suffix) {
  if (suffix === 'jsonld') {
    const lines = await jsonld.toRDF(JSON.parse(text), {format: 'application/n-quads', documentLoader: noLoader});
    return new Parser({format: 'N-Quads'}).parse(lines);
  }
  if (suffix === 'rdf') {
    return new Promise((resolve, reject) => {
      const found = [];
      const parser = new RdfXmlParser({baseIRI: 'http://base.invalid/'});
      parser.on('data', quad => found.push(quad)).on('error', reject).on('end', () => resolve(found));
      parser.end(text);
    });
  }
  return new Parser({format: suffix === 'nt' ? 'N-Triples' : 'Turtle'}).parse(text);
}

// Without blank nodes two graphs are isomorphic when they are equal.
function fingerprint(found) {
  const lines = found.map(q => JSON.stringify([q.subject.value, q.predicate.value, q.object.termType,
    q.object.value, q.object.language ?? '', q.object.datatype?.value ?? '']));
  const named = found.every(q => q.subject.termType === 'NamedNode' && q.object.termType !== 'BlankNode');
  return (named ? '' : 'blank nodes ') + createHash('sha256').update([...new Set(lines)].sort().join('\n')).digest('hex');
}

// Where other pages are is said with the ending of this one.
function withoutPaging(found) {
  const hydra = 'http://www.w3.org/ns/hydra/core#';
  const views = new Set(found.filter(q => q.object.value.startsWith(hydra)).map(q => q.subject.value));
  return found.filter(q => !q.predicate.value.startsWith(hydra) && !views.has(q.subject.value));
}

async function serialisations(path) {
  const prints = new Map();
  for (const suffix of ['nt', 'ttl', 'rdf', 'jsonld']) {
    prints.set(suffix, fingerprint(withoutPaging(await quads(await get(path + '.' + suffix), suffix))));
  }
  check(path + ': n3, rdfxml-streaming-parser and jsonld agree', new Set(prints.values()).size === 1, [...prints].join(' '));
}

function turtle(file) {
  return new Parser({format: 'Turtle', baseIRI: 'http://base.invalid/'}).parse(readFileSync(file, 'utf8'));
}

// What the SPDX ontology says of its own terms, which our copy of the list does not repeat.
const SPDX = `@prefix spdx: <http://spdx.org/rdf/terms#> .
  spdx:checksumAlgorithm_sha256 a spdx:ChecksumAlgorithm .`;

// Where the official shapes contradict the standard they check.
const SLIPS = [{
  path: 'http://spdx.org/rdf/terms#algorithm',
  shapes: 'EU DCAT-AP 3.0.1',
  reason: 'the pattern asks for https://spdx.org/, SPDX and the specification for http://spdx.org/',
}, ...[
  'http://www.w3.org/ns/dcat#accessURL',
  'http://www.w3.org/ns/dcat#endpointDescription',
  'http://www.w3.org/ns/dcat#endpointURL',
  'http://www.w3.org/2006/vcard/ns#hasEmail',
].map(path => ({
  path,
  shapes: 'HVD 3.0',
  reason: 'the class asked for is rdfs:Resource, which everything is without saying so',
}))];

function background() {
  return new Parser({format: 'Turtle'}).parse(SPDX).concat(known());
}

function known() {
  return readdirSync(vocabularies, {recursive: true}).filter(f => f.endsWith('.ttl'))
    .filter(f => !f.startsWith('de-municipalities')).flatMap(f => turtle(join(vocabularies, f)));
}

// A property shape that says nothing of a path is a slip in the official files.
function usable(found) {
  const paths = new Set(found.filter(q => q.predicate.value.endsWith('shacl#path')).map(q => q.subject.value));
  return found.filter(q => !q.predicate.value.endsWith('shacl#property') || paths.has(q.object.value));
}

async function validate(name, files, data, known) {
  const present = files.map(f => join(shapes, f)).filter(f => existsSync(f));
  if (!shapes || present.length === 0) {
    console.log('skipped ' + name + ': the shapes are not here');
    return;
  }
  const validator = new SHACLValidator(rdf.dataset(usable(present.flatMap(turtle))), {factory: rdf});
  const own = new Set(data.map(q => q.subject.value));
  const report = await validator.validate(rdf.dataset([...data, ...known]));
  const results = report.results.filter(r => own.has(r.focusNode?.value));
  const slips = SLIPS.filter(s => s.shapes === name);
  slips.forEach(s => console.log('        ' + name + ': left out is ' + s.path + ', for ' + s.reason));
  const violations = results.filter(r => r.severity?.value.endsWith('Violation'))
    .filter(r => !slips.some(s => s.path === r.path?.value));
  const said = new Map();
  for (const r of results) {
    const key = [r.severity?.value.split('#').pop(), r.path?.value ?? '', r.sourceConstraintComponent?.value.split('#').pop()].join(' ');
    said.set(key, (said.get(key) ?? 0) + 1);
  }
  console.log('        ' + name + ': ' + (results.length === 0 ? 'no results' : [...said].map(([k, n]) => n + ' × ' + k).join('; ')));
  check(name + ': no violation', violations.length === 0, violations.slice(0, 3).map(r => r.focusNode?.value + ' ' + r.path?.value).join(', '));
}

async function feeds() {
  for (const path of ['/datasets.atom', '/datasets.jsonfeed']) {
    const {format, feed} = parseFeed(await get(path + '?size=5'));
    const entries = feed.entries ?? feed.items;
    check(path + ': feedsmith reads ' + entries.length + ' entries as ' + format, entries.length === 5 && entries.every(e => e.id && e.title));
  }
}

async function packages(page) {
  const pack = JSON.parse(await get(page + '/datapackage.json'));
  check(page + '/datapackage.json: names and paths', /^[a-z0-9._/-]+$/.test(pack.name) && pack.resources.length > 0
    && pack.resources.every(r => /^[a-z0-9._/-]+$/.test(r.name) && r.path.startsWith('http')));
  const croissant = JSON.parse(await get(page + '/croissant.json'));
  const [node] = await jsonld.expand(croissant, {documentLoader: noLoader});
  const set = node['http://mlcommons.org/croissant/recordSet'];
  check(page + '/croissant.json: jsonld finds record sets with fields', set?.every(s => s['http://mlcommons.org/croissant/field']?.length > 0));
  const html = await get(page, {accept: 'text/html'});
  const script = JSON.parse(html.match(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/)[1]);
  check(page + ': schema.org has what Google asks for', script['@type'] === 'Dataset' && script.name && script.description.length >= 50
    && script.license && script.distribution.every(d => d.contentUrl && d.encodingFormat));
}

await serialisations('/catalog');
const data = await quads(await get('/catalog.nt'), 'nt');
const datasets = data.filter(q => q.predicate.value === DCAT + 'dataset').map(q => q.object.value);
const records = data.filter(q => q.predicate.value.endsWith('primaryTopic'))
  .map(q => new URL(q.subject.value).pathname);
for (const page of records.slice(0, 5)) {
  await serialisations(page);
  await packages(page);
}
await feeds();
const lists = background();
await validate('EU DCAT-AP 3.0.1', ['semic-dcat-ap/3.0.1/shapes.ttl', 'semic-dcat-ap/3.0.1/range.ttl', 'semic-dcat-ap/3.0.1/mdr-vocabularies.shape.ttl'], data, lists);
await validate('DCAT-AP.de 3.0', ['dcat-ap-SHACL-DE', 'dcat-ap-spec-german-additions', 'dcat-ap-de-controlledvocabularies', 'dcat-ap-de-deprecated']
  .map(f => 'govdata-shacl/v3.0/' + f + '.ttl'), data, lists);
const valuable = new Set(data.filter(q => q.predicate.value.endsWith('hvdCategory')).map(q => q.subject.value));
await validate('HVD 3.0', ['semic-dcat-ap-hvd/3.0.0/hvd-SHACL.ttl'], data.filter(q => [...valuable].some(v => q.subject.value === v || q.subject.value.startsWith(v + '#'))), [...data, ...lists]);
console.log(datasets.length + ' datasets, ' + valuable.size + ' of high value, ' + failed + ' failed');
process.exit(failed === 0 ? 0 : 1);
