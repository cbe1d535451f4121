// ./dev bench: what the main job costs, on the virtual card, all in one run. Medians with (min – max); on a loaded machine look at the ratios.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { hostProcesses, hostName, extensionId } from "../harness/native-manifest.mjs";
import { cardFile, cardQr, openStage } from "../harness/stage.mjs";
import { hostProgram } from "../harness/workspace.mjs";
import { epochNow, median, notePhases, printTable, spread, takePhaseTimes } from "./measure.mjs";

const card = "dang-thi-bich-ngoc";
const repeats = 15;

/** Milliseconds from spawn until the first bytes on standard output, or until the end where nothing is printed. */
function timeToFirstOutput(program, args) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
    const done = () => {
      resolve(performance.now() - begin);
      child.stdin.end();
    };
    child.stdout.once("data", done);
    child.once("exit", done).once("error", reject);
    child.stdin.on("error", () => {});
  });
}

async function hostStart() {
  const origin = `chrome-extension://${extensionId}/`;
  const empty = [], hello = [];
  for (let i = 0; i < repeats * 2; i += 1) {
    empty.push(await timeToFirstOutput("/bin/true", []));
    hello.push(await timeToFirstOutput(hostProgram, [origin]));
  }
  return { empty, hello };
}

/** Round trips of host.status from a page of the extension to a host of its own. */
function roundTrips(page) {
  return page.evaluate(
    async ([name, count]) => {
      const port = chrome.runtime.connectNative(name);
      let waiting;
      port.onMessage.addListener((message) => message.id && waiting(message));
      const ask = (id, method, params) => new Promise((resolve) => ((waiting = resolve), port.postMessage({ jsonrpc: "2.0", id, method, params })));
      await ask(1, "session.start", { protocol: 1, extensionVersion: chrome.runtime.getManifest().version });
      const times = [];
      for (let id = 2; id < count + 2; id += 1) {
        const begin = performance.now();
        await ask(id, "host.status", {});
        times.push(performance.now() - begin);
      }
      port.disconnect();
      return times;
    },
    [hostName, 300],
  );
}

const memoryOf = (pid, name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

/** One citizen from an empty panel to the filled form; times in milliseconds. */
async function oneCitizen(stage, page, panel) {
  await stage.pcscd.remove("A");
  if (await panel.part("action-next").count()) await panel.press("next");
  await panel.waitFor({ identity: "waitingForKey", work: "idle" });
  await page.reload();
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });

  await notePhases(panel.page);
  const inserted = epochNow();
  await stage.pcscd.insert("A", cardFile(card));
  await panel.waitFor({ identity: "complete" });
  const read = await takePhaseTimes(panel.page);
  const text = (read.textShown ?? read.complete) - inserted;

  await notePhases(panel.page);
  await panel.part("show-photo").click();
  await panel.part("photo").waitFor();
  const photoTimes = await takePhaseTimes(panel.page);

  await panel.press("preview");
  await panel.waitFor({ work: "previewed" });
  await notePhases(panel.page);
  await panel.press("confirm");
  await panel.waitFor({ work: "filled" });
  const filled = await takePhaseTimes(panel.page);
  const outcomes = Object.values(await panel.reports());
  return {
    text,
    photo: photoTimes.photo - photoTimes.click,
    fill: filled.filled - filled.click,
    wait: await portalWait(page, filled.click),
    fields: outcomes.filter((outcome) => outcome === "filled").length,
  };
}

/** Milliseconds within which the page itself waited for its server since then (of the epoch): the wait no filler can avoid. Overlapping requests count once. */
function portalWait(page, since) {
  return page.evaluate((begin) => {
    const requests = performance.getEntriesByType("resource").filter(({ initiatorType }) => initiatorType === "fetch" || initiatorType === "xmlhttprequest");
    let [end, waited] = [begin - performance.timeOrigin, 0];
    for (const { startTime, responseEnd } of requests.sort((one, other) => one.startTime - other.startTime)) {
      waited += Math.max(0, responseEnd - Math.max(startTime, end));
      end = Math.max(end, responseEnd);
    }
    return waited;
  }, since);
}

/** Ticks or chooses something on the options page, as a person would. */
async function setOption(stage, choose) {
  const options = await stage.browser.context.newPage();
  await options.goto(`chrome-extension://${extensionId}/options.html`);
  await choose(options);
  await options.close();
}

