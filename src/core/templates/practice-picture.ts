import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizeOfJpeg } from '../exhibits/bundle/jpeg';
import type { FilingPicture } from '../filings/place-pictures';

/** Stands for any picture of an exhibit where a template is tried out. */
export function practicePicture(resourcesFolder: string): FilingPicture {
  const bytes = readFileSync(join(resourcesFolder, 'practice', 'picture.jpg'));
  const size = sizeOfJpeg(bytes);
  if (size === null) throw new Error('The practice picture has no size');
  return { bytes, ...size, description: '' };
}
