import type { LocalText } from '../../protocol/locale.ts';
import type { FindingCode } from '../diagnosis/finding.ts';

interface FindingWords {
  /** What it is called, for a heading. */
  title: LocalText;
  /** What is seen on the curves, with its numbers. */
  evidence: LocalText;
  /** Where a number of `evidence` is missing. */
  plain?: LocalText;
  /** What it means and what to try. */
  advice: LocalText;
}

/** A title, a sentence with evidence and advice for everything that curves can say. */
export const findingWords: Readonly<Record<FindingCode, FindingWords>> = {
  'not-finite': {
    title: { en: 'The loss is not a number', 'zh-TW': '損失不是數字', 'zh-CN': '损失不是数字' },
    evidence: {
      en: 'From {at} on, the loss is not a number; just before it was {before}.',
      'zh-TW': '從{at}開始，損失不再是數字；之前是 {before}。',
      'zh-CN': '从{at}开始，损失不再是数字；之前是 {before}。',
    },
    plain: {
      en: 'From {at} on, the loss is not a number.',
      'zh-TW': '從{at}開始，損失就不是數字。',
      'zh-CN': '从{at}开始，损失就不是数字。',
    },
    advice: {
      en: 'Try a learning rate ten times smaller, scale the inputs to about −1…1, and look for log(0) or a division by 0 in your loss.',
      'zh-TW': '試試小十倍的學習率，把輸入縮放到大約 −1 到 1，並檢查損失函數裡有沒有 log(0) 或除以 0。',
      'zh-CN': '试试小十倍的学习率，把输入缩放到大约 −1 到 1，并检查损失函数里有没有 log(0) 或除以 0。',
    },
  },
  diverged: {
    title: { en: 'Training diverged', 'zh-TW': '訓練發散了', 'zh-CN': '训练发散了' },
    evidence: {
      en: 'The loss went from {first} up to {last}: each update takes the network further from the goal.',
      'zh-TW': '損失從 {first} 升到 {last}：每次更新都讓網路離目標更遠。',
      'zh-CN': '损失从 {first} 升到 {last}：每次更新都让网络离目标更远。',
    },
    advice: {
      en: 'Try a learning rate ten times smaller. If that changes nothing, check the sign of your loss and the scale of the inputs.',
      'zh-TW': '試試小十倍的學習率。如果沒有改善，檢查損失的正負號和輸入的大小範圍。',
      'zh-CN': '试试小十倍的学习率。如果没有改善，检查损失的正负号和输入的大小范围。',
    },
  },
  'stuck-at-chance': {
    title: { en: 'The network is guessing', 'zh-TW': '網路只是在猜', 'zh-CN': '网络只是在猜' },
    evidence: {
      en: 'Accuracy stays at {accuracy}; guessing among {classes} classes gives {chance}. The loss stays at {last}, and ln({classes}) is {guess}.',
      'zh-TW':
        '準確率停在 {accuracy}；在 {classes} 個類別裡亂猜是 {chance}。損失停在 {last}，而 ln({classes}) 是 {guess}。',
      'zh-CN':
        '准确率停在 {accuracy}；在 {classes} 个类别里乱猜是 {chance}。损失停在 {last}，而 ln({classes}) 是 {guess}。',
    },
    plain: {
      en: 'The loss stays at {last}; guessing among {classes} classes gives ln({classes}) = {guess}.',
      'zh-TW': '損失停在 {last}；在 {classes} 個類別裡亂猜是 ln({classes}) = {guess}。',
      'zh-CN': '损失停在 {last}；在 {classes} 个类别里乱猜是 ln({classes}) = {guess}。',
    },
    advice: {
      en: 'Check that labels still belong to their inputs, for example after shuffling. Then try a smaller learning rate, and look for layers whose units are all zero.',
      'zh-TW':
        '先檢查標籤是否仍對應到各自的輸入，例如打亂順序之後。再試試較小的學習率，看看有沒有輸出全是零的層。',
      'zh-CN':
        '先检查标签是否仍对应各自的输入，例如打乱顺序之后。再试试较小的学习率，看看有没有输出全是零的层。',
    },
  },
  'one-class': {
    title: { en: 'One answer for everything', 'zh-TW': '所有答案都一樣', 'zh-CN': '所有答案都一样' },
    evidence: {
      en: '{answered} of the {samples} held-out samples are predicted as class {class}; only {share} are.',
      'zh-TW': '{samples} 筆保留資料中，有 {answered} 被預測成類別 {class}，實際上只有 {share}。',
      'zh-CN': '{samples} 条留出数据中，有 {answered} 被预测成类别 {class}，实际上只有 {share}。',
    },
    advice: {
      en: 'Give rare classes more weight, or show each class equally often. If the classes are balanced, try a smaller learning rate.',
      'zh-TW': '加重少數類別的權重，或讓每個類別出現得一樣多。如果各類本來就平均，試試較小的學習率。',
      'zh-CN': '加大少数类别的权重，或让每个类别出现得一样多。如果各类本来就均衡，试试较小的学习率。',
    },
  },
  leaky: {
    title: { en: 'Too good to be true', 'zh-TW': '好得令人起疑', 'zh-CN': '好得令人起疑' },
    evidence: {
      en: 'Validation is nearly perfect from the first epoch on ({first}).',
      'zh-TW': '驗證從第一輪起就近乎完美（{first}）。',
      'zh-CN': '验证从第一轮起就近乎完美（{first}）。',
    },
    advice: {
      en: 'Either the task is very easy, or validation samples are also among the training samples, or an input gives the label away. Check how the data is split.',
      'zh-TW': '要不是題目非常簡單，就是驗證資料也出現在訓練資料裡，或輸入洩漏了標籤。檢查資料是怎麼分的。',
      'zh-CN': '要么题目非常简单，要么验证数据也出现在训练数据里，或者输入泄露了标签。检查数据是怎么划分的。',
    },
  },
  'rate-too-high': {
    title: { en: 'The learning rate looks too high', 'zh-TW': '學習率看來太高', 'zh-CN': '学习率看来太高' },
    evidence: {
      en: 'Training loss swings by about ±{swing} around {level} instead of falling: updates overshoot.',
      'zh-TW': '訓練損失在 {level} 上下擺動約 ±{swing}，沒有往下降：每次更新都衝過頭。',
      'zh-CN': '训练损失在 {level} 上下摆动约 ±{swing}，没有往下降：每次更新都冲过了头。',
    },
    advice: {
      en: 'Try a learning rate three to ten times smaller, or larger batches.',
      'zh-TW': '試試小三到十倍的學習率，或用更大的批次。',
      'zh-CN': '试试小三到十倍的学习率，或用更大的批次。',
    },
  },
  'discriminator-wins': {
    title: { en: 'The discriminator wins', 'zh-TW': '鑑別器贏過頭了', 'zh-CN': '判别器赢过头了' },
    evidence: {
      en: 'The discriminator’s loss is down to {last} while the generator’s is {made}: every made picture is recognised, so the generator gets hardly any gradient.',
      'zh-TW':
        '鑑別器的損失降到 {last}，生成器的損失是 {made}：每張生成的圖都被認出來，生成器幾乎得不到梯度。',
      'zh-CN':
        '判别器的损失降到 {last}，生成器的损失是 {made}：每张生成的图都被认出来，生成器几乎得不到梯度。',
    },
    advice: {
      en: 'Make the discriminator smaller or its learning rate lower, train the generator more often, or use labels of 0.9 instead of 1 for real pictures.',
      'zh-TW': '縮小鑑別器或降低它的學習率、讓生成器多訓練幾次，或把真圖的標籤從 1 改成 0.9。',
      'zh-CN': '缩小判别器或降低它的学习率、让生成器多训练几次，或把真图的标签从 1 改成 0.9。',
    },
  },
  'mode-collapse': {
    title: {
      en: 'The generator makes one thing only',
      'zh-TW': '生成器只會畫一種',
      'zh-CN': '生成器只会画一种',
    },
    evidence: {
      en: '{share} of the {pictures} latest pictures look like the digit {digit}.',
      'zh-TW': '最新的 {pictures} 張圖裡，有 {share} 像數字 {digit}。',
      'zh-CN': '最新的 {pictures} 张图里，有 {share} 像数字 {digit}。',
    },
    advice: {
      en: 'This is called mode collapse. Try a lower learning rate for the generator, larger batches, or dropout in the discriminator, and start again.',
      'zh-TW': '這叫做模式崩潰。試試降低生成器的學習率、加大批次，或在鑑別器加入 dropout，再重新訓練。',
      'zh-CN': '这叫作模式崩溃。试试降低生成器的学习率、加大批次，或在判别器加入 dropout，再重新训练。',
    },
  },
  'over-fitting': {
    title: { en: 'Over-fitting', 'zh-TW': '過度擬合', 'zh-CN': '过拟合' },
    evidence: {
      en: 'Validation loss rises from {from} on (from {lowest} to {last}) while training loss falls to {training}: the network learns its training samples by heart.',
      'zh-TW':
        '從{from}起，驗證損失上升（{lowest} 到 {last}），訓練損失卻降到 {training}：網路在背訓練資料。',
      'zh-CN':
        '从{from}起，验证损失上升（{lowest} 到 {last}），训练损失却降到 {training}：网络在背训练数据。',
    },
    advice: {
      en: 'Try dropout, more data or a smaller network, or stop at {best}.',
      'zh-TW': '試試 dropout、更多資料或小一點的網路，或在{best}就停下。',
      'zh-CN': '试试 dropout、更多数据或小一点的网络，或在{best}就停下。',
    },
  },
  'rate-too-low': {
    title: { en: 'The learning rate looks too low', 'zh-TW': '學習率看來太低', 'zh-CN': '学习率看来太低' },
    evidence: {
      en: 'The loss falls slowly and in a straight line, from {first} to {last}: {share} in the whole run.',
      'zh-TW': '損失緩慢地直線下降，從 {first} 到 {last}：整次執行只降了 {share}。',
      'zh-CN': '损失缓慢地直线下降，从 {first} 到 {last}：整次运行只降了 {share}。',
    },
    advice: {
      en: 'Try a learning rate three to ten times larger, or train much longer.',
      'zh-TW': '試試大三到十倍的學習率，或訓練久很多。',
      'zh-CN': '试试大三到十倍的学习率，或训练久很多。',
    },
  },
  'under-fitting': {
    title: { en: 'Under-fitting', 'zh-TW': '擬合不足', 'zh-CN': '欠拟合' },
    evidence: {
      en: 'Since {from} the loss has stood still at {last}, which is high: it began at {first}.',
      'zh-TW': '從{from}起，損失停在 {last}，仍然偏高：一開始是 {first}。',
      'zh-CN': '从{from}起，损失停在 {last}，仍然偏高：一开始是 {first}。',
    },
    advice: {
      en: 'Training and validation are both high: the network may be too small, or the inputs do not tell enough. Try more units or layers, less regularisation, or better inputs.',
      'zh-TW':
        '訓練和驗證都偏高：網路可能太小，或輸入給的訊息不夠。試試更多單元或層、減少正則化，或更好的輸入。',
      'zh-CN':
        '训练和验证都偏高：网络可能太小，或输入给的信息不够。试试更多单元或层、减少正则化，或更好的输入。',
    },
  },
  'class-imbalance': {
    title: { en: 'A rare class is missed', 'zh-TW': '漏掉了少見的類別', 'zh-CN': '漏掉了少见的类别' },
    evidence: {
      en: 'Class {class} has {rare} held-out samples, the most frequent {often}; only {recall} of class {class} are recognised.',
      'zh-TW': '類別 {class} 只有 {rare} 筆保留資料，最多的類別有 {often} 筆；類別 {class} 只認出 {recall}。',
      'zh-CN': '类别 {class} 只有 {rare} 条留出数据，最多的类别有 {often} 条；类别 {class} 只认出 {recall}。',
    },
    advice: {
      en: 'Accuracy hides this. Show the rare class more often or weigh it more, and watch its recall.',
      'zh-TW': '準確率看不出這件事。讓少見的類別多出現，或加重它的權重，並留意它的召回率。',
      'zh-CN': '准确率看不出这件事。让少见的类别多出现，或加大它的权重，并留意它的召回率。',
    },
  },
  'noisy-validation': {
    title: { en: 'Validation is noisy', 'zh-TW': '驗證的雜訊很大', 'zh-CN': '验证的噪声很大' },
    evidence: {
      en: 'Validation loss jumps by about ±{swing} around {level} on {samples} samples; training does not.',
      'zh-TW': '驗證損失（{samples} 筆資料）在 {level} 上下跳動約 ±{swing}，訓練卻不會。',
      'zh-CN': '验证损失（{samples} 条数据）在 {level} 上下跳动约 ±{swing}，训练却不会。',
    },
    plain: {
      en: 'Validation loss jumps by about ±{swing} around {level}; training does not.',
      'zh-TW': '驗證損失在 {level} 上下跳動約 ±{swing}，訓練卻不會。',
      'zh-CN': '验证损失在 {level} 上下跳动约 ±{swing}，训练却不会。',
    },
    advice: {
      en: 'Probably too few samples are held out: hold out more before you trust small differences.',
      'zh-TW': '保留的資料可能太少：多保留一些，再相信細小的差別。',
      'zh-CN': '留出的数据可能太少：多留出一些，再相信细小的差别。',
    },
  },
  'validation-better': {
    title: { en: 'Validation is better than training', 'zh-TW': '驗證比訓練好', 'zh-CN': '验证比训练好' },
    evidence: {
      en: 'In the second half of the run, validation loss (median {held}) is mostly below training loss (median {training}).',
      'zh-TW': '訓練後半段，驗證損失（中位數 {held}）多半低於訓練損失（中位數 {training}）。',
      'zh-CN': '训练后半段，验证损失（中位数 {held}）多半低于训练损失（中位数 {training}）。',
    },
    advice: {
      en: 'With dropout, noise or augmentation this is as it should be: they make training harder and are off for validation. Without them, check that validation samples are not the easier ones.',
      'zh-TW':
        '用了 dropout、雜訊或資料增強時這很正常：它們讓訓練變難，驗證時則關閉。沒有用的話，檢查驗證資料是否特別簡單。',
      'zh-CN':
        '用了 dropout、噪声或数据增强时这很正常：它们让训练变难，验证时则关闭。没有用的话，检查验证数据是否特别简单。',
    },
  },
  plateau: {
    title: { en: 'The loss stands still', 'zh-TW': '損失停滯不動', 'zh-CN': '损失停滞不动' },
    evidence: {
      en: 'Since {from} the loss has stayed near {last}.',
      'zh-TW': '從{from}起，損失一直停在 {last} 附近。',
      'zh-CN': '从{from}起，损失一直停在 {last} 附近。',
    },
    advice: {
      en: 'More of the same brings nothing. Try a smaller learning rate from there on, a larger network, or stop earlier.',
      'zh-TW': '照原樣再訓練也不會進步。試試從那時起降低學習率、用更大的網路，或早點停下。',
      'zh-CN': '照原样再训练也不会进步。试试从那时起降低学习率、用更大的网络，或早点停下。',
    },
  },
  'not-converged': {
    title: { en: 'It was still learning', 'zh-TW': '還在學習中', 'zh-CN': '还在学习中' },
    evidence: {
      en: 'The loss was still falling when the run ended at {last}: by {share} over the last third.',
      'zh-TW': '執行結束時損失是 {last}，仍在下降：最後三分之一降了 {share}。',
      'zh-CN': '运行结束时损失是 {last}，仍在下降：最后三分之一降了 {share}。',
    },
    advice: {
      en: 'Train longer: this network has not learned all it can.',
      'zh-TW': '訓練久一點：這個網路還沒學完。',
      'zh-CN': '训练久一点：这个网络还没学完。',
    },
  },
};

