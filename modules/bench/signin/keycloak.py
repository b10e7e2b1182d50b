#!/usr/bin/env python3
"""Signs in to Allmende with a real Keycloak, as a browser does.

    modules/bench/signin/keycloak.py [FOLDER]

FOLDER holds an unpacked Keycloak; without it, 26.7.3 is fetched from Maven Central (177 MB) and
unpacked below modules/bench/target. Both servers listen on this machine only and end with it.
"""

import html
import http.cookiejar
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

VERSION = "26.7.3"
ROOT = pathlib.Path(__file__).resolve().parents[3]
TARGET = ROOT / "modules/bench/target"
PORT, KEYCLOAK = 8391, 8392
BASE = f"http://localhost:{PORT}"
ISSUER = f"http://localhost:{KEYCLOAK}/realms/stadt"
failures = []


def check(name, condition, detail=""):
    print(("ok      " if condition else "FAILED  ") + name + ("" if condition else f": {detail}"), flush=True)
    if not condition:
        failures.append(name)


def keycloak():
    if len(sys.argv) > 1:
        return pathlib.Path(sys.argv[1])
    folder = TARGET / f"keycloak-{VERSION}"
    if not folder.exists():
        artifact = f"org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"
        plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
        subprocess.run(
            ["mvn", "-q", "-B", "-ntp", f"{plugin}:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={TARGET}"],
            check=True, cwd=TARGET.parent)
        shutil.unpack_archive(TARGET / f"keycloak-quarkus-dist-{VERSION}.zip", TARGET)
        (folder / "bin/kc.sh").chmod(0o755)
    return folder


def realm():
    """A town with two groups, three people and this portal as a client."""

    def person(name, *groups):
        return {
            "username": name, "enabled": True, "email": name + "@stadt.example", "emailVerified": True,
            "firstName": name.title(), "lastName": "Amt", "groups": list(groups),
            "credentials": [{"type": "password", "value": "geheim", "temporary": False}],
        }

    groups = {
        "name": "groups", "protocol": "openid-connect", "protocolMapper": "oidc-group-membership-mapper",
        "config": {"claim.name": "groups", "full.path": "true", "id.token.claim": "true"},
    }
    client = {
        "clientId": "allmende", "secret": "ein & geheimnis", "protocol": "openid-connect", "enabled": True,
        "redirectUris": [BASE + "/account/provider/back"], "standardFlowEnabled": True,
        "attributes": {"post.logout.redirect.uris": BASE + "/", "pkce.code.challenge.method": "S256"},
        "protocolMappers": [groups],
    }
    return {
        "realm": "stadt", "enabled": True, "sslRequired": "none",
        "groups": [{"name": "it"}, {"name": "portal-weidenstedt-editor"}],
        "users": [person("anna", "/portal-weidenstedt-editor"), person("ilse", "/it"), person("karl")],
        "clients": [client],
    }


class Browser:
    """Keeps cookies, follows redirects, and sends forms."""

    def __init__(self):
        # To browsers, this machine is safe also without TLS.
        policy = http.cookiejar.DefaultCookiePolicy(secure_protocols=("https", "http"))
        self.cookies = http.cookiejar.CookieJar(policy)
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.url = self.page = ""
        self.status = 0

    def open(self, url, form=None):
        data = None if form is None else urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(
            url, data=data, headers={"Accept": "text/html", "Accept-Language": "de"})
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.status, self.url, self.page = answer.status, answer.url, answer.read().decode()
        return self.page

    def hidden(self, name):
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        return html.unescape(found.group(1)) if found else ""

    def sign_in(self, name, password="geheim"):
        self.open(BASE + "/account/provider?next=/upload")
        action = re.search(r'<form[^>]*action="([^"]+)"', self.page)
        if not action:
            return self.page
        return self.open(html.unescape(action.group(1)), {"username": name, "password": password})


