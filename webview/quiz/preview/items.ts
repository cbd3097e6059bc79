import type { LocalText } from '../../../src/protocol/locale.ts';
import type { QuizItem } from '../../../src/protocol/quiz.ts';

/** Chinese is given where the preview wants to see it; elsewhere the English stands in. */
function text(en: string, traditional = en, simplified = traditional): LocalText {
  return { en, 'zh-TW': traditional, 'zh-CN': simplified };
}

/** One question of each kind. */
export const previewItems: QuizItem[] = [
  {
    id: 'weight-sharing',
    kind: 'single',
    prompt: text(
      'A 3×3 filter finds vertical edges anywhere in a picture. What makes that possible?',
      '3×3 的卷積核能在圖片的任何位置找到垂直邊緣。為什麼做得到？',
      '3×3 的卷积核能在图片的任何位置找到垂直边缘。为什么做得到？',
    ),
    options: [
      {
        id: 'shared',
        text: text(
          'The same nine weights are used at every position.',
          '每個位置都用同樣的九個權重。',
          '每个位置都用同样的九个权重。',
        ),
        feedback: text(
          'Exactly: what is learned in one place is known in all places.',
          '正是如此：在一處學會的，處處都會。',
        ),
        correct: true,
      },
      {
        id: 'many',
        text: text(
          'The layer has one filter for each position.',
          '這一層為每個位置各準備了一個卷積核。',
          '这一层为每个位置各准备了一个卷积核。',
        ),
        feedback: text(
          'With a filter a position it would be a locally connected layer: 676 times as many weights, and nothing carried over.',
          '那會是局部連接層：權重多出 676 倍，而且彼此學到的東西無法共用。',
        ),
      },
      {
        id: 'padding',
        text: text(
          "Padding (`padding: 'same'`) keeps the picture's size.",
          "補零（`padding: 'same'`）讓圖片大小不變。",
          "补零（`padding: 'same'`）让图片大小不变。",
        ),
        feedback: text(
          'Padding decides how the border is treated. It does not decide which weights are used.',
          '補零只決定邊緣怎麼處理，不決定用哪些權重。',
        ),
      },
      {
        id: 'relu',
        text: text(
          'ReLU removes what is not an edge.',
          'ReLU 會把不是邊緣的部分去掉。',
          'ReLU 会把不是边缘的部分去掉。',
        ),
        feedback: text(
          'ReLU only cuts negative sums off; it sees one number at a time.',
          'ReLU 只是把負的和變成 0，一次只看一個數字。',
        ),
      },
    ],
    hint: text(
      'Think of what moves, and of what stays the same while it moves.',
      '想想什麼在移動，而移動時什麼不變。',
    ),
    explanation: text(
      'A convolution is one small weighted sum, repeated: $y_{i,j} = b + \\sum_{u,v} k_{u,v}\\, x_{i+u,j+v}$. Neither $k$ nor $b$ depends on the position $(i, j)$.',
      '卷積就是重複同一個小小的加權和：$y_{i,j} = b + \\sum_{u,v} k_{u,v}\\, x_{i+u,j+v}$。$k$ 和 $b$ 都與位置 $(i, j)$ 無關。',
    ),
  },
  {
    id: 'pooling',
    kind: 'multiple',
    prompt: text(
      'Which of these does a 2×2 max pooling with stride 2 do?',
      '步幅為 2 的 2×2 最大池化會做哪些事？',
    ),
    options: [
      {
        id: 'halves',
        text: text('It halves height and width.', '把高和寬減半。'),
        feedback: text('Yes: one value is left of each 2×2 block.', '對：每個 2×2 區塊只留下一個值。'),
        correct: true,
      },
      {
        id: 'shift',
        text: text('It makes the answer less sensitive to small shifts.', '讓結果對微小的位移比較不敏感。'),
        feedback: text(
          'Yes: a maximum that moves within its block stays the maximum.',
          '對：最大值在區塊裡移動，仍然是最大值。',
        ),
        correct: true,
      },
      {
        id: 'weights',
        text: text('It learns four weights a channel.', '每個通道學習四個權重。'),
        feedback: text(
          'Taking a maximum needs no weights, so there is nothing to learn.',
          '取最大值不需要權重，所以沒有東西要學。',
        ),
      },
      {
        id: 'channels',
        text: text('It halves the number of channels.', '把通道數減半。'),
        feedback: text(
          'Each channel is pooled by itself; their number stays.',
          '各個通道分開池化，數量不變。',
        ),
      },
    ],
    explanation: text(
      'Pooling works on each channel alone and has no weights. It trades position for robustness.',
    ),
  },
  {
    id: 'rgb-inputs',
    kind: 'numeric',
    prompt: text(
      'How many numbers does a colour image of 28×28 pixels hold?',
      '一張 28×28 像素的彩色圖片，共有多少個數字？',
    ),
    answer: '28*28*3',
    tolerance: 0,
    mistakes: [
      {
        value: '28*28',
        feedback: text(
          'That is one channel. A colour image has three: red, green and blue.',
          '那是一個通道。彩色圖片有紅、綠、藍三個通道。',
        ),
      },
    ],
    otherwise: text('Multiply height, width and channels.', '把高、寬和通道數相乘。'),
    hint: text('A pixel of a colour image is not one number.', '彩色圖片的一個像素不只一個數字。'),
    explanation: text('$28 \\cdot 28 \\cdot 3 = 2352$, one number for each pixel and channel.'),
  },
  {
    id: 'conv-shape',
    kind: 'shape',
    prompt: text(
      'A batch of shape `[?, 28, 28, 1]` goes through 32 filters of size 3×3, without padding. What is the output shape?',
      '形狀為 `[?, 28, 28, 1]` 的批次，經過 32 個 3×3 的卷積核，不補零。輸出的形狀是什麼？',
    ),
    answer: [null, 26, 26, 32],
    mistakes: [
      {
        value: [null, 28, 28, 32],
        feedback: text(
          '28 would be right with `padding: "same"`. Without padding a 3×3 kernel fits in 26 places a row.',
        ),
      },
    ],
    otherwise: text(
      'The side shrinks by $k - 1$; each filter gives one channel.',
      '邊長減少 $k - 1$；每個卷積核產生一個通道。',
    ),
    explanation: text('$28 - 3 + 1 = 26$ in both directions, and one channel a filter.'),
  },
  {
    id: 'training-step',
    kind: 'ordering',
    prompt: text(
      'Put one training step into order.',
      '請排出一個訓練步驟的順序。',
      '请排出一个训练步骤的顺序。',
    ),
    options: [
      {
        id: 'forward',
        text: text('Compute the predictions', '算出預測', '算出预测'),
        feedback: text('Everything starts from what the network says now.'),
      },
      {
        id: 'loss',
        text: text('Compute the loss', '算出損失', '算出损失'),
        feedback: text('The loss compares predictions with labels, so it needs both.'),
      },
      {
        id: 'backward',
        text: text('Compute the gradients', '算出梯度', '算出梯度'),
        feedback: text('Gradients are derivatives of the loss.'),
      },
      {
        id: 'update',
        text: text('Change the weights', '更新權重', '更新权重'),
        feedback: text('The optimizer needs the gradients.'),
      },
    ],
    explanation: text('Forward, loss, backward, update: `optimizer.minimize` does all four.'),
  },
];
