export type { DrawingFailure } from './draw-pictures';
export { DrawingProgress, useDrawnPictures, type DrawnPictures } from './drawn-pictures';