def admin(path, body=None, method=None):
    token = json.load(urllib.request.urlopen(
        f"http://localhost:{KEYCLOAK}/realms/master/protocol/openid-connect/token",
        urllib.parse.urlencode({
            "grant_type": "password", "client_id": "admin-cli", "username": "admin", "password": "admin",
        }).encode()))["access_token"]
    request = urllib.request.Request(
        f"http://localhost:{KEYCLOAK}/admin/realms/stadt{path}",
        data=None if body is None else json.dumps(body).encode(), method=method,
        headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def wait(url, seconds):
    for _ in range(seconds * 2):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    sys.exit(f"{url} does not answer")


def walk():
    anna = Browser()
    page = anna.open(BASE + "/upload")
    check("the page to sign in names the provider", "Anmelden mit Stadt Weidenstedt" in page, page[:500])
    check("and asks for no password", 'name="password"' not in page)
    anna.open(BASE + "/account/provider")
    check("the browser goes to Keycloak", anna.url.startswith(ISSUER), anna.url)
    page = anna.sign_in("anna")
    check("who signs in there is signed in here", "Sie sind angemeldet" in page, page[:800])
    back = anna.url
    page = anna.open(BASE + "/upload")
    check("with the name from there", "Angemeldet: Anna Amt" in page)
    check("and the role of the group", 'name="file"' in page)
    anna.open(BASE + "/manage/weidenstedt/people")
    check("but with no other", anna.status == 403, anna.status)
    replay = Browser()
    replay.cookies = anna.cookies
    replay.open(back)
    check("the same answer is taken once", replay.status == 403 and "abgelaufen" in replay.page, replay.status)
    Browser().open(back)

    karl = Browser()
    page = karl.sign_in("karl")
    check("who has no group is told so", karl.status == 403 and "noch keine Rolle" in page, page[:800])

    ilse = Browser()
    ilse.sign_in("ilse")
    page = ilse.open(BASE + "/manage/weidenstedt/people")
    check("a group of operators may look after people", "portal" in page or "Anna Amt" in page, ilse.status)
    check("and sees where a role comes from", "Gruppe des Dienstkontos" in page)

    anna.open(BASE + "/upload")
    page = anna.open(BASE + "/upload/leave", {"formToken": anna.hidden("formToken")})
    there = re.search(r"url=([^\"]+)\"", page)
    check("signing out leads to Keycloak", bool(there) and ISSUER in there.group(1), page[:500])
    anna.open(html.unescape(there.group(1)) if there else BASE)
    check("which sends the browser back here", anna.url == BASE + "/", anna.url)
    anna.open(BASE + "/account/provider")
    check("and asks for the password again", 'name="password"' in anna.page, anna.url)

    user = admin("/users?username=anna&exact=true")[0]["id"]
    group = [one["id"] for one in admin("/groups") if one["name"].startswith("portal")][0]
    admin(f"/users/{user}/groups/{group}", method="DELETE")
    page = anna.sign_in("anna")
    check("a role goes with its group", anna.status == 403 and "keine Rolle" in page, page[:800])

    lost = Browser()
    lost.open(BASE + "/account/provider")
    lost.open(BASE + "/account/provider/back?error=access_denied&state=" + urllib.parse.parse_qs(
        urllib.parse.urlparse(lost.url).query).get("state", [""])[0] + "&iss=" + urllib.parse.quote(ISSUER))
    check("who breaks off there has a way out here", lost.status == 403 and "abgebrochen" in lost.page
          and "/account/provider?next=" in lost.page, lost.page[:500])


def main():
    home = keycloak()
    subprocess.run([ROOT / "allmende", "--help"], check=True, stdout=subprocess.DEVNULL)
    work = pathlib.Path(tempfile.mkdtemp(prefix="allmende-keycloak-"))
    imports = home / "data/import"
    imports.mkdir(parents=True, exist_ok=True)
    (imports / "stadt-realm.json").write_text(json.dumps(realm()))
    log = open(work / "log", "w", encoding="utf-8")
    provider = subprocess.Popen(
        [home / "bin/kc.sh", "start-dev", "--import-realm", "--http-host", "127.0.0.1",
         "--http-port", str(KEYCLOAK), "--hostname", f"http://localhost:{KEYCLOAK}", "--db", "dev-mem"],
        env=os.environ | {"KC_BOOTSTRAP_ADMIN_USERNAME": "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD": "admin"},
        stdout=log, stderr=log)
    portal = None
    try:
        wait(ISSUER + "/.well-known/openid-configuration", 900)
        data = str(work / "data")
        subprocess.run(
            [ROOT / "allmende", "tenant", "add", "weidenstedt", "--name", "Stadt Weidenstedt", "--data", data, "--quiet"],
            check=True, stdout=log, stderr=log)
        portal = subprocess.Popen(
            [ROOT / "allmende", "serve", "--port", str(PORT), "--address", "127.0.0.1", "--data", data],
            env=os.environ | {
                "ALLMENDE_OIDC_ISSUER": ISSUER, "ALLMENDE_OIDC_CLIENT": "allmende",
                "ALLMENDE_OIDC_SECRET": "ein & geheimnis", "ALLMENDE_OIDC_NAME": "Stadt Weidenstedt",
                "ALLMENDE_OIDC_GROUPS": "/it=operator; /portal-{tenant}-{role}",
                "ALLMENDE_LOCAL_PASSWORDS": "off",
            }, stdout=log, stderr=log)
        wait(BASE + "/actuator/health", 300)
        walk()
    finally:
        for process in (portal, provider):
            if process is not None:
                process.terminate()
                process.wait(60)
        log.close()
    if failures:
        sys.exit(f"{len(failures)} failed; what the servers said is in {work / 'log'}")
    shutil.rmtree(work)


main()
