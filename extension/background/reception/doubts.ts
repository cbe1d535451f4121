// Texts of a scan that may be wrong: a person compares them with the card, and what was said of them goes on with the citizen.
import type { Citizen, FieldName } from "../../generated/citizen";
import { correction, openDoubts, unconfirmedFields, withSettled } from "../../shared/scan-doubt";
import type { Identity, Reception } from "./state";
import { to, type Handler } from "./steps";

/** Fields of the citizen shown that a person must look at before they may be filled. */
export function doubtsOf({ citizen = {}, doubtful = [] }: Identity): FieldName[] {
  return openDoubts(citizen, doubtful);
}

/** Fields that may not be filled now. */
export function unconfirmedOf(identity: Identity): FieldName[] {
  return [...unconfirmedFields(identity.citizen ?? {}, doubtsOf(identity))];
}

/** The doubtful field as it is shown now; undefined where there is none to speak of. */
function doubtfulField({ identity }: Reception, name: FieldName): Citizen[FieldName] {
  return doubtsOf(identity).includes(name) ? identity.citizen?.[name] : undefined;
}

function settle(state: Reception, field: Citizen) {
  return to(state, { identity: { settled: { ...state.identity.settled, ...field } } });
}

function confirmAs(field: NonNullable<Citizen[FieldName]>): Citizen[FieldName] {
  return { ...field, confirmedBy: [...(field.confirmedBy ?? []), "manual"] };
}

/** A press counts for the value that was shown when it was made, and for no other. */
const fieldConfirmed: Handler<"fieldConfirmed"> = (state, { field: name, value }) => {
  const field = doubtfulField(state, name);
  return field === undefined || field.value !== value ? undefined : settle(state, { [name]: confirmAs(field) });
};

const fieldCorrected: Handler<"fieldCorrected"> = (state, { field: name, text }) => {
  const field = doubtfulField(state, name);
  const value = correction(text);
  if (field === undefined || value === undefined) return undefined;
  if (value === field.value) return settle(state, { [name]: confirmAs(field) });
  return settle(state, { [name]: { value, source: "manual", verified: false } });
};

export const doubts = { fieldConfirmed, fieldCorrected } as const;

/** Puts what a person has settled into every citizen that the scan has a part in. */
export function keepSettled(state: Reception): Reception {
  const { settled, citizen, qr, toCompare } = state.identity;
  if (settled === undefined) return state;
  const apply = (one: Citizen | undefined) => one && withSettled(one, settled);
  return { ...state, identity: { ...state.identity, citizen: apply(citizen), qr: apply(qr), toCompare: apply(toCompare) } };
}
