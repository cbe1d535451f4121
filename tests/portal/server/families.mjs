// The portals that one description each makes: jQuery pages and single-page applications.
import { bacninh, bca, eform } from './jquery.mjs';
import { lienthong } from './lienthong.mjs';
import { opencps } from './opencps.mjs';
import { tandan } from './tandan.mjs';
import { tuphap } from './tuphap.mjs';

export const FAMILIES = [tandan, opencps, lienthong, eform, bacninh, bca, tuphap];
