import type * as vscode from 'vscode';
import { commandIds } from '../../contributions/commands.ts';
import type { StorageKeys } from '../../contributions/storageKeys.ts';
import { allConcepts } from '../../core/diagnosis/findingConcepts.ts';
import type { ConceptLesson } from '../../protocol/conceptLesson.ts';
import type { RunHeader } from '../../protocol/run.ts';
import type { RunSurface } from '../../protocol/runSurface.ts';
import type { Handlers } from '../../protocol/surface.ts';
import { execute } from '../shared/execute.ts';
import type { Language } from '../shared/language.ts';
import type { Library } from '../shared/library.ts';
import { record, text } from './guards.ts';

export interface DiagnosisHandlersInput {
  header: () => RunHeader;
  library: Library;
  language: Language;
  memory: vscode.Memento;
}

const memoryKey: keyof StorageKeys = 'dismissedFindings';
const runsAtMost = 200;
const findingsAtMost = 100;

type DiagnosisHandlers = Pick<Handlers<RunSurface>, 'diagnosisContext' | 'dismissFinding' | 'openLesson'>;

/** What the strip above the curves asks for. */
export function diagnosisHandlers({
  header,
  library,
  language,
  memory,
}: DiagnosisHandlersInput): DiagnosisHandlers {
  const dismissed = (): StorageKeys['dismissedFindings'] => memory.get(memoryKey, {});
  return {
    diagnosisContext: async () => ({
      lessons: await conceptLessons(library, language),
      dismissed: dismissed()[header().id] ?? [],
    }),
    async dismissFinding(params) {
      const finding = text(record(params)['finding']);
      const { id } = header();
      const { [id]: own = [], ...others } = dismissed();
      const kept = [...new Set([...own, finding])].slice(-findingsAtMost);
      await memory.update(
        memoryKey,
        Object.fromEntries([...Object.entries(others), [id, kept]].slice(-runsAtMost)),
      );
      return undefined;
    },
    async openLesson(params) {
      const lessonId = text(record(params)['lessonId']);
      if (await library.lesson(lessonId)) await execute(commandIds.openLesson, lessonId);
      return undefined;
    },
  };
}

/** Installed lessons that declare a concept some finding is about. */
async function conceptLessons(library: Library, language: Language): Promise<ConceptLesson[]> {
  return (await library.lessons()).flatMap(({ lesson: { manifest } }) => {
    const concepts = manifest.concepts.filter((concept) => allConcepts.includes(concept));
    return concepts.length === 0
      ? []
      : [{ lessonId: manifest.id, title: language.of(manifest.title), concepts }];
  });
}
