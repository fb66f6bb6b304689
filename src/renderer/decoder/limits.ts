/** Of a picture. More would fill the memory of an old laptop: four bytes each. */
export const mostPixels = 120_000_000;
