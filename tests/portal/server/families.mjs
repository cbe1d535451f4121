// The portals built as single-page applications.
import { tandan } from './tandan.mjs';

export const FAMILIES = [tandan];
