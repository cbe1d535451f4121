// The MSI's public properties: what each sets in the extension's managed policy, and which values are taken. An upgrade keeps
// what is not given again; "-" takes a setting away.

/** How many portals can be given; Windows Installer cannot split a list. */
const mostOrigins = 8;

/** Conditions of Windows Installer (MSDN: Conditional Statement Syntax): << begins with, >> ends with, >< contains. */
const isAddress = (name) => `(${name} << "https://" AND NOT ${name} >< " ")`;
const isOrigin = (name) => `(${name} << "https://" AND NOT ${name} >< " " AND NOT ${name} >> "/")`;

const originProperty = (number) => (number === 1 ? "PORTAL_ORIGIN" : `PORTAL_ORIGIN_${number}`);

const origin = (_, index) => ({
  property: originProperty(index + 1),
  list: "allowedOrigins",
  name: String(index + 1),
  isRight: isOrigin(originProperty(index + 1)),
  // Firefox takes a key for a list when its first value is called 1.
  needs: index > 0 ? originProperty(1) : undefined,
  hint: "https://motcua.tinh.gov.vn",
});

/** Settings of managed storage (schemas/managed-policy.schema.json): the value `name`, below the key `list` where there is one. */
export const managedSettings = [
  { property: "MODE", name: "mode", isRight: '(MODE = "clerk" OR MODE = "citizen")', hint: "clerk, citizen" },
  ...Array.from({ length: mostOrigins }, origin),
  { property: "PROFILES_URL", name: "profilesUrl", isRight: isAddress("PROFILES_URL"), hint: "https://…" },
  { property: "PROFILE_KEY", name: "profileKey", isRight: '(PROFILE_KEY >> "=" AND NOT PROFILE_KEY << "#")', hint: "Ed25519, Base64" },
];

/** Where browsers take the extension from, for the feature BrowserPolicies. */
export const updateAddress = { property: "UPDATE_URL", isRight: `(${isAddress("UPDATE_URL")} OR UPDATE_URL << "file:///")`, hint: "https://…" };

/** A file whose issuers this installation imports; not kept. Its path goes through JSON, which has another use for \ and ". */
export const anchors = { property: "ANCHORS", isRight: '(NOT ANCHORS >< "\\" AND NOT ANCHORS >< QuoteMark)', hint: "//server/share/issuers.ml" };

/** Settings that the installation writes down for the next one. */
export const keptSettings = [...managedSettings, updateAddress];

/** True where a setting is to be written. */
export const isSet = ({ property }) => `${property} AND ${property} <> "-"`;
