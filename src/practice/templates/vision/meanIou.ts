import { numberTemplate } from '../../template.ts';

/** Pixels of a mask with foreground and background. */
interface Counts extends Record<string, unknown> {
  tp: number;
  fp: number;
  fn: number;
  tn: number;
}

const foreground = ({ tp, fp, fn }: Counts): number => tp / (tp + fp + fn);
const background = ({ tn, fp, fn }: Counts): number => tn / (tn + fp + fn);
const dice = (hits: number, { fp, fn }: Counts): number => (2 * hits) / (2 * hits + fp + fn);

/** The mean over the classes: Long et al., Fully Convolutional Networks for Semantic Segmentation, section 5. */
const mean = (q: Counts): number => (foreground(q) + background(q)) / 2;

export const meanIou = numberTemplate<Counts>({
  id: 'vision.segmentation.miou',
  version: 1,
  topic: 'vision',
  bloom: 'apply',
  skills: ['mean-iou'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({
    tp: draw.integer(5, 60),
    fp: draw.integer(2, 30),
    fn: draw.integer(2, 30),
    tn: draw.integer(30, 200),
  }),
  holds: (q) => q.fp !== q.fn && Math.abs(foreground(q) - background(q)) >= 0.05,
  stem: {
    en: 'A segmentation into object and background: {tp} object pixels were found, {fn} object pixels were taken for background, {fp} background pixels were taken for object, and {tn} background pixels are right. What is the mean IoU of both classes (mIoU)?',
    'zh-TW':
      '把影像分割成物件與背景：{tp} 個物件像素被正確找到，{fn} 個物件像素被當成背景，{fp} 個背景像素被當成物件，{tn} 個背景像素正確。兩個類別的平均 IoU（mIoU）是多少？',
    'zh-CN':
      '把图像分割成物体与背景：{tp} 个物体像素被正确找到，{fn} 个物体像素被当成背景，{fp} 个背景像素被当成物体，{tn} 个背景像素正确。两个类别的平均 IoU（mIoU）是多少？',
  },
  slots: ({ tp, fp, fn, tn }) => ({ tp, fp, fn, tn, union: tp + fp + fn }),
  key: mean,
  mistakes: [
    {
      id: 'pixel-accuracy',
      value: ({ tp, fp, fn, tn }) => (tp + tn) / (tp + tn + fp + fn),
      feedback: {
        en: 'That is the pixel accuracy. IoU looks at each class alone: intersection over union, then the mean.',
        'zh-TW': '這是像素準確率。IoU 要逐類計算：交集除以聯集，再取平均。',
        'zh-CN': '这是像素准确率。IoU 要逐类计算：交集除以并集，再取平均。',
      },
    },
    {
      id: 'dice',
      value: (q) => (dice(q.tp, q) + dice(q.tn, q)) / 2,
      feedback: {
        en: 'That is the mean Dice coefficient. IoU counts the right pixels of a class once, not twice.',
        'zh-TW': '這是平均 Dice 係數。IoU 裡一類的正確像素只算一次，不是兩次。',
        'zh-CN': '这是平均 Dice 系数。IoU 里一类的正确像素只算一次，不是两次。',
      },
    },
    {
      id: 'no-background',
      value: foreground,
      feedback: {
        en: 'That is the IoU of the object alone. The background is a class too.',
        'zh-TW': '這只是物件的 IoU。背景也是一個類別。',
        'zh-CN': '这只是物体的 IoU。背景也是一个类别。',
      },
    },
    {
      id: 'background-only',
      value: background,
      feedback: {
        en: 'That is the IoU of the background alone. Take the mean with that of the object.',
        'zh-TW': '這只是背景的 IoU。要與物件的 IoU 取平均。',
        'zh-CN': '这只是背景的 IoU。要与物体的 IoU 取平均。',
      },
    },
    {
      id: 'pooled',
      value: ({ tp, fp, fn, tn }) => (tp + tn) / (tp + tn + 2 * (fp + fn)),
      feedback: {
        en: 'The classes were pooled before dividing. Divide for each class, then take the mean, so that both weigh the same.',
        'zh-TW': '先合併了類別才相除。要逐類相除再取平均，兩類的權重才相同。',
        'zh-CN': '先合并了类别才相除。要逐类相除再取平均，两类的权重才相同。',
      },
    },
    {
      id: 'recall',
      value: ({ tp, fp, fn, tn }) => (tp / (tp + fn) + tn / (tn + fp)) / 2,
      feedback: {
        en: 'Those are recalls. The union also has the pixels wrongly given to the class.',
        'zh-TW': '這是召回率。聯集還包括被錯分到這一類的像素。',
        'zh-CN': '这是召回率。并集还包括被错分到这一类的像素。',
      },
    },
  ],
  steps: (q) => {
    const { tp, fp, fn, tn } = q;
    return [
      {
        text: { en: 'IoU of the object:', 'zh-TW': '物件的 IoU：', 'zh-CN': '物体的 IoU：' },
        expression: `${tp}/(${tp} + ${fp} + ${fn})`,
        value: foreground(q),
      },
      {
        text: { en: 'IoU of the background:', 'zh-TW': '背景的 IoU：', 'zh-CN': '背景的 IoU：' },
        expression: `${tn}/(${tn} + ${fn} + ${fp})`,
        value: background(q),
      },
      {
        text: { en: 'Their mean:', 'zh-TW': '兩者的平均：', 'zh-CN': '两者的平均：' },
        expression: `(${tp}/(${tp} + ${fp} + ${fn}) + ${tn}/(${tn} + ${fn} + ${fp}))/2`,
        value: mean(q),
      },
    ];
  },
  hints: [
    {
      en: 'A pixel is in the union of a class if it belongs to the class or was given to it.',
      'zh-TW': '屬於某類或被分到某類的像素，都在這一類的聯集裡。',
      'zh-CN': '属于某类或被分到某类的像素，都在这一类的并集里。',
    },
    {
      en: '½ (TP / (TP + FP + FN) + TN / (TN + FN + FP))',
      'zh-TW': '½ (TP / (TP + FP + FN) + TN / (TN + FN + FP))',
      'zh-CN': '½ (TP / (TP + FP + FN) + TN / (TN + FN + FP))',
    },
    {
      en: 'For the object, the union has {union} pixels and the intersection {tp}.',
      'zh-TW': '對物件來說，聯集有 {union} 個像素，交集有 {tp} 個。',
      'zh-CN': '对物体来说，并集有 {union} 个像素，交集有 {tp} 个。',
    },
  ],
  difficulty: ({ tp, tn }) => (tn > 3 * tp ? 0.6 : 0.5),
});
