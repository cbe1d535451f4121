// The Ansible role of a release, played by Ansible into a clean Debian: brings everything, a second time changes nothing, takes it away.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { makeWorkspace, root } from "../harness/workspace.mjs";
import { cleanEnvironment } from "./base.mjs";
import { openChroot } from "./chroot.mjs";
import { difference } from "./installation.mjs";
import { previousDeb } from "./previous-deb.mjs";
import { release } from "./release.mjs";

const execute = promisify(execFile);
const { directory, file } = release();
const deb = file(".deb");
const version = execFileSync("dpkg-deb", ["-f", deb, "Version"], { encoding: "utf8" }).trim();
const sha256 = (content) => createHash("sha256").update(content).digest("hex");
const issuer = join(root, "tests/virtual-card/pki/csca-vn.cert.pem");
const fingerprint = sha256(Buffer.from(readFileSync(issuer, "utf8").replace(/-----[^-]+-----|\s/g, ""), "base64"));
const files = { chromium: "/etc/chromium/policies/managed/cccd-bridge.json", firefox: "/etc/firefox/policies/policies.json" };
const settings = { mode: "clerk", allowedOrigins: ["https://motcua.office.example"], photo: "never", timeouts: { citizenSeconds: 60 } };
const server = "https://updates.office.example/bridge/";
const shipped = (browser) => JSON.parse(readFileSync(join(directory, `policies/${browser}.json`), "utf8").replaceAll("https://updates.example.gov.vn/cccd-bridge/", server));

