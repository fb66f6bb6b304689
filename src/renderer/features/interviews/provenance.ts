import { useMemo, type CSSProperties } from 'react';
import { provenances, type Provenance } from '../../../shared/interviews/document';
import { useText } from '../../lib/text';

export interface ProvenanceLabel {
  readonly provenance: Provenance;
  /** One letter, for the margin. */
  readonly letter: string;
  readonly label: string;
  /** What the mark means, in a sentence. */
  readonly description: string;
  /** The key that sets it, with Alt. */
  readonly digit: string;
}

/** The four kinds of paragraph in the language of the interface, in the order of their keys. */
export function useProvenanceLabels(): readonly ProvenanceLabel[] {
  const text = useText();
  return useMemo(
    () =>
      provenances.map((provenance, place) => ({
        provenance,
        letter: text(`interviews.provenance.${provenance}.letter`),
        label: text(`interviews.provenance.${provenance}`),
        description: text(`interviews.provenance.${provenance}.description`),
        digit: String(place + 1),
      })),
    [text],
  );
}

/** The labels as custom properties, from which the style sheet of the page writes the margin. */
export function useMarginLabels(): CSSProperties {
  const text = useText();
  const labels = useProvenanceLabels();
  return useMemo(() => {
    const entries = labels.flatMap(({ provenance, letter, label }) => [
      [`--label-${provenance}`, cssString(label)],
      [`--letter-${provenance}`, cssString(letter)],
    ]);
    entries.push(['--label-sensitive', cssString(text('interviews.sensitive'))]);
    // React's types know no custom properties.
    return Object.fromEntries(entries) as CSSProperties;
  }, [labels, text]);
}

function cssString(text: string): string {
  return `"${text.replace(/["\\\n]/g, ' ')}"`;
}
