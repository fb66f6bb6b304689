// Reads a PDF beside the frame that draws it. Loaded from the program's own files.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
