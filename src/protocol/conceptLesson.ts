/** An installed lesson, by the concepts that it declares. */
export interface ConceptLesson {
  lessonId: string;
  title: string;
  concepts: string[];
}
