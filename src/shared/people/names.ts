/** A name as it is spoken: given names first. Falls back to the native script; empty when no name is known. */
export function spokenName(person: {
  readonly givenNames: string;
  readonly familyName: string;
  readonly nativeScriptName: string;
}): string {
  const latin = [person.givenNames, person.familyName].filter((part) => part !== '').join(' ');
  return latin === '' ? person.nativeScriptName : latin;
}

/** The first sign of each word, as in `M… D…`: enough to recognise a name one knows, too little to learn it. */
export function maskName(name: string): string {
  const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
  return name
    .split(/[\s-]+/)
    .filter((word) => word !== '')
    .map((word) => {
      const [first] = segmenter.segment(word);
      return `${first?.segment ?? ''}…`;
    })
    .join(' ');
}
