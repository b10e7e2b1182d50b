"""Six SPARQL clients that are not ours have to get the same answers: sparql.py BASE QUERIES

QUERIES is the folder of the portal's examples. The answers of SPARQLWrapper, rasqal's roqet, R's
SPARQL, fetch-sparql-endpoint, sparql-http-client and Comunica are compared as bags of rows, each
row the values of its variables. R knows only SELECT; so does roqet as a client, which reads even the
boolean of the W3C's own result files as no rows.
"""

import collections
import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from xml.etree import ElementTree

from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper

RESULTS = "{http://www.w3.org/2005/sparql-results#}"

# Our own: every kind of term, what is unbound, and characters that need care.
TERMS = {
    "terms": """
SELECT ?a ?b ?c ?d ?e ?f WHERE {
  VALUES (?a ?b ?c) {
    (<https://example.org/ä?x=1&y=2> "Grüße, \\"Welt\\"\\t\\\\" "hello"@en)
    (<urn:x> "<b>&amp;</b>" UNDEF)
  }
  BIND(1 + 1 AS ?d)
  BIND("2024-05-31"^^<http://www.w3.org/2001/XMLSchema#date> AS ?e)
  BIND(1.50 AS ?f)
}""",
    "nothing": "SELECT ?s WHERE { ?s <urn:nowhere> ?o }",
    "no": "ASK { ?s <urn:nowhere> ?o }",
}
# Comunica asks piece by piece what it takes apart itself: our property function is not SPARQL 1.1,
# and of what the day decides no two answers are alike. DESCRIBE is free to answer as it likes.
NOT_ASKED = re.compile(r"al:search|geof:|NOW\(|DESCRIBE")
NOT_BY_COMUNICA = re.compile(r"al:|GRAPH")


def form(query):
    return re.search(r"^\s*(SELECT|ASK|CONSTRUCT)\b", query, re.M | re.I).group(1).upper()


def queries(folder):
    asked = dict(TERMS)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".rq"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                # SPARQLWrapper takes the kind of a query from the first word that is one, in remarks too.
                query = re.sub(r"^#.*\n", "", file.read(), flags=re.M)
            if not NOT_ASKED.search(query):
                asked[name[:-3]] = query
    return asked


def by_json(document):
    if "boolean" in document:
        return document["boolean"]
    return [
        [[name, term["value"]] for name, term in row.items()]
        for row in document["results"]["bindings"]
    ]


def by_wrapper(endpoint, query):
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(TURTLE if form(query) == "CONSTRUCT" else JSON)
    answer = wrapper.query().convert()
    if form(query) != "CONSTRUCT":
        return by_json(answer)
    import rdflib

    graph = rdflib.Graph().parse(data=answer, format="turtle")
    return [[["s", str(s)], ["p", str(p)], ["o", str(o)]] for s, p, o in graph]


def by_roqet(endpoint, query):
    with tempfile.NamedTemporaryFile("w", suffix=".rq", encoding="utf-8") as file:
        file.write(query)
        file.flush()
        said = subprocess.run(
            ["roqet", "-q", "-p", endpoint, "-r", "xml", file.name],
            capture_output=True, text=True, check=True,
        ).stdout
    root = ElementTree.fromstring(said)
    return [
        [[b.get("name"), b[0].text or ""] for b in row if not b[0].tag.endswith("unbound")]
        for row in root.iter(RESULTS + "result")
    ]