describe("the Ansible role", () => {
  const workspace = makeWorkspace("ansible");
  let chroot;
  let clean;
  let atFirst;
  let web;
  let wanted;
  before(async () => {
    cpSync(join(directory, "ansible"), join(workspace.directory, "roles"), { recursive: true });
    writeFileSync(join(workspace.directory, "desks.yml"), "- name: Desks\n  hosts: all\n  gather_facts: false\n  roles: [cccd_bridge]\n");
    chroot = await openChroot(workspace);
    await chroot.run("apt-get", "install", "-q", "-y", "--no-install-recommends", "python3", "python3-apt");
    clean = await chroot.inventory();
    atFirst = await packages();
    web = createServer((request, response) => response.end(readFileSync(deb))).listen(0, "127.0.0.1");
    await once(web, "listening");
    wanted = {
      cccd_bridge_deb_url: `http://127.0.0.1:${web.address().port}/cccd-bridge.deb`,
      cccd_bridge_deb_checksum: `sha256:${sha256(readFileSync(deb))}`,
      cccd_bridge_update_server: server,
      cccd_bridge_settings: settings,
      cccd_bridge_chromium_policies: { NativeMessagingBlocklist: ["*"] },
      cccd_bridge_issuers: [{ src: issuer, fingerprint: fingerprint.toUpperCase().replace(/..(?=.)/g, "$&:") }],
    };
  });
  after(async () => {
    web?.close();
    await chroot?.close();
    workspace.remove();
  });

  /** Plays the role with these variables. @returns what it says of the desk: ok, changed, failures, … and the messages of what failed */
  async function play(variables, ...more) {
    const [enter, namespace, , top] = chroot.entry;
    const words = ["--inventory", `${top},`, "--connection", "community.general.chroot", "--extra-vars", JSON.stringify(variables), ...more, join(workspace.directory, "desks.yml")];
    const env = {
      ...cleanEnvironment, HOME: workspace.directory, ANSIBLE_STDOUT_CALLBACK: "ansible.posix.json",
      ANSIBLE_ROLES_PATH: join(workspace.directory, "roles"), ANSIBLE_REMOTE_TEMP: "/run/ansible", // in memory, as no change of the desk
    };
    const { stdout } = await execute(enter, [namespace, "ansible-playbook", ...words], { env, maxBuffer: 32 << 20 }).catch((error) => error);
    const report = JSON.parse(stdout.slice(stdout.indexOf("{")));
    const results = report.plays.flatMap(({ tasks }) => tasks).map(({ task, hosts }) => ({ name: task.name, ...hosts[top] }));
    return {
      ...report.stats[top],
      messages: results.filter(({ failed }) => failed).flatMap(({ name, msg, results: items = [{ msg }] }) => items.map((item) => `${name}: ${item.msg}`)),
      changes: results.filter(({ changed }) => changed).map(({ name }) => name),
    };
  }
  const ours = async () => [...(await chroot.inventory())].filter((line) => /cccd|\/policies\//.test(line)).sort();
  const packages = async () => (await chroot.run("dpkg-query", "-W", "-f=${Package}\n")).trim().split("\n");
  const installed = async () => (await chroot.run("dpkg-query", "-W", "-f=${Version}", "cccd-bridge")).trim();
  const anchors = async () => JSON.parse(await chroot.run("cccd-bridge", "call", "trust.list")).anchors.map((one) => one.fingerprint);

  test("is written as Ansible's own checker wants it", () => {
    execFileSync("ansible-lint", ["--offline", "--nocolor", "--profile", "production", "roles/cccd_bridge"], {
      cwd: workspace.directory, env: { ...cleanEnvironment, HOME: workspace.directory }, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"],
    });
  });

  test("knows the places of the policies that the README beside them names", () => {
    const named = [...readFileSync(join(directory, "policies/README.md"), "utf8").matchAll(/\| (\w+)\.json \| (\/\S+)/g)].map(([, name, path]) => `  ${name}: ${path}`);
    assert.equal(named.length, 5);
    const variables = readFileSync(join(directory, "ansible/cccd_bridge/vars/main.yml"), "utf8").split("\n");
    for (const line of named) assert.ok(variables.includes(line), line);
  });

  test("in check mode a first run tells of changes and makes none", async () => {
    const { changed, failures, messages } = await play(wanted, "--check");
    assert.equal(failures, 0, messages.join("\n"));
    assert.ok(changed > 0);
    assert.deepEqual(difference(await chroot.inventory(), clean), []);
  });

  test("brings nothing of a deb with another sum", async () => {
    const { failures } = await play({ ...wanted, cccd_bridge_deb_checksum: `sha256:${"0".repeat(64)}` });
    assert.equal(failures, 1);
    assert.ok(!chroot.exists("/usr/bin/cccd-bridge"));
  });

  test("the first run brings the host, which answers, the policies and the issuer", async () => {
    const { changed, failures, messages } = await play(wanted);
    assert.equal(failures, 0, messages.join("\n"));
    assert.ok(changed > 0);
    assert.equal((await chroot.run("cccd-bridge", "--version")).trim(), version);
    assert.deepEqual(await anchors(), [fingerprint]);
    const [id] = Object.keys(shipped("chromium").ExtensionSettings);
    assert.equal(id, release().id);
    assert.deepEqual(JSON.parse(chroot.read(files.chromium)), { ...shipped("chromium"), "3rdparty": { extensions: { [id]: settings } }, NativeMessagingBlocklist: ["*"] });
    assert.deepEqual(JSON.parse(chroot.read(files.firefox)).policies, { ...shipped("firefox").policies, "3rdparty": { Extensions: { "bridge@cccdbridge.vn": settings } } });
    const rights = await chroot.run("stat", "-c", "%U:%G %a", ...Object.values(files), "/etc/chromium/policies/managed");
    assert.deepEqual(rights.trim().split("\n"), ["root:root 644", "root:root 644", "root:root 755"]);
  });

  test("a second run changes nothing, and check mode says so", async () => {
    for (const more of [[], ["--check"]]) {
      const { changed, failures, messages, changes } = await play(wanted, ...more);
      assert.equal(failures, 0, messages.join("\n"));
      assert.equal(changed, 0, changes.join("\n"));
    }
  });

  test("nobody but root may write what the guide's command looks at, and the command names a file that others may", async () => {
    const commandOf = (name) => /^find .*$/m.exec(readFileSync(join(root, "docs", name), "utf8"))[0];
    const command = commandOf("deployment.md");
    assert.equal(commandOf("deployment.vi.md"), command);
    const named = () => chroot.run("sh", "-c", `${command} || true`);
    assert.equal(await named(), "");
    await chroot.run("chmod", "o+w", files.chromium, "/etc/cccd-bridge/anchors");
    assert.deepEqual((await named()).trim().split("\n").sort(), ["/etc/cccd-bridge/anchors", files.chromium]);
    await chroot.run("chmod", "o-w", files.chromium, "/etc/cccd-bridge/anchors");
  });

  test("an issuer whose fingerprint is not the stated one is not trusted", async () => {
    const other = join(root, "tests/virtual-card/pki/csca-utopia.cert.pem");
    const { failures, messages } = await play({ ...wanted, cccd_bridge_issuers: [{ src: other, fingerprint: "ab".repeat(32) }] });
    assert.equal(failures, 1);
    assert.match(messages.join("\n"), /holds [0-9a-f]{64}, not abab/);
    assert.deepEqual(await anchors(), [fingerprint]);
  });

  test("a browser that is listed no more loses its policy; Firefox' file of somebody else is never touched", async () => {
    const { failures } = await play({ ...wanted, cccd_bridge_browsers: ["chromium"] });
    assert.equal(failures, 0);
    assert.ok(chroot.exists(files.chromium) && !chroot.exists(files.firefox));
    chroot.write(files.firefox, '{"policies":{}}');
    const refused = await play(wanted);
    assert.match(refused.messages.join("\n"), /of somebody else/);
    assert.equal(chroot.read(files.firefox), '{"policies":{}}');
    await chroot.run("rm", files.firefox);
  });

  test("goes back to an older version only when told to, and forward again, from a file", async () => {
    const older = { ...wanted, cccd_bridge_deb_url: "", cccd_bridge_deb_checksum: "", cccd_bridge_deb: previousDeb(workspace, deb) };
    assert.equal((await play(older)).failures, 1);
    assert.equal(await installed(), version);
    assert.equal((await play({ ...older, cccd_bridge_allow_downgrade: true })).failures, 0);
    assert.equal(await installed(), "0.0.1");
    assert.deepEqual(await anchors(), [fingerprint]);
    assert.equal((await play({ ...older, cccd_bridge_deb: deb })).failures, 0);
    assert.equal(await installed(), version);
  });

  test("absent leaves nothing, and a second time changes nothing", async () => {
    const told = await play({ cccd_bridge_state: "absent" }, "--check");
    assert.ok(told.failures === 0 && told.changed > 0, told.messages.join("\n"));
    assert.equal(await installed(), version);
    const gone = await play({ cccd_bridge_state: "absent" });
    assert.equal(gone.failures, 0, gone.messages.join("\n"));
    assert.deepEqual(await ours(), [...clean].filter((line) => /cccd|\/policies\//.test(line)).sort());
    assert.equal((await play({ cccd_bridge_state: "absent" })).changed, 0);
    // Ansible has asked for what the deb needs by name, so it stays until somebody takes it away.
    await chroot.run("apt-get", "purge", "-q", "-y", ...(await packages()).filter((name) => !atFirst.includes(name)));
    assert.deepEqual(difference(await chroot.inventory(), clean), []);
  });
});
