import createQrCode from 'qrcode-generator';
import { useMemo } from 'react';

/** A QR code as lines, so that it is sharp on any printer. White around it belongs to the code: leave it there. */
export function QrCode(props: {
  readonly label: string;
  /** Figures, capital letters and a few signs: what QR calls alphanumeric. */
  readonly content: string;
  readonly className?: string | undefined;
}) {
  const { modules, path } = useMemo(() => drawQrCode(props.content), [props.content]);
  return (
    <svg
      role="img"
      aria-label={props.label}
      className={props.className}
      viewBox={`-${quietZone} -${quietZone} ${modules + quietZone * 2} ${modules + quietZone * 2}`}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Modules of white that readers need on each side. Source: ISO/IEC 18004. */
const quietZone = 4;

/** Correction level Q: a quarter of the code may be worn off or folded. */
function drawQrCode(content: string): { readonly modules: number; readonly path: string } {
  const code = createQrCode(0, 'Q');
  code.addData(content, 'Alphanumeric');
  code.make();
  const modules = code.getModuleCount();
  const lines = Array.from({ length: modules }, (_, index) => index);
  const path = lines
    .flatMap((row) =>
      lines.filter((column) => code.isDark(row, column)).map((column) => `M${column} ${row}h1v1h-1z`),
    )
    .join('');
  return { modules, path };
}