/** Everything else that the strip above the curves says. */
export const diagnosisWords = {
  heading: { en: 'What the curves say', 'zh-TW': '曲線說了什麼', 'zh-CN': '曲线说了什么' },
  ofModel: { en: '{title} ({model})', 'zh-TW': '{title}（{model}）', 'zh-CN': '{title}（{model}）' },
  severityProblem: { en: 'Problem', 'zh-TW': '問題', 'zh-CN': '问题' },
  severityWarning: { en: 'Warning', 'zh-TW': '注意', 'zh-CN': '注意' },
  severityHint: { en: 'Hint', 'zh-TW': '提示', 'zh-CN': '提示' },
  showOnCurve: { en: 'Show on the curve', 'zh-TW': '在曲線上顯示', 'zh-CN': '在曲线上显示' },
  dismiss: { en: 'Dismiss', 'zh-TW': '關閉提示', 'zh-CN': '关闭提示' },
  dismissNamed: { en: 'Dismiss: {title}', 'zh-TW': '關閉提示：{title}', 'zh-CN': '关闭提示：{title}' },
  showNamed: {
    en: 'Show on the curve: {title}',
    'zh-TW': '在曲線上顯示：{title}',
    'zh-CN': '在曲线上显示：{title}',
  },
  lesson: { en: 'Lesson: {title}', 'zh-TW': '課程：{title}', 'zh-CN': '课程：{title}' },
  shownRange: {
    en: '{curve}, {from} to {to}.',
    'zh-TW': '{curve}，{from}到{to}。',
    'zh-CN': '{curve}，{from}到{to}。',
  },
} as const satisfies Record<string, LocalText>;