R = r"""
suppressMessages(library(SPARQL)); suppressMessages(library(XML))
arguments <- commandArgs(trailingOnly = TRUE)
query <- paste(readLines(arguments[2], encoding = "UTF-8"), collapse = "\n")
rows <- SPARQL(arguments[1], query)$results
quoted <- function(text) paste0('"', gsub('\t', '\\t', gsub('\n', '\\n', gsub('"', '\\"', gsub('\\', '\\\\', text, fixed = TRUE), fixed = TRUE), fixed = TRUE), fixed = TRUE), '"')
cat("[")
if (is.data.frame(rows) && nrow(rows) > 0) for (i in seq_len(nrow(rows))) {
  if (i > 1) cat(",")
  row <- c()
  for (name in names(rows)) {
    value <- rows[[name]][[i]]
    if (!is.na(value)) row <- c(row, paste0('["', name, '",', quoted(as.character(value)), ']'))
  }
  cat("[", paste(row, collapse = ","), "]")
}
cat("]")
"""


def by_r(endpoint, query):
    with tempfile.TemporaryDirectory() as folder:
        script, file = os.path.join(folder, "ask.R"), os.path.join(folder, "query.rq")
        for path, text in ((script, R), (file, query)):
            with open(path, "w", encoding="utf-8") as out:
                out.write(text)
        said = subprocess.run(
            ["Rscript", "--vanilla", script, endpoint, file],
            capture_output=True, text=True, check=True,
        ).stdout
    return json.loads(said)


def number(text):
    """R makes numbers of numbers and dates, in seconds; spellings of a number are one value."""
    try:
        return repr(float(text))
    except ValueError:
        pass
    if re.match(r"^\d{4}-\d\d-\d\d(T|$)", text):
        day = datetime.fromisoformat(text.replace("Z", "+00:00"))
        return repr((day if day.tzinfo else day.replace(tzinfo=timezone.utc)).timestamp())
    return text


def plain(value):
    value = value[1:-1] if value.startswith("<") and value.endswith(">") and ":" in value else value
    value = re.sub(r'^"(.*)"(@[A-Za-z-]+|\^\^<.*>)?$', r"\1", value, flags=re.S)
    return "blank" if re.match(r"^(_:|b\d|genid|bnode|df_)", value) else number(value)


def bag(answer):
    if not isinstance(answer, list):
        return answer
    return collections.Counter(
        tuple(sorted((name, plain(value)) for name, value in row)) for row in answer
    )


def main(base, folder):
    endpoint = base + "/sparql"
    asked = queries(folder)
    here = os.path.dirname(os.path.abspath(__file__))
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(asked, file)
        file.flush()
        answers = json.loads(
            subprocess.run(
                ["node", os.path.join(here, "sparql.mjs"), endpoint, file.name],
                capture_output=True, text=True, check=True,
            ).stdout
        )
    for name in asked:
        if NOT_BY_COMUNICA.search(asked[name]):
            answers["comunica"].pop(name, None)
    clients = {
        "SPARQLWrapper": (by_wrapper, ("SELECT", "ASK", "CONSTRUCT")),
        "roqet": (by_roqet, ("SELECT",)),
        "R SPARQL": (by_r, ("SELECT",)),
    }
    for client, (ask, forms) in clients.items():
        answers[client] = {}
        for name, query in asked.items():
            if form(query) in forms:
                try:
                    answers[client][name] = ask(endpoint, query)
                except Exception as error:  # whatever a client throws is what it has to say
                    said = getattr(error, "stderr", "") or str(error)
                    answers[client][name] = "failed: " + said.strip()[-200:]
    failed = compared = 0
    expected = answers.pop("SPARQLWrapper")
    for client, said in answers.items():
        for name, answer in said.items():
            compared += 1
            if bag(answer) != bag(expected[name]):
                failed += 1
                print(f"differs: {client}, {name}")
                if not (isinstance(answer, list) and isinstance(expected[name], list)):
                    print(f"  expected {str(expected[name])[:200]}, got {str(answer)[:200]}")
                else:
                    mine, theirs = bag(expected[name]), bag(answer)
                    print("  missing", list((mine - theirs).items())[:2])
                    print("  unexpected", list((theirs - mine).items())[:2])
    print(f"SPARQL: {compared} answers of {', '.join(answers)} compared with SPARQLWrapper's, {failed} differ")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1], sys.argv[2]) else 0)
