// What tests do with Windows Installer in wine.
import { join } from "node:path";
import { Host } from "../host/client.mjs";

/** Exit codes of Windows Installer (MSDN: Error Codes), modulo 256 as Unix has them. */
export const exitCode = { done: 0, failed: 1603 % 256 };

const given = (properties) => Object.entries(properties).map(([name, value]) => `${name}=${value}`);

/** Silently; `properties` are the public ones. @returns {Promise<number>} the exit code */
export async function install(windows, msi, properties = {}) {
  return (await windows.run("msiexec", "/i", windows.winPath(msi), "/qn", ...given(properties))).status;
}

/** As a double click does it, with the dialogs that there are. */
export async function open(windows, msi) {
  return (await windows.run("msiexec", "/i", windows.winPath(msi))).status;
}

/** As `msiexec /fa` does it: wine's knows neither products nor files there. */
export const repair = (windows, msi) => install(windows, msi, { REINSTALL: "ALL", REINSTALLMODE: "amus" });

export async function remove(windows, msi) {
  return (await windows.run("msiexec", "/x", windows.winPath(msi), "/qn")).status;
}

/** The own value of a browser's key. */
export const registered = (registry, vendor) => registry.get(`SOFTWARE\\${vendor}\\NativeMessagingHosts\\vn.cccdbridge.host`)?.get("");

/** The program of the native manifest that the registry names for Chrome. */
export function registeredProgram(windows, registry) {
  const manifestPath = registered(registry, "Google\\Chrome");
  const manifest = JSON.parse(windows.read(manifestPath));
  return `${manifestPath.slice(0, manifestPath.lastIndexOf("\\"))}\\${manifest.path}`;
}

/** Starts the registered host with the command line that Chrome gives on Windows; `env` is added to the environment. */
export function startAsBrowser(windows, registry, id, env = {}) {
  const program = registeredProgram(windows, registry);
  const words = windows.batch(`cmd.exe /d /s /c ""${program}" chrome-extension://${id}/ --parent-window=0"`);
  return { program, host: new Host({ command: "wine", args: words, env: { ...windows.env, ...env } }) };
}

/** Traces of Windows Installer itself, which are of no product. */
const ownTraces = /^(windows\/Installer$|ProgramData\/Microsoft\/Windows\/Start Menu|users\/[^/]+\/(AppData\/Local\/)?Temp\/|windows\/temp\/)/;
const ownKeys = /^SOFTWARE\\(Classes\\Installer|Microsoft\\Windows\\CurrentVersion\\Installer)(\\|$)/;

/** Files and registry lines that are in one state and not in the other. */
export function difference(one, other) {
  const files = [...one.files].filter(([path, size]) => !ownTraces.test(path) && (!other.files.has(path) || other.files.get(path) !== size)).map(([path]) => join("C:", path));
  const lines = [...one.registry].filter(([key]) => !ownKeys.test(key)).flatMap(([key, values]) => {
    const there = other.registry.get(key);
    if (!there) return [key];
    return [...values].filter(([name, value]) => there.get(name) !== value).map(([name, value]) => `${key} ${name}=${value}`);
  });
  return [...files, ...lines].sort();
}

/** Files and registry as they are. */
export async function stateOf(windows) {
  const registry = await windows.registry();
  return { registry, files: windows.files() };
}
