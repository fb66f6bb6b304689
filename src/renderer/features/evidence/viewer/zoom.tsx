import { ZoomIn, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { useFormats, useText } from '../../../lib/text';
import { IconButton } from '../../../ui/button';
import styles from './viewer.module.css';

const steps = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6] as const;

export interface Zoom {
  /** 1 fits into the window. */
  readonly factor: number;
  readonly larger: () => void;
  readonly smaller: () => void;
  /** For the keys + − 0; true when it was one of them. */
  readonly takeKey: (key: string) => boolean;
}

export function useZoom(): Zoom {
  const [step, setStep] = useState(steps.indexOf(1));
  const larger = (): void => setStep((before) => Math.min(steps.length - 1, before + 1));
  const smaller = (): void => setStep((before) => Math.max(0, before - 1));
  return {
    factor: steps[step] ?? 1,
    larger,
    smaller,
    takeKey: (key) => {
      if (key === '+' || key === '=') larger();
      else if (key === '-') smaller();
      else if (key === '0') setStep(steps.indexOf(1));
      else return false;
      return true;
    },
  };
}

export function ZoomButtons({ zoom }: { readonly zoom: Zoom }) {
  const text = useText();
  const formats = useFormats();
  return (
    <>
      <IconButton
        label={text('evidence.viewer.smaller')}
        icon={<ZoomOut />}
        keys={['−']}
        onPress={zoom.smaller}
      />
      <span className={styles.factor}>
        {text('evidence.viewer.percent', { percent: formats.number(Math.round(zoom.factor * 100)) })}
      </span>
      <IconButton
        label={text('evidence.viewer.larger')}
        icon={<ZoomIn />}
        keys={['+']}
        onPress={zoom.larger}
      />
    </>
  );
}
