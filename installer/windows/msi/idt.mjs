// Tables as Windows Installer's text archives (MSDN: ASCII Archive File Formats): names, types, table and keys, then rows.

/** Columns of each table as MSDN describes them: s text, l text for people, i number (length); capital where it may be empty. */
const columns = {
  AppSearch: { Property: "s72", Signature_: "s72" },
  Component: { Component: "s72", ComponentId: "S38", Directory_: "s72", Attributes: "i2", Condition: "S255", KeyPath: "S72" },
  Condition: { Feature_: "s38", Level: "i2", Condition: "S255" },
  CreateFolder: { Directory_: "s72", Component_: "s72" },
  CustomAction: { Action: "s72", Type: "i2", Source: "S72", Target: "S255" },
  Directory: { Directory: "s72", Directory_Parent: "S72", DefaultDir: "l255" },
  DrLocator: { Signature_: "s72", Parent: "S72", Path: "S255", Depth: "I2" },
  Feature: { Feature: "s38", Feature_Parent: "S38", Title: "L64", Description: "L255", Display: "I2", Level: "i2", Directory_: "S72", Attributes: "i2" },
  FeatureComponents: { Feature_: "s38", Component_: "s72" },
  File: { File: "s72", Component_: "s72", FileName: "l255", FileSize: "i4", Version: "S72", Language: "S20", Attributes: "I2", Sequence: "i2" },
  InstallExecuteSequence: { Action: "s72", Condition: "S255", Sequence: "I2" },
  InstallUISequence: { Action: "s72", Condition: "S255", Sequence: "I2" },
  LaunchCondition: { Condition: "s255", Description: "l255" },
  Media: { DiskId: "i2", LastSequence: "i2", DiskPrompt: "L64", Cabinet: "S255", VolumeLabel: "S32", Source: "S72" },
  MsiFileHash: { File_: "s72", Options: "i2", HashPart1: "i4", HashPart2: "i4", HashPart3: "i4", HashPart4: "i4" },
  MsiLockPermissionsEx: { MsiLockPermissionsEx: "s72", LockObject: "s72", Table: "s32", SDDLText: "s0", Condition: "S255" },
  Property: { Property: "s72", Value: "l0" },
  RegLocator: { Signature_: "s72", Root: "i2", Key: "s255", Name: "S255", Type: "I2" },
  Registry: { Registry: "s72", Root: "i2", Key: "l255", Name: "L255", Value: "L0", Component_: "s72" },
  RemoveFile: { FileKey: "s72", Component_: "s72", FileName: "L255", DirProperty: "s72", InstallMode: "i2" },
  Upgrade: { UpgradeCode: "s38", VersionMin: "S20", VersionMax: "S20", Language: "S255", Attributes: "i4", Remove: "S255", ActionProperty: "s72" },
};
/** How many of the first columns make a row's key, where it is not one. */
const keys = { AppSearch: 2, Condition: 2, CreateFolder: 2, DrLocator: 3, FeatureComponents: 2, Upgrade: 5 };

function cell(table, column, type, value) {
  const text = String(value ?? "");
  const limit = /^[sl]([1-9]\d*)$/i.exec(type)?.[1];
  if (/[\t\r\n]/.test(text)) throw new Error(`${table}.${column}: a tab or an end of line in "${text}"`);
  if (limit && text.length > Number(limit)) throw new Error(`${table}.${column}: longer than ${limit}: "${text}"`);
  if (text === "" && /^[a-z]/.test(type)) throw new Error(`${table}.${column} must not be empty`);
  return text;
}

/**
 * @param {string} table its name
 * @param {object[]} rows values by column; an absent one is null
 * @returns {string} the archive; throws where a value does not fit its column
 */
export function textArchive(table, rows) {
  const described = Object.entries(columns[table]);
  const lines = rows.map((row) => {
    const strange = Object.keys(row).find((name) => !(name in columns[table]));
    if (strange) throw new Error(`${table} has no column ${strange}`);
    return described.map(([name, type]) => cell(table, name, type, row[name])).join("\t");
  });
  const key = described.slice(0, keys[table] ?? 1).map(([name]) => name);
  const head = [described.map(([name]) => name), described.map(([, type]) => type), [table, ...key]].map((words) => words.join("\t"));
  return [...head, ...lines].map((line) => `${line}\r\n`).join("");
}

/** All texts are UTF-8; the names and types of this archive's columns are empty. */
export const codePageArchive = "\r\n\r\n65001\t_ForceCodepage\r\n";

/** The summary (MSDN: Summary Information Stream Property Set), whose columns no table describes. `values`: by property number. */
export function summaryArchive(values) {
  const lines = Object.entries(values).map(([number, value]) => `${number}\t${cell("_SummaryInformation", number, "s255", value)}\r\n`);
  return `PropertyId\tValue\r\ni2\tl255\r\n_SummaryInformation\tPropertyId\r\n${lines.join("")}`;
}
