declare module 'edtf' {
  /** First and last moment in milliseconds; infinite where open. Throws on what it cannot read. */
  export default function edtf(
    text: string,
    options?: {
      readonly level: number;
      readonly seasonIntervals: boolean;
      readonly seasonUncertainty: boolean;
    },
  ): { readonly min: number; readonly max: number; readonly edtf: string };
}
