/** Of a picture. More would fill the memory of an old laptop: four bytes each. */
export const mostPixels = 120_000_000;

/** Of a page of a PDF, in letters. The rest is not read out. */
export const mostPageWords = 1_000_000;
