import libheif from 'libheif-js/libheif/libheif.js';
import { mostPixels } from './limits';
import type { Opened } from './opened';
import { ofBitmap } from './picture';

/** What libheif's own script adds to its bindings; its types do not tell. */
interface Decoding {
  readonly HeifDecoder: new () => { readonly decode: (bytes: Uint8Array) => readonly HeifImage[] };
}
interface HeifImage {
  readonly get_width: () => number;
  readonly get_height: () => number;
  /** Calls back with null where the picture cannot be decoded; what the camera says of its turning is applied. */
  readonly display: (into: ImageData, done: (image: ImageData | null) => void) => void;
}

/**
 * Opens a picture of an iPhone, which Chromium cannot decode: in plain code (no WebAssembly: the rules of the program do not allow
 * it), which takes a second or two on an old laptop.
 */
export async function openHeic(bytes: Uint8Array<ArrayBuffer>): Promise<Opened> {
  const { HeifDecoder } = libheif() as unknown as Decoding;
  const [picture] = new HeifDecoder().decode(bytes);
  if (picture === undefined) throw new Error('No picture in it');
  const [width, height] = [picture.get_width(), picture.get_height()];
  if (width * height > mostPixels) throw new Error('Too large');
  const decoded = await new Promise<ImageData | null>((resolve) => {
    picture.display(new ImageData(width, height), resolve);
  });
  if (decoded === null) throw new Error('It cannot be decoded');
  return ofBitmap(await createImageBitmap(decoded), false);
}
