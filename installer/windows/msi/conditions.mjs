// What must hold for an installation to begin (MSDN: LaunchCondition Table), and what is said where it does not.
import { anchors, keptSettings, managedSettings } from "./settings.mjs";
import { texts, valueMissing, wrongValue } from "./texts.mjs";

/** Of the column Condition. */
const longest = 255;
const unless = (condition) => `REMOVE = "ALL" OR ${condition}`;

/** As few conditions as their length allows: where `leftOut` does not hold, none of `wrong` may. */
function refusals(leftOut, wrong) {
  const noneOf = (conditions) => unless(`${leftOut} OR NOT (${conditions.join(" OR ")})`);
  const rows = [[]];
  for (const one of wrong) {
    if (noneOf([...rows.at(-1), one]).length > longest) rows.push([]);
    rows.at(-1).push(one);
  }
  return rows.filter((row) => row.length > 0).map(noneOf);
}

function valueConditions(setting, leftOut) {
  const conditions = [unless(`${leftOut} OR ${setting.isRight}`), ...refusals(leftOut, setting.wrong)];
  return conditions.map((Condition) => ({ Condition, Description: wrongValue(setting) }));
}

const leftOut = ({ property }) => `NOT ${property} OR ${property} = "-"`;

/** @returns {{Condition: string, Description: string}[]} rows of the table; `foundData`: the property that names a data folder found */
export function launchConditions(foundData) {
  const kept = keptSettings.flatMap((setting) => valueConditions(setting, leftOut(setting)));
  const needs = managedSettings.filter((setting) => setting.needs).map((setting) => ({
    Condition: unless(`${leftOut(setting)} OR (${setting.needs} AND ${setting.needs} <> "-")`), Description: valueMissing(setting),
  }));
  return [
    { Condition: unless("(VersionNT64 AND WindowsMajor)"), Description: texts.windows },
    // Anybody may make folders in %ProgramData%; what they put into ours would be trusted, and would stay theirs to change.
    { Condition: unless(`Installed OR OLDERFOUND OR NOT ${foundData}`), Description: texts.foundData },
    ...kept,
    ...valueConditions(anchors, `NOT ${anchors.property}`),
    ...needs,
  ];
}
