/**
 * The recognised centres the program knows of (royal decree of 18/04/2013; Myria). Another name is not refused, since
 * recognitions change: the advocate is asked to confirm.
 */
const recognisedCentres = ['pagasa', 'payoke', 'surya'] as const;

export function isRecognisedCentre(name: string): boolean {
  const folded = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
  return recognisedCentres.some((centre) => folded.includes(centre));
}
