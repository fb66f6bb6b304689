export { ChronologyDialog, WhatItHolds } from './chronology-dialog';
