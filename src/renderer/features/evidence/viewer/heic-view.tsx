import { useEffect, useState } from 'react';
import { useText } from '../../../lib/text';
import { Waiting } from '../../../ui/spinner';
import { Cannot } from './cannot';
import { decodeHeic } from './decode-heic';
import { ImageView } from './image-view';

/** A picture of an iPhone. Chromium has no decoder for it; ours takes a second or two on an old laptop. */
export function HeicView(props: { readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string }) {
  const text = useText();
  const { bytes } = props;
  const [png, setPng] = useState<Uint8Array<ArrayBuffer> | null | 'decoding'>('decoding');
  useEffect(() => {
    const stop = new AbortController();
    void decodeHeic(bytes, stop.signal).then((decoded) => {
      if (!stop.signal.aborted) setPng(decoded);
    });
    return () => stop.abort();
  }, [bytes]);
  if (png === 'decoding') return <Waiting label={text('evidence.viewer.decoding')} />;
  if (png === null) return <Cannot>{text('evidence.viewer.cannot.imageDamaged')}</Cannot>;
  return <ImageView bytes={png} mediaType="image/png" name={props.name} />;
}
