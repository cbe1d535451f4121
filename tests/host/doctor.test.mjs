// `cccd-bridge doctor` on a machine of its own, where one thing after the other is broken.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { chromiumManifest, DoctorRoot, manifest, program } from './doctor-root.mjs';

const require = createRequire(import.meta.url);
const Ajv2020 = require('ajv/dist/2020.js').default;
const load = (name) => JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'));
const catalogue = load('doctor.json').findings;
const fitsReport = new Ajv2020({ strict: false, allErrors: true }).compile(load('doctor-report.schema.json'));

const policy = '/etc/chromium/policies/managed/office.json';
const issuer = '/etc/cccd-bridge/anchors/csca-vn.cert.pem';
const userManifest = '/home/clerk/.config/chromium/NativeMessagingHosts/vn.cccdbridge.host.json';

describe('doctor', () => {
  let desk;
  before(async () => {
    desk = new DoctorRoot();
    await desk.furnish();
  });
  after(() => desk?.stop());

  /** The codes that are not well, and that the report is as its schema and the catalogue say. */
  async function troubles(env) {
    const { status, ...report } = await desk.examine(env);
    assert.ok(fitsReport(report), JSON.stringify(fitsReport.errors));
    for (const { code, severity, message, remedy } of report.findings) {
      assert.equal(severity, catalogue[code].severity);
      assert.equal(message, catalogue[code].message[report.language]);
      assert.equal(remedy, catalogue[code].remedy?.[report.language]);
    }
    assert.equal(status, report.errors > 0 ? 2 : report.warnings > 0 ? 1 : 0);
    const usual = ['program.administrator', 'scanner.none']; // the test is root there, and has no scanner
    return report.findings.filter(({ code, severity }) => severity !== 'ok' && !usual.includes(code)).map(({ code }) => code);
  }

  test('a desk where all is well: status 0, and what was found', async () => {
    assert.deepEqual(await troubles(), []);
    const { status, findings } = await desk.examine();
    assert.equal(status, 0);
    const found = (code) => findings.find((finding) => finding.code === code);
    assert.deepEqual([found('browser.registered').subject, found('browser.registered').found], ['Chromium', chromiumManifest]);
    assert.match(found('reader.ready').subject, /^CCCD Test Reader CL A/);
    assert.equal(found('service.running').severity, 'ok');
    assert.equal(found('trust.installed').found, '1');
    assert.match(found('clock.plausible').found, /^\d{4}-\d{2}-\d{2}$/);
    assert.match(found('program.version').found, /^\d+\.\d+\.\d+$/);
  });

  const broken = [
    ['browser.none', 1, () => desk.remove('/usr/bin/chromium'), () => desk.write('/usr/bin/chromium', '', 0o755)],
    ['browser.notRegistered', 2, () => desk.remove(chromiumManifest)],
    ['browser.manifestDamaged', 2, () => desk.write(chromiumManifest, manifest().slice(0, -1))],
    ['browser.manifestWrongName', 2, () => desk.write(chromiumManifest, manifest({ name: 'com.example.other' }))],
    ['browser.manifestWrongType', 2, () => desk.write(chromiumManifest, manifest({ type: 'storage' }))],
    ['browser.manifestWritable', 2, () => desk.write(chromiumManifest, manifest(), 0o666)],
    ['browser.programRelative', 2, () => desk.write(chromiumManifest, manifest({ path: 'cccd-bridge' }))],
    ['browser.programMissing', 2, () => desk.write(chromiumManifest, manifest({ path: '/opt/gone' }))],
    ['browser.programNotExecutable', 2, () => desk.write(chromiumManifest, manifest({ path: chromiumManifest }))],
    ['browser.programOther', 0, () => desk.write(chromiumManifest, manifest({ path: '/usr/bin/chromium' }))],
    ['browser.extensionNotAllowed', 2, () => desk.write(chromiumManifest, manifest({ allowed_origins: [] }))],
    ['browser.userManifestWins', 1, () => desk.write(userManifest, manifest()), () => desk.remove(userManifest)],
    ['browser.snap', 1, () => desk.write('/snap/bin/chromium', ''), () => desk.remove('/snap')],
    ['browser.flatpak', 1, () => desk.write('/var/lib/flatpak/app/org.chromium.Chromium/x', ''), () => desk.remove('/var/lib/flatpak')],
    ['policy.damaged', 2, () => desk.write(policy, '{')],
    ['policy.writable', 2, () => desk.write(policy, '{}', 0o666)],
    ['policy.hostBlocked', 2, () => desk.write(policy, '{"NativeMessagingBlocklist":["*"]}')],
    ['policy.hostBlocked', 2, () => desk.write(`${policy}.bak`, '{"NativeMessagingBlocklist":["*"]}'), () => desk.remove(`${policy}.bak`)],
    ['policy.tooManyFiles', 1, () => { for (let i = 0; i < 65; ++i) desk.write(`/etc/chromium/policies/managed/${i}`, '{}'); }, () => desk.remove('/etc/chromium/policies/managed')],
    ['policy.extensionBlocked', 2, () => desk.write(policy, '{"ExtensionInstallBlocklist":["*"]}')],
    ['service.notRunning', 2, () => desk.killService(), () => desk.startService()],
    ['trust.none', 1, () => desk.remove(issuer), () => desk.write(issuer, issuerText)],
    ['trust.fileUnused', 1, () => desk.write('/etc/cccd-bridge/anchors/readme.txt', 'x'), () => desk.remove('/etc/cccd-bridge/anchors/readme.txt')],
    ['trust.writable', 2, () => chmodSync(desk.at(issuer), 0o666), () => chmodSync(desk.at(issuer), 0o644)],
    ['scanner.settingsDamaged', 2, () => desk.write('/etc/cccd-bridge/scanners.json', '{'), () => desk.remove('/etc/cccd-bridge/scanners.json')],
    ['scanner.absent', 1, () => desk.write('/etc/cccd-bridge/scanners.json', '{"serialPorts":[{"path":"/dev/ttyACM9"}]}'), () => desk.remove('/etc/cccd-bridge/scanners.json')],
    ['session.sandboxed', 1, () => desk.write('/.flatpak-info', ''), () => desk.remove('/.flatpak-info')],
    ['program.writable', 2, () => chmodSync(desk.at('/opt/cccd-bridge'), 0o777), () => chmodSync(desk.at('/opt/cccd-bridge'), 0o755)],
  ];
  let issuerText;
  before(() => (issuerText = readFileSync(desk.at(issuer))));

  // What is wrong with the program's folder is wrong for the browser that starts it, too.
  const together = { 'program.writable': ['program.writable', 'browser.programWritable'] };

  for (const [code, status, breakIt, mend = () => (desk.remove(policy), desk.write(chromiumManifest, manifest()))] of broken)
    test(`${code} when it is broken, and gone when it is mended`, async () => {
      await breakIt();
      assert.deepEqual(await troubles(), together[code] ?? [code]);
      assert.equal((await desk.examine()).status, status);
      await mend();
      assert.deepEqual(await troubles(), []);
    });

  test('what two things together cause', async () => {
    desk.remove(chromiumManifest);
    desk.write(userManifest, manifest());
    desk.write(policy, '{"NativeMessagingUserLevelHosts":false}');
    assert.deepEqual(await troubles(), ['policy.userLevelHostsForbidden']);
    desk.remove(userManifest);
    desk.remove(policy);
    desk.write(chromiumManifest, manifest());
    await desk.killService();
    desk.remove('/usr/sbin/pcscd');
    assert.deepEqual(await troubles(), ['service.notInstalled']);
    desk.write('/usr/sbin/pcscd', '', 0o755);
    await desk.startService();
    assert.deepEqual(await troubles({ SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' }), ['session.remote']);
  });

  test('a person reads it in either language, gravest first', async () => {
    desk.write(policy, '{"NativeMessagingBlocklist":["*"]}');
    for (const [args, env, wanted] of [
      [[], { LANG: 'vi_VN.UTF-8' }, 'vi'],
      [[], { LANG: 'en_US.UTF-8' }, 'en'],
      [['--lang', 'en'], { LANG: 'vi_VN.UTF-8' }, 'en'],
      [['--lang', 'vi'], {}, 'vi'],
    ]) {
      const { code, stdout } = await desk.run(['doctor', ...args], env);
      assert.equal(code, 2);
      const lines = stdout.split('\n');
      assert.match(lines[0], /^\[(LỖI|ERROR)\] policy\.hostBlocked · Chromium$/);
      assert.equal(lines[1].trim(), catalogue['policy.hostBlocked'].message[wanted]);
      assert.equal(lines[3].trim(), `${wanted === 'vi' ? 'Cách xử lý' : 'Remedy'}: ${catalogue['policy.hostBlocked'].remedy[wanted]}`);
      assert.match(stdout, wanted === 'vi' ? /\n1 lỗi, 0 cảnh báo\.\n$/ : /\nErrors: 1, warnings: 0\.\n$/);
    }
    desk.remove(policy);
  });

  test('nothing that a file holds steers the terminal or turns the order of the letters', async () => {
    const steering = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
    desk.write(chromiumManifest, manifest({ path: '/opt/\u001b[2J\u007f\nx\u0000' }));
    assert.match((await desk.run(['doctor'])).stdout, /\/opt\/\?\[2J\?\?x/);
    desk.write(chromiumManifest, manifest({ path: '/opt/\u0080\u009b2J\u009f\u061c\u200e\u200f\u2028\u202e\u2066\u2069 nguyễn á\u00a0“”€⁠' }));
    const { stdout } = await desk.run(['doctor']);
    assert.match(stdout, /\/opt\/\?\?2J\?{8} nguyễn á\u00a0“”€⁠\n/);
    assert.ok(!steering.test(stdout.replaceAll('\n', '')));
    desk.write(chromiumManifest, manifest());
  });

  test('a bundle names nobody, whoever asks and wherever things lie', async () => {
    const elsewhere = '/home/clerk/bin/cccd-bridge';
    const strange = '/etc/cccd-bridge/anchors/Nguyen Van An - CCCD 001099012345.cer';
    desk.write(chromiumManifest, manifest({ path: elsewhere }));
    desk.write(strange, 'x');
    desk.write(`${strange}.txt`, 'x');
    for (const [home, shown] of [['/home/clerk', '~/bin/cccd-bridge'], ['/home/clerk/', '~/bin/cccd-bridge'], ['/root', '/home/*/cccd-bridge'], ['', '/home/*/cccd-bridge']]) {
      await desk.run(['doctor', '--bundle', '/tmp/bundle.json'], { HOME: home });
      const text = readFileSync(desk.at('/tmp/bundle.json'), 'utf8');
      for (const secret of ['clerk', 'Nguyen', '001099012345']) assert.ok(!text.includes(secret), `${home}: ${secret}`);
      const { findings } = JSON.parse(text);
      const found = (code) => findings.find((finding) => finding.code === code).found;
      assert.equal(found('browser.programMissing'), shown);
      assert.equal(found('trust.fileUnused'), '2');
    }
    // At the machine itself they are named: somebody has to find them.
    const { findings } = await desk.examine();
    assert.match(findings.find(({ code }) => code === 'trust.fileUnused').found, /^Nguyen Van An .*\(\+1\)$/);
    for (const path of [strange, `${strange}.txt`, '/tmp/bundle.json']) desk.remove(path);
    desk.write(chromiumManifest, manifest());
  });

  test('a bundle for IT support: the configuration, and no name of the user', async () => {
    desk.write(userManifest, manifest());
    desk.write(policy, '{"NativeMessagingUserLevelHosts":true,"ExtensionSettings":{"*":{"installation_mode":"allowed"}}}');
    desk.write('/etc/os-release', 'PRETTY_NAME="Test System"\n');
    for (const [language, said] of [['vi', 'Đã ghi tệp cho bộ phận CNTT'], ['en', 'Written for IT support']]) {
      const { code, stdout } = await desk.run(['doctor', '--bundle', '/tmp/bundle.json', '--lang', language]);
      assert.equal(code, 1);
      assert.ok(stdout.endsWith(`\n${said}: /tmp/bundle.json\n`), stdout);
    }
    const text = readFileSync(desk.at('/tmp/bundle.json'), 'utf8');
    const bundle = JSON.parse(text);
    assert.ok(fitsReport(bundle), JSON.stringify(fitsReport.errors));
    assert.ok(!text.includes('clerk'));
    const { system, programPath, browsers, readers, trust } = bundle.configuration;
    assert.match(system, /^Test System, \d/);
    assert.equal(programPath, program);
    assert.deepEqual(browsers.map(({ name }) => name), ['Chromium']);
    assert.deepEqual(browsers[0].manifests.map(({ place }) => place.split('/')[0]), ['~', '']);
    assert.equal(browsers[0].policies.nativeMessagingUserLevelHosts, true);
    assert.deepEqual(browsers[0].policies.extensionSettings, { '*': 'allowed' });
    assert.equal(readers.length, 1);
    assert.equal(trust.certificates[0].kind, 'issuer');
    assert.deepEqual(desk.list('/tmp'), ['bundle.json']);
    assert.equal(statSync(desk.at('/tmp/bundle.json')).mode & 0o777, 0o644);
    desk.remove(userManifest);
    desk.remove(policy);
  });

  test('wrong arguments and a bundle that cannot be written have a status of their own', async () => {
    for (const args of [['--bundle'], ['--lang', 'fr'], ['--lang'], ['--all'], ['x'], ['--bundle', '']]) {
      const { code, stdout, stderr } = await desk.run(['doctor', ...args]);
      assert.deepEqual([code, stdout], [3, ''], args.join(' '));
      assert.match(stderr, /cccd-bridge doctor \[--json\]/);
    }
    const { code, stderr } = await desk.run(['doctor', '--bundle', '/nowhere/b.json']);
    assert.equal(code, 3);
    assert.match(stderr, /^\/nowhere\/b\.json: /);
    // Findings that nobody can read are none.
    for (const words of [['doctor'], ['doctor', '--json']]) {
      const { command, args, env } = desk.command(words);
      const full = openSync('/dev/full', 'w');
      assert.equal(spawnSync(command, args, { env, stdio: ['ignore', full, 'ignore'] }).status, 3);
      closeSync(full);
    }
  });

  test('diagnostics.run gives the same findings', async () => {
    desk.write(policy, '{');
    const { findings } = JSON.parse((await desk.run(['call', 'diagnostics.run'])).stdout);
    const report = await desk.examine();
    assert.deepEqual(findings, report.findings.map(({ message: _, remedy: __, ...rest }) => rest));
    assert.equal(findings[0].code, 'policy.damaged');
    desk.remove(policy);
  });
});
