// The MSI's database on its own: what Windows Installer would stumble over, and what wine does not look at.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { textArchive } from "../../installer/windows/msi/idt.mjs";
import { loadSchema } from "../../extension/tools/schemas.mjs";
import { anchors, keptSettings, managedSettings } from "../../installer/windows/msi/settings.mjs";
import { makeWorkspace, root } from "../harness/workspace.mjs";
import { extract, msiOfVersion, propertyOf, summaryOf, table, tableNames } from "./msi-database.mjs";
import { release } from "./release.mjs";

const msi = release().file("-x64.msi");
const megabyte = 1_000_000;
const names = (name, column) => table(msi, name).map((row) => row[column]);

/** Columns that name rows of another table (MSDN: each table's column types). */
const references = {
  Component: { Directory_: "Directory" },
  CreateFolder: { Directory_: "Directory", Component_: "Component" },
  Directory: { Directory_Parent: "Directory" },
  FeatureComponents: { Feature_: "Feature", Component_: "Component" },
  Condition: { Feature_: "Feature" },
  File: { Component_: "Component" },
  MsiFileHash: { File_: "File" },
  Registry: { Component_: "Component" },
  RemoveFile: { Component_: "Component" },
};

describe("the MSI's database", () => {
  const workspace = makeWorkspace("msi-tables");
  after(() => workspace.remove());

  test("is at most 8 MB", () => {
    const { size } = statSync(msi);
    console.log(`MSI: ${(size / megabyte).toFixed(2)} MB`);
    assert.ok(size <= 8 * megabyte, `${size} bytes`);
  });

  test("names the product in Vietnamese, for every Windows of 64 bits", () => {
    assert.equal(propertyOf(msi, "ProductName"), "Cầu nối CCCD");
    assert.match(summaryOf(msi), /Template: x64;1033/);
    assert.match(summaryOf(msi), /Version: 500/);
    assert.equal(propertyOf(msi, "ALLUSERS"), "1");
    assert.equal(propertyOf(msi, "MSIRESTARTMANAGERCONTROL"), "Disable");
  });

  test("has no row that names another which is not there, and no key twice", () => {
    for (const name of tableNames(msi)) {
      const rows = table(msi, name);
      assert.ok(rows.length > 0, name);
      for (const [column, target] of Object.entries(references[name] ?? {})) {
        const [key] = Object.keys(table(msi, target)[0]);
        const there = new Set(names(target, key));
        for (const row of rows) assert.ok(row[column] === "" || there.has(row[column]), `${name}.${column} = ${row[column]}`);
      }
    }
    for (const [name, column] of [["Component", "Component"], ["Component", "ComponentId"], ["File", "File"], ["Registry", "Registry"], ["CustomAction", "Action"]]) {
      const keys = names(name, column);
      assert.equal(new Set(keys).size, keys.length, `${name}.${column}`);
    }
  });

  test("each search has one place to look in", () => {
    const places = [...names("RegLocator", "Signature_"), ...names("DrLocator", "Signature_")];
    assert.deepEqual(names("AppSearch", "Signature_").sort(), places.sort());
  });

  test("each component has a key path of its own and belongs to one feature", () => {
    const owned = names("FeatureComponents", "Component_");
    const files = new Set(names("File", "File"));
    const values = new Set(names("Registry", "Registry"));
    for (const { Component, Attributes, KeyPath } of table(msi, "Component")) {
      assert.equal(owned.filter((one) => one === Component).length, 1, Component);
      assert.ok(Number(Attributes) & 256, `${Component} is of 64 bits`);
      if (KeyPath) assert.ok((Number(Attributes) & 4 ? values : files).has(KeyPath), `${Component}: ${KeyPath}`);
    }
  });

  test("writes to HKLM only, and to no shared list unless the feature is asked for", () => {
    const optional = new Set(table(msi, "FeatureComponents").filter(({ Feature_ }) => Feature_ === "BrowserPolicies").map(({ Component_ }) => Component_));
    for (const { Root, Key, Component_ } of table(msi, "Registry")) {
      assert.equal(Root, "2", Key);
      if (/NativeMessagingAllowlist|ExtensionInstallForcelist/.test(Key)) assert.ok(optional.has(Component_), Key);
    }
    assert.equal(table(msi, "Feature").find(({ Feature }) => Feature === "BrowserPolicies").Level, "1000");
  });

  test("actions run in the order that Windows Installer needs, each at a place of its own", () => {
    const rows = table(msi, "InstallExecuteSequence");
    const at = Object.fromEntries(rows.map(({ Action, Sequence }) => [Action, Number(Sequence)]));
    assert.equal(new Set(Object.values(at)).size, rows.length);
    const order = ["FindRelatedProducts", "RefuseDowngrade", "AppSearch", "Keep_MODE", "LaunchConditions", "Set_RemovedData", "CostInitialize", "CostFinalize", "InstallValidate",
      "InstallInitialize", "RemoveExistingProducts", "ProcessComponents", "RemoveFiles", "CreateFolders", "InstallFiles", "ImportAnchors", "InstallFinalize"];
    for (const [index, action] of order.slice(1).entries()) assert.ok(at[order[index]] < at[action], `${order[index]} before ${action}`);
    // Nothing may be done between them: Windows Installer refuses it with error 2613.
    assert.equal(at.RemoveExistingProducts, at.InstallInitialize + 1);
    const types = Object.fromEntries(table(msi, "CustomAction").map(({ Action, Type }) => [Action, Number(Type)]));
    assert.equal(types.ImportAnchors & 3072, 3072, "deferred and as the system");
  });

  test("the data folder is administrators' to write, with nothing taken over from its parent", () => {
    const rows = table(msi, "MsiLockPermissionsEx");
    assert.deepEqual(rows.map(({ LockObject, Table }) => `${Table} ${LockObject}`).sort(), ["CreateFolder AnchorFolder", "CreateFolder DataFolder"]);
    for (const { SDDLText } of rows) {
      assert.match(SDDLText, /^O:BAD:P\(/);
      const users = [...SDDLText.matchAll(/\(A;OICI;(\w+);;;(\w+)\)/g)].map(([, rights, who]) => [who, rights]);
      assert.deepEqual(Object.fromEntries(users), { SY: "FA", BA: "FA", BU: "0x1200a9" });
    }
  });

  test("the data goes by a removal, not by an upgrade", () => {
    const rows = table(msi, "RemoveFile").filter(({ Component_ }) => Component_ === "Data");
    assert.deepEqual(rows.map(({ DirProperty, FileName }) => `${DirProperty} ${FileName}`).sort(), ["RemovedAnchors ", "RemovedAnchors *", "RemovedData ", "RemovedData *"]);
    for (const name of ["Set_RemovedData", "Set_RemovedAnchors"]) {
      const { Condition } = table(msi, "InstallExecuteSequence").find(({ Action }) => Action === name);
      assert.equal(Condition, 'REMOVE = "ALL" AND NOT UPGRADINGPRODUCTCODE');
    }
  });

  test("every property sets what the managed policy knows", () => {
    const known = loadSchema("managed-policy").properties;
    for (const { property, list, name } of managedSettings) assert.ok((list ?? name) in known, property);
  });

  test("the guides name each property, and files and portals as the messages do", () => {
    for (const guide of ["deployment.md", "deployment.vi.md"]) {
      const text = readFileSync(join(root, "docs", guide), "utf8");
      for (const { property } of [...keptSettings, anchors]) assert.ok(text.includes(property.replace(/^PORTAL_ORIGIN_[3-8]$/, "_8")), `${guide}: ${property}`);
      for (const { hint } of [anchors, keptSettings.find(({ property }) => property === "PORTAL_ORIGIN")]) assert.ok(text.includes(hint), `${guide}: ${hint}`);
    }
  });

  test("a user who has a repair done as the system can give it no setting and no issuer", () => {
    assert.equal(propertyOf(msi, "SecureCustomProperties"), "OLDERFOUND;NEWERFOUND");
  });

  test("what is given is checked where the search has been, not before the dialogs, which cannot hand on what it finds", () => {
    const before = new Set(names("InstallUISequence", "Action"));
    assert.deepEqual(["AppSearch", "LaunchConditions"].filter((one) => before.has(one)), []);
    assert.ok(before.has("ExecuteAction"));
  });

  test("a condition fits its column, and says in both languages what is wrong", () => {
    for (const { Condition, Description } of table(msi, "LaunchCondition")) {
      assert.ok(Condition.length <= 255, Condition);
      assert.match(Description, /^\p{Lu}.*\. (The|Windows|PORTAL_ORIGIN_\d) .*\.$/u);
    }
  });

  test("every version up to this one is replaced, this one for other extensions, too; a newer one is found only", () => {
    const version = propertyOf(msi, "ProductVersion");
    const rows = table(msi, "Upgrade").map(({ VersionMin, VersionMax, Attributes, ActionProperty }) => [ActionProperty, VersionMin, VersionMax, Number(Attributes)]);
    const maxInclusive = 512;
    const onlyDetect = 2;
    assert.deepEqual(rows.sort(), [["NEWERFOUND", version, "", onlyDetect], ["OLDERFOUND", "", version, maxInclusive]]);
  });

  test("holds the program, manifests that name it beside them, and the licences of what is linked in", () => {
    const files = extract(msi, workspace.folder("files"));
    assert.deepEqual(Object.keys(files).sort(), ["LICENCES.txt", "cccd-bridge.exe", "chromium.json", "firefox.json"]);
    const chromium = JSON.parse(readFileSync(files["chromium.json"], "utf8"));
    assert.deepEqual([chromium.path, chromium.allowed_origins], ["cccd-bridge.exe", [`chrome-extension://${release().id}/`]]);
    assert.deepEqual(JSON.parse(readFileSync(files["firefox.json"], "utf8")).allowed_extensions, ["bridge@cccdbridge.vn"]);
    const licences = readFileSync(files["LICENCES.txt"], "utf8");
    for (const words of ["CCCD Bridge (Apache-2.0)", "openssl 3.", "openjpeg2 ", "libjpeg-turbo ", "libspng ", "utf8proc ", "boost ", "zlib ", "Boost Software License"]) assert.ok(licences.includes(words), words);
    const { Version } = table(msi, "File").find(({ File }) => File === "cccd_bridge.exe");
    assert.equal(Version, `${propertyOf(msi, "ProductVersion")}.0`);
  });

  test("the bill of materials is of the program inside, and names what is linked into it", () => {
    const bill = JSON.parse(readFileSync(join(release().directory, "windows-host.cdx.json"), "utf8"));
    assert.deepEqual(bill.components.map(({ name }) => name).sort(), ["boost", "gcc-runtime", "libjpeg-turbo", "libspng", "mingw-w64", "openjpeg2", "openssl", "utf8proc", "zlib"]);
    for (const { name, version, licenses } of bill.components) assert.ok(/\d/.test(version) && licenses.length === 1, name);
    const program = readFileSync(extract(msi, workspace.folder("bill"))["cccd-bridge.exe"]);
    assert.equal(bill.metadata.component.hashes[0].content, createHash("sha256").update(program).digest("hex"));
  });

  test("extensions of stores are answered and have their settings beside ours, and the policy installs ours", () => {
    const program = extract(msi, workspace.folder("store"))["cccd-bridge.exe"];
    const store = "ponmlkjihgfedcbaponmlkjihgfedcba";
    const ids = [release().id, store];
    const both = msiOfVersion(`${workspace.directory}/store.msi`, "0.0.1", { program, id: ids[0], storeIds: [store] });
    const manifest = extract(both, workspace.folder("store-files"))["chromium.json"];
    assert.deepEqual(JSON.parse(readFileSync(manifest, "utf8")).allowed_origins, ids.map((id) => `chrome-extension://${id}/`));
    const rows = table(both, "Registry");
    for (const id of ids) assert.ok(rows.some(({ Key, Name }) => Key === `SOFTWARE\\Policies\\Google\\Chrome\\3rdparty\\extensions\\${id}\\policy` && Name === "mode"), id);
    const forced = rows.filter(({ Key }) => Key.endsWith("ExtensionInstallForcelist")).map(({ Value }) => Value);
    assert.deepEqual(new Set(forced), new Set([`${ids[0]};[UPDATE_URL]`]));
  });

  test("made twice it is the same to the byte, and another version is an upgrade of the same product", () => {
    const program = extract(msi, workspace.folder("again"))["cccd-bridge.exe"];
    const [one, two, other] = [["one", "0.0.1"], ["two", "0.0.1"], ["other", "0.0.2"]].map(([name, version]) => msiOfVersion(`${workspace.directory}/${name}.msi`, version, { program, id: release().id }));
    assert.ok(readFileSync(one).equals(readFileSync(two)));
    assert.equal(propertyOf(one, "UpgradeCode"), propertyOf(other, "UpgradeCode"));
    assert.notEqual(propertyOf(one, "ProductCode"), propertyOf(other, "ProductCode"));
  });
});

describe("a table's text", () => {
  test("refuses what would break its line or is too long for its column", () => {
    const row = { Condition: "A", Description: "B" };
    assert.match(textArchive("LaunchCondition", [row]), /^Condition\tDescription\r\ns255\tl255\r\nLaunchCondition\tCondition\r\nA\tB\r\n$/);
    assert.throws(() => textArchive("LaunchCondition", [{ ...row, Description: "a\tb" }]), /a tab/);
    assert.throws(() => textArchive("LaunchCondition", [{ ...row, Description: "x".repeat(256) }]), /longer than 255/);
    assert.throws(() => textArchive("LaunchCondition", [{ ...row, Condition: "" }]), /must not be empty/);
    assert.throws(() => textArchive("LaunchCondition", [{ ...row, Colour: "red" }]), /no column Colour/);
  });
});
