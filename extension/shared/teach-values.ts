// What a person may say goes into a taught field. Each choice has a name that travels between panel and background.
import type { FieldName } from "../generated/citizen";
import type { Value } from "../generated/site-profile";
import { fold } from "../plan/fold";
import { sensitiveFields } from "./sensitive";

type Residence = "province" | "district" | "commune" | "detail" | "full";
type DatePart = "day" | "month" | "yyyy";

const plain = ["fullName", "idNumber", "oldIdNumber", "sex", "nationality", "placeOfOrigin", "issuingAuthority", "personalIdentification", "documentNumber"] as const satisfies readonly FieldName[];
const dates = ["dateOfBirth", "issueDate", "expiryDate"] as const satisfies readonly FieldName[];
const residences: readonly Residence[] = ["full", "province", "district", "commune", "detail"];
const parts: readonly DatePart[] = ["day", "month", "yyyy"];

export type ChoiceId = string;

export interface ValueChoice {
  id: ChoiceId;
  /** `constant`: with the text the person gives. */
  value: Value | "constant";
  /** The citizen's field it is a part of, and which part; for the words that name it. */
  field?: FieldName;
  part?: DatePart | "upper" | Residence;
}

function citizenChoices(): ValueChoice[] {
  const whole = (field: FieldName): ValueChoice => ({ id: field, value: { citizen: field }, field });
  const upper: ValueChoice = { id: "fullName.upper", value: { citizen: "fullName", format: "upper" }, field: "fullName", part: "upper" };
  const dated = dates.flatMap((field): ValueChoice[] => [
    { id: field, value: { citizen: field, format: "dd/MM/yyyy" }, field },
    ...parts.map((part): ValueChoice => ({ id: `${field}.${part}`, value: { citizen: field, format: part }, field, part })),
  ]);
  const [name, ...others] = plain;
  return [whole(name), upper, ...others.slice(0, 2).map(whole), ...dated, ...others.slice(2).map(whole), ...sensitiveFields.map(whole)];
}

/** All choices, in the order in which they are offered. */
export const valueChoices: readonly ValueChoice[] = [
  ...citizenChoices(),
  ...residences.map((part): ValueChoice => ({ id: `residence.${part}`, value: { residence: part }, field: "placeOfResidence", part })),
  { id: "constant", value: "constant" },
];

/** The value behind a choice; undefined for no known choice, or a constant without a text. */
export function valueOf(id: ChoiceId, constant = ""): Value | undefined {
  const value = valueChoices.find((choice) => choice.id === id)?.value;
  const text = constant.trim();
  if (value !== "constant") return value;
  return text === "" || text.length > 200 ? undefined : { constant: text };
}

/** The choice that a profile's value is, as far as it can be offered. */
export function choiceOf(value: Value): ChoiceId | undefined {
  if ("constant" in value) return "constant";
  if ("citizen" in value && value.citizen === "placeOfResidence") return "residence.full";
  const same = valueChoices.find((choice) => JSON.stringify(choice.value) === JSON.stringify(value));
  // Formats of whole dates and words differ from profile to profile; what is meant is the field.
  return same?.id ?? ("citizen" in value ? valueChoices.find(({ id }) => id === value.citizen)?.id : undefined);
}

/** Whether a text names this person: such a text is never put into a profile. */
export function mentionsPerson(text: string, person: { fullName?: string | undefined; idNumber?: string | undefined }): boolean {
  const folded = fold(text);
  const names = [person.fullName, person.idNumber].filter((word) => word !== undefined && word !== "");
  return /\d{9}/u.test(text.replaceAll(/[\s.\-]/gu, "")) || names.some((word) => folded.includes(fold(word ?? "")));
}
