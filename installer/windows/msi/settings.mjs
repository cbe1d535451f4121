// The MSI's public properties: what each sets in the extension's managed policy, and which values are taken. An upgrade keeps
// what is not given again; "-" takes a setting away.

/** How many portals can be given; Windows Installer cannot split a list. */
const mostOrigins = 8;

/** Conditions of Windows Installer (MSDN: Conditional Statement Syntax): << begins with, >> ends with, >< contains. It has no
 *  patterns, so that what must not be in a value is listed. A literal cannot hold a quote, a property can. */
const literal = (word) => (word === '"' ? "QuoteMark" : `"${word}"`);
const containsOneOf = (name, words) => words.map((word) => `${name} >< ${literal(word)}`);
const endsInOneOf = (name, words) => words.map((word) => `${name} >> ${literal(word)}`);

/** What a keyboard types, without what `allowed` matches. */
const typedExcept = (allowed) => Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter((one) => !allowed.test(one));

/** A path begins at a / that stands behind a host or a port, which end in one of these. */
const pathBegins = [..."abcdefghijklmnopqrstuvwxyz0123456789.-", "//"].map((one) => `${one}/`);

const isAddress = (name) => `(${name} << "https://" AND ${name} <> "https://")`;
/** Neither user names nor fragments are asked of a server, and ; ends an entry of ExtensionInstallForcelist. */
const wrongInAddress = (name) => containsOneOf(name, [..." \"#*;@<>\\^`{|}'[]"]);

const originProperty = (number) => (number === 1 ? "PORTAL_ORIGIN" : `PORTAL_ORIGIN_${number}`);

const origin = (_, index) => ({
  property: originProperty(index + 1),
  list: "allowedOrigins",
  name: String(index + 1),
  // As $defs/Origin of the schema: a host in small letters, and a port.
  isRight: isAddress(originProperty(index + 1)),
  wrong: containsOneOf(originProperty(index + 1), [...typedExcept(/[a-z0-9.:/-]/), ...pathBegins]),
  // Firefox takes a key for a list when its first value is called 1.
  needs: index > 0 ? originProperty(1) : undefined,
  hint: "https://motcua.tinh.gov.vn",
});

/** Base64 of 32 bytes ends in one of 16 letters, whose last two bits are none, and =. The length cannot be told. */
const wrongInKey = (name) => [
  ...containsOneOf(name, typedExcept(/[A-Za-z0-9+/=]/)),
  ...endsInOneOf(name, typedExcept(/[^A-Za-z0-9+/=]|[AEIMQUYcgkosw048]/).map((one) => `${one}=`)),
];

/**
 * Settings of managed storage (schemas/managed-policy.schema.json): the value `name`, below the key `list` where there is one.
 * Taken where `isRight` holds and nothing of `wrong` does.
 */
export const managedSettings = [
  { property: "MODE", name: "mode", isRight: '(MODE = "clerk" OR MODE = "citizen")', wrong: [], hint: "clerk, citizen" },
  ...Array.from({ length: mostOrigins }, origin),
  { property: "PROFILES_URL", name: "profilesUrl", isRight: isAddress("PROFILES_URL"), wrong: wrongInAddress("PROFILES_URL"), hint: "https://…" },
  { property: "PROFILE_KEY", name: "profileKey", isRight: 'PROFILE_KEY >> "="', wrong: wrongInKey("PROFILE_KEY"), hint: "Ed25519, Base64" },
];

/** Where browsers take the extension from, for the feature BrowserPolicies. */
export const updateAddress = {
  property: "UPDATE_URL", isRight: `(${isAddress("UPDATE_URL")} OR UPDATE_URL << "file:///")`, wrong: wrongInAddress("UPDATE_URL"), hint: "https://…",
};

/** A file whose issuers this installation imports; not kept. Its path goes through JSON, which has another use for \ and ". */
export const anchors = {
  property: "ANCHORS",
  isRight: '(ANCHORS << "//" OR ANCHORS >< ":/")',
  wrong: containsOneOf("ANCHORS", ["://", ..."\"*<>?\\|"]),
  hint: "//server/share/issuers.ldif",
};

/** Settings that the installation writes down for the next one. */
export const keptSettings = [...managedSettings, updateAddress];

/** True where a setting is to be written. */
export const isSet = ({ property }) => `${property} AND ${property} <> "-"`;
