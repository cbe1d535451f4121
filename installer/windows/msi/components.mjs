// What the MSI installs, piece by piece: a component is what comes and goes together (MSDN: Component Table).
import { hostKeys, hostName, managedStorageKeys, policyKeys } from "./browsers.mjs";
import { identifierOf } from "./identifiers.mjs";
import { isSet, managedSettings, updateAddress } from "./settings.mjs";

const registryKeyPath = 4;
const transitive = 64; // the condition is looked at anew when the same version is installed again with other properties
const bits64 = 256;
/** Where the installation writes down what it was told; also what the next version reads. */
export const ownKey = "SOFTWARE\\CCCD Bridge\\Settings";
/** The name in lists that others share, so high that nobody counts so far. */
const sharedListName = "83701";

/** Folders below %ProgramData% that administrators write, outermost first; each is emptied by a removal through a property of its own. */
export const dataFolders = [
  { folder: "DataFolder", parent: "CommonAppDataFolder", name: "CCCDBR~1|CCCD Bridge", path: "CCCD Bridge", removedAs: "RemovedData" },
  { folder: "AnchorFolder", parent: "DataFolder", name: "anchors", path: "CCCD Bridge\\anchors", removedAs: "RemovedAnchors" },
];

const value = (Registry, Key, Name, Value) => ({ Registry, Root: 2, Key, Name, Value });

/** Components whose files lie in the version's folder have another identifier in each version; the others the same in all. */
const fileComponent = (Component, version, files, registry = []) => ({
  Component, ComponentId: identifierOf(`component ${version} ${Component}`), Directory_: "VersionFolder", Attributes: bits64, KeyPath: files[0].key, files, registry,
});

const registration = (family, file) =>
  Object.entries(hostKeys[family]).map(([browser, key]) => value(`host.${browser}`, key, undefined, `[#${file}]`));

/** Where the event log finds the sentences of the host's events (MSDN: Eventlog Key); 7: errors, warnings and information. */
function eventSource(program) {
  const key = "SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\CCCD Bridge";
  return [value("events.file", key, "EventMessageFile", `[#${program}]`), value("events.types", key, "TypesSupported", "#7")];
}

function programComponents(version, files) {
  const named = (key) => files.find((one) => one.key === key);
  return [
    fileComponent("Program", version, [named("cccd_bridge.exe")], eventSource("cccd_bridge.exe")),
    fileComponent("Chromium", version, [named("chromium.json")], registration("chromium", "chromium.json")),
    fileComponent("Firefox", version, [named("firefox.json")], registration("firefox", "firefox.json")),
    fileComponent("Licences", version, [named("licences.txt")]),
  ];
}

const dataComponent = {
  Component: "Data", ComponentId: identifierOf("component Data"), Directory_: "AnchorFolder", Attributes: bits64, files: [], registry: [],
};

const registryComponent = (Component, Condition, registry) => ({
  Component, ComponentId: identifierOf(`component ${Component}`), Directory_: "ProductFolder", Attributes: bits64 + registryKeyPath + transitive,
  Condition, KeyPath: registry[0].Registry, files: [], registry,
});

const written = (property, text = `[${property}]`) => value(`own.${property}`, ownKey, property, text);

function settingComponents(ids) {
  const stores = Object.entries(managedStorageKeys(ids));
  return managedSettings.map((setting) => {
    const { property, list, name } = setting;
    const values = stores.map(([store, key]) => value(`${property}.${store}`, list ? `${key}\\${list}` : key, name, `[${property}]`));
    return registryComponent(`Setting_${property}`, isSet(setting), [written(property), ...values]);
  });
}

function policyComponents([chromeId]) {
  const inLists = (list, text) => Object.entries(policyKeys).map(([browser, key]) => value(`${list}.${browser}`, `${key}\\${list}`, sharedListName, text));
  const address = `[${updateAddress.property}]`;
  return [
    registryComponent("AllowedHost", undefined, [written("BROWSER_POLICIES", "1"), ...inLists("NativeMessagingAllowlist", hostName)]),
    registryComponent("ForcedExtension", isSet(updateAddress), [written(updateAddress.property), ...inLists("ExtensionInstallForcelist", `${chromeId};${address}`)]),
  ];
}

/**
 * @param {{version: string, chromeIds: string[], firefoxIds: string[], files: {key: string}[]}} product
 * @returns {{Host: object[], BrowserPolicies: object[]}} components by feature, each with its files and registry values
 */
export function componentsOf({ version, chromeIds, firefoxIds, files }) {
  return {
    Host: [...programComponents(version, files), dataComponent, ...settingComponents({ chromeIds, firefoxIds })],
    BrowserPolicies: policyComponents(chromeIds),
  };
}
