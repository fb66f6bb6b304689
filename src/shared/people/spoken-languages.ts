/**
 * Languages offered first when one is looked for, as BCP 47 tags: those that people met in this work speak. Any other
 * tag may be stored as well.
 */
export const offeredLanguages: readonly string[] = (
  'ak am ar ary arz az be bg bin bm bn bs ca ckb cs da de dyu ee efi el en es et fa fa-AF ff fi fil fr ga gn gu ha he ' +
  'hi hr ht hu hy id ig is it ja ka kab kk ko kr ku ky lg ln lo lt lua lv man mg mk ml mn mos mr ms my nb ne ' +
  'nl om pa pcm pl ps pt qu rif rn ro rom ru rw sg shi si sk sl sn so sq sr sv sw ta te tg th ti tk tn tr tt tzm ug uk umb ' +
  'ur uz vi wo xh yo yue zh zu zza'
).split(' ');

/** The tag in its canonical form, or null when it is none. */
export function canonicalLanguage(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    // A malformed tag is answered by RangeError: expected here, and told by null.
    return null;
  }
}
