// The MSI's tables from what is to be installed: pure, rows by table name (MSDN: Database Tables).
import { componentsOf, dataFolders, ownKey } from "./components.mjs";
import { launchConditions } from "./conditions.mjs";
import { productCode, upgradeCode } from "./identifiers.mjs";
import { sequenceTables } from "./sequences.mjs";
import { keptSettings } from "./settings.mjs";
import { manufacturer, productName, texts } from "./texts.mjs";

const off = 1000; // a level above what is installed unless asked for
const rawValue64 = 2 + 16;
const onlyDetect = 2;
const maxInclusive = 512;
const whenRemoved = 2;
const vital = 512;
/** Owned by administrators; they and the system may do everything, others read; nothing is taken over from the parent. */
const protectedFolder = "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)";

/** Set where the data folder is there before the installation. */
const foundData = "FoundData";

function propertyTable({ version, ...ids }) {
  const values = {
    ProductCode: productCode({ version, ...ids }), ProductVersion: version, ProductLanguage: "1033", ProductName: productName, Manufacturer: manufacturer, UpgradeCode: upgradeCode,
    ALLUSERS: "1", ARPNOMODIFY: "1", ARPCOMMENTS: texts.comments, ARPURLINFOABOUT: "https://cccdbridge.vn", INSTALLLEVEL: "1",
    // Nobody's browser is closed and no machine restarted: what runs goes on, the next start has the new version.
    MSIRESTARTMANAGERCONTROL: "Disable", REBOOT: "ReallySuppress",
    // What any user may set in a repair that runs as the system: what the search for other versions needs, and no setting.
    SecureCustomProperties: "OLDERFOUND;NEWERFOUND", QuoteMark: '"',
  };
  return Object.entries(values).map(([Property, Value]) => ({ Property, Value }));
}

const directoryTable = (version) => [
  { Directory: "TARGETDIR", DefaultDir: "SourceDir" },
  { Directory: "ProgramFiles64Folder", Directory_Parent: "TARGETDIR", DefaultDir: "." },
  { Directory: "ProductFolder", Directory_Parent: "ProgramFiles64Folder", DefaultDir: "CCCDBR~1|CCCD Bridge" },
  // A folder a version, so that no file is replaced that a browser's host has open.
  { Directory: "VersionFolder", Directory_Parent: "ProductFolder", DefaultDir: `VERSION|${version}` },
  { Directory: "CommonAppDataFolder", Directory_Parent: "TARGETDIR", DefaultDir: "." },
  ...dataFolders.map(({ folder, parent, name }) => ({ Directory: folder, Directory_Parent: parent, DefaultDir: name })),
];

const shortName = (name, index) => `F${index}.${name.split(".").pop().slice(0, 3).toUpperCase()}`;

function fileTables(components) {
  const files = components.flatMap(({ Component, files: own }) => own.map((file) => ({ ...file, Component })));
  return {
    File: files.map(({ key, Component, name, size, version, language }, index) => ({
      File: key, Component_: Component, FileName: `${shortName(name, index + 1)}|${name}`, FileSize: size, Version: version, Language: language, Attributes: vital, Sequence: index + 1,
    })),
    // By which a repair sees what is damaged; a file with a version is compared by that.
    MsiFileHash: files.filter(({ version }) => !version).map(({ key, hash }) => ({ File_: key, Options: 0, ...Object.fromEntries(hash.map((part, index) => [`HashPart${index + 1}`, part])) })),
    Media: [{ DiskId: 1, LastSequence: files.length, Cabinet: "#files.cab" }],
  };
}

/** Files that the installation has not made and that go with it nevertheless, and then their folders. */
const removalTable = () =>
  dataFolders.toReversed().flatMap(({ folder, removedAs }) => [
    { FileKey: `${folder}.files`, Component_: "Data", FileName: "*", DirProperty: removedAs, InstallMode: whenRemoved },
    { FileKey: folder, Component_: "Data", DirProperty: removedAs, InstallMode: whenRemoved },
  ]);

function searchTables() {
  const kept = [...keptSettings.map(({ property }) => [`Kept_${property}`, property]), ["BROWSER_POLICIES", "BROWSER_POLICIES"]];
  const found = kept.map(([Property, Name]) => ({ Property, Signature_: `Find_${Name}`, Key: ownKey, Name }));
  // There since Windows 10, of which VersionNT says the same as of 8.1.
  const windows = { Property: "WindowsMajor", Signature_: "Find_Windows", Key: "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", Name: "CurrentMajorVersionNumber" };
  const searched = [...found, windows];
  return {
    AppSearch: [...searched.map(({ Property, Signature_ }) => ({ Property, Signature_ })), { Property: foundData, Signature_: "Find_Data" }],
    RegLocator: searched.map(({ Signature_, Key, Name }) => ({ Signature_, Root: 2, Key, Name, Type: rawValue64 })),
    DrLocator: [{ Signature_: "Find_Data", Path: `[CommonAppDataFolder]${dataFolders[0].path}`, Depth: 0 }],
  };
}

const featureTables = (features) => ({
  Feature: [
    { Feature: "Host", Title: texts.host.title, Description: texts.host.description, Display: 1, Level: 1, Directory_: "VersionFolder", Attributes: 16 },
    { Feature: "BrowserPolicies", Title: texts.policies.title, Description: texts.policies.description, Display: 3, Level: off, Attributes: 0 },
  ],
  // An upgrade has it again where it was.
  Condition: [{ Feature_: "BrowserPolicies", Level: 1, Condition: 'BROWSER_POLICIES = "1"' }],
  FeatureComponents: Object.entries(features).flatMap(([Feature_, components]) => components.map(({ Component }) => ({ Feature_, Component_: Component }))),
});

const upgradeTable = (version) => [
  // The same version for other extensions is another product, and goes as an older one does: two would share keys and folders.
  { UpgradeCode: upgradeCode, VersionMax: version, Attributes: maxInclusive, ActionProperty: "OLDERFOUND" },
  { UpgradeCode: upgradeCode, VersionMin: version, Attributes: onlyDetect, ActionProperty: "NEWERFOUND" },
];

/**
 * @param {{version: string, chromeIds: string[], firefoxIds: string[], files: object[]}} product `files`: key, name, size, and version
 *   with language, or hash (four numbers); keys are those that components.mjs names
 * @returns {Object<string, object[]>} rows by table
 */
export function tablesOf(product) {
  const { version } = product;
  const features = componentsOf(product);
  const components = Object.values(features).flat();
  return {
    Property: propertyTable(product),
    Directory: directoryTable(version),
    Component: components.map(({ Component, ComponentId, Directory_, Attributes, Condition, KeyPath }) => ({ Component, ComponentId, Directory_, Attributes, Condition, KeyPath })),
    ...featureTables(features),
    ...fileTables(components),
    Registry: components.flatMap(({ Component, registry }) => registry.map((row) => ({ ...row, Component_: Component }))),
    // A folder that is made here is removed with its component when nothing of others is in it.
    CreateFolder: [{ Directory_: "ProductFolder", Component_: "Program" }, ...dataFolders.map(({ folder }) => ({ Directory_: folder, Component_: "Data" }))],
    MsiLockPermissionsEx: dataFolders.map(({ folder }) => ({ MsiLockPermissionsEx: folder, LockObject: folder, Table: "CreateFolder", SDDLText: protectedFolder })),
    RemoveFile: removalTable(),
    ...searchTables(),
    LaunchCondition: launchConditions(foundData),
    Upgrade: upgradeTable(version),
    ...sequenceTables({ dataFolders }),
  };
}
