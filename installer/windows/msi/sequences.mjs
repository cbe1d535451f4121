// What Windows Installer does and in which order (MSDN: Suggested InstallExecuteSequence); numbers between are ours.
import { anchors, keptSettings } from "./settings.mjs";
import { texts } from "./texts.mjs";

/** Custom action types (MSDN): 19 stops with a message, 51 sets a property, 18 runs an installed file; deferred (1024), as the system (2048). */
const stop = 19;
const setProperty = 51;
const runInstalledAsSystem = 18 + 1024 + 2048;
/** Not in an upgrade, whose new version has the same data. */
const isRemoval = 'REMOVE = "ALL" AND NOT UPGRADINGPRODUCTCODE';

const standard = {
  FindRelatedProducts: 25, AppSearch: 50, LaunchConditions: 100, ValidateProductID: 700, CostInitialize: 800, FileCost: 900, CostFinalize: 1000,
  InstallValidate: 1400, InstallInitialize: 1500,
  // Within the transaction, so that an installation that fails brings the old version back; before anything else is done.
  RemoveExistingProducts: 1501,
  ProcessComponents: 1600, UnpublishFeatures: 1800, RemoveRegistryValues: 2600, RemoveFiles: 3500, RemoveFolders: 3600, CreateFolders: 3700,
  InstallFiles: 4000, WriteRegistryValues: 5000, RegisterProduct: 6100, PublishFeatures: 6300, PublishProduct: 6400, InstallFinalize: 6600,
};
/** Without LaunchConditions: what AppSearch finds is private and would be lost on the way to the execution, which looks itself. */
const beforeDialogs = ["FindRelatedProducts", "CostInitialize", "FileCost", "CostFinalize"];

/** Actions of our own: their row in CustomAction, when they run and under which condition. */
function ownActions({ dataFolders }) {
  const keep = keptSettings.map(({ property }, index) => ({
    Action: `Keep_${property}`, Type: setProperty, Source: property, Target: `[Kept_${property}]`, Sequence: 51 + index, Condition: `Kept_${property} AND NOT ${property}`,
  }));
  // What makes the rows of RemoveFile work: a row whose property is not set does nothing.
  const clear = dataFolders.map(({ removedAs, path }, index) => ({
    Action: `Set_${removedAs}`, Type: setProperty, Source: removedAs, Target: `[CommonAppDataFolder]${path}\\`, Sequence: 790 + index, Condition: isRemoval,
  }));
  const command = `call trust.import "[\\{]\\"path\\":\\"[${anchors.property}]\\"[\\}]"`;
  return [
    { Action: "RefuseDowngrade", Type: stop, Target: texts.downgrade, Sequence: 26, Condition: "NEWERFOUND" },
    ...keep,
    ...clear,
    { Action: "ImportAnchors", Type: runInstalledAsSystem, Source: "cccd_bridge.exe", Target: command, Sequence: 5500, Condition: `${anchors.property} AND NOT REMOVE` },
  ];
}

/** @returns {{CustomAction: object[], InstallExecuteSequence: object[], InstallUISequence: object[]}} `dataFolders`: see tables.mjs */
export function sequenceTables({ dataFolders }) {
  const own = ownActions({ dataFolders });
  const row = (Action) => ({ Action, Sequence: standard[Action] });
  const refusal = { Action: "RefuseDowngrade", Sequence: 26, Condition: "NEWERFOUND" };
  return {
    CustomAction: own.map(({ Action, Type, Source, Target }) => ({ Action, Type, Source, Target })),
    InstallExecuteSequence: [...Object.keys(standard).map(row), ...own.map(({ Action, Sequence, Condition }) => ({ Action, Sequence, Condition }))],
    InstallUISequence: [...beforeDialogs.map(row), refusal, { Action: "ExecuteAction", Sequence: 1300 }],
  };
}
