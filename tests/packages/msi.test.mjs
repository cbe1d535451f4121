// The MSI in a fresh Windows of wine: silent installation with settings, upgrade, repair, removal, and what each leaves.
// wine does less than Windows Installer: access lists, transitive conditions and wildcards of removed files are looked for in the
// database only (msi-tables.test.mjs).
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { makeWorkspace, root } from "../harness/workspace.mjs";
import { extract, msiOfVersion, propertyOf } from "./msi-database.mjs";
import { difference, exitCode, install, open, registered, remove, repair, startAsBrowser, stateOf } from "./msi-installation.mjs";
import { release } from "./release.mjs";
import { openWindows } from "./wine.mjs";

const { id } = release();
const msi = release().file("-x64.msi");
const version = propertyOf(msi, "ProductVersion");
const issuer = join(root, "tests/virtual-card/pki/csca-vn.cert.pem");
const policies = {
  chrome: `SOFTWARE\\Policies\\Google\\Chrome`, edge: `SOFTWARE\\Policies\\Microsoft\\Edge`, chromium: `SOFTWARE\\Policies\\Chromium`, brave: `SOFTWARE\\Policies\\BraveSoftware\\Brave`,
};
const storage = [...Object.values(policies).map((key) => `${key}\\3rdparty\\extensions\\${id}\\policy`), "SOFTWARE\\Policies\\Mozilla\\Firefox\\3rdparty\\Extensions\\bridge@cccdbridge.vn"];
/** What an office has set before, and a source of events: a parent that is empty Windows Installer would remove. */
const otherSource = "SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\Other";
const others = { key: `${policies.chrome}\\ExtensionInstallForcelist`, name: "1", value: "aaaabbbbccccddddeeeeffffgggghhhh;https://example.org/update.xml" };
const anchorsIn = "C:\\ProgramData\\CCCD Bridge\\anchors";
const programIn = (one) => `C:\\Program Files\\CCCD Bridge\\${one}\\cccd-bridge.exe`;
const rightKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
const issuerPath = (windows) => windows.winPath(issuer).replaceAll("\\", "/");

