import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { interviewGuideSchema, type InterviewGuide } from '../../shared/interviews/guide';

/** @throws when the file shipped with the program is damaged: no person can mend that, and a half guide would mislead */
export function readInterviewGuide(resourcesFolder: string): InterviewGuide {
  const file = readFileSync(join(resourcesFolder, 'interview-guides', 'peace.yaml'), 'utf8');
  return interviewGuideSchema.parse(parse(file));
}
