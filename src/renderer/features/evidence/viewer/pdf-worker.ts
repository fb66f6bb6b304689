// Reads PDFs beside the page, so that the window stays awake. Loaded from the program's own files.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
