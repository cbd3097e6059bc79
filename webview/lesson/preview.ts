import type { LessonSnapshot, LessonSurface } from '../../src/protocol/lessonSurface.ts';
import type { Locale } from '../../src/protocol/locale.ts';
import './preview/previewWindow.ts';
import { installFakeHost } from '../lib/preview/fakeHost.ts';
import { applyThemeFromAddress } from '../lib/preview/themes.ts';
import english from './preview/lesson.en.md';
import simplified from './preview/lesson.zh-CN.md';
import traditional from './preview/lesson.zh-TW.md';

const texts: Readonly<Record<Locale, string>> = { en: english, 'zh-TW': traditional, 'zh-CN': simplified };
const titles: Readonly<Record<Locale, [chapter: string, title: string, summary: string, exercise: string]>> =
  {
    en: [
      'Vision',
      'CNN on MNIST',
      'Build a small convolutional network, train it on handwritten digits and read its mistakes.',
      'A network that reads digits',
    ],
    'zh-TW': [
      '電腦視覺',
      '用 CNN 辨識 MNIST',
      '搭一個小型卷積網路，用手寫數字訓練它，再看看它錯在哪裡。',
      '會讀數字的網路',
    ],
    'zh-CN': [
      '计算机视觉',
      '用 CNN 识别 MNIST',
      '搭一个小型卷积网络，用手写数字训练它，再看看它错在哪里。',
      '会读数字的网络',
    ],
  };

function lessonIn(locale: Locale): LessonSnapshot {
  const [chapterTitle, title, summary, exercise] = titles[locale];
  const readTitle = { en: 'Read', 'zh-TW': '閱讀', 'zh-CN': '阅读' }[locale];
  const quizTitle = { en: 'Quiz', 'zh-TW': '測驗', 'zh-CN': '测验' }[locale];
  return {
    lessonId: 'cnn-mnist',
    locale,
    packTitle: 'Deep Learning',
    chapterTitle,
    title,
    summary,
    minutes: 25,
    position: 3,
    positions: 12,
    markdown: texts[locale],
    mediaBase: new URL('media/', location.href).href,
    steps: [
      { step: { kind: 'read' }, title: readTitle, state: 'done' },
      { step: { kind: 'exercise', exercise: '6f1c2d9e-cnn' }, title: exercise, state: 'doing' },
      { step: { kind: 'quiz' }, title: quizTitle, state: 'todo' },
    ],
    exercises: [
      {
        id: '6f1c2d9e-cnn',
        slug: 'cnn-mnist',
        title: exercise,
        summary: {
          en: 'Two convolutions, a pooling and a dense layer; at least 0.95 on the test images.',
          'zh-TW': '兩層卷積、一層池化、一層全連接；在測試圖片上至少達到 0.95。',
          'zh-CN': '两层卷积、一层池化、一层全连接；在测试图片上至少达到 0.95。',
        }[locale],
        state: 'doing',
        trusted: true,
      },
    ],
    quiz: { items: 6, answered: 0, correct: 0 },
    scroll: 0,
    next: { lessonId: 'pooling', title: { en: 'Pooling', 'zh-TW': '池化', 'zh-CN': '池化' }[locale] },
  };
}

applyThemeFromAddress();
let lesson = lessonIn('en');
/** `?fail=1` lets the first attempt to open the lesson fail. */
let failures = Number(new URLSearchParams(location.search).get('fail') ?? 0);
const asked: [string, unknown][] = [];
window.asked = asked;
const record = (name: string) => (params: unknown) => {
  asked.push([name, params]);
  return undefined;
};
const server = installFakeHost<LessonSurface>({
  ready() {
    if (failures-- > 0) throw new Error('The pack “Deep Learning” has been removed.');
    return lesson;
  },
  setLocale: ({ locale }) => {
    asked.push(['setLocale', { locale }]);
    lesson = lessonIn(locale);
    server.emit('changed', lesson);
    return undefined;
  },
  markRead: record('markRead'),
  rememberScroll: record('rememberScroll'),
  openExercise: record('openExercise'),
  openQuiz: record('openQuiz'),
  openLesson({ lessonId }) {
    asked.push(['openLesson', { lessonId }]);
    if (lessonId === 'gone') throw new Error('No installed pack has this lesson.');
    return undefined;
  },
  openLink: record('openLink'),
  copyCode: record('copyCode'),
});
window.changeLesson = (changes) => {
  lesson = { ...lesson, ...changes };
  server.emit('changed', lesson);
};
void import('./main.ts');
