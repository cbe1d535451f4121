// The portals built as single-page applications.
import { bacninh, bca, eform } from './jquery.mjs';
import { tandan } from './tandan.mjs';

export const FAMILIES = [tandan, eform, bacninh, bca];
