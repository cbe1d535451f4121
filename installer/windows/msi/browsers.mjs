// Where browsers look on Windows, below HKLM: keys of Chromium's sources and of the vendors' pages on native messaging.
import { browsers as policyBrowsers } from "../../policies/admx/admx.mjs";

export const hostName = "vn.cccdbridge.host";

const hostKey = (vendor) => `SOFTWARE\\${vendor}\\NativeMessagingHosts\\${hostName}`;

/** Keys whose own value is the path of the native manifest. Cốc Cốc's is the one that other products of its desks write. */
export const hostKeys = {
  chromium: {
    chrome: hostKey("Google\\Chrome"),
    edge: hostKey("Microsoft\\Edge"),
    chromium: hostKey("Chromium"),
    brave: hostKey("BraveSoftware\\Brave-Browser"),
    coccoc: hostKey("CocCoc\\Browser"),
  },
  firefox: { firefox: hostKey("Mozilla") },
};

/** Keys of the Chromium family's policies, by browser. Cốc Cốc's is not documented. */
export const policyKeys = Object.fromEntries(policyBrowsers.map(({ id, key }) => [id, key]));

/**
 * Keys that hold the extension's managed storage, by a name that is used once. Firefox reads its policies' tree in the registry
 * as it reads policies.json (Mozilla: Policy Templates, 3rdparty).
 */
export function managedStorageKeys({ chromeIds, firefoxIds }) {
  const chromium = Object.entries(policyKeys).flatMap(([browser, key]) =>
    chromeIds.map((id, index) => [`${browser}${index}`, `${key}\\3rdparty\\extensions\\${id}\\policy`]),
  );
  const firefox = firefoxIds.map((id, index) => [`firefox${index}`, `SOFTWARE\\Policies\\Mozilla\\Firefox\\3rdparty\\Extensions\\${id}`]);
  return Object.fromEntries([...chromium, ...firefox]);
}
