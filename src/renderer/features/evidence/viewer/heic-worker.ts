// Decodes a HEIC picture beside the page, in plain code (no WebAssembly: the rules of the page do not allow it), and
// answers with the same picture as PNG, or with null where it is damaged.
import libheif from 'libheif-js/libheif/libheif.js';
import { mostPixels } from './what-it-is';

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

self.addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
  void decode(data)
    // It may throw anything for bytes made to hurt it; they are damaged, then.
    .catch(() => null)
    .then((png) => self.postMessage(png, { transfer: png === null ? [] : [png.buffer] }));
});

async function decode(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  const { HeifDecoder } = libheif() as unknown as Decoding;
  const [picture] = new HeifDecoder().decode(bytes);
  if (picture === undefined) return null;
  const [width, height] = [picture.get_width(), picture.get_height()];
  if (width * height > mostPixels) return null;
  const decoded = await new Promise<ImageData | null>((resolve) => {
    picture.display(new ImageData(width, height), resolve);
  });
  if (decoded === null) return null;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(decoded, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}
