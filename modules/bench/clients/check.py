"""What rapper, rdflib and readers written after the standards alone make of a catalogue."""

import gzip
import json
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET

import rdflib
from rdflib.compare import isomorphic

BASE = sys.argv[1].rstrip("/")
HYDRA = "http://www.w3.org/ns/hydra/core#"
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
OAI = "{http://www.openarchives.org/OAI/2.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
SYNTAXES = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nt": "nt"}
RAPPER = {"ttl": "turtle", "rdf": "rdfxml", "nt": "ntriples"}
failures = []
public = ""


def check(name, condition, detail=""):
    print(("ok      " if condition else "FAILED  ") + name + ("" if condition else f": {detail}"))
    if not condition:
        failures.append(name)


def get(path, headers=None, data=None):
    """Asks the instance, also for addresses it gives under its public name."""
    url = path if path.startswith("http") else BASE + path
    if public and url.startswith(public):
        url = BASE + url[len(public):]
    request = urllib.request.Request(url, data=data, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


def graph(body, syntax):
    return rdflib.Graph().parse(data=body.decode(), format=syntax)


def rapper(body, syntax):
    ran = subprocess.run(
        ["rapper", "-q", "-i", syntax, "-o", "ntriples", "-", "http://base.invalid/"],
        input=body, capture_output=True, check=False)
    check_quiet = ran.returncode == 0 and not ran.stderr
    return rdflib.Graph().parse(data=ran.stdout.decode(), format="nt") if check_quiet else None


def without_paging(found):
    kept = rdflib.Graph()
    views = {s for s, p, o in found if str(p).startswith(HYDRA)}
    catalogs = set(found.subjects(rdflib.RDF.type, DCAT.Catalog))
    for triple in found:
        if not str(triple[1]).startswith(HYDRA) and triple[0] not in views - catalogs:
            kept.add(triple)
    return kept


def next_page(found):
    """As ckanext-dcat looks for it."""
    for node in found.subjects(rdflib.RDF.type, rdflib.URIRef(HYDRA + "PagedCollection")):
        for name in ("next", "nextPage"):
            for target in found.objects(node, rdflib.URIRef(HYDRA + name)):
                return str(target)
    return None


def pages(path, suffix):
    """All pages of a catalogue as one graph, and rapper's word for each."""
    whole, url, count, agreed = rdflib.Graph(), f"{path}.{suffix}", 0, True
    while url and count < 10_000:
        status, headers, body = get(url)
        if status != 200:
            raise AssertionError(f"{url} answers {status}")
        page = graph(body, SYNTAXES[suffix])
        if suffix in RAPPER and count < 3:
            other = rapper(body, RAPPER[suffix])
            agreed = agreed and other is not None and isomorphic(page, other)
        whole += page
        url = next_page(page)
        count += 1
    return without_paging(whole), agreed, count


def catalogue(path):
    first = None
    for suffix in SYNTAXES:
        whole, agreed, count = pages(path, suffix)
        check(f"{path}.{suffix}: rdflib reads {len(whole)} triples on {count} pages", len(whole) > 0)
        if suffix in RAPPER:
            check(f"{path}.{suffix}: rapper reads the same", agreed)
        if first is None:
            first = whole
        else:
            check(f"{path}.{suffix}: isomorphic with Turtle", isomorphic(first, whole))
    check(f"{path}: no blank nodes", not any(isinstance(n, rdflib.BNode) for t in first for n in t))
    one, headers, body = get(path + ".ttl")
    check(f"{path}.ttl: the same bytes again", body == get(path + ".ttl")[2])
    status = get(path + ".ttl", {"If-None-Match": headers["ETag"]})[0]
    check(f"{path}.ttl: 304 while nothing changes", status == 304, status)
    dump = rdflib.Graph().parse(data=gzip.decompress(get(path + ".nt.gz")[2]).decode(), format="nt")
    check(f"{path}.nt.gz: isomorphic with the pages", isomorphic(dump, first), f"{len(dump)} {len(first)}")
    return first


def oai(arguments, post=False):
    query = urllib.parse.urlencode(arguments)
    status, headers, body = get("/oai", data=query.encode()) if post else get("/oai?" + query)
    root = ET.fromstring(body)
    names = [child.tag.replace(OAI, "") for child in root]
    valid = (status == 200 and headers["Content-Type"].startswith("text/xml")
             and root.tag == OAI + "OAI-PMH" and names[:2] == ["responseDate", "request"]
             and len(names) >= 3
             and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", root[0].text))
    if not valid:
        raise AssertionError(f"no OAI-PMH answer to {arguments}: {body[:500]}")
    return root


def listed(verb, arguments):
    """Every element of a list, as a harvester reads it."""
    items, arguments = [], {"verb": verb, **arguments}
    for _ in range(100_000):
        answer = oai(arguments).find(OAI + verb)
        if answer is None:
            raise AssertionError(f"{verb} fails in the middle")
        items += [child for child in answer if child.tag != OAI + "resumptionToken"]
        token = answer.find(OAI + "resumptionToken")
        if token is None or not (token.text or "").strip():
            return items
        arguments = {"verb": verb, "resumptionToken": token.text.strip()}
    raise AssertionError("the list has no end")


def harvest(datasets):
    identity = oai({"verb": "Identify"}).find(OAI + "Identify")
    order = [child.tag.replace(OAI, "") for child in identity]
    expected = ["repositoryName", "baseURL", "protocolVersion", "adminEmail", "earliestDatestamp",
                "deletedRecord", "granularity"]
    check("oai: Identify in the order of the schema", [n for n in dict.fromkeys(order)][:7] == expected, order)
    earliest = identity.find(OAI + "earliestDatestamp").text
    prefixes = [e.text for e in oai({"verb": "ListMetadataFormats"}).iter(OAI + "metadataPrefix")]
    check("oai: formats dcat_ap and oai_dc", {"dcat_ap", "oai_dc"} <= set(prefixes), prefixes)
    sets = [e.text for e in oai({"verb": "ListSets"}, post=True).iter(OAI + "setSpec")]
    records = listed("ListRecords", {"metadataPrefix": "dcat_ap"})
    live, datestamps = {}, []
    for record in records:
        header = record.find(OAI + "header")
        names = [child.tag.replace(OAI, "") for child in header]
        if names != ["identifier", "datestamp", "setSpec"] or header[2].text not in sets:
            raise AssertionError(f"a broken header: {ET.tostring(header)}")
        datestamps.append(header[1].text)
        if header.get("status") != "deleted":
            live[header[0].text] = record
    check("oai: datestamps from the earliest on, in order",
          datestamps == sorted(datestamps) and (not datestamps or datestamps[0] >= earliest))
    check(f"oai: a record for each of {len(datasets)} datasets", set(live) == datasets,
          sorted(set(live) ^ datasets)[:5])
    headers = listed("ListIdentifiers", {"metadataPrefix": "oai_dc"})
    check("oai: as many identifiers as records", len(headers) == len(records))
    dublin = listed("ListRecords", {"metadataPrefix": "oai_dc", "set": sets[0]})
    check("oai: Dublin Core titles in a set",
          all(r.find(f"{OAI}metadata//{{http://purl.org/dc/elements/1.1/}}title") is not None
              for r in dublin if r.find(OAI + "header").get("status") != "deleted"))
    for uri in sorted(live)[:10]:
        rdf = live[uri].find(f"{OAI}metadata/{RDF}")
        own = rdflib.Graph().parse(data=ET.tostring(rdf, "unicode"), format="xml")
        page = next(own.subjects(rdflib.URIRef("http://xmlns.com/foaf/0.1/primaryTopic"), rdflib.URIRef(uri)))
        turtle = graph(get(str(page).split("#")[0] + ".ttl")[2], "turtle")
        check(f"oai: the record of {uri} is its Turtle", isomorphic(own, turtle))
    wrong = {"badVerb": {"verb": "No"}, "badArgument": {"verb": "ListRecords"},
             "badResumptionToken": {"verb": "ListRecords", "resumptionToken": "no"},
             "cannotDisseminateFormat": {"verb": "ListRecords", "metadataPrefix": "no"},
             "idDoesNotExist": {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "urn:no"},
             "noRecordsMatch": {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2999-01-01"}}
    for code, arguments in wrong.items():
        found = oai(arguments).find(OAI + "error")
        check(f"oai: {code}", found is not None and found.get("code") == code)


def ckan(action, arguments=None, path="/api/3/action/", post=False):
    data = json.dumps(arguments or {}).encode() if post else None
    query = "" if post else "?" + urllib.parse.urlencode(arguments or {})
    status, _, body = get(path + action + query, {"Content-Type": "application/json"} if post else None, data)
    answer = json.loads(body)
    if status != 200 or answer["success"] is not True:
        raise AssertionError(f"{action} answers {status}: {body[:300]}")
    return answer["result"]


def harvest_ckan(count):
    names = ckan("package_list")
    check(f"ckan: package_list has {count} names", len(names) == count, len(names))
    found, start = [], 0
    while True:  # ckanext-harvest's loop
        part = ckan("package_search", {"rows": 7, "start": start, "sort": "id asc", "q": "*:*"})["results"]
        found += [package["id"] for package in part]
        if not part:
            break
        start += 7
    check("ckan: package_search pages through all of them", sorted(found) == sorted(names))
    shown = [ckan("package_show", {"id": name}, "/api/action/", True) for name in names[:20]]
    check("ckan: every package has title, organization, licence and resources",
          all(p["title"] and p["organization"]["name"] and p["license_id"] and p["resources"] for p in shown))
    table = next(r for p in shown for r in p["resources"] if r["datastore_active"])
    rows = ckan("datastore_search", {"resource_id": table["id"], "limit": 3}, post=True)
    check("ckan: datastore_search gives rows", len(rows["records"]) == min(3, rows["total"]) > 0, rows)
    check("ckan: lists", all(ckan(a) for a in ("organization_list", "group_list", "tag_list", "license_list")))


def sitemap():
    root = ET.fromstring(get("/sitemap.xml")[2])
    addresses = [e.text for e in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    broken = [a for a in addresses[:60] if get(a)[0] != 200]
    check(f"sitemap: {len(addresses)} addresses, none of the first 60 broken", not broken, broken)


def main():
    global public
    first = graph(get("/catalog.nt")[2], "nt")
    catalog = next(first.subjects(rdflib.RDF.type, DCAT.Catalog))
    public = str(catalog).removesuffix("/catalog")
    whole = catalogue("/catalog")
    datasets = {str(d) for d in whole.objects(catalog, DCAT.dataset)}
    for tenant in json.loads(get("/api/v1/tenants")[2])[:3]:
        catalogue("/catalogs/" + tenant["slug"])
    harvest(datasets)
    harvest_ckan(len(datasets))
    sitemap()
    print(f"{len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
