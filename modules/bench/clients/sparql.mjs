// Asks the endpoint with clients written for JavaScript: node sparql.mjs ENDPOINT FILE
// FILE holds {name: query}; prints {client: {name: [[[variable, value], …], …]}}, ASK as a boolean
// and the triples of a graph as rows.
import {readFileSync} from 'node:fs';
import {SparqlEndpointFetcher} from 'fetch-sparql-endpoint';
import SparqlClient from 'sparql-http-client';
import {QueryEngine} from '@comunica/query-sparql';

const [endpoint, file] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(file, 'utf8'));

const row = (bindings) => Object.entries(bindings).map(([name, term]) => [name, term.value]);
const triple = (quad) => [['s', quad.subject.value], ['p', quad.predicate.value], ['o', quad.object.value]];

async function all(stream, each) {
  const rows = [];
  for await (const one of stream) {
    rows.push(each(one));
  }
  return rows;
}

const fetcher = new SparqlEndpointFetcher();
const simple = new SparqlClient({endpointUrl: endpoint});
const engine = new QueryEngine();
const sources = {sources: [{type: 'sparql', value: endpoint}]};
const comunica = (bindings) => [...bindings].map(([variable, term]) => [variable.value, term.value]);

const clients = {
  'fetch-sparql-endpoint': {
    SELECT: async (query) => all(await fetcher.fetchBindings(endpoint, query), row),
    ASK: (query) => fetcher.fetchAsk(endpoint, query),
    CONSTRUCT: async (query) => all(await fetcher.fetchTriples(endpoint, query), triple),
  },
  'sparql-http-client': {
    SELECT: async (query) => all(simple.query.select(query), row),
    ASK: (query) => simple.query.ask(query),
    CONSTRUCT: async (query) => all(simple.query.construct(query), triple),
  },
  'comunica': {
    SELECT: async (query) => (await (await engine.queryBindings(query, sources)).toArray()).map(comunica),
    ASK: (query) => engine.queryBoolean(query, sources),
    CONSTRUCT: async (query) => (await (await engine.queryQuads(query, sources)).toArray()).map(triple),
  },
};

const said = {};
for (const [name, client] of Object.entries(clients)) {
  said[name] = {};
  for (const [title, query] of Object.entries(queries)) {
    const form = /^\s*(SELECT|ASK|CONSTRUCT)\b/mi.exec(query)[1].toUpperCase();
    try {
      said[name][title] = await client[form](query);
    } catch (error) {
      said[name][title] = `failed: ${error.message}`;
    }
  }
}
process.stdout.write(JSON.stringify(said));
