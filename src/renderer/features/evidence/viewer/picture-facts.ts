import ExifReader from 'exifreader';
import { imageSize } from 'image-size';
import { civilDateSchema } from '../../../../shared/kernel/time';

/** What a picture says of itself; a field that it does not hold is left out. */
export interface PictureFacts {
  readonly points?: { readonly width: number; readonly height: number };
  readonly camera?: string;
  /** By the clock of the camera, `2023-05-12 21:29:10`. */
  readonly takenAt?: string;
  /** The day of it, `2023-05-12`, where there is such a day. */
  readonly day?: string;
  /** `+02:00`, where the camera wrote one down. */
  readonly zone?: string;
  /** Degrees north and east, as written. */
  readonly place?: string;
}

/** Null where it is no picture that can be read. */
export function pictureFacts(bytes: Uint8Array, mediaType: string): PictureFacts | null {
  try {
    const { width, height } = imageSize(bytes);
    // HEIC is put together of tiles, and what is found there may be the size of one of them.
    return {
      ...(mediaType === 'image/heic' ? {} : { points: { width, height } }),
      ...exifFacts(bytes),
    };
  } catch {
    // Thrown for everything that is no picture, or a broken one: it says nothing of itself.
    return null;
  }
}

function exifFacts(bytes: Uint8Array): Omit<PictureFacts, 'points'> {
  const tags = readTags(bytes);
  if (tags === null) return {};
  const textOf = (name: 'Make' | 'Model' | 'DateTimeOriginal' | 'OffsetTimeOriginal'): string | undefined => {
    const description = tags.exif?.[name]?.description;
    return typeof description === 'string' && description.trim() !== ''
      ? description.trim().slice(0, 100)
      : undefined;
  };
  const camera = [textOf('Make'), textOf('Model')].filter((part) => part !== undefined).join(' ');
  const taken = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d(?::\d\d)?)/.exec(textOf('DateTimeOriginal') ?? '');
  const zone = /^[+-]\d\d:\d\d$/.exec(textOf('OffsetTimeOriginal') ?? '')?.[0];
  const day =
    taken === null ? undefined : civilDateSchema.safeParse(`${taken[1]}-${taken[2]}-${taken[3]}`).data;
  const latitude = tags.gps?.Latitude;
  const longitude = tags.gps?.Longitude;
  return {
    ...(camera === '' ? {} : { camera }),
    ...(taken === null ? {} : { takenAt: `${taken[1]}-${taken[2]}-${taken[3]} ${taken[4]}` }),
    ...(day === undefined ? {} : { day }),
    ...(zone === undefined ? {} : { zone }),
    ...(latitude === undefined || longitude === undefined
      ? {}
      : { place: `${latitude.toFixed(5)}, ${longitude.toFixed(5)}` }),
  };
}

function readTags(bytes: Uint8Array) {
  try {
    const { buffer, byteOffset, byteLength } = bytes;
    return ExifReader.load(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer, {
      expanded: true,
    });
  } catch {
    // Thrown where there are no notes of a camera.
    return null;
  }
}