/** Insertion to the photo on the screen, where the office wants it always. */
async function insertionToPhoto(stage, panel) {
  await stage.pcscd.remove("A");
  if (await panel.part("action-next").count()) await panel.press("next");
  await panel.waitFor({ identity: "waitingForKey", work: "idle" });
  await panel.scan(cardQr(card));
  await panel.waitFor({ identity: "waitingForCard" });
  await notePhases(panel.page);
  const inserted = epochNow();
  await stage.pcscd.insert("A", cardFile(card));
  await panel.part("photo").waitFor();
  return (await takePhaseTimes(panel.page)).photo - inserted;
}

const { empty, hello } = await hostStart();
const stage = await openStage({ name: "bench", quirks: { more: true } });
try {
  const { page, panel } = await stage.openDesk();
  // With one sensitive field allowed this form takes 25 fields from the card.
  await setOption(stage, (options) => options.locator("fieldset", { hasText: "Dân tộc" }).getByRole("checkbox").first().check());
  const runs = [];
  await oneCitizen(stage, page, panel); // the first run warms the browser
  for (let i = 0; i < repeats; i += 1) runs.push(await oneCitizen(stage, page, panel));
  await setOption(stage, (options) => options.locator('input[name="photo"][value="always"]').check());
  const toPhoto = [];
  for (let i = 0; i < repeats; i += 1) toPhoto.push(await insertionToPhoto(stage, panel));
  const [pid] = hostProcesses(stage.browser.configDirectory);
  const memory = { resident: memoryOf(pid, "VmRSS"), highest: memoryOf(pid, "VmHWM") };
  const read = async (dataGroups) => {
    await stage.pcscd.remove("A");
    await stage.pcscd.insert("A", cardFile(card));
    const params = JSON.stringify({ key: { qr: cardQr(card) }, dataGroups });
    return JSON.parse(execFileSync(hostProgram, ["call", "card.read", params], { env: { ...process.env, ...stage.pcscd.env } })).timing;
  };
  const textOnly = await read(["DG1", "DG13"]);
  const withPhoto = await read(["DG1", "DG13", "DG2"]);
  const trips = await roundTrips(await stage.browser.openPanel(page));

  const column = (name) => runs.map((run) => run[name]);
  console.log(`CCCD Bridge measures, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}`);
  printTable("Host", [
    ["empty process (/bin/true)", spread(empty, "ms")],
    ["start to host.hello", spread(hello, "ms"), `aim ≤ 10 ms; ${(median(hello) / median(empty)).toFixed(1)} × an empty process`],
    ["extension page ⇄ host, host.status", spread(trips, "ms"), "aim ≤ 2 ms"],
    ["host memory, resident", `${memory.resident.toFixed(1)} MB`, "aim ≤ 25 MB"],
    ["host memory, highest", `${memory.highest.toFixed(1)} MB`, "limit 64 MB"],
  ]);
  printTable("Card on the virtual reader (PACE-CAN, AES-128)", [
    ["insertion to text in the panel", spread(column("text"), "ms"), "aim ≤ 150 ms"],
    ["insertion to photo in the panel, photo always wanted", spread(toPhoto, "ms")],
    ["photo asked for to photo shown", spread(column("photo"), "ms")],
    ["text: APDUs, bytes out, bytes in", `${textOnly.apdus}, ${textOnly.bytesSent}, ${textOnly.bytesReceived}`],
    ["text and photo: APDUs, bytes out, bytes in", `${withPhoto.apdus}, ${withPhoto.bytesSent}, ${withPhoto.bytesReceived}`],
    ["text: time in the host", `${textOnly.textMs.toFixed(1)} ms`],
  ]);
  printTable("Form (reception screen, jQuery and select2)", [
    [`fill of ${median(column("fields"))} fields, click to all read back`, spread(column("fill"), "ms")],
    ["of it the portal's own wait for its server", spread(column("wait"), "ms")],
    ["the fill besides it", spread(runs.map((run) => run.fill - run.wait), "ms"), "aim ≤ 150 ms"],
    ["insertion to filled form, machine time", spread(runs.map((run) => run.text + run.fill), "ms")],
  ]);
} finally {
  await stage.close();
}
