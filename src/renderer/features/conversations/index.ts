export { writeWallClock } from './wall-clock-text';
