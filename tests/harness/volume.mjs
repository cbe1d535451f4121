// How much a test of volume sends: a tenth by usual, all of it for `./dev test soak`.
export const isSoak = process.env.CCCD_SOAK === '1';

/** @param {number} whole what a soak sends @returns {number} what is sent now */
export const volume = (whole) => (isSoak ? whole : whole / 10);
