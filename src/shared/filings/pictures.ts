import type { EvidenceFileId } from '../kernel/ids';

// Pictures of exhibits in a filing. The page draws them, core puts them into the document.

/** Kinds of originals that can be drawn. A PDF is no picture, nor is a TIFF. */
export const pictureMediaTypes = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/heic',
] as const;

/** In points: sharp on a whole page of paper, and no more of what stands in the background. */
export const longestPictureSide = 1800;
export const mostPictureBytes = 2 * 1024 * 1024;

/** A document with more could not be sent by mail, nor opened on an old laptop. */
export const mostPicturesOfFiling = 60;
export const mostPictureBytesOfFiling = 24 * 1024 * 1024;

/**
 * Stands for a picture while a document is filled in. It is taken out of every other value, so that nobody gets a picture by
 * typing one.
 */
export function pictureMark(id: EvidenceFileId): string {
  return `⟦picture ${id}⟧`;
}

export const pictureMarkPattern = /⟦picture ([0-9a-f-]{36})⟧/;
