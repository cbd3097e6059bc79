import { numberTemplate } from '../../template.ts';

interface Grid extends Record<string, unknown> {
  s: number;
  boxes: number;
  classes: number;
}

/** S × S × (B · 5 + C): Redmon et al., You Only Look Once, section 2. */
const outputs = ({ s, boxes, classes }: Grid): number => s * s * (boxes * 5 + classes);

export const yoloOutput = numberTemplate<Grid>({
  id: 'vision.yolo.outputs',
  version: 1,
  topic: 'vision',
  bloom: 'apply',
  skills: ['yolo-output'],
  answer: { of: 'integer' },
  params: (draw) => ({ s: draw.integer(5, 16), boxes: draw.integer(2, 5), classes: draw.integer(3, 60) }),
  stem: {
    en: 'A detector built like the first YOLO divides the image into {s} × {s} cells. Each cell predicts {boxes} boxes, each with 4 coordinates and 1 objectness score, and one set of {classes} class probabilities that its boxes share. How many numbers does the network give?',
    'zh-TW':
      '一個結構如初代 YOLO 的偵測器把影像分成 {s} × {s} 個格子。每個格子預測 {boxes} 個框，每個框有 4 個座標和 1 個物件性分數，另有一組由這些框共用的 {classes} 個類別機率。網路共輸出多少個數？',
    'zh-CN':
      '一个结构如初代 YOLO 的检测器把图像分成 {s} × {s} 个格子。每个格子预测 {boxes} 个框，每个框有 4 个坐标和 1 个物体性分数，另有一组由这些框共用的 {classes} 个类别概率。网络共输出多少个数？',
  },
  slots: ({ s, boxes, classes }) => ({ s, boxes, classes, cells: s * s }),
  key: outputs,
  mistakes: [
    {
      id: 'no-objectness',
      value: ({ s, boxes, classes }) => s * s * (boxes * 4 + classes),
      feedback: {
        en: 'Each box has 5 numbers: besides the 4 coordinates there is the objectness score.',
        'zh-TW': '每個框有 5 個數：除了 4 個座標，還有物件性分數。',
        'zh-CN': '每个框有 5 个数：除了 4 个坐标，还有物体性分数。',
      },
    },
    {
      id: 'classes-per-box',
      value: ({ s, boxes, classes }) => s * s * boxes * (5 + classes),
      feedback: {
        en: 'Here the boxes of a cell share one set of class probabilities: {classes} per cell, not per box. Later versions have them per box.',
        'zh-TW': '這裡同一格的框共用一組類別機率：每格 {classes} 個，不是每框。後來的版本才是每框一組。',
        'zh-CN': '这里同一格的框共用一组类别概率：每格 {classes} 个，不是每框。后来的版本才是每框一组。',
      },
    },
    {
      id: 'one-side',
      value: ({ s, boxes, classes }) => s * (boxes * 5 + classes),
      feedback: {
        en: 'The grid has {s} × {s} = {cells} cells, not {s}.',
        'zh-TW': '網格有 {s} × {s} = {cells} 個格子，不是 {s} 個。',
        'zh-CN': '网格有 {s} × {s} = {cells} 个格子，不是 {s} 个。',
      },
    },
    {
      id: 'one-box',
      value: ({ s, classes }) => s * s * (5 + classes),
      feedback: {
        en: 'Each cell predicts {boxes} boxes: count 5 numbers for each of them.',
        'zh-TW': '每個格子預測 {boxes} 個框：每個框都要算 5 個數。',
        'zh-CN': '每个格子预测 {boxes} 个框：每个框都要算 5 个数。',
      },
    },
    {
      id: 'background-class',
      value: (q) => outputs({ ...q, classes: q.classes + 1 }),
      feedback: {
        en: 'There is no class for the background: the objectness score says whether there is an object.',
        'zh-TW': '沒有背景類別：有沒有物件由物件性分數表示。',
        'zh-CN': '没有背景类别：有没有物体由物体性分数表示。',
      },
    },
    {
      id: 'no-classes',
      value: ({ s, boxes }) => s * s * boxes * 5,
      feedback: {
        en: 'The class probabilities belong to the output too: {classes} more per cell.',
        'zh-TW': '類別機率也是輸出的一部分：每格還有 {classes} 個。',
        'zh-CN': '类别概率也是输出的一部分：每格还有 {classes} 个。',
      },
    },
  ],
  steps: ({ s, boxes, classes }) => [
    {
      text: {
        en: 'Numbers of one cell:',
        'zh-TW': '一個格子的個數：',
        'zh-CN': '一个格子的个数：',
      },
      expression: `${boxes}*(4 + 1) + ${classes}`,
      value: boxes * 5 + classes,
    },
    {
      text: { en: 'Numbers of all cells:', 'zh-TW': '全部格子的個數：', 'zh-CN': '全部格子的个数：' },
      expression: `${s}*${s}*${boxes * 5 + classes}`,
      value: outputs({ s, boxes, classes }),
    },
  ],
  hints: [
    {
      en: 'Count the numbers of one cell first, then the cells.',
      'zh-TW': '先數一個格子有多少個數，再數有多少格子。',
      'zh-CN': '先数一个格子有多少个数，再数有多少格子。',
    },
    { en: 'S × S × (B × 5 + C)', 'zh-TW': 'S × S × (B × 5 + C)', 'zh-CN': 'S × S × (B × 5 + C)' },
    {
      en: 'One cell gives {boxes} × 5 numbers for its boxes and {classes} for the classes.',
      'zh-TW': '一個格子給框 {boxes} × 5 個數，給類別 {classes} 個數。',
      'zh-CN': '一个格子给框 {boxes} × 5 个数，给类别 {classes} 个数。',
    },
  ],
  difficulty: ({ boxes }) => 0.15 + 0.05 * boxes,
});
