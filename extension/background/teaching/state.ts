// A page that is being taught: what was pointed at, and what goes there. It holds nothing of a citizen but the outcome of a trial,
// which goes with the citizen.
import type { Locator, Role, SiteProfile, Value, Widget } from "../../generated/site-profile";
import type { PickRefusal } from "../../shared/content-protocol";
import type { ProfileProblem } from "../../shared/local-profiles";
import type { Failure, FillReport, PortalTarget } from "../reception/state";

/** picking: the overlay is in the page; resting: it is not, and what was taught stays. */
export type TeachPhase = "starting" | "picking" | "resting" | "trying" | "saving";

export interface TaughtField {
  /** Number of its row. */
  id: number;
  /** The field of the profile that it takes the place of. */
  key?: string;
  label: string;
  group: string;
  widget: Widget;
  locate: Locator;
  role: Role;
  /** What goes there; absent until that is clear. */
  value?: Value;
}

/** Where the page is, as far as a profile knows. */
export interface TaughtPage {
  origin: string;
  host: string;
  path: string;
  title: string;
  /** Whose form it is taught as. */
  audience: "clerk" | "citizen";
}

/** Why teaching did not begin or was not saved; the texts are `teach_<reason>`. */
export type TeachProblem = ProfileProblem | "officeProfile" | "nothingTaught" | "unassigned" | "personal" | "otherPage" | "noCitizen";

/** What the person is told of the last step; the texts are `teach_<notice>`. */
export type TeachNotice = "navigated" | "interrupted" | "taken";

export interface Trial {
  field: number;
  /** The citizen it was made with: nobody else is shown it. */
  turn: number;
  reports: FillReport[];
  isUndoable: boolean;
}

export interface Teaching {
  phase: TeachPhase;
  tabId: number;
  target?: PortalTarget;
  page?: TaughtPage;
  /** The profile that is being corrected; its broken fields are taught anew, the others stay. */
  base?: SiteProfile;
  /** Keys of the profile's fields that the page lacks. */
  broken: string[];
  /** The key that is pointed at next. */
  wanted?: string;
  fields: TaughtField[];
  nextField: number;
  /** Whether fields that nobody has taught may be detected. */
  detectOthers: boolean;
  trial?: Trial;
  saved?: { id: string; version: number; title: string; text: string; file: string };
  refusal?: PickRefusal;
  notice?: TeachNotice;
  problem?: TeachProblem;
  failure?: Failure;
  /** Number of the operation whose answer is awaited. */
  pending?: number;
  nextOp: number;
}