describe("the MSI in a clean Windows", () => {
  const workspace = makeWorkspace("msi");
  let windows;
  let clean;
  let older;
  before(async () => {
    windows = await openWindows(workspace);
    await windows.run("reg", "add", `HKLM\\${others.key}`, "/v", others.name, "/d", others.value, "/f");
    await windows.run("reg", "add", `HKLM\\${otherSource}`, "/v", "TypesSupported", "/t", "REG_DWORD", "/d", "7", "/f");
    // Browsers that the doctor can see.
    for (const browser of ["Google\\Chrome\\Application\\chrome.exe", "Mozilla Firefox\\firefox.exe"]) {
      mkdirSync(dirname(windows.outside(`C:\\Program Files\\${browser}`)), { recursive: true });
      writeFileSync(windows.outside(`C:\\Program Files\\${browser}`), "");
    }
    older = msiOfVersion(join(workspace.directory, "older.msi"), "0.0.1", { program: extract(msi, workspace.folder("files"))["cccd-bridge.exe"], id });
    clean = await stateOf(windows);
  });
  after(async () => {
    await windows?.close();
    workspace.remove();
  });
  const valuesOf = (registry, name) => storage.map((key) => registry.get(key)?.get(name));
  const originsOf = (registry) => storage.map((key) => Object.fromEntries(registry.get(`${key}\\allowedOrigins`) ?? []));
  const assertLeftNothing = async () => {
    const now = await stateOf(windows);
    assert.deepEqual(difference(now, clean), []);
    assert.deepEqual(difference(clean, now), []);
  };

  test("installs silently, registers the host with every browser and writes no policy unasked", async () => {
    const begun = performance.now();
    assert.equal(await install(windows, msi), exitCode.done);
    console.log(`silent installation: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    const { registry } = await stateOf(windows);
    const manifest = (family) => `C:\\Program Files\\CCCD Bridge\\${version}\\${family}.json`;
    for (const vendor of ["Google\\Chrome", "Microsoft\\Edge", "Chromium", "BraveSoftware\\Brave-Browser", "CocCoc\\Browser"]) assert.equal(registered(registry, vendor), manifest("chromium"), vendor);
    assert.equal(registered(registry, "Mozilla"), manifest("firefox"));
    const [, events] = [...registry].find(([key]) => /\\Eventlog\\Application\\CCCD Bridge$/i.test(key));
    assert.deepEqual([events.get("EventMessageFile"), events.get("TypesSupported")], [programIn(version), "dword:00000007"]);
    assert.deepEqual([...registry.keys()].filter((key) => /Policies.*(3rdparty|NativeMessaging)/.test(key)), []);
    const [uninstall] = [...registry].filter(([key, values]) => /\\Uninstall\\/.test(key) && values.get("DisplayVersion") === version && values.get("Publisher") === "CCCD Bridge");
    assert.equal(uninstall[1].get("DisplayName"), "Cầu nối CCCD");
    assert.deepEqual(readdirSync(windows.outside(anchorsIn)), []);
  });

  test("the host greets a browser that starts it as the registry says", async () => {
    const { host } = startAsBrowser(windows, await windows.registry(), id);
    const hello = await host.event("host.hello");
    assert.equal(hello.version, version);
    await host.close();
  });

  test("the host's doctor finds itself registered with the browsers that are there", async () => {
    const { output } = await windows.run(programIn(version), "doctor", "--json");
    const { findings } = JSON.parse(output);
    const registered = findings.filter(({ code }) => code === "browser.registered").map(({ subject }) => subject);
    assert.deepEqual(registered.sort(), ["Firefox", "Google Chrome"]);
    assert.deepEqual(findings.filter(({ code, severity }) => severity === "error" && /^browser\./.test(code)), []);
  });

  test("a repair brings back what was deleted or damaged", async () => {
    const folder = dirname(windows.outside(programIn(version)));
    const before = await stateOf(windows);
    rmSync(join(folder, "chromium.json"));
    writeFileSync(join(folder, "firefox.json"), "damaged");
    await windows.run("reg", "delete", "HKLM\\SOFTWARE\\Google\\Chrome\\NativeMessagingHosts\\vn.cccdbridge.host", "/f");
    assert.equal(await repair(windows, msi), exitCode.done);
    assert.deepEqual(difference(before, await stateOf(windows)), []);
  });

  test("an older version is refused, and what is installed stays", async () => {
    const before = await stateOf(windows);
    assert.equal(await install(windows, older), exitCode.failed);
    assert.deepEqual(difference(before, await stateOf(windows)), []);
  });

  test("a removal leaves nothing", async () => {
    assert.equal(await remove(windows, msi), exitCode.done);
    await assertLeftNothing();
  });

  test("a double click installs it as well", async () => {
    assert.equal(await open(windows, msi), exitCode.done);
    assert.ok(windows.exists(programIn(version)));
    assert.equal(await remove(windows, msi), exitCode.done);
    await assertLeftNothing();
  });

  test("a folder of ours that was there before is not installed over, with what may have been planted in it", async () => {
    const planted = join(windows.outside(anchorsIn), "planted.cer");
    mkdirSync(dirname(planted), { recursive: true });
    writeFileSync(planted, "");
    const before = await stateOf(windows);
    assert.equal(await install(windows, msi), exitCode.failed);
    assert.deepEqual(difference(before, await stateOf(windows)), []);
    rmSync(dirname(dirname(planted)), { recursive: true });
    await assertLeftNothing();
  });

  test("the same version for another extension takes the place of the first, and keeps its settings", async () => {
    const otherId = "abcdefghijklmnopabcdefghijklmnop";
    const program = extract(msi, workspace.folder("same"))["cccd-bridge.exe"];
    const other = msiOfVersion(join(workspace.directory, "same.msi"), version, { program, id: otherId });
    assert.equal(await install(windows, msi, { MODE: "citizen" }), exitCode.done);
    assert.equal(await install(windows, other), exitCode.done);
    const registry = await windows.registry();
    const products = [...registry].filter(([key, values]) => /\\Uninstall\\/.test(key) && values.get("Publisher") === "CCCD Bridge");
    assert.equal(products.length, 1);
    assert.deepEqual(valuesOf(registry, "mode").slice(0, -1), Object.values(policies).map(() => undefined));
    assert.equal(registry.get(`${policies.chrome}\\3rdparty\\extensions\\${otherId}\\policy`).get("mode"), "citizen");
    assert.deepEqual(JSON.parse(windows.read(registered(registry, "Google\\Chrome"))).allowed_origins, [`chrome-extension://${otherId}/`]);
    assert.ok(windows.exists(programIn(version)));
    assert.equal(await remove(windows, other), exitCode.done);
    await assertLeftNothing();
  });

  test("settings that are not right are refused and nothing is written", async () => {
    const origins = [
      "http://motcua.example.gov.vn", "https://motcua.example.gov.vn/", "https://", "https://a.example/path", "https://a.example:8443/path", "https://a.example?q", "https://a.example#x", "https://*.example.gov.vn",
      "https://user@a.example", "https://a.example b.example", "https://a.example;https://b.example", "https://a\\b", "https://A.example", "https://a//b",
    ];
    const addresses = { PROFILES_URL: ["https://a.example/x y", "https://user@a.example/x", "https://", "ftp://a.example/x"], UPDATE_URL: ["https://a.example/x;y", "file:///a b/x", "https://a.example/x#y", "http://a.example/x"] };
    const wrong = [
      { MODE: "boss" }, { PORTAL_ORIGIN_2: "https://b.example.gov.vn" }, { PORTAL_ORIGIN: "https://a.example", PORTAL_ORIGIN_8: "https://b.example/x" },
      ...origins.map((PORTAL_ORIGIN) => ({ PORTAL_ORIGIN })),
      ...["short", "x=", "A=x", `#${rightKey.slice(1)}`, `${rightKey.slice(0, -2)}B=`, `-${rightKey.slice(1)}`].map((PROFILE_KEY) => ({ PROFILE_KEY })),
      ...Object.entries(addresses).flatMap(([property, values]) => values.map((value) => ({ [property]: value }))),
      ...["C:\\issuers.ldif", "-", "issuers.ldif", "https://a.example/issuers.ldif", "C:/issuers.*"].map((ANCHORS) => ({ ANCHORS })),
    ];
    for (const properties of wrong) assert.equal(await install(windows, msi, properties), exitCode.failed, JSON.stringify(properties));
    await assertLeftNothing();
  });

  test("settings reach every browser's managed storage, and issuers the host", async () => {
    const properties = {
      MODE: "citizen", PORTAL_ORIGIN: "https://a.example.gov.vn", PORTAL_ORIGIN_2: "https://b.example.gov.vn:8443", PROFILES_URL: "https://profiles.example.gov.vn/bundle.json",
      PROFILE_KEY: rightKey, ANCHORS: issuerPath(windows),
    };
    assert.equal(await install(windows, older, properties), exitCode.done);
    const { registry } = await stateOf(windows);
    for (const [name, property] of [["mode", "MODE"], ["profilesUrl", "PROFILES_URL"], ["profileKey", "PROFILE_KEY"]]) assert.deepEqual(valuesOf(registry, name), storage.map(() => properties[property]), name);
    assert.deepEqual(originsOf(registry), storage.map(() => ({ 1: properties.PORTAL_ORIGIN, 2: properties.PORTAL_ORIGIN_2 })));
    const { output } = await windows.run(programIn("0.0.1"), "call", "trust.list");
    assert.deepEqual(JSON.parse(output).anchors.map(({ kind }) => kind), ["issuer"]);
  });

  test("an upgrade keeps settings and issuers, takes new ones and gives up those set to -", async () => {
    const issuers = readdirSync(windows.outside(anchorsIn));
    assert.equal(await install(windows, msi, { PORTAL_ORIGIN: "https://c.example.gov.vn", PROFILES_URL: "-" }), exitCode.done);
    const { registry } = await stateOf(windows);
    assert.deepEqual(valuesOf(registry, "mode"), storage.map(() => "citizen"));
    assert.deepEqual(valuesOf(registry, "profilesUrl"), storage.map(() => undefined));
    assert.deepEqual(originsOf(registry), storage.map(() => ({ 1: "https://c.example.gov.vn", 2: "https://b.example.gov.vn:8443" })));
    assert.deepEqual(readdirSync(windows.outside(anchorsIn)), issuers);
    assert.ok(!windows.exists("C:\\Program Files\\CCCD Bridge\\0.0.1"), "the older version's folder");
    const { host, program } = startAsBrowser(windows, registry, id);
    assert.equal(program, programIn(version));
    await host.event("host.hello");
    await host.close();
  });

  test("after a removal nothing is left of settings and issuers, and others' policies are as they were", async () => {
    // wine looks for a file called *; that Windows empties the folder, the rows of RemoveFile say.
    for (const name of readdirSync(windows.outside(anchorsIn))) rmSync(join(windows.outside(anchorsIn), name));
    assert.equal(await remove(windows, msi), exitCode.done);
    await assertLeftNothing();
    assert.equal((await windows.registry()).get(others.key).get(others.name), others.value);
  });

  test("browser policies come when they are asked for, stay in an upgrade and go with it all", async () => {
    assert.equal(await install(windows, older, { ADDLOCAL: "ALL", UPDATE_URL: "https://updates.example.gov.vn/update.xml" }), exitCode.done);
    assert.equal(await install(windows, msi), exitCode.done);
    const registry = await windows.registry();
    for (const key of Object.values(policies)) {
      assert.equal(registry.get(`${key}\\ExtensionInstallForcelist`).get("83701"), `${id};https://updates.example.gov.vn/update.xml`);
      assert.equal(registry.get(`${key}\\NativeMessagingAllowlist`).get("83701"), "vn.cccdbridge.host");
    }
    assert.equal(registry.get(others.key).get(others.name), others.value);
    assert.equal(await remove(windows, msi), exitCode.done);
    await assertLeftNothing();
  });

  test("an upgrade disturbs no host that a browser has open; the next start has the new one", async () => {
    assert.equal(await install(windows, older), exitCode.done);
    const { host: running } = startAsBrowser(windows, await windows.registry(), id);
    await running.start();
    assert.equal(await install(windows, msi), exitCode.done);
    assert.ok((await running.request("host.status")).version);
    const { host: next, program } = startAsBrowser(windows, await windows.registry(), id);
    assert.equal(program, programIn(version));
    await next.event("host.hello");
    for (const host of [running, next]) await host.close();
  });
});
